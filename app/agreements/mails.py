"""The mails of agreements, one function each."""

from app.agreements import queries
from app.agreements.models import Agreement, Side, Tranche
from app.core.addresses import absolute
from app.core.db import Session
from app.core.format import day, money
from app.core.i18n import LazyText, lazy, using_locale
from app.core.mail import Recipient, queue
from app.people.models import Role
from app.people.queries import holders

ORGANISATION_WHY = lazy("You receive this because you belong to the team of the organisation of this agreement.")
STAFF_WHY = lazy("You receive this because you work in the programme of this agreement.")


def pen_passed(session: Session, agreement: Agreement, comment: str) -> None:
    """Whoever has the pen now is told, with the other party's comment."""
    _tell(session, agreement, (agreement.pen,), "agreements/pen_passed", comment=comment)


def ready_to_sign(session: Session, agreement: Agreement) -> None:
    """Both parties accepted: the document can be printed and signed."""
    _tell(session, agreement, (Side.cso, Side.staff), "agreements/ready_to_sign")


def in_force(session: Session, agreement: Agreement) -> None:
    """The agreement is active: the organisation hears when its reports are due."""
    periods = queries.periods(session, agreement.id)
    _tell(session, agreement, (Side.cso,), "agreements/in_force", periods=periods)


def tranche_paid(session: Session, agreement: Agreement, tranche: Tranche) -> None:
    """The money left: the organisation is asked to confirm that it arrived."""
    _tell(session, agreement, (Side.cso,), "agreements/tranche_paid", tranche=tranche)


def _tell(session: Session, agreement: Agreement, sides: tuple[Side, ...], mail: str, **context: object) -> None:
    for side in sides:
        for to, because in _people(session, agreement, side):
            with using_locale(to.locale):
                words = {"amount": money(agreement.amount, agreement.currency), "ends": day(agreement.end_on)}
            queue(
                session,
                to=to,
                mail=mail,
                because=because,
                agreement=agreement,
                link=absolute(f"/agreements/{agreement.id}"),
                **words,
                **context,
            )


def _people(session: Session, agreement: Agreement, side: Side) -> list[tuple[Recipient, LazyText]]:
    if side is Side.cso:
        return [
            (Recipient.of(user), ORGANISATION_WHY) for user in queries.people_of(session, agreement.organisation_id)
        ]
    team = holders(session, Role.OFFICER, Role.COORDINATOR, programme_id=agreement.programme_id)
    return [(Recipient.of(user), STAFF_WHY) for user in team]
