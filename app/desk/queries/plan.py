"""What has happened of a call's plan, and promised results that are late [B9]."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func

from app.calls.models import Call, CallState
from app.calls.plan.steps import Step
from app.core import clock
from app.core.format import both_text
from app.core.i18n import lazy
from app.desk.plan import Done
from app.desk.queries import reach
from app.desk.queries.columns import columns
from app.desk.queries.preparing import LEADERS
from app.desk.waiting import ZONE, Waiting
from app.people.access import Actor
from app.review.models import Candidacy, CandidacyState, Ruling, RulingState, ScoreSheet

OPEN = (CandidacyState.validation, CandidacyState.correcting)


def happened(session: Session, call: Call) -> dict[Step, Done]:
    """Step -> whether it is done and when, in the zone of the call."""
    total, waiting = _counts(session, call.id)
    sheets, submitted, last = _sheets(session, call.id)
    ruling = session.exec(
        columns(Ruling.state, Ruling.sent_at, Ruling.decided_at)
        .where(Ruling.call_id == call.id)
        .order_by(col(Ruling.number).desc())
    ).first()
    state, sent, decided = ruling or (RulingState.draft, None, None)
    return {
        Step.opening: _done(call, call.opened_at),
        Step.validation: Done(total > 0 and waiting == 0),
        Step.sheets: Done(sheets > 0 and submitted == sheets, _day(call, last)),
        Step.ranking: Done(state != RulingState.draft),
        Step.pack: _done(call, sent),
        Step.donor: _done(call, decided),
        Step.results: _done(call, call.results_published_at),
    }


def _counts(session: Session, call_id: str) -> tuple[int, int]:
    query = columns(Candidacy.state, func.count()).where(Candidacy.call_id == call_id).group_by(Candidacy.state)
    counts = dict(session.exec(query).all())
    return sum(counts.values()), sum(counts.get(state, 0) for state in OPEN)


def _sheets(session: Session, call_id: str) -> tuple[int, int, datetime | None]:
    query = (
        columns(ScoreSheet.submitted_at, ScoreSheet.state)
        .join(Candidacy, col(Candidacy.id) == ScoreSheet.candidacy_id)
        .where(Candidacy.call_id == call_id, col(ScoreSheet.retired_at).is_(None))
    )
    instants = [at for at, _state in session.exec(query)]
    done = [at for at in instants if at]
    return len(instants), len(done), max(done, default=None)


def _done(call: Call, at: datetime | None) -> Done:
    return Done(at is not None, _day(call, at))


def _day(call: Call, at: datetime | None) -> date | None:
    return at.astimezone(ZoneInfo(call.timezone)).date() if at else None


def promised(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Calls whose promised day of results has passed without results."""
    query = columns(Call.id, Call.title, Call.results_promised_on).where(
        Call.state == CallState.published,
        col(Call.results_published_at).is_(None),
        col(Call.results_promised_on) < clock.today(ZONE),
        reach.calls(actor, *LEADERS),
    )
    for key, title, day in session.exec(query):
        what = lazy("The promised day of the results has passed")
        yield Waiting(what, both_text(title), f"/manage/calls/{key}/plan", day, due=day)
