"""The commission sits, declares and scores; the ruling is signed; the donor decides; results are published."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from app.calls import queries as calls
from app.calls.models import Call, Criterion
from app.core import clock
from app.demo.cast import Cast
from app.demo.content import read
from app.people.access import Actor
from app.review.models import Candidacy, Conflict, Ruling, ScoreSheet, Seat, Sector, SheetState
from app.review.queries import commission as seats
from app.review.queries import ruling as rulings
from app.review.queries import validation
from app.review.queries.standings import standings
from app.review.service import commission, conflicts, ruling, sheets
from app.review.service.commission import Person, SeatTerms
from app.review.service.conflicts import Declared
from app.review.service.sheets import Mark

SEATS = ("cpc", "unam", "cce")
RECUSED = {"unam": 11, "cce": 23}
POSSIBLE = 17


def invite(cast: Cast, call: Call) -> None:
    """Three seats, the first in the chair [F2, F3]."""
    for place, person in enumerate(read("people")["commission"]):
        terms = SeatTerms(
            person["institution"], Sector(person["sector"]), Person(person["name"], person["email"]), chair=place == 0
        )
        commission.invite(cast.session, call, terms, actor=cast.actor("officer"))


def date_the_commission(cast: Cast, call: Call, declare_by: date, score_by: date) -> None:
    """Until when it declares and scores."""
    commission.set_calendar(cast.session, call, declare_by=declare_by, score_by=score_by, actor=cast.actor("officer"))


def accept(cast: Cast, call: Call) -> None:
    """All three accept, as they did."""
    for seat in seats.seats(cast.session, call):
        commission.accept(cast.session, seat, actor=_member(cast, seat))


def declare(cast: Cast, call: Call) -> None:
    """Each declares on every eligible proposal; two recuse themselves once, one names a possible conflict."""
    reasons = read("reasons")
    for seat in seats.seats(cast.session, call):
        key = seat.institution.lower()
        said: dict[str, Declared] = {}
        for place, row in enumerate(seats.to_declare(cast.session, call)):
            if RECUSED.get(key) == place:
                said[row.id] = Declared(Conflict.recuse, reasons["recuse"])
            elif key == "cpc" and place == POSSIBLE:
                said[row.id] = Declared(Conflict.possible, reasons["possible"])
            else:
                said[row.id] = Declared(Conflict.none)
        conflicts.declare(cast.session, seat, call, said, actor=_member(cast, seat))


def score(
    cast: Cast, call: Call, first: datetime, until: datetime, qualities: Mapping[str, float] | None = None
) -> None:
    """Each member submits some sheets a day; until an instant, so that a demo may stand in the middle.

    `qualities` says how good the proposals of some organisations are, from 0 to 1.
    """
    rubric = calls.criteria(cast.session, call)
    told = qualities or {}
    known = {each.id: told.get(each.organisation_id) for each in validation.candidacies(cast.session, call)}
    for seat in seats.seats(cast.session, call):
        pace = 4 + len(seat.institution)
        for place, sheet in enumerate(_sheets(cast.session, seat)):
            at = first + timedelta(days=place // pace, hours=place % pace)
            if at <= until:
                with clock.at(at):
                    _score(cast, seat, sheet, rubric, known[sheet.candidacy_id])


def _score(cast: Cast, seat: Seat, sheet: ScoreSheet, rubric: Sequence[Criterion], known: float | None) -> None:
    member = _member(cast, seat)
    quality = known or Random(sheet.candidacy_id).uniform(0.38, 0.97)
    dice = Random(f"{sheet.candidacy_id} {seat.institution}")
    marks = {criterion.id: _mark(dice, quality, criterion) for criterion in rubric}
    revision = sheets.save(cast.session, sheet, marks, revision=sheet.revision, actor=member)
    cast.session.flush()
    sheet.revision = revision
    sheets.submit(cast.session, sheet, actor=member)


def _mark(dice: Random, quality: float, criterion: Criterion) -> Mark:
    share = min(1.0, max(0.0, quality + dice.gauss(0, 0.09)))
    level = "high" if share > 0.8 else "good" if share > 0.6 else "fair" if share > 0.4 else "low"
    span = criterion.scale_max - criterion.scale_min
    return Mark(criterion.scale_min + round(share * span), dice.choice(read("comments")[level]))


def rule(cast: Cast, call: Call) -> Ruling:
    """Draft the ruling, talk over what stands apart, close the ranking."""
    chair = next(seat for seat in seats.seats(cast.session, call) if seat.chair)
    reasons = read("reasons")
    for row in standings(cast.session, call).rows:
        if row.apart and row.discussion is None:
            sheets.discuss(cast.session, row.candidacy, reasons["discussion"], actor=_member(cast, chair))
    cast.session.flush()
    made = ruling.draft(cast.session, call, reasons["considerations"], actor=cast.actor("officer"))
    ruling.close(cast.session, made, call, actor=cast.actor("officer"))
    cast.session.flush()
    return made


def sign(cast: Cast, made: Ruling, days: Sequence[datetime]) -> None:
    """One seat a day signs what it was shown."""
    for institution, at in zip(SEATS, days, strict=True):
        with clock.at(at):
            case = rulings.ruling_case(cast.session, made.id)
            if case is None:
                return
            ruling.sign(
                cast.session, case, seen=made.draft_digest, dissent="", actor=cast.actor(f"commission-{institution}")
            )


def _sheets(session: Session, seat: Seat) -> Sequence[ScoreSheet]:
    query = (
        select(ScoreSheet)
        .join(Candidacy, col(Candidacy.id) == ScoreSheet.candidacy_id)
        .where(ScoreSheet.seat_id == seat.id, ScoreSheet.state == SheetState.open, col(ScoreSheet.retired_at).is_(None))
        .order_by(col(Candidacy.folio))
    )
    return session.exec(query).all()


def _member(cast: Cast, seat: Seat) -> Actor:
    return cast.actor(f"commission-{seat.institution.lower()}")
