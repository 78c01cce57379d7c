"""The text on conflicts of interest and the notice on data protection."""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.calls.parts.base import PartKind, Said
from app.calls.words import Both
from app.core.format import both_text
from app.core.i18n import _, lazy


@dataclass(frozen=True)
class Texts:
    """Both in Spanish and English."""

    conflict_text: Both
    data_protection: Both


def read(_session: Session, call: Call) -> Texts:
    """The part as it stands."""
    return Texts(call.conflict_text, call.data_protection)


def write(_session: Session, call: Call, part: Texts) -> None:
    """Keep it."""
    call.conflict_text, call.data_protection = part.conflict_text, part.data_protection


def facts(part: Texts) -> Said:
    """What the public reads of it."""
    yield "conflict", _("Conflicts of interest"), both_text(part.conflict_text)
    yield "data", _("Data protection"), both_text(part.data_protection)


TEXTS = PartKind("texts", lazy("Conflicts of interest and data protection"), read, write, facts)
