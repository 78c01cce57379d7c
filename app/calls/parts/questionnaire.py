"""The form of the call: which sections every proposal fills in, required or not, in which order and with which help."""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.calls.parts.base import PartKind, Said
from app.calls.questionnaire.asked import OFFERED, Asked, restored, stored, usual
from app.calls.questionnaire.models import Questionnaire
from app.calls.questionnaire.queries import questionnaire_of
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _, lazy


@dataclass(frozen=True)
class Sections:
    """Every section that is known, asked or not, in the order of the form."""

    sections: tuple[Asked, ...]


def read(session: Session, call: Call) -> Sections:
    """The part as it stands."""
    row = questionnaire_of(session, call.id)
    return Sections(restored(row.sections) if row else usual())


def write(session: Session, call: Call, part: Sections) -> None:
    """Keep it; a public form that changes is a new version of it. Nobody touches it once proposals were opened."""
    if call.opened_at:
        raise Refused(_("Proposals have been opened: the form stays as it was answered."))
    _check(part)
    row = questionnaire_of(session, call.id)
    told = stored(part.sections)
    if told == (row.sections if row else stored(usual())):
        return
    if row is None:
        row = Questionnaire(call_id=call.id, version=1)
    row.version += bool(call.published_at)
    row.sections = told
    session.add(row)


def _check(part: Sections) -> None:
    for place, each in enumerate(part.sections):
        if OFFERED[each.key].fixed and not (each.on and each.required):
            words = _("Every call asks for this section: lists and letters take the title and the line from it.")
            raise Refused(words, f"rows-{place}-on")


def facts(part: Sections) -> Said:
    """What the public reads of it."""
    number = 0
    for each in part.sections:
        number += each.on
        yield each.key, str(OFFERED[each.key].title), _how(each, number)


def _how(each: Asked, number: int) -> str:
    if not each.on:
        return _("not asked")
    said = [_("section %(n)s", n=number), _("required") if each.required else _("optional")]
    return "; ".join([*said, both_text(each.help)] if both_text(each.help) else said)


QUESTIONNAIRE = PartKind("questionnaire", lazy("Form of the proposal"), read, write, facts)
