"""The mail about two organisations that became one."""

from sqlmodel import Session

from app.core.addresses import absolute
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.people.models import Organisation

BECAUSE = lazy("You receive this because you answer for one of the two organisations.")


def merged(session: Session, stays: Organisation, goes: Organisation, reason: str, *, by: str, to: Recipient) -> None:
    """Whoever answered for either of them learns which one is left, who did it, and why."""
    queue(
        session,
        to=to,
        mail="people/organisations_merged",
        because=BECAUSE,
        stays=stays,
        goes=goes,
        reason=reason,
        by=by,
        link=absolute(f"/organisations/{stays.id}"),
    )
