"""The links of the header: what this person may go to, with the one that is shown now."""

from collections.abc import Iterator

from app.core.i18n import LazyText, lazy
from app.people.access import STAFF, Actor
from app.people.models import Role

Link = tuple[LazyText, str]

VISITOR: tuple[Link, ...] = ((lazy("Calls"), "/calls"), (lazy("Verify a receipt"), "/verify"))
ORGANISATION: tuple[Link, ...] = (
    (lazy("My proposals"), "/proposals"),
    (lazy("Agreements"), "/agreements"),
    (lazy("Reports"), "/reports"),
    (lazy("My organisation"), "/organisations"),
)
TEAM: tuple[Link, ...] = (
    (lazy("Programmes"), "/programmes"),
    (lazy("Calls"), "/manage/calls"),
    (lazy("Agreements"), "/agreements"),
    (lazy("Reports"), "/reports"),
    (lazy("Reports to the donor"), "/donor-reports"),
)
BY_ROLE: tuple[tuple[tuple[Role, ...], tuple[Link, ...]], ...] = (
    (tuple(STAFF), TEAM),
    ((Role.OBSERVER, Role.AUDITOR), (TEAM[0], *TEAM[2:])),
    ((Role.COMMISSION,), ((lazy("The commission"), "/review"),)),
    ((Role.DONOR,), ((lazy("For the donor"), "/donor"), *TEAM[2:])),
    (
        (Role.ADMINISTRATOR,),
        ((lazy("People and roles"), "/users"), (lazy("Organisations"), "/organisations/directory")),
    ),
    ((Role.ADMINISTRATOR, Role.AUDITOR), ((lazy("Log"), "/log"),)),
)


def items(actor: Actor | None, path: str) -> list[tuple[LazyText, str, bool]]:
    """(label, address, whether this page lies there) for the header, without repeating an address."""
    found: dict[str, LazyText] = {}
    for label, href in _links(actor):
        found.setdefault(href, label)
    here = max((href for href in found if path == href or path.startswith(f"{href}/")), key=len, default="")
    return [(label, href, href == here) for href, label in found.items()]


def _links(actor: Actor | None) -> Iterator[Link]:
    if actor is None:
        yield from VISITOR
        return
    yield lazy("My desk"), "/desk"
    if not actor.has_anywhere(*STAFF):
        yield VISITOR[0]
    for roles, links in BY_ROLE:
        if actor.has_anywhere(*roles):
            yield from links
    if actor.organisation_ids:
        yield from ORGANISATION
