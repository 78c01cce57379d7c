"""The tray of one person: for each role, the queries whose answers wait for it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from sqlmodel import Session

from app.core.i18n import LazyText, lazy
from app.desk.queries import asking, judging, keeping, minutes, organisations, plan, preparing, rounds, running
from app.desk.waiting import Group, Waiting, by_age
from app.people.access import Actor
from app.people.models import Role

Ask = Callable[[Session, Actor], Iterator[Waiting]]

TEAM: tuple[Ask, ...] = (
    preparing.drafts,
    preparing.reviews,
    asking.unanswered,
    asking.unpublished,
    asking.uncorrected,
    preparing.openings,
    preparing.verdicts,
    preparing.confirmations,
    preparing.corrections,
    judging.invitations,
    judging.rankings,
    judging.rulings,
    minutes.drafts,
    plan.promised,
    rounds.unnamed,
    rounds.unconfirmed,
    rounds.uncommented,
    running.awards,
    running.pens,
    running.submitted_reports,
    running.late_reports,
    running.own_reports,
    running.donor_reports,
)
COMMISSION: tuple[Ask, ...] = (
    judging.own_invitations,
    judging.declarations,
    judging.sheets,
    judging.signatures,
    minutes.own_signatures,
)
ORGANISATION: tuple[Ask, ...] = (
    rounds.invitations,
    rounds.unanswered,
    organisations.drafts,
    organisations.corrections,
    organisations.awards,
    organisations.agreements,
    organisations.payments,
    organisations.reports,
)

BY_ROLE: tuple[tuple[str, LazyText, tuple[Role, ...], tuple[Ask, ...]], ...] = (
    ("team", lazy("The programme's team"), (Role.OFFICER, Role.COORDINATOR), TEAM),
    ("finance", lazy("Finance"), (Role.FINANCE,), (running.payments, running.receipts)),
    ("donor", lazy("The donor"), (Role.DONOR,), (judging.decisions, running.locked_reports)),
    ("observer", lazy("Observation"), (Role.OBSERVER,), (keeping.watched_calls,)),
    ("auditor", lazy("Audit"), (Role.AUDITOR,), (keeping.new_entries, keeping.watched_calls)),
    ("administrator", lazy("The installation"), (Role.ADMINISTRATOR,), (keeping.failed_mails, keeping.invitations)),
)


def groups(session: Session, actor: Actor) -> list[Group]:
    """What waits for this person, by role; a role for which nothing waits is there and empty."""
    found = [
        _group(session, actor, key, title, asks) for key, title, roles, asks in BY_ROLE if actor.has_anywhere(*roles)
    ]
    seat = _group(session, actor, "commission", lazy("The commission"), COMMISSION)
    if seat.items or actor.has_anywhere(Role.COMMISSION):
        found.append(seat)
    if actor.organisation_ids or not found:
        found.append(_group(session, actor, "organisation", lazy("My organisation"), ORGANISATION))
    return found


def _group(session: Session, actor: Actor, key: str, title: LazyText, asks: Sequence[Ask]) -> Group:
    return Group(key, title, by_age(chain.from_iterable(ask(session, actor) for ask in asks)))
