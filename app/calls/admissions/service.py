"""The verbs of a late admission: proposed, taken back, signed by a second person."""

from datetime import datetime

from sqlmodel import Session

from app.calls.admissions import queries
from app.calls.admissions.models import LateAdmission
from app.calls.models import Call
from app.core import audit, clock
from app.core.acts import name_acts
from app.core.errors import Refused
from app.core.i18n import _, lazy
from app.people.access import Actor

name_acts(
    {
        "call.late_proposed": lazy("Answer to technical incidents proposed"),
        "call.late_signed": lazy("Answer to technical incidents signed"),
        "call.late_withdrawn": lazy("Answer to technical incidents taken back"),
    }
)


def propose(
    session: Session, call: Call, *, reason: dict[str, str], until: datetime | None, zone: str, actor: Actor
) -> LateAdmission:
    """Write the act down; nothing happens until another person signs it."""
    if call.opened_at:
        raise Refused(_("The proposals were opened already: nobody can be admitted any more."))
    if queries.pending(session, call.id):
        raise Refused(_("Another answer waits for its signature already."))
    if until is not None and until <= clock.now():
        raise Refused(_("This moment has passed already."), "until_day")
    act = LateAdmission(
        call_id=call.id,
        number=queries.next_number(session, call.id),
        reason=reason,
        until=until,
        zone=zone,
        proposed_by=actor.id,
    )
    session.add(act)
    session.flush()
    audit.record(session, "call.late_proposed", call, actor=actor, detail=_told(act), reason=reason["es"])
    return act


def take_back(session: Session, call: Call, act: LateAdmission, *, actor: Actor) -> None:
    """An act that nobody signed yet is taken back."""
    if act.signed_at or act.withdrawn_at:
        raise Refused(_("This answer was signed or taken back already."))
    act.withdrawn_at = clock.now()
    audit.record(session, "call.late_withdrawn", call, actor=actor, detail=_told(act))


def sign(session: Session, call: Call, act: LateAdmission, *, affected: int, actor: Actor) -> None:
    """The second person signs: from now on it is public."""
    if act.signed_at or act.withdrawn_at:
        raise Refused(_("This answer was signed or taken back already."))
    if act.proposed_by == actor.id:
        raise Refused(_("Whoever proposed it cannot sign it: another person of the team does."))
    if act.until is not None and act.until <= clock.now():
        raise Refused(_("The moment until which it admits has passed. Take it back and propose another one."))
    act.signed_by, act.signed_at, act.affected = actor.id, clock.now(), affected
    audit.record(session, "call.late_signed", call, actor=actor, detail=_told(act))


def _told(act: LateAdmission) -> dict[str, str | int]:
    until = act.until.isoformat(timespec="seconds") if act.until else ""
    return {"number": act.number, "until": until, "affected": act.affected}
