"""One score sheet: the proposal beside the rubric, saved as it is typed, submitted once."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.calls import queries as calls
from app.calls.rubric import bonus as bonus_most
from app.calls.scoring.queries import scheme
from app.calls.scoring.scheme import grouped
from app.core.audit import note_reading
from app.core.db import Db, Session
from app.core.errors import Refused
from app.core.format import number
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.review import forms
from app.review.models import SheetState
from app.review.queries import commission as queries
from app.review.queries.commission import SheetCase
from app.review.queries.validation import Docket
from app.review.routes.candidacies import content
from app.review.routes.subjects import SheetToScore
from app.review.rules.totals import attainable, bonus_total, weighted_total
from app.review.service import sheets
from app.review.states import SHEET_FACES

router = Router(prefix="/review/sheets/{sheet_id}")
SHEET = "review/sheet.html"
Typed = Annotated[Bound[forms.Blank], bound(forms.Blank)]


@router.get("")
def show(request: Request, session: Db, case: SheetToScore, actor: SignedIn) -> Response:
    note_reading(session, actor, subject_kind="candidacy", subject_id=case.candidacy.id, what="proposal")
    kept = queries.scores(session, [case.sheet.id]).get(case.sheet.id, {})
    initial: dict[str, Any] = {"revision": case.sheet.revision}
    for key, row in kept.items():
        initial |= {f"value-{key}": row.value, f"comment-{key}": row.comment}
    return page(request, SHEET, form=Bound.blank(forms.Blank, initial), **_context(session, case))


@router.post("")
def save(request: Request, session: Db, case: SheetToScore, actor: SignedIn, form: Typed) -> Response:
    """Save what is there, complete or not; autosave hears back the revision and the running total."""
    if forms.first(form.raw, "intent") in {"autosave", "resend"}:
        return _autosaved(session, case, form, actor)

    def act() -> None:
        _save(session, case, form, actor)

    to = f"/review/{case.call.id}/sheets"
    return form.run(session, act, request=request, page=SHEET, to=to, **_context(session, case))


@router.post("/submit")
def submit(request: Request, session: Db, case: SheetToScore, actor: SignedIn, form: Typed) -> Response:
    def keep() -> None:
        _save(session, case, form, actor)

    def act() -> str:
        sheets.submit(session, case.sheet, actor=actor)
        following = queries.next_open(session, case.sheet, case.call.id)
        return f"/review/sheets/{following}" if following else f"/review/{case.call.id}/sheets"

    keeping = form.run(session, keep, request=request, page=SHEET, to="", **_context(session, case))
    if not form.ok:
        return keeping
    return form.run(session, act, request=request, page=SHEET, to="", **_context(session, case))


def _save(session: Session, case: SheetCase, form: Bound[forms.Blank], actor: Actor) -> None:
    criteria = [criterion.id for criterion in calls.criteria(session, case.call)]
    typed = forms.first(form.raw, "revision")
    revision = int(typed) if typed.isdecimal() else -1
    sheets.save(session, case.sheet, forms.marks(form.raw, criteria), revision=revision, actor=actor)
    session.flush()
    form.raw["revision"] = [str(case.sheet.revision)]


def _autosaved(session: Session, case: SheetCase, form: Bound[forms.Blank], actor: Actor) -> Response:
    try:
        with session.begin_nested():
            _save(session, case, form, actor)
    except Refused:
        return JSONResponse({"href": f"/review/sheets/{case.sheet.id}"}, status_code=409)
    context = _context(session, case)
    words = _(
        "Saved. %(total)s of %(maximum)s points", total=number(context["total"], 2), maximum=number(context["maximum"])
    )
    if context["bonus"] is not None:
        words += " " + _("Bonus: %(points)s", points=number(context["bonus"], 2))
    return JSONResponse({"revision": case.sheet.revision, "saved": words})


def _context(session: Session, case: SheetCase) -> dict[str, Any]:
    criteria = calls.criteria(session, case.call)
    rubric = queries.rubric(session, case.call)
    kept = queries.scores(session, [case.sheet.id]).get(case.sheet.id, {})
    values = {key: row.value for key, row in kept.items()}
    said = scheme(session, case.call.id)
    return content(session, Docket(case.candidacy, case.call)) | {
        "sheet": case.sheet,
        "case": case,
        "criteria": criteria,
        "sections": grouped(criteria),
        "minimums": {each.key: each.minimum for each in said.sections},
        "bonus": bonus_total(rubric, values, said.bonus_cap) if any(m.bonus for m in rubric) else None,
        "bonus_most": bonus_most(criteria, said.bonus_cap),
        "total": weighted_total(rubric, values),
        "scored": sum(value is not None for value in values.values()),
        "maximum": attainable(rubric),
        "locked": case.sheet.state == SheetState.submitted,
        "face": SHEET_FACES[case.sheet.state],
        "versions": queries.versions(session, case.sheet),
    }
