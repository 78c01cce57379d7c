"""Two signatories, two dates, one file: the agreement comes into force."""

from dataclasses import dataclass
from datetime import date

from app.agreements import mails, queries
from app.agreements.models import Agreement, AgreementSignature, Side
from app.agreements.service import registering, tranches
from app.agreements.states import AGREEMENT
from app.core import clock, files, states
from app.core.db import Session
from app.core.errors import Refused
from app.core.format import day
from app.core.i18n import _
from app.people.access import Actor
from app.review.service import awards

SIGNED_KINDS = frozenset({"pdf"})


@dataclass(frozen=True)
class Signatory:
    """Who signed, in what post, when."""

    name: str
    post: str
    signed_on: date


def sign(
    session: Session,
    agreement: Agreement,
    *,
    cso: Signatory,
    staff: Signatory,
    data: bytes,
    filename: str,
    actor: Actor,
) -> None:
    """Record the two signatures with the signed file; the agreement is active and its award contracted."""
    today = clock.today(queries.programme(session, agreement.programme_id).timezone)
    for side, signatory in ((Side.cso, cso), (Side.staff, staff)):
        _refuse_date(agreement, side, signatory, today)
        session.add(
            AgreementSignature(
                agreement_id=agreement.id,
                side=side,
                name=signatory.name,
                post=signatory.post,
                signed_on=signatory.signed_on,
            )
        )
    stored = files.store(session, data, filename, kinds=SIGNED_KINDS)
    agreement.signed_file_id, agreement.signed_digest = stored.id, stored.sha256
    states.apply(session, agreement, AGREEMENT, "activate", actor=actor, detail={"digest": stored.sha256})
    registering.in_force(session, agreement)
    _meet_first_condition(session, agreement, actor)
    if agreement.award_id:
        award = queries.award(session, agreement.award_id, lock=True)
        if award:
            awards.contract(session, award, actor=actor)
    mails.in_force(session, agreement)


def _refuse_date(agreement: Agreement, side: Side, signatory: Signatory, today: date) -> None:
    field = f"{side.value}_signed_on"
    if signatory.signed_on > today:
        raise Refused(_("A signature cannot be dated in the future."), field)
    if signatory.signed_on > agreement.end_on:
        raise Refused(_("The agreement ends on %(day)s: it cannot be signed after.", day=day(agreement.end_on)), field)


def _meet_first_condition(session: Session, agreement: Agreement, actor: Actor) -> None:
    """The first tranche waits for the signature, unless the plan says that it waits for a report."""
    first = next(iter(queries.tranches(session, agreement.id)), None)
    if first and first.waits_for_period_id is None and first.condition_met_at is None:
        tranches.meet_condition(session, first, actor=actor)
