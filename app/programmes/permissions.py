"""Who may do what with a programme."""

from app.core.i18n import lazy
from app.people.access import ALLOW, Actor, Verdict, deny, hide
from app.people.models import Role
from app.programmes.models import Programme

AUTHORS = (Role.ADMINISTRATOR, Role.OFFICER, Role.COORDINATOR)
READERS = (*AUTHORS, Role.FINANCE, Role.DONOR, Role.OBSERVER, Role.AUDITOR)


def read(actor: Actor | None, programme: Programme) -> Verdict:
    """The programme's page: its staff, its donor, and those who watch."""
    if actor is None or not actor.has(*READERS, programme_id=programme.id):
        return hide()
    return ALLOW


def edit(actor: Actor | None, programme: Programme) -> Verdict:
    """Write it."""
    verdict = read(actor, programme)
    if not verdict or actor is None:
        return verdict
    if not actor.has(*AUTHORS, programme_id=programme.id):
        return deny(lazy("Only officers, coordinators and administrators change a programme."))
    return ALLOW


def create(actor: Actor) -> Verdict:
    """Begin a programme."""
    if actor.everywhere(*AUTHORS):
        return ALLOW
    return deny(lazy("Only administrators, and officers of the whole installation, begin a programme."))


def list_all(actor: Actor) -> Verdict:
    """The list of programmes that one works in."""
    if actor.has_anywhere(*READERS):
        return ALLOW
    return deny(lazy("Programmes are for their staff and their donors."))


def read_register(actor: Actor | None, programme: Programme) -> Verdict:
    """What organisations were granted and owe: the team, finance and the auditor."""
    verdict = read(actor, programme)
    if not verdict or actor is None:
        return verdict
    if not actor.has(*AUTHORS, Role.FINANCE, Role.AUDITOR, programme_id=programme.id):
        return deny(lazy("The register of organisations is for the programme's team."))
    return ALLOW


def keep_register(actor: Actor | None, programme: Programme) -> Verdict:
    """Write it."""
    verdict = read_register(actor, programme)
    if not verdict or actor is None:
        return verdict
    if not actor.has(*AUTHORS, Role.FINANCE, programme_id=programme.id):
        return deny(lazy("Only the programme's team and finance keep the register."))
    return ALLOW
