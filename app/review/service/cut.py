"""The cut: one person names who goes on to the next round, another confirms, and in that act it becomes public [F5, F6]."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.calls.models import Call, CallState
from app.calls.rounds.models import CutKind
from app.calls.rounds.queries import following, round_of
from app.calls.service.acts import record_results_published
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _, ngettext
from app.core.states import apply
from app.people.access import Actor
from app.proposals.service import invite
from app.review import mails
from app.review.minutes import queries as minutes
from app.review.models import Candidacy, CandidacyState, Cut, CutLine, RulingState
from app.review.permissions import OWN
from app.review.queries import cut as queries
from app.review.queries import ruling as rulings
from app.review.queries import validation
from app.review.queries.standings import Standing, standings
from app.review.rules.cut import by_rule, owes_reason
from app.review.service import letters
from app.review.service.funnel import tell_funnel
from app.review.states import CANDIDACY, RULING

BEFORE_SIGNING = frozenset({RulingState.draft, RulingState.signing})


@dataclass(frozen=True)
class Named:
    """What somebody says of one candidacy."""

    goes_on: bool
    reason: str = ""


def obstacles(session: Session, call: Call) -> list[str]:
    """Why nobody can be named yet, in words; empty when somebody can."""
    if call.opened_at is None:
        return [_("The proposals have not been opened yet.")]
    if waiting := len(validation.arrivals(session, call)):
        return [ngettext("%(n)s proposal waits to be received.", "%(n)s proposals wait to be received.", waiting)]
    counts = validation.funnel(session, call.id)
    left = counts.get(CandidacyState.validation, 0) + counts.get(CandidacyState.correcting, 0)
    if left:
        return [ngettext("%(n)s proposal is still in validation.", "%(n)s proposals are still in validation.", left)]
    ruling = rulings.current(session, call.id)
    if _kind(session, call) != CutKind.eligible and (ruling is None or ruling.state in BEFORE_SIGNING):
        return [_("The ruling is not signed yet.")]
    return []


def _kind(session: Session, call: Call) -> CutKind:
    row = round_of(session, call.id)
    if row is None or row.cut is None:
        raise Refused(_("This is the last round of the call: awards are decided here, and there is no cut."))
    return row.cut


def name(session: Session, call: Call, said: Mapping[str, Named], *, minutes_id: str = "", actor: Actor) -> Cut:
    """Say of every proposal that met the rules whether it goes on; naming again replaces what was not confirmed."""
    kind = _kind(session, call)
    cut = queries.cut_of(session, call.id, lock=True)
    if cut is not None and cut.confirmed_at:
        raise Refused(_("The cut is confirmed and public: it no longer changes."))
    if problems := obstacles(session, call):
        raise Refused(" ".join(problems))
    rows = standings(session, call).rows
    wanted = {row.candidacy.id: said.get(row.candidacy.id, Named(goes_on=False)) for row in rows}
    _check_apart([row.candidacy for row in rows], actor)
    _check_places(session, call, [row.candidacy for row in rows if wanted[row.candidacy.id].goes_on])
    for row in rows:
        _check_reason(kind, row, wanted[row.candidacy.id])
    _check_minutes(session, call, minutes_id)
    cut = _kept(session, call, cut, actor)
    cut.minutes_id = minutes_id or None
    for row in rows:
        session.add(_line(cut, kind, row, wanted[row.candidacy.id]))
    session.flush()
    folios = [row.candidacy.folio for row in rows if wanted[row.candidacy.id].goes_on]
    audit.record(session, "cut.named", cut, actor=actor, detail={"call": call.slug, "go_on": folios})
    mails.cut_named(session, call, actor)
    return cut


def _kept(session: Session, call: Call, cut: Cut | None, actor: Actor) -> Cut:
    if cut is None:
        cut = Cut(call_id=call.id, named_by=actor.id, named_at=clock.now())
    for line in queries.lines(session, cut).values():
        session.delete(line)
    cut.named_by, cut.named_at = actor.id, clock.now()
    session.add(cut)
    session.flush()
    return cut


def _line(cut: Cut, kind: CutKind, row: Standing, named: Named) -> CutLine:
    return CutLine(
        cut_id=cut.id,
        candidacy_id=row.candidacy.id,
        goes_on=named.goes_on,
        by_rule=by_rule(kind, row.choice) == named.goes_on,
        reason=named.reason.strip(),
    )


def _check_apart(candidacies: Sequence[Candidacy], actor: Actor) -> None:
    if any(actor.member_of(each.organisation_id) for each in candidacies):
        raise Refused(OWN)


def _check_places(session: Session, call: Call, chosen: Sequence[Candidacy]) -> None:
    row = round_of(session, call.id)
    limit = row.going_on if row else None
    most = max(Counter(each.lot_id for each in chosen).values(), default=0)
    if limit is not None and most > limit:
        raise Refused(
            ngettext(
                "The call says that %(n)s proposal goes on in each line; you chose %(most)s in one.",
                "The call says that %(n)s proposals go on in each line; you chose %(most)s in one.",
                limit,
                most=most,
            )
        )


def _check_minutes(session: Session, call: Call, minutes_id: str) -> None:
    if minutes_id and minutes_id not in {each.id for each in minutes.sealed(session, call.id)}:
        raise Refused(_("Choose minutes of this call that are signed and sealed."), "minutes")


def _check_reason(kind: CutKind, row: Standing, named: Named) -> None:
    if named.reason.strip() or not owes_reason(rule=by_rule(kind, row.choice), goes_on=named.goes_on):
        return
    field = f"reason-{row.candidacy.id}"
    if named.goes_on:
        raise Refused(
            _("By the published rule %(folio)s does not go on: write why it does.", folio=row.candidacy.folio), field
        )
    raise Refused(_("Write why %(folio)s does not go on: everybody will read it.", folio=row.candidacy.folio), field)


def confirm(session: Session, call: Call, *, seen: datetime | None, actor: Actor) -> None:
    """The second person agrees: outcomes, letters, results page and invitations, all in this one act."""
    cut = queries.cut_of(session, call.id, lock=True)
    if cut is None or cut.confirmed_at:
        raise Refused(_("There is no cut that waits to be confirmed."))
    if cut.named_by == actor.id:
        raise Refused(_("You named who goes on: another person confirms it."))
    if cut.named_at != seen:
        raise Refused(_("The cut was named anew meanwhile. Read it again."))
    lines = queries.lines(session, cut)
    candidacies = {each.id: each for each in validation.candidacies(session, call)}
    _check_apart([candidacies[key] for key in lines], actor)
    after = following(session, call.id)
    going = queries.going_on(session, cut)
    if going and (after is None or after.state == CallState.cancelled):
        raise Refused(_("Begin the next round first: those who go on are invited to it."))
    cut.confirmed_by, cut.confirmed_at = actor.id, clock.now()
    session.add(cut)
    audit.record(session, "cut.confirmed", cut, actor=actor, detail={"call": call.slug, "go_on": len(going)})
    for key, line in lines.items():
        move = "go_on" if line.goes_on else "stay"
        apply(session, candidacies[key], CANDIDACY, move, actor=actor, reason=line.reason or None)
    _publish(session, call, actor)
    if after is not None:
        invite(session, after, [(candidacy.organisation_id, sealed) for candidacy, sealed in going], actor=actor)


def _publish(session: Session, call: Call, actor: Actor) -> None:
    ruling = rulings.current(session, call.id)
    if ruling is not None and ruling.state == RulingState.signed:
        ruling.decided_at = clock.now()
        apply(session, ruling, RULING, "decide", actor=actor)
        apply(session, ruling, RULING, "publish", actor=actor)
    record_results_published(session, call, actor)
    tell_funnel(session, call, CandidacyState.goes_on)
    for letter, candidacy, organisation in letters.issue(session, call, ruling):
        mails.outcome(session, letter, candidacy, organisation, call)
