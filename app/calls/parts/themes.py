"""The themes of the call; a proposal may choose several [B4]."""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Axis, Call
from app.calls.parts.base import PartKind, Said, keep_rows
from app.calls.words import Both
from app.core.format import both_text
from app.core.i18n import _, lazy


@dataclass(frozen=True)
class Theme:
    """One theme."""

    id: str
    name: Both


@dataclass(frozen=True)
class Themes:
    """All of them, in order."""

    themes: tuple[Theme, ...]


def read(session: Session, call: Call) -> Themes:
    """The part as it stands."""
    return Themes(tuple(Theme(axis.id, axis.name) for axis in queries.axes(session, call)))


def write(session: Session, call: Call, part: Themes) -> None:
    """Keep it."""
    wanted = [(theme.id, {"name": theme.name}) for theme in part.themes]
    keep_rows(session, call, queries.axes(session, call), wanted, make=Axis, letter="A")


def facts(part: Themes) -> Said:
    """What the public reads of it."""
    for number, theme in enumerate(part.themes, start=1):
        yield f"theme-{theme.id or number}", _("Theme %(n)s", n=number), both_text(theme.name)


THEMES = PartKind("themes", lazy("Themes"), read, write, facts)
