"""The ranking as it stands: places, selection, gaps. Whoever is recused passes `hidden` and sees nothing of those."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, select

from app.calls import queries as calls
from app.calls.models import Call, Criterion, Lot
from app.calls.rounds.models import CallRound
from app.calls.rounds.queries import round_of
from app.calls.scoring.models import TieStep
from app.calls.scoring.queries import scheme
from app.calls.scoring.scheme import Scheme
from app.people.models import Organisation
from app.proposals.models import ClosingList, Submission
from app.review.models import Candidacy, CandidacyState, Discussion, ScoreSheet, Seat, SheetScore, SheetState
from app.review.queries import commission
from app.review.queries.ruling import discussions
from app.review.queries.ties import lines_of, votes_of
from app.review.queries.validation import candidacies
from app.review.rules.allotment import sheets_needed
from app.review.rules.ranking import Entry, Marks, Place, ranked
from app.review.rules.selection import Choice, Contender, Pot
from app.review.rules.selection import select as selected
from app.review.rules.totals import Rubric, attainable, bonus_total, section_totals

RANKED = (
    CandidacyState.eligible,
    CandidacyState.scored,
    CandidacyState.recommended,
    CandidacyState.reserve,
    CandidacyState.not_recommended,
    CandidacyState.approved,
    CandidacyState.returned,
    CandidacyState.objected,
    CandidacyState.goes_on,
    CandidacyState.stays,
)


@dataclass(frozen=True)
class Standing:
    """One proposal in the ranking. `missing`: seats whose sheet is not submitted; `recused`: seats without a sheet."""

    candidacy: Candidacy
    organisation: Organisation
    place: Place
    choice: Choice
    sheets: Sequence[ScoreSheet]
    needed: int
    recused: Sequence[Seat]
    discussion: Discussion | None
    apart: bool

    @property
    def submitted(self) -> int:
        return len(self.place.totals)

    @property
    def short(self) -> bool:
        """Whether sheets are still missing for a ruling."""
        return self.submitted < self.needed


@dataclass(frozen=True)
class LotStanding:
    """The ranking of one lot; None is a call without lots."""

    lot: Lot | None
    rows: Sequence[Standing]


@dataclass(frozen=True)
class Standings:
    """The whole ranking of a call."""

    call: Call
    criteria: Sequence[Criterion]
    rubric: Rubric
    seats: Sequence[Seat]
    lots: Sequence[LotStanding]
    scheme: Scheme
    seed: str

    @property
    def rows(self) -> list[Standing]:
        return [row for lot in self.lots for row in lot.rows]

    @property
    def maximum(self) -> Decimal:
        """The points of a full sheet."""
        return attainable(self.rubric)


@dataclass(frozen=True)
class _Material:
    sheets: Mapping[str, list[ScoreSheet]]
    scores: Mapping[str, dict[str, SheetScore]]
    digests: Mapping[str, str]
    organisations: Mapping[str, Organisation]
    talks: Mapping[str, Discussion]
    seats: Sequence[Seat]
    seed: str
    passage: CallRound | None
    scheme: Scheme
    lines: Mapping[str, frozenset[str]]
    votes: Mapping[str, int]


def standings(session: Session, call: Call, *, hidden: frozenset[str] = frozenset()) -> Standings:
    """Rank and select from the submitted sheets, without writing anything."""
    listed = [each for each in candidacies(session, call, *RANKED) if each.id not in hidden]
    criteria, rubric = calls.criteria(session, call), commission.rubric(session, call)
    material = _material(session, call, listed, scheme(session, call.id))
    groups: dict[str | None, list[Candidacy]] = defaultdict(list)
    for candidacy in listed:
        groups[candidacy.lot_id].append(candidacy)
    lots: list[Lot | None] = [*calls.lots(session, call)]
    if not lots or None in groups:
        lots.append(None)
    ranking = [LotStanding(lot, _lot(call, lot, groups[lot.id if lot else None], rubric, material)) for lot in lots]
    return Standings(call, criteria, rubric, material.seats, ranking, material.scheme, material.seed)


def _lot(
    call: Call, lot: Lot | None, listed: Sequence[Candidacy], rubric: Rubric, material: _Material
) -> list[Standing]:
    by_id = {each.id: each for each in listed}
    places = ranked(
        [_entry(each, rubric, material) for each in listed], rubric, seed=material.seed, ties=material.scheme.ties
    )
    pot = _pot(call, lot, material.passage)
    contenders = [_contender(p, by_id[p.key].requested, rubric, material.scheme) for p in places]
    choices = selected(contenders, pot)
    return [_standing(call, by_id[p.key], p, choice, material) for p, choice in zip(places, choices, strict=True)]


def _pot(call: Call, lot: Lot | None, passage: CallRound | None) -> Pot:
    """What the lot gives: its awards and money, or before the last round its places in the next one."""
    if passage is not None:
        return Pot(passage.going_on, None, call.minimum_total, goes_on=True)
    return Pot(lot.awards if lot else None, (lot.budget or None) if lot else None, call.minimum_total)


def _entry(candidacy: Candidacy, rubric: Rubric, material: _Material) -> Entry:
    marks = [
        _marks(sheet, material.scores[sheet.id], rubric, material.scheme)
        for sheet in material.sheets.get(candidacy.id, [])
        if sheet.state == SheetState.submitted
    ]
    return Entry(
        candidacy.id,
        material.digests[candidacy.submission_id],
        marks,
        candidacy.home_state,
        material.lines.get(candidacy.id, frozenset()),
        material.votes.get(candidacy.id),
    )


def _marks(sheet: ScoreSheet, scores: Mapping[str, SheetScore], rubric: Rubric, said: Scheme) -> Marks:
    values = {m.id: scores[m.id].value or 0 for m in rubric}
    sections = section_totals(rubric, values) if said.sections else {}
    return Marks(
        values,
        sheet.total or Decimal(0),
        bonus=bonus_total(rubric, values, said.bonus_cap),
        sections={each.key: sections.get(each.key, Decimal(0)) for each in said.sections},
    )


def _contender(one: Place, requested: Decimal, rubric: Rubric, said: Scheme) -> Contender:
    """With the first criterion, else the first section, that is under its minimum."""
    weak = _weak(one, rubric)
    short = next((s.key for s in said.sections if one.totals and one.sections[s.key] < s.minimum), None)
    return Contender(one.key, one.score, requested, weak or short, one.base, in_section=weak is None)


def _weak(place: Place, rubric: Rubric) -> str | None:
    """The first criterion whose mean lies under its minimum."""
    return next((m.id for m in rubric if m.minimum is not None and place.means and place.means[m.id] < m.minimum), None)


def _standing(call: Call, candidacy: Candidacy, place: Place, choice: Choice, material: _Material) -> Standing:
    sheets = material.sheets.get(candidacy.id, [])
    seated = {sheet.seat_id for sheet in sheets}
    recused = [seat for seat in material.seats if seat.id not in seated]
    needed = sheets_needed(
        len(material.seats), len(recused), minimum=call.min_sheets, minimum_recused=call.min_sheets_recused
    )
    apart = call.spread_limit is not None and place.spread is not None and place.spread > call.spread_limit
    return Standing(
        candidacy,
        material.organisations[candidacy.organisation_id],
        place,
        choice,
        sheets,
        needed,
        recused,
        material.talks.get(candidacy.id),
        apart,
    )


def _material(session: Session, call: Call, listed: Sequence[Candidacy], said: Scheme) -> _Material:
    kept = {each.id for each in listed}
    sheets: dict[str, list[ScoreSheet]] = defaultdict(list)
    for sheet in commission.live_sheets(session, call.id):
        if sheet.candidacy_id in kept:
            sheets[sheet.candidacy_id].append(sheet)
    submissions = [each.submission_id for each in listed]
    wanted = select(Submission.id, Submission.digest).where(col(Submission.id).in_(submissions))
    bodies = select(Organisation).where(col(Organisation.id).in_([each.organisation_id for each in listed]))
    passage = round_of(session, call.id)
    root = session.exec(
        select(ClosingList.root).where(ClosingList.call_id == call.id, ClosingList.number == 0)
    ).one_or_none()
    return _Material(
        sheets,
        commission.scores(session, [sheet.id for group in sheets.values() for sheet in group]),
        dict(session.exec(wanted).all()),
        {each.id: each for each in session.exec(bodies)},
        discussions(session, call.id),
        commission.seats(session, call),
        root or call.id,
        passage if passage and passage.cut else None,
        said,
        lines_of(session, listed) if TieStep.line in said.ties else {},
        votes_of(session, call.id) if TieStep.vote in said.ties else {},
    )
