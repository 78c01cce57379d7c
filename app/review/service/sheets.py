"""Score sheets: always saved, locked and sealed when submitted, reopened by the chair with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.models import Call, Criterion
from app.calls.scoring.queries import scheme
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.seals import canonical, digest
from app.core.states import apply
from app.people.access import Actor
from app.review import mails
from app.review.models import (
    Candidacy,
    CandidacyState,
    Discussion,
    ScoreSheet,
    SheetScore,
    SheetState,
    SheetVersion,
)
from app.review.queries import commission as queries
from app.review.queries import ruling as rulings
from app.review.rules.allotment import sheets_needed
from app.review.rules.totals import bonus_total, is_complete, weighted_total
from app.review.states import CANDIDACY, SHEET


@dataclass(frozen=True)
class Mark:
    """What is said of one criterion; None is not scored yet."""

    value: int | None
    comment: str = ""


def save(session: Session, sheet: ScoreSheet, marks: Mapping[str, Mark], *, revision: int, actor: Actor) -> int:
    """Keep what was typed, complete or not; answers the new revision. Another window's newer text is not overwritten."""
    if sheet.reviewer_id != actor.id or sheet.state != SheetState.open:
        raise Refused(_("This sheet is submitted: it no longer changes."))
    if revision != sheet.revision:
        raise Refused(_("This sheet was saved in another window since. Load the page again to see both."))
    kept = queries.scores(session, [sheet.id]).get(sheet.id, {})
    for criterion in calls.criteria(session, _call(session, sheet)):
        mark = marks.get(criterion.id)
        if mark is not None:
            _keep(session, sheet, criterion, mark, kept.get(criterion.id))
    sheet.revision += 1
    return sheet.revision


def submit(session: Session, sheet: ScoreSheet, *, actor: Actor) -> None:
    """The member submits: the total freezes and its digest is sealed."""
    case = _case(session, sheet)
    if rulings.closed(session, case.call.id):
        raise Refused(_("The ranking is closed."))
    content = sheet_content(session, sheet, case)
    rubric = queries.rubric(session, case.call)
    values = {line["criterion_id"]: line["value"] for line in content["lines"]}
    if not is_complete(rubric, values):
        raise Refused(_("Score every criterion before submitting."))
    for line in content["lines"]:
        if not line["comment"]:
            raise Refused(
                _("Write a comment on every criterion: the organisation will read it."),
                f"comment-{line['criterion_id']}",
            )
    sheet.total = weighted_total(rubric, values)
    content["total"] = str(sheet.total)
    if any(measure.bonus for measure in rubric):
        content["bonus"] = str(bonus_total(rubric, values, scheme(session, case.call.id).bonus_cap))
    sheet.digest, sheet.submitted_at = digest(canonical(content)), clock.now()
    apply(session, sheet, SHEET, "submit", actor=actor, detail={"digest": sheet.digest})
    session.add(
        SheetVersion(
            sheet_id=sheet.id,
            number=len(queries.versions(session, sheet)) + 1,
            content=content,
            total=sheet.total,
            digest=sheet.digest,
            submitted_at=sheet.submitted_at,
        )
    )
    session.flush()
    recount(session, case.candidacy, actor=actor)


def reopen(session: Session, sheet: ScoreSheet, reason: str, *, actor: Actor) -> None:
    """The chair lets a member change a submitted sheet; what it said before stays."""
    case = _case(session, sheet)
    if rulings.closed(session, case.call.id):
        raise Refused(_("The ranking is closed: no sheet can be reopened."))
    last = queries.versions(session, sheet)[0]
    last.reopened_at, last.reopened_by, last.reopen_reason = clock.now(), actor.id, reason
    apply(session, sheet, SHEET, "reopen", actor=actor, reason=reason, detail={"total": str(sheet.total)})
    sheet.total = sheet.digest = sheet.submitted_at = None
    session.flush()
    recount(session, case.candidacy, actor=actor)
    mails.sheet_reopened(session, sheet, case.candidacy, reason)


def discuss(session: Session, candidacy: Candidacy, note: str, *, actor: Actor) -> None:
    """Record that a disagreement was talked over, and its conclusion."""
    if rulings.closed(session, candidacy.call_id):
        raise Refused(_("The ranking is closed."))
    kept = rulings.discussions(session, candidacy.call_id).get(candidacy.id)
    row = kept or Discussion(candidacy_id=candidacy.id, note=note, discussed_at=clock.now(), recorded_by=actor.id)
    row.note, row.discussed_at, row.recorded_by = note, clock.now(), actor.id
    session.add(row)
    audit.record(session, "candidacy.discussed", candidacy, actor=actor, detail={"note": note})


def recount(session: Session, candidacy: Candidacy, *, actor: Actor) -> None:
    """Scored once enough sheets are submitted; eligible again when one is reopened or retired."""
    call = _call_of(session, candidacy)
    live = queries.sheets_of(session, candidacy.id)
    seated = queries.seats(session, call)
    needed = sheets_needed(
        len(seated), len(seated) - len(live), minimum=call.min_sheets, minimum_recused=call.min_sheets_recused
    )
    enough = sum(sheet.state == SheetState.submitted for sheet in live) >= needed
    if enough and candidacy.state == CandidacyState.eligible:
        apply(session, candidacy, CANDIDACY, "score", actor=actor)
    elif not enough and candidacy.state == CandidacyState.scored:
        apply(session, candidacy, CANDIDACY, "unscore", actor=actor)


def sheet_content(session: Session, sheet: ScoreSheet, case: queries.SheetCase) -> dict[str, Any]:
    """What is sealed: who scored what, with which values and words."""
    kept = queries.scores(session, [sheet.id]).get(sheet.id, {})
    lines = [
        {
            "criterion_id": criterion.id,
            "criterion": criterion.code,
            "weight": format(criterion.weight, "f"),
            "value": kept[criterion.id].value if criterion.id in kept else None,
            "comment": kept[criterion.id].comment if criterion.id in kept else "",
        }
        for criterion in calls.criteria(session, case.call)
    ]
    return {"folio": case.candidacy.folio, "seat": case.seat.institution, "reviewer": sheet.reviewer_id, "lines": lines}


def _keep(session: Session, sheet: ScoreSheet, criterion: Criterion, mark: Mark, kept: SheetScore | None) -> None:
    low, top = criterion.scale_min, criterion.scale_max
    if mark.value is not None and not low <= mark.value <= top:
        reason = _("Choose a value of the scale, from %(low)s to %(top)s.", low=low, top=top)
        raise Refused(reason, f"value-{criterion.id}")
    row = kept or SheetScore(sheet_id=sheet.id, criterion_id=criterion.id)
    row.value, row.comment = mark.value, mark.comment.strip()
    session.add(row)


def _case(session: Session, sheet: ScoreSheet) -> queries.SheetCase:
    case = queries.sheet_case(session, sheet.id)
    if case is None:
        message = f"sheet {sheet.id} belongs to nothing"
        raise LookupError(message)
    return case


def _call(session: Session, sheet: ScoreSheet) -> Call:
    return _case(session, sheet).call


def _call_of(session: Session, candidacy: Candidacy) -> Call:
    call = calls.call(session, candidacy.call_id)
    if call is None:
        message = f"candidacy {candidacy.id} belongs to no call"
        raise LookupError(message)
    return call
