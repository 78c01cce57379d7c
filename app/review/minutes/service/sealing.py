"""Minutes are sent to be signed, signed by those who were there, sealed; then only an addendum corrects them."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session

from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _, ngettext
from app.core.seals import canonical, digest
from app.core.states import apply
from app.people.access import Actor
from app.review.minutes import mails, queries
from app.review.minutes.content import Room, is_recused, room, said
from app.review.minutes.models import Minutes, MinutesAddendum, MinutesSignature, MinutesState
from app.review.minutes.queries import MinutesCase
from app.review.minutes.rules import tally
from app.review.minutes.service.drafting import Here, held_before_now
from app.review.minutes.states import MINUTES


def obstacles(minutes: Minutes, where: Room) -> list[str]:
    """What is missing before minutes can be signed, in words; empty when nothing is."""
    return list(_left(minutes, where))


def _left(minutes: Minutes, where: Room) -> Iterator[str]:
    draft = minutes.draft
    here: Here = draft.get("attendance", {})
    motions = draft.get("motions", [])
    if not held_before_now(minutes):
        yield _("The meeting has not begun yet.")
    if not draft.get("agenda"):
        yield _("The agenda has no point yet.")
    if not here:
        yield _("Note which seats were there: they sign.")
    decided = motions or draft.get("agreements") or draft.get("shortlist")
    if where.quorum is not None and here and len(here) < where.quorum and decided:
        yield ngettext(
            "%(n)s seat was there and the quorum is %(quorum)s: without it nothing is voted nor agreed.",
            "%(n)s seats were there and the quorum is %(quorum)s: without it nothing is voted nor agreed.",
            len(here),
            quorum=where.quorum,
        )
    for number, motion in enumerate(motions, start=1):
        yield from _vote_left(number, motion, here, where)


def _vote_left(number: int, motion: Mapping[str, Any], here: Here, where: Room) -> Iterator[str]:
    ballots = motion["ballots"]
    silent = [
        where.seats[key].institution
        for key in here
        if key not in ballots and key in where.seats and not is_recused(key, motion["about"], here, where)
    ]
    if silent:
        yield _("Vote %(n)s: say how these seats voted: %(who)s.", n=number, who=", ".join(silent))
        return
    voted = tally(ballots.values()).voted
    if where.quorum is not None and voted < where.quorum:
        yield ngettext(
            "Vote %(number)s: %(n)s seat voted and the quorum is %(quorum)s.",
            "Vote %(number)s: %(n)s seats voted and the quorum is %(quorum)s.",
            voted,
            number=number,
            quorum=where.quorum,
        )


def close(session: Session, case: MinutesCase, *, actor: Actor) -> None:
    """The text is fixed, and whoever was there is asked to sign it."""
    minutes, where = case.minutes, room(session, case.call)
    if problems := obstacles(minutes, where):
        raise Refused(" ".join(problems))
    minutes.said = said(minutes, where)
    minutes.draft_digest = digest(canonical(minutes.said))
    apply(session, minutes, MINUTES, "close", actor=actor, detail={"digest": minutes.draft_digest})
    mails.asked_to_sign(session, minutes, case.call, list(case.attended))


def reopen(session: Session, case: MinutesCase, reason: str, *, actor: Actor) -> None:
    """Take the text back to rewrite it; the signatures under the old text are void, and are asked for again."""
    if not reason.strip():
        raise Refused(_("Say in a few words why."), "reason")
    apply(session, case.minutes, MINUTES, "reopen", actor=actor, reason=reason.strip())
    for row in queries.signatures(session, [case.minutes]).get(case.id, {}).values():
        session.delete(row)
    case.minutes.said, case.minutes.draft_digest = {}, ""


def sign(session: Session, case: MinutesCase, *, seen: str, dissent: str, actor: Actor) -> None:
    """One seat signs the very text it was shown; the last signature seals the minutes."""
    minutes, seat_id = case.minutes, case.attended.get(actor.id)
    if seat_id is None:
        raise Refused(_("Only those who were there for a seat sign the minutes."))
    if minutes.state != MinutesState.signing:
        raise Refused(_("These minutes are not being signed."))
    if seen != minutes.draft_digest:
        raise Refused(_("The minutes are not the ones that you were shown. Read them again."))
    if seat_id in queries.signatures(session, [minutes]).get(minutes.id, {}):
        raise Refused(_("This seat has signed already."))
    row = MinutesSignature(
        minutes_id=minutes.id,
        seat_id=seat_id,
        user_id=actor.id,
        draft_digest=seen,
        dissent=dissent.strip(),
        signed_at=clock.now(),
    )
    session.add(row)
    session.flush()
    audit.record(session, "minutes.signed", minutes, actor=actor, detail={"dissent": bool(dissent.strip())})
    if len(queries.signatures(session, [minutes])[minutes.id]) == len(case.attended):
        _seal(session, case, actor)


def _seal(session: Session, case: MinutesCase, actor: Actor) -> None:
    minutes = case.minutes
    content = minutes.said | {"draft_digest": minutes.draft_digest, "signatures": _signed(session, minutes)}
    minutes.said, minutes.digest, minutes.sealed_at = content, digest(canonical(content)), clock.now()
    apply(session, minutes, MINUTES, "seal", actor=actor, detail={"digest": minutes.digest})
    mails.sealed(session, minutes, case.call)


def _signed(session: Session, minutes: Minutes) -> list[dict[str, Any]]:
    signed = queries.signatures(session, [minutes])[minutes.id]
    return [
        {
            "seat": each["seat"],
            "institution": each["institution"],
            "name": each["name"],
            "signed_at": signed[each["seat"]].signed_at.isoformat(timespec="seconds"),
            "dissent": signed[each["seat"]].dissent,
        }
        for each in minutes.said["attendance"]
        if each["seat"] in signed
    ]


def add(session: Session, case: MinutesCase, words: str, reason: str, *, actor: Actor) -> MinutesAddendum:
    """Correct sealed minutes: a numbered text beside them, with its reason; what was signed stays."""
    minutes = case.minutes
    if minutes.state != MinutesState.sealed:
        raise Refused(_("Minutes that are not sealed yet are simply rewritten."))
    number, at = len(queries.addenda(session, [minutes]).get(minutes.id, [])) + 1, clock.now()
    content = {
        "minutes": minutes.digest,
        "number": number,
        "words": words.strip(),
        "reason": reason.strip(),
        "written_by": actor.name,
        "written_at": at.isoformat(timespec="seconds"),
    }
    made = MinutesAddendum(
        minutes_id=minutes.id,
        number=number,
        words=words.strip(),
        reason=reason.strip(),
        written_by=actor.id,
        written_at=at,
        digest=digest(canonical(content)),
    )
    session.add(made)
    session.flush()
    audit.record(session, "minutes.added", minutes, actor=actor, reason=made.reason, detail={"number": number})
    mails.added(session, minutes, case.call, made, list(case.attended))
    return made
