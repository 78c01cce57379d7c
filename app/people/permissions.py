"""Who may do what with people and organisations."""

from app.core.i18n import lazy
from app.people.access import ALLOW, STAFF, WRITERS, Actor, Verdict, deny, hide
from app.people.models import Level, Organisation, Role, User

MERGERS = (Role.ADMINISTRATOR, Role.OFFICER, Role.COORDINATOR)
READERS = (*STAFF, Role.ADMINISTRATOR, Role.AUDITOR)


def manage_users(actor: Actor) -> Verdict:
    """Users and roles are the administrator's."""
    return ALLOW if actor.everywhere(Role.ADMINISTRATOR) else deny(lazy("Only an administrator keeps users and roles."))


def manage_user(actor: Actor | None, _user: User) -> Verdict:
    """One user's roles are the administrator's too."""
    return manage_users(actor) if actor else hide()


def read_log(actor: Actor) -> Verdict:
    """The whole log is for administrators and auditors."""
    allowed = actor.everywhere(Role.ADMINISTRATOR, Role.AUDITOR)
    return ALLOW if allowed else deny(lazy("The log is read by administrators and auditors."))


def list_organisations(actor: Actor) -> Verdict:
    """The directory is the team's; an organisation sees its own page."""
    return (
        ALLOW
        if actor.has_anywhere(*READERS)
        else deny(lazy("The directory of organisations is for the programme's team."))
    )


def read_organisation(actor: Actor | None, organisation: Organisation) -> Verdict:
    """Its members and the team; for others it does not exist (protected identities, fact B20)."""
    if actor and (actor.member_of(organisation.id) or actor.has_anywhere(*READERS)):
        return ALLOW
    return hide()


def merge_organisations(actor: Actor) -> Verdict:
    """Whoever leads a programme, or keeps the people of the installation, finds what was registered twice."""
    if actor.has_anywhere(*MERGERS):
        return ALLOW
    return deny(lazy("Only officers, coordinators and administrators merge organisations."))


def merge_organisation(actor: Actor | None, _organisation: Organisation) -> Verdict:
    """One of the two as any other; whoever is no reader of the directory does not know that it exists."""
    if actor is None or not actor.has_anywhere(*READERS):
        return hide()
    return merge_organisations(actor)


def edit_organisation(actor: Actor | None, organisation: Organisation) -> Verdict:
    """Owners and editors keep the organisation's data."""
    if actor and actor.member_of(organisation.id, *WRITERS):
        return ALLOW
    if read_organisation(actor, organisation):
        return deny(lazy("Only owners and editors of the organisation change its data."))
    return hide()


def belong(actor: Actor | None, organisation: Organisation) -> Verdict:
    """What a team settles by itself is its members' alone, of any level."""
    if actor and actor.member_of(organisation.id):
        return ALLOW
    if read_organisation(actor, organisation):
        return deny(lazy("Only members of the organisation do this."))
    return hide()


def see_account(actor: Actor | None, organisation: Organisation) -> Verdict:
    """The bank account is its owners'; whoever pays sees it on the page of the agreement."""
    if actor and actor.member_of(organisation.id, Level.OWNER):
        return ALLOW
    if read_organisation(actor, organisation):
        return deny(lazy("Only an owner of the organisation sees its bank account."))
    return hide()


def manage_team(actor: Actor | None, organisation: Organisation) -> Verdict:
    """Owners decide who is in the team."""
    if actor and actor.member_of(organisation.id, Level.OWNER):
        return ALLOW
    if read_organisation(actor, organisation):
        return deny(lazy("Only an owner of the organisation changes its team."))
    return hide()
