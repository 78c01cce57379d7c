"""Two records of one organisation become one: by the team, with a reason, for good. Nothing sealed is touched."""

from collections.abc import Iterator

from sqlmodel import Session, col, update

from app.core import audit
from app.core.acts import name_acts, name_fields
from app.core.errors import NotFound, Refused
from app.core.i18n import _, lazy
from app.core.mail import Recipient
from app.people import queries
from app.people.access import Actor
from app.people.merging import mails
from app.people.merging.queries import locked
from app.people.merging.service.own import leave
from app.people.merging.shares import shares
from app.people.models import Level, Organisation
from app.people.service.contacts import own_address

BLANKS = (
    "acronym",
    "rfc",
    "cluni",
    "municipality",
    "founded_on",
    "representative_name",
    "representative_email",
    "phone",
)
"""What the organisation that is left takes from the other one where it says nothing itself."""

name_acts(
    {
        "organisation.merged": lazy("Another registration of it was merged into this one"),
        "organisation.merged_away": lazy("Merged into another registration of it"),
    }
)
name_fields({"merged": lazy("The other registration"), "moved": lazy("What passed over")})


def obstacles(session: Session, stays: Organisation, goes: Organisation, actor: Actor) -> list[str]:
    """Why they cannot be merged, each in a sentence; none when they can."""
    return list(_own_obstacles(stays, goes, actor)) + [
        sentence for share in shares().values() for sentence in share.obstacles(session, stays, goes)
    ]


def _own_obstacles(stays: Organisation, goes: Organisation, actor: Actor) -> Iterator[str]:
    if stays.id == goes.id:
        yield _("They are one registration already.")
    if stays.merged_into_id or goes.merged_into_id:
        yield _("One of them was merged before.")
    if stays.rfc and goes.rfc and stays.rfc != goes.rfc:
        yield _("Each has an RFC of its own: two taxpayers are two organisations.")
    if actor.member_of(stays.id) or actor.member_of(goes.id):
        yield _("You belong to one of them: somebody else of the team decides.")


def preview(session: Session, goes: Organisation) -> list[str]:
    """What happens with all that belongs to the one that goes, in words."""
    counts = [(share.count(session, goes.id), share) for share in shares().values()]
    return [share.words(count) for count, share in counts if count]


def merge(session: Session, stays_id: str, goes_id: str, reason: str, *, actor: Actor) -> None:
    """Hand over what can be, close the rest to reading, and tell whoever answered for either."""
    found = locked(session, (stays_id, goes_id))
    if len(found) < len({stays_id, goes_id}):
        raise NotFound
    stays, goes = found[stays_id], found[goes_id]
    hindrance = next(iter(obstacles(session, stays, goes, actor)), None)
    if hindrance:
        raise Refused(hindrance)
    told = _told(session, (stays, goes))
    moved = preview(session, goes)
    _complete(stays, goes)
    left = _hand_over(session, stays, goes)
    session.exec(
        update(Organisation).where(col(Organisation.merged_into_id) == goes.id).values(merged_into_id=stays.id)
    )
    goes.merged_into_id = stays.id
    leave(session, goes, to_read=left)
    for one, other, act in ((stays, goes, "merged"), (goes, stays, "merged_away")):
        detail = {"merged": other.legal_name, "moved": "; ".join(moved)}
        audit.record(session, f"organisation.{act}", one, actor=actor, detail=detail, reason=reason)
    for to in told:
        mails.merged(session, stays, goes, reason, by=actor.name, to=to)


def _complete(stays: Organisation, goes: Organisation) -> None:
    for name in BLANKS:
        if not getattr(stays, name):
            setattr(stays, name, getattr(goes, name))
    stays.protected = stays.protected or goes.protected
    stays.working_states = sorted({*stays.working_states, *goes.working_states})


def _hand_over(session: Session, stays: Organisation, goes: Organisation) -> bool:
    """Whether something of the one that goes could not pass over."""
    session.flush()
    for share in shares().values():
        share.move(session, stays, goes)
        session.flush()
    session.expire_all()
    return any(share.count(session, goes.id) for share in shares().values() if share.legible)


def _told(session: Session, both: tuple[Organisation, Organisation]) -> list[Recipient]:
    """Every owner of either and the address of each, once."""
    found: dict[str, Recipient] = {}
    for each in both:
        for member, person in queries.members(session, each.id):
            if member.level == Level.OWNER:
                found.setdefault(person.email, Recipient.of(person))
        own = own_address(session, each, found)
        if own:
            found[own.email.lower()] = own
    return list(found.values())
