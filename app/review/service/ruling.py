"""The ruling: drafted from the ranking, closed through its gate, signed by every seat, frozen with its digest [F4, F8]."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from app.calls.models import Call
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.seals import canonical, digest
from app.core.states import apply
from app.people.access import Actor
from app.review import mails
from app.review.models import CandidacyState, Ruling, RulingSignature, RulingState
from app.review.queries import commission
from app.review.queries import ruling as queries
from app.review.queries.standings import Standing, Standings, standings
from app.review.queries.validation import funnel
from app.review.rules import gate as words
from app.review.rules.selection import Outcome
from app.review.service.content import ruling_content
from app.review.states import CANDIDACY, RULING

MOVES = {
    Outcome.recommended: "recommend",
    Outcome.reserve: "keep_in_reserve",
    Outcome.not_recommended: "leave_out",
}


def obstacles(session: Session, call: Call, ranking: Standings) -> list[str]:
    """Why the ranking cannot be closed yet, in words; empty when it can."""
    found = words.validation_left(funnel(session, call.id)) + words.seats_left(ranking.seats)
    found += words.sectors_left(ranking.seats, ranking.scheme.sectors, ranking.scheme.min_sectors)
    return found + [problem for row in ranking.rows for problem in _in_the_way(row, ranking)]


def _in_the_way(row: Standing, ranking: Standings) -> Iterator[str]:
    """What one proposal still needs."""
    folio, quorum = row.candidacy.folio, ranking.scheme.quorum
    present = len(ranking.seats) - len(row.recused)
    if row.short:
        yield words.sheets_left(folio, row.submitted, row.needed)
    elif row.apart and row.discussion is None:
        yield words.not_discussed(folio, row.place.spread)
    if quorum is not None and present < quorum:
        yield words.quorum_left(folio, present, quorum)
    if row.place.unvoted:
        yield words.not_voted(folio)


def draft(session: Session, call: Call, considerations: str, *, actor: Actor) -> Ruling:
    """Start the ruling of a call, or change the words of its draft."""
    ruling = queries.current(session, call.id)
    if ruling is None:
        ruling = Ruling(call_id=call.id, draft_digest="")
        session.add(ruling)
        session.flush()
    if ruling.state != RulingState.draft:
        raise Refused(_("The ranking is closed: the ruling no longer changes."))
    ruling.considerations = considerations.strip()
    audit.record(session, "ruling.drafted", ruling, actor=actor)
    return ruling


def close(session: Session, ruling: Ruling, call: Call, *, actor: Actor) -> None:
    """Close the ranking: scores, places and selection are written down, and the seats are asked to sign."""
    ranking = standings(session, call)
    problems = obstacles(session, call, ranking)
    if problems:
        raise Refused(" ".join(problems))
    for row in ranking.rows:
        _write(session, row, actor)
    ruling.ranking = ruling_content(session, ranking, ruling)
    ruling.draft_digest = digest(canonical(ruling.ranking))
    apply(session, ruling, RULING, "close", actor=actor, detail={"digest": ruling.draft_digest})
    mails.asked_to_sign(session, ruling, call, ranking.seats)


def sign(session: Session, case: queries.RulingCase, *, seen: str, dissent: str, actor: Actor) -> None:
    """One seat signs the very text it was shown; the last signature freezes the ruling."""
    ruling, seat = case.ruling, case.seat_of(actor.id)
    if seat is None:
        raise Refused(_("Only who holds a seat signs."))
    if ruling.state != RulingState.signing:
        raise Refused(_("This ruling is not being signed."))
    if seen != ruling.draft_digest:
        raise Refused(_("The ruling is not the one that you were shown. Read it again."))
    if any(each.seat_id == seat.id for each in queries.signatures(session, ruling)):
        raise Refused(_("This seat has signed already."))
    session.add(
        RulingSignature(
            ruling_id=ruling.id,
            seat_id=seat.id,
            user_id=actor.id,
            draft_digest=seen,
            dissent=dissent.strip(),
            signed_at=clock.now(),
        )
    )
    session.flush()
    detail = {"institution": seat.institution, "dissent": bool(dissent.strip())}
    audit.record(session, "ruling.signed", ruling, actor=actor, detail=detail)
    if len(queries.signatures(session, ruling)) == len(case.seats):
        _freeze(session, case, actor)


def _freeze(session: Session, case: queries.RulingCase, actor: Actor) -> None:
    ruling = case.ruling
    content = ruling.ranking | {"draft_digest": ruling.draft_digest, "signatures": _signed(session, case)}
    ruling.ranking, ruling.digest, ruling.frozen_at = content, digest(canonical(content)), clock.now()
    apply(session, ruling, RULING, "freeze", actor=actor, detail={"digest": ruling.digest})
    mails.ruling_signed(session, ruling, case.call)


def _signed(session: Session, case: queries.RulingCase) -> list[dict[str, Any]]:
    names = commission.people_of(session, case.seats)
    seats = {seat.id: seat for seat in case.seats}
    return [
        {
            "institution": seats[each.seat_id].institution,
            "name": names[each.user_id].name,
            "signed_at": each.signed_at.isoformat(timespec="seconds"),
            "dissent": each.dissent,
        }
        for each in queries.signatures(session, case.ruling)
    ]


def _write(session: Session, row: Standing, actor: Actor) -> None:
    candidacy = row.candidacy
    candidacy.official_score, candidacy.rank = row.place.score, row.place.rank
    if candidacy.state == CandidacyState.eligible:
        apply(session, candidacy, CANDIDACY, "score", actor=actor)
    apply(session, candidacy, CANDIDACY, MOVES[row.choice.outcome], actor=actor)
