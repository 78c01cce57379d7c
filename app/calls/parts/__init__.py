"""The parts of a call, in the order in which staff fill them in."""

from typing import Any

from app.calls.parts.base import PartKind
from app.calls.parts.basics import BASICS
from app.calls.parts.calendar import CALENDAR
from app.calls.parts.money import MONEY
from app.calls.parts.papers import PAPERS
from app.calls.parts.questionnaire import QUESTIONNAIRE
from app.calls.parts.rounds import ROUNDS
from app.calls.parts.rubric import RUBRIC
from app.calls.parts.rules import RULES
from app.calls.parts.sessions import SESSIONS
from app.calls.parts.territory import TERRITORY
from app.calls.parts.texts import TEXTS
from app.calls.parts.themes import THEMES
from app.core.acts import name_acts
from app.core.i18n import lazy

PARTS: dict[str, PartKind[Any]] = {
    kind.key: kind
    for kind in (
        BASICS,
        THEMES,
        MONEY,
        TERRITORY,
        CALENDAR,
        PAPERS,
        QUESTIONNAIRE,
        RULES,
        RUBRIC,
        ROUNDS,
        SESSIONS,
        TEXTS,
    )
}

name_acts(
    {
        "call.drafted": lazy("Call begun"),
        "call.archived": lazy("Call put into the archive"),
        "call.unarchived": lazy("Call taken out of the archive"),
        "call.begun_from": lazy("Begun from an earlier call or a template"),
        "call.send": lazy("Call sent to review"),
        "call.send_back": lazy("Call sent back to draft"),
        "call.publish": lazy("Call published"),
        "call.amended": lazy("Call amended"),
        "call.cancel": lazy("Call cancelled"),
        "call.next_round": lazy("Next round begun"),
        "call.planned": lazy("Backward plan changed"),
        "call.opened": lazy("Proposals opened"),
        "call.results_published": lazy("Results published"),
        "call.attendance": lazy("Attendance of a session marked"),
        "call.recording": lazy("Address of a recording changed"),
        "call.material_added": lazy("Material of a session added"),
        "call.material_removed": lazy("Material of a session taken away"),
        "call.materials_sent": lazy("Materials of a session mailed"),
        "call.part.documents": lazy("Documents to download"),
        "call.part.templates": lazy("Templates"),
        **{f"call.part.{key}": kind.title for key, kind in PARTS.items()},
    }
)
