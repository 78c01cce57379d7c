"""Who writes, reads and signs minutes. Before its own sheets are in, a seat reads only of meetings where it sat."""

from app.core.i18n import lazy
from app.people.access import ALLOW, Actor, Verdict, deny, hide
from app.people.models import Role
from app.review.minutes.models import MinutesState
from app.review.minutes.queries import Meetings, MinutesCase
from app.review.permissions import CHECKERS, READERS


def _here(actor: Actor, meetings: Meetings, *wanted: Role) -> bool:
    return actor.has(*wanted, programme_id=meetings.call.programme_id, call_id=meetings.id)


def see_list(actor: Actor | None, meetings: Meetings) -> Verdict:
    """The team, the observer, the auditor, the commission; the donor once the ruling was sent."""
    if actor is None:
        return hide()
    if actor.id in meetings.bench.seated or _here(actor, meetings, *READERS):
        return ALLOW
    return ALLOW if meetings.sent and _here(actor, meetings, Role.DONOR) else hide()


def write(actor: Actor | None, meetings: Meetings) -> Verdict:
    """The chair, or officers and coordinators without a seat; a chair who is recused leaves it to the team."""
    seen = see_list(actor, meetings)
    if not seen or actor is None:
        return seen
    bench = meetings.bench
    if actor.id == bench.chair:
        if actor.id in bench.recused and not bench.closed:
            return deny(
                lazy("You are recused from a proposal, and minutes may speak of it: the programme's team writes them.")
            )
        return ALLOW
    if actor.id not in bench.seated and _here(actor, meetings, *CHECKERS):
        return ALLOW
    return deny(lazy("The chair of the commission or the programme's team writes the minutes."))


def set_public(actor: Actor | None, meetings: Meetings) -> Verdict:
    """Officers and coordinators say whether everybody reads; a seat does not."""
    seen = see_list(actor, meetings)
    if not seen or actor is None:
        return seen
    if actor.id not in meetings.bench.seated and _here(actor, meetings, *CHECKERS):
        return ALLOW
    return deny(lazy("Officers and coordinators without a seat decide what becomes public."))


def read(actor: Actor | None, case: MinutesCase) -> Verdict:
    """Its writers always; the others from the moment it is sent to be signed, the donor once sealed."""
    seen = see_list(actor, case.meetings)
    if not seen or actor is None:
        return seen
    if write(actor, case.meetings):
        return ALLOW
    if case.minutes.state == MinutesState.draft:
        return hide()
    return _sealed_or_seated(actor, case)


def _sealed_or_seated(actor: Actor, case: MinutesCase) -> Verdict:
    bench = case.meetings.bench
    if actor.id in bench.seated:
        if bench.closed or actor.id in bench.done or actor.id in case.attended:
            return ALLOW
        return deny(lazy("You see what the others said once you have submitted all of your own sheets."))
    if _here(actor, case.meetings, *READERS):
        return ALLOW
    return ALLOW if case.minutes.state == MinutesState.sealed else hide()


def rewrite(actor: Actor | None, case: MinutesCase) -> Verdict:
    """The same people who write, of one meeting."""
    return write(actor, case.meetings)


def sign(actor: Actor | None, case: MinutesCase) -> Verdict:
    """Whoever was there for a seat."""
    seen = read(actor, case)
    if not seen or actor is None:
        return seen
    if actor.id in case.attended:
        return ALLOW
    return deny(lazy("Only those who were there for a seat sign the minutes."))
