"""What comes after the call: nothing, or another round and how one goes on to it [F5–F7]."""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call
from app.calls.parts.base import PartKind, Said
from app.calls.rounds.models import CallRound, CutKind
from app.calls.rounds.queries import following, round_of
from app.core.errors import Refused
from app.core.i18n import LazyText, _, lazy, ngettext

CUTS: dict[CutKind, tuple[LazyText, LazyText]] = {
    CutKind.eligible: (lazy("All that meet the rules go on"), lazy("Nothing is scored in this round.")),
    CutKind.ranking: (lazy("Those with most points go on"), lazy("A commission scores; the number below is the cut.")),
    CutKind.commission: (
        lazy("The commission chooses who goes on"),
        lazy("It scores, deliberates and gives a reason for each one that does not."),
    ),
}


@dataclass(frozen=True)
class Rounds:
    """`cut` None: awards are decided here. `going_on` counts for each line; `by_line` says that there are several.

    `nominated`: nobody applies unless somebody else nominated him or her.
    """

    cut: CutKind | None = None
    going_on: int | None = None
    assistance: bool = False
    nominated: bool = False
    by_line: bool = False


def read(session: Session, call: Call) -> Rounds:
    """The part as it stands."""
    row = round_of(session, call.id) or CallRound(call_id=call.id)
    several = len(queries.lots(session, call)) > 1
    return Rounds(row.cut, row.going_on, row.assistance, row.nominated, several)


def write(session: Session, call: Call, part: Rounds) -> None:
    """Keep it; what decides on proposals stays as it was once they are opened."""
    row = round_of(session, call.id) or CallRound(call_id=call.id)
    if call.opened_at:
        raise Refused(_("Proposals have been opened: what decides on them stays as it was published."))
    if part.cut is None and following(session, call.id):
        raise Refused(_("The next round was begun already, so this one ends with a cut."), "cut")
    if part.nominated and row.follows_id:
        raise Refused(
            _("Whoever takes part in this round comes from the one before: nobody is nominated for it."), "nominated"
        )
    row.cut, row.assistance, row.nominated = part.cut, part.assistance, part.nominated
    row.going_on = None if part.cut in {None, CutKind.eligible} else part.going_on
    session.add(row)


def facts(part: Rounds) -> Said:
    """What the public reads of it."""
    if part.cut:
        yield "cut", _("Who goes on to the next round"), passage(part)
    if part.nominated:
        yield "nominated", _("Nominations"), by_nomination()
    if part.assistance:
        yield "assistance", _("Technical assistance"), assisted()


def by_nomination() -> str:
    """What it means that a call takes nominations."""
    return _("Whoever takes part is nominated by somebody else, a person or an organisation, and agrees to it.")


def assisted() -> str:
    """What technical assistance means in a round."""
    return _("The team and the commission comment on what was sent; each organisation improves it and sends it again.")


def passage(part: Rounds) -> str:
    """How one goes on, in a sentence."""
    if part.cut == CutKind.eligible:
        return _("Every proposal that meets the rules goes on to the next round.")
    if part.cut == CutKind.ranking:
        return _by_points(part)
    return _by_choice(part)


def _by_points(part: Rounds) -> str:
    if part.going_on is None:
        return _("Every proposal that reaches the minimum score goes on to the next round.")
    if part.by_line:
        return ngettext(
            "In each line, the proposal with most points goes on to the next round.",
            "In each line, the %(n)s proposals with most points go on to the next round.",
            part.going_on,
        )
    return ngettext(
        "The proposal with most points goes on to the next round.",
        "The %(n)s proposals with most points go on to the next round.",
        part.going_on,
    )


def _by_choice(part: Rounds) -> str:
    if part.going_on is None:
        return _("The commission says which proposals go on to the next round, and why the others do not.")
    if part.by_line:
        return ngettext(
            "In each line, the commission says which proposal goes on to the next round, and why the others do not.",
            "In each line, the commission says which proposals, at most %(n)s, go on to the next round, and why the others do not.",
            part.going_on,
        )
    return ngettext(
        "The commission says which proposal goes on to the next round, and why the others do not.",
        "The commission says which proposals, at most %(n)s, go on to the next round, and why the others do not.",
        part.going_on,
    )


ROUNDS = PartKind("rounds", lazy("Rounds of the call"), read, write, facts)
