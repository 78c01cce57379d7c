"""What happens to an agreement besides its text: declined, suspended, resumed, terminated, ended, closed, linked."""

from collections.abc import Mapping
from decimal import Decimal

from app.agreements import queries
from app.agreements.models import Agreement
from app.agreements.service import registering
from app.agreements.states import AGREEMENT
from app.core import audit, clock, files, states
from app.core.db import Session
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor

ENDING_KINDS = frozenset({"pdf"})


def decline(session: Session, agreement: Agreement, *, reason: str, actor: Actor) -> None:
    """It will not be signed, and why (the memorandum of the source was declined for bilateral consultations [H6])."""
    states.apply(session, agreement, AGREEMENT, "decline", actor=actor, reason=reason)


def suspend(session: Session, agreement: Agreement, *, reason: str, actor: Actor) -> None:
    """Nothing is paid while it is suspended; reports are still owed."""
    states.apply(session, agreement, AGREEMENT, "suspend", actor=actor, reason=reason)


def resume(session: Session, agreement: Agreement, *, reason: str, actor: Actor) -> None:
    """The suspension is lifted."""
    states.apply(session, agreement, AGREEMENT, "resume", actor=actor, reason=reason)


def terminate(session: Session, agreement: Agreement, *, reason: str, data: bytes, filename: str, actor: Actor) -> None:
    """End before time, with the document that says so."""
    stored = files.store(session, data, filename, kinds=ENDING_KINDS)
    agreement.ending_file_id = stored.id
    states.apply(
        session, agreement, AGREEMENT, "terminate", actor=actor, reason=reason, detail={"digest": stored.sha256}
    )
    registering.over(session, agreement)


def end_those_past(session: Session) -> None:
    """Tick: agreements whose last day has passed are ended, and wait to be closed."""
    for agreement in queries.past_their_end(session, clock.now().date()):
        zone = queries.programme(session, agreement.programme_id).timezone
        if agreement.end_on < clock.today(zone):
            states.apply(session, agreement, AGREEMENT, "end", actor=None)


def close(session: Session, agreement: Agreement, *, returned: Decimal, reason: str, actor: Actor) -> None:
    """Close the books. `reports` calls it once its own gate is passed: last report accepted, money reconciled."""
    agreement.returned_amount, agreement.closed_at = returned, clock.now()
    states.apply(session, agreement, AGREEMENT, "close", actor=actor, reason=reason, detail={"returned": str(returned)})
    registering.over(session, agreement)


def link_indicators(session: Session, agreement: Agreement, links: Mapping[str, str], *, actor: Actor) -> None:
    """Say which indicator of the programme each annex indicator feeds (row id -> indicator id)."""
    rows = {row["id"] for row in agreement.annexes.get("indicators", [])}
    known = {indicator.id for indicator in queries.indicators(session, agreement.programme_id)}
    if not set(links) <= rows or not set(links.values()) <= known:
        raise Refused(_("Choose one of the options."))
    before, agreement.indicator_links = agreement.indicator_links, dict(links)
    audit.record(
        session,
        "agreement.indicators_linked",
        agreement,
        actor=actor,
        detail={"linked": dict(links), "linked_before": before},
    )
