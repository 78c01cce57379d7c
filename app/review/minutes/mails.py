"""The mails about minutes."""

from collections.abc import Sequence

from sqlmodel import Session

from app.calls.models import Call
from app.core.addresses import absolute
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.people import queries as people
from app.people.service.links import sign_in_link
from app.review.mails import STAFF, TO_TEAM
from app.review.minutes.models import Minutes, MinutesAddendum
from app.review.queries import commission

WAS_THERE = lazy("You receive this because you were at this meeting of the commission.")


def asked_to_sign(session: Session, minutes: Minutes, call: Call, present: Sequence[str]) -> None:
    """Whoever was there reads and signs; the link signs in."""
    for person in commission.people(session, present).values():
        queue(
            session,
            to=Recipient.of(person),
            mail="review/minutes_to_sign",
            because=WAS_THERE,
            call=call,
            minutes=minutes,
            link=absolute(sign_in_link(session, person, f"/minutes/{minutes.id}")),
        )


def sealed(session: Session, minutes: Minutes, call: Call) -> None:
    """All have signed: the team knows."""
    for person in people.holders(session, *STAFF, programme_id=call.programme_id, call_id=call.id):
        queue(
            session,
            to=Recipient.of(person),
            mail="review/minutes_sealed",
            because=TO_TEAM,
            call=call,
            minutes=minutes,
            link=absolute(f"/minutes/{minutes.id}"),
        )


def added(session: Session, minutes: Minutes, call: Call, addendum: MinutesAddendum, present: Sequence[str]) -> None:
    """Whoever signed reads what was corrected afterwards."""
    for person in commission.people(session, present).values():
        queue(
            session,
            to=Recipient.of(person),
            mail="review/minutes_added",
            because=WAS_THERE,
            call=call,
            minutes=minutes,
            addendum=addendum,
            link=absolute(f"/minutes/{minutes.id}"),
        )
