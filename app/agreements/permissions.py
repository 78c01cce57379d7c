"""Who may do what with an agreement, with the reason in words."""

from app.agreements.models import Agreement, Side
from app.agreements.models import AgreementState as S
from app.agreements.queries import LEADERS, READERS
from app.agreements.states import CAN_BE_PAID
from app.core.i18n import lazy
from app.people.access import ALLOW, WRITERS, Actor, Verdict, deny, hide
from app.people.models import Level, Role
from app.review.models import AwardState
from app.review.queries.ruling import AwardCase


def read(actor: Actor | None, agreement: Agreement) -> Verdict:
    """Its organisation, the team, the donor, the observer and the auditor."""
    if actor is None:
        return deny(lazy("Sign in to see this agreement."))
    if actor.member_of(agreement.organisation_id) or actor.has(*READERS, programme_id=agreement.programme_id):
        return ALLOW
    return hide()


def side_of(actor: Actor, agreement: Agreement) -> Side | None:
    """For which party this person may write: a team member of the programme is never the organisation's pen."""
    if actor.has(*LEADERS, programme_id=agreement.programme_id):
        return Side.staff
    return Side.cso if actor.member_of(agreement.organisation_id, *WRITERS) else None


def edit(actor: Actor | None, agreement: Agreement) -> Verdict:
    """Only the party that has the pen writes, and only while the text is being drafted."""
    seen = read(actor, agreement)
    if not seen or actor is None:
        return seen
    side = side_of(actor, agreement)
    if side is None:
        return deny(lazy("Only the officer, the coordinator and the organisation's own team write the agreement."))
    if agreement.state != S.drafting:
        return deny(lazy("The text is agreed and no longer changes here."))
    return (
        ALLOW
        if agreement.pen == side
        else deny(lazy("The other party has the pen. You can write when it passes the pen to you."))
    )


def accept(actor: Actor | None, agreement: Agreement) -> Verdict:
    """An owner accepts for the organisation, an officer or coordinator for the team."""
    seen = read(actor, agreement)
    if not seen or actor is None:
        return seen
    side = side_of(actor, agreement)
    if side is None or (side is Side.cso and not actor.member_of(agreement.organisation_id, Level.OWNER)):
        return deny(lazy("Only whoever represents a party accepts for it."))
    if agreement.state != S.drafting:
        return deny(lazy("The text is agreed and no longer changes here."))
    return ALLOW


def manage(actor: Actor | None, agreement: Agreement) -> Verdict:
    """Officers and coordinators of the programme: money plan, signature, links, ending."""
    seen = read(actor, agreement)
    if not seen or actor is None:
        return seen
    if actor.has(*LEADERS, programme_id=agreement.programme_id):
        return ALLOW
    return deny(lazy("Only an officer or the coordinator of the programme does this."))


def pay(actor: Actor | None, agreement: Agreement) -> Verdict:
    """Finance records payments, of agreements that can be paid."""
    seen = read(actor, agreement)
    if not seen or actor is None:
        return seen
    if not actor.has(Role.FINANCE, programme_id=agreement.programme_id):
        return deny(lazy("Only finance records a payment."))
    return ALLOW if agreement.state in CAN_BE_PAID else deny(lazy("Only an active agreement can be paid."))


def see_account(actor: Actor | None, agreement: Agreement) -> Verdict:
    """Who makes the agreement and who pays it compare the account; nobody else outside the organisation sees it."""
    seen = read(actor, agreement)
    if not seen or actor is None:
        return seen
    if actor.has(*LEADERS, Role.FINANCE, programme_id=agreement.programme_id):
        if agreement.state == S.declined:
            return deny(lazy("This agreement will not be signed: nothing is paid for it."))
        return ALLOW
    return deny(lazy("Only whoever makes or pays the agreement sees the bank account."))


def receive(actor: Actor | None, agreement: Agreement) -> Verdict:
    """The organisation confirms that the money arrived; whoever pays for the programme never does."""
    seen = read(actor, agreement)
    if not seen or actor is None:
        return seen
    if actor.member_of(agreement.organisation_id, *WRITERS) and not actor.is_staff(agreement.programme_id):
        return ALLOW
    return deny(lazy("Only the organisation confirms that a payment arrived."))


def draft(actor: Actor) -> Verdict:
    """Officers and coordinators draft agreements."""
    if actor.has_anywhere(*LEADERS):
        return ALLOW
    return deny(lazy("Only an officer or the coordinator of the programme does this."))


def look(actor: Actor) -> Verdict:
    """The list is for whoever may see at least one kind of agreement; it shows only those."""
    return ALLOW if actor.organisation_ids or actor.has_anywhere(*READERS) else hide()


def draft_award(actor: Actor | None, case: AwardCase) -> Verdict:
    """Whoever leads the programme drafts from its awards."""
    if actor is None or not actor.has(*LEADERS, programme_id=case.call.programme_id):
        return hide()
    return (
        ALLOW
        if case.award.state == AwardState.accepted
        else deny(lazy("The organisation has not accepted this award yet."))
    )
