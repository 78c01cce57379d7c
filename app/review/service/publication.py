"""Results become public in one act: page, letters to every applicant, and the awards offered."""

from sqlmodel import Session

from app.calls.models import Call
from app.calls.service.acts import record_results_published
from app.core import clock
from app.core.errors import Refused
from app.core.format import moment
from app.core.i18n import _
from app.core.states import apply
from app.people.access import Actor
from app.review import mails
from app.review.models import Award, Candidacy, CandidacyState, Ruling, RulingState
from app.review.queries import ruling as queries
from app.review.queries import validation
from app.review.service import letters
from app.review.service.funnel import tell_funnel
from app.review.states import RULING


def obstacles(ruling: Ruling | None, call: Call) -> list[str]:
    """Why the results cannot be published yet; empty when they can."""
    if ruling is None or ruling.state in {RulingState.draft, RulingState.signing}:
        return [_("The ruling is not signed yet.")]
    if ruling.state == RulingState.signed:
        return [_("The ruling has not been sent to the donor yet.")] if call.donor_required else []
    if ruling.state == RulingState.sent:
        since = moment(ruling.sent_at, call.timezone)
        return [_("The donor has not decided yet; it has had the ruling since %(since)s.", since=since)]
    return []


def publish(session: Session, ruling: Ruling | None, call: Call, *, actor: Actor) -> None:
    """Publish once the donor has approved; every applicant gets its letter in the same transaction."""
    problems = obstacles(ruling, call)
    if problems or ruling is None or ruling.state != RulingState.decided:
        raise Refused(" ".join(problems) or _("The ruling is not decided."))
    record_results_published(session, call, actor)
    tell_funnel(session, call, CandidacyState.approved)
    apply(session, ruling, RULING, "publish", actor=actor)
    decisions = queries.decisions(session, ruling)
    for candidacy in validation.candidacies(session, call, CandidacyState.approved):
        decision = decisions.get(candidacy.id)
        session.add(_award(candidacy, decision.reason if decision else ""))
    for letter, candidacy, organisation in letters.issue(session, call, ruling):
        mails.outcome(session, letter, candidacy, organisation, call)


def _award(candidacy: Candidacy, conditions: str) -> Award:
    return Award(
        candidacy_id=candidacy.id,
        amount=candidacy.requested,
        currency=candidacy.currency,
        conditions=conditions,
        offered_at=clock.now(),
    )
