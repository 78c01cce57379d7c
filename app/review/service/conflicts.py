"""Declarations of interest come before any file opens; sheets follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.calls.models import Call
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor
from app.review.models import Candidacy, Conflict, ConflictDeclaration, Part, ScoreSheet, Seat
from app.review.permissions import OWN
from app.review.queries import commission as queries
from app.review.queries import ruling as rulings
from app.review.queries.validation import candidacies
from app.review.rules.allotment import Holder, reviewer_for
from app.review.service.sheets import recount


@dataclass(frozen=True)
class Declared:
    """What is declared of one proposal."""

    kind: Conflict
    reason: str = ""


def declare(session: Session, seat: Seat, call: Call, declared: Mapping[str, Declared], *, actor: Actor) -> None:
    """Sign the whole table at once; each eligible proposal needs its line, each conflict its reason."""
    if queries.part_of(seat, actor.id) is None:
        raise Refused(_("Only who accepted the seat declares for it."))
    if rulings.closed(session, call.id):
        raise Refused(_("The ranking is closed."))
    own = {each.id for each in candidacies(session, call) if actor.member_of(each.organisation_id)}
    for row in queries.to_declare(session, call):
        answer = declared.get(row.id)
        if answer is None:
            raise Refused(_("Declare about every proposal, also where there is no conflict."), f"kind-{row.id}")
        if row.id in own and answer.kind != Conflict.recuse:
            raise Refused(OWN, f"kind-{row.id}")
        if answer.kind != Conflict.none and not answer.reason.strip():
            raise Refused(_("Say in a few words what the conflict is."), f"reason-{row.id}")
        _keep(session, seat, row.id, answer, actor)
    session.flush()
    recused = [key for key, answer in declared.items() if answer.kind == Conflict.recuse]
    audit.record(session, "seat.declared", seat, actor=actor, detail={"of": len(declared), "recused": recused})
    allot(session, call, actor=actor)


def allot(session: Session, call: Call, *, actor: Actor) -> int:
    """Make the sheets that follow from what is declared: all score all, but for recusals. Answers how many are new.

    The alternate scores where the member is recused or declined. A sheet of somebody recused since is retired.
    """
    declared = {(row.candidacy_id, row.user_id): row.kind for row in queries.declarations(session, call.id)}
    live = {(sheet.candidacy_id, sheet.seat_id): sheet for sheet in queries.live_sheets(session, call.id)}
    seated = queries.seats(session, call)
    made = 0
    for row in queries.to_declare(session, call):
        for seat in seated:
            reviewer = reviewer_for(holders(seat), lambda user_id, key=row.id: declared.get((key, user_id)))  # type: ignore[misc]
            made += _settle(session, live.get((row.id, seat.id)), row.id, seat, reviewer, actor)
    return made


def holders(seat: Seat) -> tuple[Holder, ...]:
    """The people of a seat, the member first."""
    found = [Holder(seat.member_id, Part.member, seat.invitation)]
    if seat.alternate_id and seat.alternate_invitation:
        found.append(Holder(seat.alternate_id, Part.alternate, seat.alternate_invitation))
    return tuple(found)


def _keep(session: Session, seat: Seat, candidacy_id: str, answer: Declared, actor: Actor) -> None:
    wanted = select(ConflictDeclaration).where(
        col(ConflictDeclaration.candidacy_id) == candidacy_id, col(ConflictDeclaration.user_id) == actor.id
    )
    row = session.exec(wanted).one_or_none()
    if row is None:
        row = ConflictDeclaration(
            candidacy_id=candidacy_id, seat_id=seat.id, user_id=actor.id, kind=answer.kind, declared_at=clock.now()
        )
    elif (row.kind, row.reason) != (answer.kind, answer.reason.strip()):
        before = {"candidacy": candidacy_id, "from": row.kind, "to": answer.kind}
        audit.record(
            session, "seat.declared_again", seat, actor=actor, reason=answer.reason.strip() or None, detail=before
        )
    row.kind, row.reason, row.declared_at = answer.kind, answer.reason.strip(), clock.now()
    session.add(row)


def _settle(
    session: Session, sheet: ScoreSheet | None, candidacy_id: str, seat: Seat, reviewer: str | None, actor: Actor
) -> int:
    if sheet is not None and sheet.reviewer_id == reviewer:
        return 0
    if sheet is not None:
        sheet.retired_at, sheet.retired_reason = clock.now(), "recused"
        audit.record(session, "scoresheet.retired", sheet, actor=actor)
        session.flush()
        candidacy = session.get(Candidacy, candidacy_id)
        if candidacy is not None:
            recount(session, candidacy, actor=actor)
    if reviewer is None:
        return 0
    session.add(ScoreSheet(candidacy_id=candidacy_id, seat_id=seat.id, reviewer_id=reviewer))
    return 1
