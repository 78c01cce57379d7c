"""The parts of a call, in the order in which staff fill them in."""

from typing import Any

from app.calls.parts.base import PartKind
from app.calls.parts.basics import BASICS
from app.calls.parts.calendar import CALENDAR
from app.calls.parts.money import MONEY
from app.calls.parts.papers import PAPERS
from app.calls.parts.rubric import RUBRIC
from app.calls.parts.rules import RULES
from app.calls.parts.sessions import SESSIONS
from app.calls.parts.territory import TERRITORY
from app.calls.parts.texts import TEXTS
from app.calls.parts.themes import THEMES

PARTS: dict[str, PartKind[Any]] = {
    kind.key: kind for kind in (BASICS, THEMES, MONEY, TERRITORY, CALENDAR, PAPERS, RULES, RUBRIC, SESSIONS, TEXTS)
}
