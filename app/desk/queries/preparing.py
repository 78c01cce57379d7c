"""What waits before and during a call: drafting, publishing, opening, validating."""

from collections.abc import Iterator

from sqlmodel import Session, col, func, select

from app.calls.models import Call, CallState, DeadlineOverride, Milestone, MilestoneKind
from app.core import clock
from app.core.deadlines import in_time
from app.core.format import both_text
from app.core.i18n import lazy
from app.desk.queries import reach
from app.desk.queries.columns import columns
from app.desk.waiting import Waiting
from app.people.access import Actor
from app.people.models import Role
from app.review.models import Candidacy, Correction, EligibilityVerdict

LEADERS = (Role.OFFICER, Role.COORDINATOR)


def drafts(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Calls that are still being written."""
    query = columns(Call.id, Call.title, Call.created_at).where(
        Call.state == CallState.draft, reach.calls(actor, *LEADERS)
    )
    for key, title, since in session.exec(query):
        yield Waiting(lazy("Finish the draft of the call"), both_text(title), f"/manage/calls/{key}", since)


def reviews(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Calls that another person sent to be read and published."""
    query = columns(Call.id, Call.title, Call.sent_at).where(
        Call.state == CallState.in_review, Call.sent_by != actor.id, reach.calls(actor, *LEADERS)
    )
    for key, title, since in session.exec(query):
        yield Waiting(lazy("Read and publish the call"), both_text(title), f"/manage/calls/{key}", since)


def openings(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Published calls whose last deadline has passed and whose proposals nobody has opened yet."""
    own = select(Milestone.call_id, Milestone.at).where(Milestone.kind == MilestoneKind.deadline)
    every = own.union_all(select(DeadlineOverride.call_id, DeadlineOverride.at)).subquery()
    last = select(every.c.call_id, func.max(every.c.at).label("at")).group_by(every.c.call_id).subquery()
    query = (
        columns(Call.id, Call.title, last.c.at)
        .join(last, last.c.call_id == Call.id)
        .where(Call.state == CallState.published, col(Call.opened_at).is_(None), reach.calls(actor, *LEADERS))
    )
    for key, title, deadline in session.exec(query):
        if not in_time(clock.now(), deadline):
            yield Waiting(
                lazy("Open the proposals received"), both_text(title), f"/manage/calls/{key}/opening", deadline
            )


def verdicts(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Proposals with rules that nobody has decided."""
    query = (
        columns(Call.id, Call.title, func.count(func.distinct(col(Candidacy.id))), func.min(Candidacy.created_at))
        .join(Candidacy, col(Candidacy.call_id) == Call.id)
        .join(EligibilityVerdict, col(EligibilityVerdict.candidacy_id) == Candidacy.id)
        .where(col(EligibilityVerdict.decided).is_(None), reach.calls(actor, *LEADERS))
        .group_by(Call.id)
    )
    for key, title, count, since in session.exec(query):
        yield Waiting(
            lazy("Decide the rules of each proposal"), both_text(title), f"/manage/calls/{key}/validation", since, count
        )


def confirmations(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Proposals with rules that somebody else decided and a second person has to confirm."""
    query = (
        columns(
            Call.id, Call.title, func.count(func.distinct(col(Candidacy.id))), func.min(EligibilityVerdict.decided_at)
        )
        .join(Candidacy, col(Candidacy.call_id) == Call.id)
        .join(EligibilityVerdict, col(EligibilityVerdict.candidacy_id) == Candidacy.id)
        .where(col(EligibilityVerdict.decided).is_not(None), col(EligibilityVerdict.confirmed_by).is_(None))
        .where(EligibilityVerdict.decided_by != actor.id, reach.calls(actor, *LEADERS))
        .group_by(Call.id)
    )
    for key, title, count, since in session.exec(query):
        yield Waiting(
            lazy("Confirm, as the second person, what was decided"),
            both_text(title),
            f"/manage/calls/{key}/validation",
            since,
            count,
        )


def corrections(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Papers put right by their organisation, to be looked at again."""
    query = (
        columns(Call.id, Call.title, func.count(col(Correction.id)), func.min(Correction.answered_at))
        .join(Candidacy, col(Candidacy.call_id) == Call.id)
        .join(Correction, col(Correction.candidacy_id) == Candidacy.id)
        .join(EligibilityVerdict, col(EligibilityVerdict.id) == Correction.verdict_id)
        .where(
            col(Correction.answered_at).is_not(None), EligibilityVerdict.decided == "cure", reach.calls(actor, *LEADERS)
        )
        .group_by(Call.id)
    )
    for key, title, count, since in session.exec(query):
        yield Waiting(
            lazy("Look at the corrected documents"), both_text(title), f"/manage/calls/{key}/validation", since, count
        )
