"""The meetings of the commission: their minutes are written, signed by those who were there, one of them with a dissent."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.calls.models import Call
from app.core import clock
from app.demo.cast import Cast
from app.demo.content import Block, read
from app.people.models import Role
from app.people.queries import holders
from app.review.minutes import queries, service
from app.review.minutes.models import Choice, MeetingKind, Minutes
from app.review.minutes.service.drafting import Agreement, Contribution, Facts, Motion
from app.review.models import Part
from app.review.queries import commission


def hold(
    cast: Cast, call: Call, key: str, kind: MeetingKind, at: datetime, *, shortlist: Sequence[str] = ()
) -> Minutes | None:
    """A meeting of an hour and a half, whose minutes are written when it is over and signed during the next day."""
    with clock.at(at + timedelta(hours=3)):
        case = _written(cast, call, key, kind, at, shortlist)
        if case is None:
            return None
        service.close(cast.session, case, actor=cast.actor("officer"))
        cast.session.flush()
    for hours, seat in zip((4, 20, 23), commission.seats(cast.session, call), strict=True):
        with clock.at(at + timedelta(hours=hours)):
            member = cast.actor(f"commission-{seat.institution.lower()}")
            dissent = read("minutes")[key].get("dissent", {}).get(seat.institution.lower(), "")
            service.sign(cast.session, case, seen=case.minutes.draft_digest, dissent=dissent, actor=member)
            cast.session.flush()
    return case.minutes


def prepare(cast: Cast, call: Call, key: str, kind: MeetingKind, at: datetime) -> None:
    """Minutes that are still a draft."""
    _written(cast, call, key, kind, at, ())


def open_with_results(cast: Cast, call: Call) -> None:
    """Everybody will read them once the results are public."""
    service.show_to_all(cast.session, call, public=True, actor=cast.actor("coordinator"))


def _written(
    cast: Cast, call: Call, key: str, kind: MeetingKind, at: datetime, shortlist: Sequence[str]
) -> queries.MinutesCase | None:
    session, officer, told = cast.session, cast.actor("officer"), read("minutes")[key]
    facts = Facts(kind, at, at + timedelta(minutes=90), told.get("place", ""), told.get("link", ""))
    made = service.begin(session, call, facts, actor=officer)
    session.flush()
    case = queries.case(session, made.id)
    if case is not None:
        service.write(session, case, _words(cast, call, told, facts, shortlist), revision=0, actor=officer)
        session.flush()
    return case


def _words(cast: Cast, call: Call, told: Block, facts: Facts, shortlist: Sequence[str]) -> service.Written:
    seats = {seat.institution.lower(): seat.id for seat in commission.seats(cast.session, call)}
    watching = holders(cast.session, Role.OBSERVER, programme_id=call.programme_id, call_id=call.id)
    return service.Written(
        facts,
        agenda=told["agenda"],
        attendance=dict.fromkeys(seats.values(), Part.member),
        observers=[each.id for each in watching],
        contributions=[Contribution(text, who=seats[key]) for key, text in told["contributions"].items()],
        motions=[
            Motion(each["text"], ballots={seats[key]: Choice(vote) for key, vote in each["votes"].items()})
            for each in told["motions"]
        ],
        agreements=[Agreement(e["text"], e["who"], date.fromisoformat(e["by"])) for e in told["agreements"]],
        shortlist=shortlist,
    )
