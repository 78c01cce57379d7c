"""Validation: the list with its bulk bar, and one sheet per proposal with the rules beside the evidence."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from app.calls import queries as calls
from app.calls.parts.papers import CHECKERS
from app.core.audit import history, note_reading
from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.territory import state_choices, state_name
from app.core.web import Router, download, later, page
from app.people.guards import SignedIn
from app.proposals.eligibility.words import sentence
from app.review import forms
from app.review.models import CandidacyState, Finding
from app.review.queries import validation as queries
from app.review.queries.commission import people
from app.review.queries.validation import PAGE, Docket, Wanted
from app.review.routes.subjects import CallInValidation, CallToValidate, ProposalToCheck
from app.review.service import intake, validation
from app.review.states import CANDIDACY_FACES, FINDING_FACES

router = Router(prefix="/manage/calls/{call_id}/validation")
LIST, SHEET = "review/validation.html", "review/check.html"
Pressed = Annotated[Bound[forms.Blank], bound(forms.Blank)]


async def wanted(
    q: str = "", lot: str = "", state: str = "", step: str = "", number: Annotated[int, Query(alias="page", ge=1)] = 1
) -> Wanted:
    """What the address asks for."""
    return Wanted(q[:200], lot, state, step, number)


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("")
def listing(request: Request, session: Db, bench: CallInValidation, asked: Asked) -> Response:
    return page(request, LIST, form=Bound.blank(forms.BulkForm), **_list(session, bench, asked))


@router.post("")
def bulk(
    request: Request,
    session: Db,
    bench: CallToValidate,
    actor: SignedIn,
    asked: Asked,
    form: Annotated[Bound[forms.BulkForm], bound(forms.BulkForm)],
) -> Response:
    acts = {forms.Act.accept: validation.accept_passes, forms.Act.confirm: validation.confirm_passes}

    def act() -> None:
        acts[form.data.act](session, queries.chosen(session, bench.call, form.data.chosen), actor=actor)

    return form.run(
        session, act, request=request, page=LIST, to=_address(bench.id, asked), **_list(session, bench, asked)
    )


@router.post("/receive")
def receive(
    request: Request, session: Db, bench: CallToValidate, actor: SignedIn, form: Pressed, asked: Asked
) -> Response:
    def act() -> None:
        intake.receive(session, bench.call, actor=actor)

    return form.run(
        session, act, request=request, page=LIST, to=_address(bench.id, asked), **_list(session, bench, asked)
    )


@router.get(".xlsx")
def export(session: Db, bench: CallInValidation, asked: Asked) -> Response:
    everything = Wanted(asked.search, asked.lot, asked.home, asked.step)
    found, _many = queries.validation_rows(session, bench.call, everything, size=100_000)
    rows = [
        [
            r.folio,
            r.legal_name,
            r.title,
            state_name(r.home_state),
            r.lot,
            str(CANDIDACY_FACES[r.state].staff),
            r.rules,
            r.decided,
            r.noes,
            r.confirmed,
            r.checker,
        ]
        for r in found
    ]
    sheet = Sheet(_("Validation"), _columns(), rows)
    return later(lambda: download(workbook([sheet]), MEDIA_TYPE, f"{bench.call.slug}-validation.xlsx"))


@router.get("/{candidacy_id}")
def show(request: Request, session: Db, docket: ProposalToCheck, actor: SignedIn) -> Response:
    note_reading(session, actor, subject_kind="candidacy", subject_id=docket.candidacy.id, what="validation")
    lines = queries.verdicts(session, docket.candidacy)
    initial: dict[str, Any] = {}
    for verdict, rule in lines:
        shown = verdict.decided or (verdict.proposed if verdict.proposed != Finding.unclear else None)
        initial |= {f"finding-{rule.id}": shown, f"reason-{rule.id}": verdict.reason}
    return page(request, SHEET, form=Bound.blank(forms.Blank, initial), **_sheet(session, docket, actor.id))


@router.post("/{candidacy_id}")
def decide(request: Request, session: Db, docket: ProposalToCheck, actor: SignedIn, form: Pressed) -> Response:
    def act() -> str:
        answers = forms.findings(form.raw, [rule.id for _verdict, rule in queries.verdicts(session, docket.candidacy)])
        validation.decide(session, docket.candidacy, answers, actor=actor)
        return _next(session, docket)

    return form.run(session, act, request=request, page=SHEET, to="", **_sheet(session, docket, actor.id))


@router.post("/{candidacy_id}/confirm")
def confirm(request: Request, session: Db, docket: ProposalToCheck, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        validation.confirm(session, docket.candidacy, seen=form.value("seen"), actor=actor)

    to = f"/manage/calls/{docket.call.id}/validation?step=confirm"
    return form.run(session, act, request=request, page=SHEET, to=to, **_sheet(session, docket, actor.id))


@router.post("/{candidacy_id}/send-back")
def send_back(
    request: Request,
    session: Db,
    docket: ProposalToCheck,
    actor: SignedIn,
    form: Annotated[Bound[forms.ReasonForm], bound(forms.ReasonForm)],
) -> Response:
    def act() -> None:
        validation.send_back(session, docket.candidacy, form.data.reason, actor=actor)

    to = f"/manage/calls/{docket.call.id}/validation?step=confirm"
    return form.run(session, act, request=request, page=SHEET, to=to, **_sheet(session, docket, actor.id))


def _list(session: Session, bench: CallInValidation, asked: Wanted) -> dict[str, Any]:
    rows, many = queries.validation_rows(session, bench.call, asked)
    return {
        "call": bench.call,
        "rows": rows,
        "many": many,
        "pages": -(-many // PAGE),
        "wanted": asked,
        "base": _address(bench.id, asked),
        "waiting": len(queries.arrivals(session, bench.call)) if bench.call.opened_at else 0,
        "counts": queries.steps(session, bench.call),
        "lots": [(lot.code, lot.code) for lot in calls.lots(session, bench.call)],
        "states": state_choices(bench.call.states or None),
        "faces": CANDIDACY_FACES,
        "state_name": state_name,
    }


def _address(call_id: str, asked: Wanted) -> str:
    named = {"q": asked.search, "lot": asked.lot, "state": asked.home, "step": asked.step}
    query = urlencode({name: value for name, value in named.items() if value})
    return f"/manage/calls/{call_id}/validation" + (f"?{query}" if query else "")


def _columns() -> list[Column]:
    return [
        Column(_("Folio"), width=18),
        Column(_("Organisation"), width=40),
        Column(_("Title"), width=50),
        Column(_("State")),
        Column(_("Lot"), width=10),
        Column(_("Status")),
        Column(_("Rules"), Look.WHOLE, 10),
        Column(_("Decided"), Look.WHOLE, 10),
        Column(_("Not met"), Look.WHOLE, 10),
        Column(_("Confirmed"), Look.WHOLE, 10),
        Column(_("Checked by"), width=30),
    ]


def _sheet(session: Session, docket: Docket, reader: str) -> dict[str, Any]:
    lines = queries.verdicts(session, docket.candidacy)
    names = people(session, [key for verdict, _rule in lines for key in (verdict.decided_by, verdict.confirmed_by)])
    decided_by = {verdict.decided_by for verdict, _rule in lines}
    state = docket.candidacy.state
    complete = all(verdict.decided for verdict, _rule in lines)
    return {
        "docket": docket,
        "candidacy": docket.candidacy,
        "call": docket.call,
        "lines": lines,
        "names": names,
        "sentence": sentence,
        "faces": FINDING_FACES,
        "face": CANDIDACY_FACES[state],
        "corrections": {each.verdict_id: each for each in queries.corrections(session, docket.candidacy)},
        "curable": queries.allows_correction(session, docket.call.id),
        "open": state in {CandidacyState.validation, CandidacyState.correcting},
        "to_confirm": complete
        and state in {CandidacyState.validation, CandidacyState.correcting}
        and not all(v.confirmed_by for v, _r in lines),
        "own": reader in decided_by,
        "seen": validation.mark(lines),
        "passes": all(verdict.decided == Finding.passes for verdict, _rule in lines),
        "papers": [(paper, CHECKERS[paper.checked_by]) for paper in calls.requirements(session, docket.call)],
        "history": history(session, docket.candidacy, limit=50),
        "state_name": state_name,
    }


def _next(session: Session, docket: Docket) -> str:
    """The next proposal to check, so that a morning's work is one button each."""
    base = f"/manage/calls/{docket.call.id}/validation"
    rows, _many = queries.validation_rows(session, docket.call, Wanted(step="check"))
    return next((f"{base}/{row.id}" for row in rows if row.id != docket.id), f"{base}?step=confirm")
