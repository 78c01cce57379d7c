"""What the call is: its titles, its object and who can take part."""

from dataclasses import dataclass

from sqlmodel import Session, select

from app.calls.models import Call
from app.calls.parts.base import PartKind, Said
from app.calls.words import Both, Lines
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _, lazy, locale
from app.programmes.models import Result


@dataclass(frozen=True)
class Basics:
    """`who_can_apply` is a list of lines per language; `result_id` the result that the call serves."""

    title: Both
    object: Both
    who_can_apply: Lines
    result_id: str | None
    edition: int
    partners: tuple[str, ...]
    contact_email: str
    prevailing_language: str
    translation_gap_accepted: bool
    donor_required: bool
    fictional_note: Both


def read(_session: Session, call: Call) -> Basics:
    """The part as it stands."""
    return Basics(
        title=call.title,
        object=call.object,
        who_can_apply=call.who_can_apply,
        result_id=call.result_id,
        edition=call.edition,
        partners=tuple(call.partners),
        contact_email=call.contact_email,
        prevailing_language=call.prevailing_language,
        translation_gap_accepted=call.translation_gap_accepted,
        donor_required=call.donor_required,
        fictional_note=call.fictional_note,
    )


def write(session: Session, call: Call, part: Basics) -> None:
    """Keep it; the result must be one of the call's own programme."""
    if part.result_id:
        wanted = select(Result.id).where(Result.id == part.result_id, Result.programme_id == call.programme_id)
        if session.exec(wanted).first() is None:
            raise Refused(_("Choose a result of this programme."), "result_id")
    for name, value in vars(part).items():
        setattr(call, name, list(value) if name == "partners" else value)


def facts(part: Basics) -> Said:
    """What the public reads of it."""
    yield "title", _("Title"), both_text(part.title)
    yield "object", _("Object"), both_text(part.object)
    yield "who", _("Who can take part"), "\n".join(part.who_can_apply.get(locale(), []))
    yield "edition", _("Edition"), str(part.edition)
    yield "partners", _("Partners"), ", ".join(part.partners)
    yield "contact", _("Contact"), part.contact_email
    yield "prevails", _("Text that prevails"), language_name(part.prevailing_language)


def language_name(code: str) -> str:
    """Spanish or English, in the reader's language."""
    return _("Spanish") if code == "es" else _("English")


BASICS = PartKind("basics", lazy("What it is and who can take part"), read, write, facts)
