"""Lists of proposals: columns, never entities; the same number of statements for one row as for sixty."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlmodel import Session, col

from app.calls.models import Call, DeadlineOverride, Lot, Milestone, MilestoneKind
from app.calls.questionnaire.models import Questionnaire
from app.calls.questionnaire.reaching import Told
from app.core.text import folded
from app.people.models import Membership, Organisation
from app.proposals.models import Proposal, ProposalSection, ProposalState, Standing, Submission
from app.proposals.queries.told import told_of_many
from app.proposals.sections.asked import asking, to_complete

PAGE_ROWS = 60


@dataclass(frozen=True)
class Filters:
    """What a list shows, as its address says it."""

    q: str = ""
    state: str = ""
    lot: str = ""
    status: str = ""
    sort: str = "arrival"


@dataclass(frozen=True)
class Line:
    """One row of the staff's list."""

    id: str
    title: str
    folio: str | None
    state: ProposalState
    home_state: str
    submitted_at: datetime | None
    organisation: str
    organisation_id: str
    lot: dict[str, str] | None
    members: int


@dataclass(frozen=True)
class Page:
    """Some rows of a list and how many there are in all."""

    rows: Sequence[Line]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_ROWS))


@dataclass(frozen=True)
class Counts:
    """All that staff may see before the opening act: how many, by state and by lot; no names."""

    drafts: int
    submitted: int
    by_state: Sequence[tuple[str, int]]
    by_lot: Sequence[tuple[dict[str, str] | None, int]]


@dataclass(frozen=True)
class MineLine:
    """One row of a person's own list."""

    id: str
    title: str
    folio: str | None
    state: ProposalState
    unsent: bool
    organisation: str
    call: dict[str, str]
    slug: str
    published: bool
    deadline: datetime | None
    zone: str
    missing: int


def listing(session: Session, call_id: str, filters: Filters, page: int) -> Page:
    """One page of the proposals that were submitted or withdrawn. Two statements."""
    counted = _TOTAL if filters.q.strip() or filters.state or filters.lot else _ALL
    total = session.execute(_filtered(counted, call_id, filters)).scalar_one()
    number = min(max(page, 1), max(1, -(-total // PAGE_ROWS)))
    rows = session.execute(_lines(call_id, filters).limit(PAGE_ROWS).offset((number - 1) * PAGE_ROWS))
    return Page([Line(*row) for row in rows], total, number)


def every_line(session: Session, call_id: str, filters: Filters) -> Iterator[Line]:
    """The same rows without pages, for an export of exactly what is seen."""
    return (Line(*row) for row in session.execute(_lines(call_id, filters)))


_PEOPLE = (
    select(func.count())
    .where(col(Membership.organisation_id) == col(Proposal.organisation_id), col(Membership.ended_at).is_(None))
    .scalar_subquery()
)
# The version that stands, not the draft that may go on changing beside it.
_STANDING = (col(Submission.proposal_id) == col(Proposal.id)) & (
    col(Submission.revision) == col(Proposal.sent_revision)
)
_LINES: Select[Any] = (
    select(
        col(Proposal.id),
        col(Submission.title),
        col(Proposal.folio),
        col(Proposal.state),
        col(Submission.home_state),
        col(Proposal.submitted_at),
        col(Organisation.legal_name),
        col(Organisation.id).label("organisation_id"),
        col(Lot.name),
        _PEOPLE,
    )
    .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
    .join(Submission, _STANDING)
    .join(Lot, col(Lot.id) == Submission.lot_id, isouter=True)
)
_TOTAL: Select[Any] = (
    select(func.count())
    .select_from(Proposal)
    .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
    .join(Submission, _STANDING)
)
_ALL: Select[Any] = select(func.count()).select_from(Proposal)


def _lines(call_id: str, filters: Filters) -> Select[Any]:
    return _filtered(_LINES, call_id, filters).order_by(*_order(filters.sort))


def _order(sort: str) -> tuple[Any, ...]:
    orders = {
        "organisation": Organisation.sort_key,
        "title": Submission.search_key,
        "state": Submission.home_state,
        "folio": Proposal.folio,
    }
    return (orders.get(sort, Proposal.submitted_at), Proposal.id)


def _filtered(statement: Select[Any], call_id: str, filters: Filters) -> Select[Any]:
    # What was ever sent has its instant: this walks one index in the order of the page, however many there are.
    statement = statement.where(col(Proposal.call_id) == call_id, col(Proposal.submitted_at).is_not(None))
    if filters.status in {ProposalState.submitted, ProposalState.withdrawn}:
        statement = statement.where(col(Proposal.state) == ProposalState(filters.status))
    if filters.state:
        statement = statement.where(col(Submission.home_state) == filters.state)
    if filters.lot:
        statement = statement.where(col(Submission.lot_id) == filters.lot)
    if filters.q.strip():
        wanted_text = folded(filters.q)
        statement = statement.where(
            or_(
                col(Submission.search_key).contains(wanted_text, autoescape=True),
                col(Organisation.search_key).contains(wanted_text, autoescape=True),
                col(Proposal.folio) == filters.q.strip().upper(),
            )
        )
    return statement


def counts(session: Session, call_id: str) -> Counts:
    """How many proposals there are, without a word of any. Four statements."""
    state, home, lot, call = (
        col(Proposal.state),
        col(Proposal.home_state),
        col(Proposal.lot_id),
        col(Proposal.call_id),
    )
    by_status = {
        row[0]: row[1] for row in session.execute(select(state, func.count()).where(call == call_id).group_by(state))
    }
    sent = (call == call_id, state == ProposalState.submitted)
    by_state = session.execute(select(home, func.count()).where(*sent).group_by(home).order_by(home))
    by_lot = session.execute(select(lot, func.count()).where(*sent).group_by(lot))
    names = {
        row[0]: row[1] for row in session.execute(select(col(Lot.id), col(Lot.name)).where(col(Lot.call_id) == call_id))
    }
    return Counts(
        by_status.get(ProposalState.draft, 0),
        by_status.get(ProposalState.submitted, 0),
        [(row[0], row[1]) for row in by_state],
        [(names.get(row[0]), row[1]) for row in by_lot],
    )


_MINE = (
    col(Proposal.id),
    col(Proposal.title),
    col(Proposal.folio),
    col(Proposal.state),
    col(Proposal.revision) != col(Proposal.sent_revision),
    col(Organisation.legal_name),
    col(Call.title),
    col(Call.slug),
    col(Call.results_published_at).is_not(None),
)


def mine(session: Session, organisation_ids: Collection[str]) -> Sequence[MineLine]:
    """The proposals of these organisations, the newest first. Two statements, or three."""
    at = func.coalesce(DeadlineOverride.at, Milestone.at)
    zone = func.coalesce(DeadlineOverride.zone, Milestone.zone, Call.timezone)
    rows = session.execute(
        select(*_MINE, at, zone, col(Organisation.state), col(Organisation.kind), col(Questionnaire.sections))
        .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
        .join(Call, col(Call.id) == Proposal.call_id)
        .join(
            Milestone,
            (col(Milestone.call_id) == Proposal.call_id) & (col(Milestone.kind) == MilestoneKind.deadline),
            isouter=True,
        )
        .join(
            DeadlineOverride,
            (col(DeadlineOverride.call_id) == Proposal.call_id) & (col(DeadlineOverride.state) == Proposal.home_state),
            isouter=True,
        )
        .join(Questionnaire, col(Questionnaire.call_id) == Proposal.call_id, isouter=True)
        .where(col(Proposal.organisation_id).in_(organisation_ids))
        .order_by(col(Proposal.created_at).desc(), col(Proposal.id))
    )
    lines = [tuple(row) for row in rows]
    known = told_of_many(session, [(row[0], *row[-3:]) for row in lines])
    standings = _standings(session, organisation_ids)
    return [_mine_line(row, standings.get(row[0], {}), known.get(row[0])) for row in lines]


def _mine_line(row: tuple[Any, ...], standings: Mapping[str, Standing], told: Told | None) -> MineLine:
    *shown, _state, _kind, form = row
    return MineLine(*[*shown, _unfinished(form, standings, told)])


def _standings(session: Session, organisation_ids: Collection[str]) -> dict[str, dict[str, Standing]]:
    rows = session.execute(
        select(col(ProposalSection.proposal_id), col(ProposalSection.key), col(ProposalSection.standing))
        .join(Proposal, col(Proposal.id) == ProposalSection.proposal_id)
        .where(col(Proposal.organisation_id).in_(organisation_ids))
    )
    found: dict[str, dict[str, Standing]] = {}
    for proposal_id, key, standing in rows:
        found.setdefault(proposal_id, {})[key] = standing
    return found


def _unfinished(form: list[dict[str, Any]] | None, standings: Mapping[str, Standing], told: Told | None) -> int:
    wanted = to_complete(asking(form, told), standings)
    return sum(standings.get(key) != Standing.complete for key in wanted)
