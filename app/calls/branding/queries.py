"""Named reads of the branding of a call."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from sqlmodel import Session, col, select

from app.calls.branding.models import CallBranding, CallLogo, DonorLogo, LogoRole
from app.core.colours import on_dark, on_light
from app.core.files import StoredFile

AREA = 6400
"""Points that a logo covers on a page: those of one area weigh alike, whatever their shape."""
LOWEST, HIGHEST = 28, 64


@dataclass(frozen=True)
class Mark:
    """A logo as it is shown, and the file that holds it."""

    id: str
    role: LogoRole
    alt: dict[str, str]
    file: StoredFile
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        """How wide and high it stands on a page."""
        ratio = self.width / self.height
        height = min(HIGHEST, max(LOWEST, round(sqrt(AREA / ratio))), self.height)
        return round(height * ratio), height


@dataclass(frozen=True)
class Branding:
    """All that is shown of a call beside its words. `day` and `night` are the colour as each theme can show it."""

    accent: str = ""
    donor_logo: DonorLogo = DonorLogo.allowed
    marks: Sequence[Mark] = ()

    @property
    def day(self) -> str:
        return on_light(self.accent).colour if self.accent else ""

    @property
    def night(self) -> str:
        return on_dark(self.accent).colour if self.accent else ""

    @property
    def has_donor(self) -> bool:
        return any(mark.role == LogoRole.donor for mark in self.marks)


def branding(session: Session, call_id: str) -> Branding:
    """The branding of a call; the house's own where nothing was chosen."""
    row, found = chosen(session, call_id), marks(session, call_id)
    return Branding(row.accent, row.donor_logo, found) if row else Branding(marks=found)


def chosen(session: Session, call_id: str) -> CallBranding | None:
    """The colour and the rule, once somebody saved them."""
    return session.exec(select(CallBranding).where(CallBranding.call_id == call_id)).one_or_none()


def marks(session: Session, call_id: str) -> list[Mark]:
    """The logos of a call, in their order."""
    wanted = select(CallLogo, StoredFile).where(
        CallLogo.call_id == call_id, col(StoredFile.id) == col(CallLogo.file_id)
    )
    rows = session.exec(wanted.order_by(col(CallLogo.order_index), col(CallLogo.id)))
    return [Mark(row.id, row.role, row.alt, file, row.width, row.height) for row, file in rows]


def logo(session: Session, call_id: str, logo_id: str) -> CallLogo | None:
    """One logo of this call."""
    wanted = select(CallLogo).where(CallLogo.call_id == call_id, CallLogo.id == logo_id)
    return session.exec(wanted).one_or_none()


def rows(session: Session, call_id: str) -> list[CallLogo]:
    """The rows of the logos, in their order, to be changed."""
    wanted = select(CallLogo).where(CallLogo.call_id == call_id)
    return list(session.exec(wanted.order_by(col(CallLogo.order_index), col(CallLogo.id))))
