"""From the signed ruling to the money: the donor answers, results come out, agreements are signed and paid."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlmodel import select

from app.agreements import queries as agreed
from app.agreements.models import Agreement, Side
from app.agreements.service import drafting, pen, signing, tranches
from app.agreements.service.signing import Signatory
from app.calls import queries as calls
from app.calls.models import Call, MilestoneKind
from app.core import clock
from app.demo.cast import Cast
from app.demo.content import read
from app.demo.papers import paper
from app.review.models import Award, CandidacyState, Decision, Ruling
from app.review.queries import validation
from app.review.service import awards, donor, publication
from app.review.service.donor import Reply

ON_CONDITION = 2


def send_to_donor(cast: Cast, call: Call, made: Ruling) -> None:
    """The coordinator sends the signed ruling; the donor's clock starts."""
    donor.send(cast.session, made, call, actor=cast.actor("coordinator"))


def donor_answers(cast: Cast, call: Call, made: Ruling) -> None:
    """All approved, one of them on a condition."""
    replies = {}
    for place, candidacy in enumerate(validation.candidacies(cast.session, call, CandidacyState.recommended)):
        condition = place == ON_CONDITION
        replies[candidacy.id] = Reply(
            Decision.conditions if condition else Decision.approved, read("reasons")["condition"] if condition else ""
        )
    donor.decide(cast.session, made, call, replies, actor=cast.actor("donor"))


def publish(cast: Cast, call: Call, made: Ruling) -> None:
    """Results, letters and awards in one act."""
    publication.publish(cast.session, made, call, actor=cast.actor("coordinator"))


def accept_awards(cast: Cast, call: Call, first: datetime) -> list[Award]:
    """Every organisation accepts, one every few hours."""
    found = []
    for place, candidacy in enumerate(validation.candidacies(cast.session, call, CandidacyState.approved)):
        award = cast.session.exec(select(Award).where(Award.candidacy_id == candidacy.id)).one()
        with clock.at(first + timedelta(hours=7 * place)):
            awards.accept(cast.session, award, actor=cast.owner(cast.by_id[candidacy.organisation_id]))
        found.append(award)
    return found


def contract(
    cast: Cast, call: Call, awarded: list[Award], first: datetime, signed: datetime, *, left: int = 1
) -> list[Agreement]:
    """An agreement for each award, both parties accept it; all but the last are signed."""
    table = calls.timetable(cast.session, call)
    start, end = table.day(MilestoneKind.project_start), table.day(MilestoneKind.project_end)
    made = []
    for place, award in enumerate(awarded):
        with clock.at(first + timedelta(hours=5 * place)):
            agreement = drafting.draft_from_award(
                cast.session, award, start_on=start or date.max, end_on=end or date.max, actor=cast.actor("officer")
            )
            cast.session.flush()
            pen.accept(cast.session, agreement, Side.staff, revision=agreement.revision, actor=cast.actor("officer"))
        if place >= len(awarded) - left:
            continue
        owner = cast.owner(cast.by_id[agreement.organisation_id])
        with clock.at(first + timedelta(days=2, hours=5 * place)):
            pen.accept(cast.session, agreement, Side.cso, revision=agreement.revision, actor=owner)
        with clock.at(signed + timedelta(hours=place)):
            _sign(cast, agreement)
        made.append(agreement)
    return made


def _sign(cast: Cast, agreement: Agreement) -> None:
    organisation = cast.by_id[agreement.organisation_id]
    today = clock.today("America/Mexico_City")
    signing.sign(
        cast.session,
        agreement,
        cso=Signatory(
            organisation.representative_name or organisation.legal_name,
            "Representante legal",
            today - timedelta(days=1),
        ),
        staff=Signatory("Beatriz Lozano Quiroga", "Representante residente adjunta", today),
        data=paper(
            f"Convenio {agreement.number}",
            [organisation.legal_name, agreement.title[:90], "", "Documento ficticio de demostración."],
        ),
        filename=f"convenio-{agreement.number}.pdf",
        actor=cast.actor("coordinator"),
    )


def pay(cast: Cast, made: list[Agreement], at: datetime) -> None:
    """Finance pays every first tranche; the organisations confirm, but one that has not looked yet."""
    for place, agreement in enumerate(made):
        first = next(iter(agreed.tranches(cast.session, agreement.id)), None)
        if first is None or first.condition_met_at is None or first.amount <= Decimal(0):
            continue
        with clock.at(at + timedelta(hours=place)):
            day = clock.today("America/Mexico_City")
            tranches.pay(
                cast.session,
                agreement,
                first,
                paid_on=day,
                reference=f"SPEI {day:%y%m%d}{place + 1:03d}",
                actor=cast.actor("finance"),
            )
        if place:
            with clock.at(at + timedelta(days=3, hours=place)):
                tranches.confirm_receipt(cast.session, first, actor=cast.owner(cast.by_id[agreement.organisation_id]))
