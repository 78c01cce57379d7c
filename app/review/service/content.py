"""What a ruling says, as one canonical text: amounts and points as text, so that its digest can be checked anywhere."""

from decimal import Decimal
from typing import Any

from sqlmodel import Session

from app.calls.models import Criterion
from app.calls.scoring.scheme import USUAL_TIES
from app.review.models import Ruling, Seat
from app.review.queries import commission
from app.review.queries.standings import LotStanding, Standing, Standings
from app.review.queries.validation import funnel
from app.review.rules.ties import DRAW


def ruling_content(session: Session, ranking: Standings, ruling: Ruling) -> dict[str, Any]:
    """Call, commission, rubric, funnel and the ranking of every lot."""
    call = ranking.call
    people = commission.people_of(session, ranking.seats)
    seats = {seat.id: seat for seat in ranking.seats}
    return {
        "call": {"slug": call.slug, "edition": call.edition, "title": dict(call.title)},
        "number": ruling.number,
        "considerations": ruling.considerations,
        "commission": [_seat(seat, people[seat.member_id].name) for seat in ranking.seats],
        "criteria": [
            {
                "id": each.id,
                "code": each.code,
                "name": dict(each.name),
                "weight": format(each.weight, "f"),
                "scale_max": each.scale_max,
                **_unusual(each),
            }
            for each in ranking.criteria
        ],
        **_scheme(ranking),
        "maximum": format(ranking.maximum, "f"),
        "minimum_total": _text(call.minimum_total),
        "spread_limit": _text(call.spread_limit),
        "min_sheets": call.min_sheets,
        "min_sheets_recused": call.min_sheets_recused,
        "funnel": {state.value: many for state, many in funnel(session, call.id).items()},
        "lots": [_lot(lot, seats) for lot in ranking.lots],
    }


def _unusual(criterion: Criterion) -> dict[str, Any]:
    """What only some criteria have, so that the text of a plain rubric stays as short as it was."""
    said: dict[str, Any] = {"scale_min": criterion.scale_min} if criterion.scale_min else {}
    return said | ({"bonus": True} if criterion.bonus else {})


def _scheme(ranking: Standings) -> dict[str, Any]:
    """Minimums of sections, the cap of the bonus, the chain and the seed of a draw, where they decided something."""
    said = ranking.scheme
    found: dict[str, Any] = {}
    if said.sections:
        found["sections"] = [
            {"id": each.key, "name": dict(each.name), "minimum": format(each.minimum, "f")} for each in said.sections
        ]
    if said.bonus_cap is not None:
        found["bonus_cap"] = format(said.bonus_cap, "f")
    if said.ties != USUAL_TIES:
        found["ties"] = [step.value for step in said.ties]
    if any(row.place.tie_broken_by == DRAW for row in ranking.rows):
        found["draw_seed"] = ranking.seed
    return found


def _seat(seat: Seat, member: str) -> dict[str, Any]:
    return {"institution": seat.institution, "sector": seat.sector.value, "member": member, "chair": seat.chair}


def _lot(standing: LotStanding, seats: dict[str, Seat]) -> dict[str, Any]:
    lot = standing.lot
    return {
        "code": lot.code if lot else "",
        "name": dict(lot.name) if lot else {},
        "budget": _text(lot.budget) if lot else None,
        "awards": lot.awards if lot else None,
        "places": [_place(row, seats) for row in standing.rows],
    }


def _place(row: Standing, seats: dict[str, Seat]) -> dict[str, Any]:
    candidacy, place, choice = row.candidacy, row.place, row.choice
    return {
        "candidacy": candidacy.id,
        "folio": candidacy.folio,
        "organisation": row.organisation.legal_name,
        "title": candidacy.title,
        "state": candidacy.home_state,
        "requested": str(candidacy.requested),
        "currency": candidacy.currency,
        "rank": place.rank,
        "score": _text(place.score),
        "sheets": [
            {"institution": seats[sheet.seat_id].institution, "total": str(sheet.total), "digest": sheet.digest}
            for sheet in row.sheets
            if sheet.digest
        ],
        "means": {key: str(value) for key, value in place.means.items()},
        "spread": _text(place.spread),
        "tie_broken_by": place.tie_broken_by,
        "recused": [seat.institution for seat in row.recused],
        "discussion": row.discussion.note if row.discussion else "",
        "outcome": choice.outcome.value,
        "because": choice.because.value,
        "left": _text(choice.left),
        "weak": choice.weak,
        **({} if place.bonus is None else {"base": _text(place.base), "bonus": _text(place.bonus)}),
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
