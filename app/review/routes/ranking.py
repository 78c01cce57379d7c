"""The ranking: places, cut line, dot ranges, gaps, discussions; blind to whoever still scores."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.format import both_text
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.territory import state_choices, state_name
from app.core.web import Router, download, later, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.review import forms, permissions
from app.review.models import SheetScore
from app.review.queries import commission, validation
from app.review.queries.bench import Bench
from app.review.queries.spreads import bands, criteria_means
from app.review.queries.standings import LotStanding, Standing, Standings, standings
from app.review.queries.ties import vote_on
from app.review.routes.subjects import CallRanked, CallToReopen, CallToRule
from app.review.rules.reasons import reason, tie
from app.review.rules.selection import Outcome
from app.review.rules.totals import bonus_total
from app.review.service import sheets, ties

router = Router(prefix="/manage/calls/{call_id}/ranking")
RANKING, ONE = "review/ranking.html", "review/ranked.html"


@dataclass(frozen=True)
class Wish:
    """The filters of the ranking, as the address says them."""

    lot: str = ""
    q: str = ""
    state: str = ""
    standing: str = ""


async def wish(lot: str = "", q: str = "", state: str = "", standing: str = "") -> Wish:
    """What the address asks for."""
    return Wish(lot, q[:200], state, standing)


Asked = Annotated[Wish, Depends(wish)]


@router.get("")
def show(
    request: Request,
    session: Db,
    bench: CallRanked,
    actor: SignedIn,
    asked: Asked,
) -> Response:
    ranking = seen(session, bench, actor)
    chosen = _chosen(ranking, asked.lot)
    shown = [row for row in chosen.rows if _kept(row, asked)]
    return page(
        request,
        RANKING,
        call=bench.call,
        ranking=ranking,
        chosen=chosen,
        rows=shown,
        cut=_cut(chosen, shown),
        counts=_counts(session, bench, ranking),
        asked=replace(asked, lot=chosen.lot.code if chosen.lot else ""),
        bands=bands(chosen, ranking.maximum),
        criteria_means=criteria_means(chosen, ranking),
        words=words(ranking),
        states=state_choices(bench.call.states or None),
        state_name=state_name,
        closed=bench.closed,
        seated=actor.id in bench.seated,
        may_rule=bool(permissions.draft_ruling(actor, bench)),
    )


@router.get(".xlsx")
def export(session: Db, bench: CallRanked, actor: SignedIn, asked: Asked) -> Response:
    ranking = seen(session, bench, actor)
    chosen = _chosen(ranking, asked.lot)
    said = words(ranking)
    rows = [_cells(row, ranking, said[row.candidacy.id]) for row in chosen.rows if _kept(row, asked)]
    sheet = Sheet(chosen.lot.code if chosen.lot else _("Ranking"), _columns(ranking), rows)
    return later(lambda: download(workbook([sheet]), MEDIA_TYPE, f"{bench.call.slug}-ranking.xlsx"))


@router.get("/{candidacy_id}")
def one(request: Request, session: Db, bench: CallRanked, actor: SignedIn, candidacy_id: str) -> Response:
    return page(request, ONE, form=Bound.blank(forms.ReasonForm), **_one(session, bench, actor, candidacy_id))


@router.post("/{candidacy_id}/discussion")
def discuss(
    request: Request,
    session: Db,
    bench: CallToRule,
    actor: SignedIn,
    candidacy_id: str,
    form: Annotated[Bound[forms.ReasonForm], bound(forms.ReasonForm)],
) -> Response:
    context = _one(session, bench, actor, candidacy_id)

    def act() -> None:
        sheets.discuss(session, context["row"].candidacy, form.data.reason, actor=actor)

    to = f"/manage/calls/{bench.id}/ranking/{candidacy_id}"
    return form.run(session, act, request=request, page=ONE, to=to, **context)


@router.post("/{candidacy_id}/vote")
def vote(
    request: Request,
    session: Db,
    bench: CallToRule,
    actor: SignedIn,
    candidacy_id: str,
    form: Annotated[Bound[forms.VoteForm], bound(forms.VoteForm)],
) -> Response:
    context = _one(session, bench, actor, candidacy_id)

    def act() -> None:
        ties.vote(session, bench.call, context["row"].candidacy, form.data.votes, actor=actor)

    to = f"/manage/calls/{bench.id}/ranking/{candidacy_id}"
    return form.run(session, act, request=request, page=ONE, to=to, **context)


@router.post("/{candidacy_id}/sheets/{sheet_id}/reopen")
def reopen(
    request: Request,
    session: Db,
    bench: CallToReopen,
    actor: SignedIn,
    candidacy_id: str,
    sheet_id: str,
    form: Annotated[Bound[forms.ReasonForm], bound(forms.ReasonForm)],
) -> Response:
    context = _one(session, bench, actor, candidacy_id)
    sheet = next((each for each in context["row"].sheets if each.id == sheet_id), None)
    if sheet is None:
        raise NotFound

    def act() -> None:
        sheets.reopen(session, sheet, form.data.reason, actor=actor)

    to = f"/review/{bench.id}/sheets"
    return form.run(session, act, request=request, page=ONE, to=to, **context)


def seen(session: Session, bench: Bench, actor: Actor) -> Standings:
    """The ranking without what the reader is recused from; once closed, the ruling names everything."""
    hidden = frozenset() if bench.closed else commission.recused_from(session, bench.id, actor.id)
    return standings(session, bench.call, hidden=hidden)


def words(ranking: Standings) -> dict[str, tuple[str, str | None]]:
    """Candidacy → why it stands where it does, and how its tie was broken."""
    criteria = {each.id: both_text(each.name) for each in ranking.criteria}
    criteria |= {each.key: both_text(each.name) for each in ranking.scheme.sections}
    minimum = str(ranking.call.minimum_total) if ranking.call.minimum_total is not None else None
    return {row.candidacy.id: _why(row, criteria, minimum) for row in ranking.rows}


def _why(row: Standing, criteria: dict[str, str], minimum: str | None) -> tuple[str, str | None]:
    choice = row.choice
    facts = {
        "because": choice.because,
        "requested": str(row.candidacy.requested),
        "left": None if choice.left is None else str(choice.left),
        "weak": choice.weak,
    }
    why = reason(facts, currency=row.candidacy.currency, minimum=minimum, criteria=criteria)
    return why, tie(row.place.tie_broken_by, criteria)


def _chosen(ranking: Standings, lot: str) -> LotStanding:
    return next((each for each in ranking.lots if each.lot and each.lot.code == lot), ranking.lots[0])


def _kept(row: Standing, asked: Wish) -> bool:
    kinds = {"apart": row.apart and row.discussion is None, "short": row.short}
    if asked.state and row.candidacy.home_state != asked.state:
        return False
    if asked.standing and not kinds.get(asked.standing, row.choice.outcome == asked.standing):
        return False
    return validation.matches(asked.q, row.candidacy.folio, row.organisation.legal_name, row.candidacy.title)


def _cut(chosen: LotStanding, shown: list[Standing]) -> str | None:
    """The candidacy after which the line is drawn: the last one recommended, in the unfiltered order."""
    if len(shown) != len(chosen.rows):
        return None
    inside = [row.candidacy.id for row in chosen.rows if row.choice.outcome == Outcome.recommended]
    return inside[-1] if inside else None


def _counts(session: Session, bench: Bench, ranking: Standings) -> dict[str, int]:
    sheets_due = [sheet for row in ranking.rows for sheet in row.sheets]
    return {
        "received": sum(validation.funnel(session, bench.id).values()),
        "eligible": len(ranking.rows),
        "submitted": sum(sheet.submitted_at is not None for sheet in sheets_due),
        "due": len(sheets_due),
        "apart": sum(row.apart and row.discussion is None for row in ranking.rows),
    }


def _one(session: Session, bench: Bench, actor: Actor, candidacy_id: str) -> dict[str, Any]:
    ranking = seen(session, bench, actor)
    row = next((each for each in ranking.rows if each.candidacy.id == candidacy_id), None)
    if row is None:
        raise NotFound
    seats = {seat.id: seat for seat in ranking.seats}
    vote = vote_on(session, candidacy_id)
    scores = commission.scores(session, [sheet.id for sheet in row.sheets if sheet.submitted_at])
    return {
        "scheme": ranking.scheme,
        "vote": vote.votes if vote else None,
        "bonuses": {key: _bonus(ranking, marks) for key, marks in scores.items()},
        "call": bench.call,
        "row": row,
        "criteria": ranking.criteria,
        "maximum": ranking.maximum,
        "seats": seats,
        "people": commission.people(session, [sheet.reviewer_id for sheet in row.sheets]),
        "scores": scores,
        "versions": commission.versions_of(session, [sheet.id for sheet in row.sheets]),
        "words": words(ranking)[candidacy_id],
        "closed": bench.closed,
        "chair": actor.id == bench.chair,
        "leads": actor.id == bench.chair or actor.id not in bench.seated,
        "state_name": state_name,
    }


def _bonus(ranking: Standings, marks: Mapping[str, SheetScore]) -> Decimal:
    return bonus_total(ranking.rubric, {key: mark.value for key, mark in marks.items()}, ranking.scheme.bonus_cap)


def _columns(ranking: Standings) -> list[Column]:
    return [
        Column(_("Place"), Look.WHOLE, 8),
        Column(_("Folio"), width=18),
        Column(_("Organisation"), width=40),
        Column(_("Title"), width=50),
        Column(_("State")),
        Column(_("Amount requested"), Look.MONEY, 18),
        Column(_("Score"), Look.NUMBER, 10),
        Column(_("Sheets"), Look.WHOLE, 8),
        Column(_("Points apart"), Look.NUMBER, 12),
        *(Column(both_text(each.name), Look.NUMBER, 14) for each in ranking.criteria),
        Column(_("Why"), width=60),
    ]


def _cells(row: Standing, ranking: Standings, said: tuple[str, str | None]) -> list[Any]:
    place = row.place
    return [
        place.rank,
        row.candidacy.folio,
        row.organisation.legal_name,
        row.candidacy.title,
        state_name(row.candidacy.home_state),
        row.candidacy.requested,
        place.score,
        row.submitted,
        place.spread,
        *(place.means.get(each.id) for each in ranking.criteria),
        " ".join(filter(None, said)),
    ]
