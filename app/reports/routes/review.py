"""What the team answers: comments on fields and a date, or acceptance."""

from typing import Annotated, Any

from fastapi import Request, Response

from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.reports import facts as gathering
from app.reports import pages, queries
from app.reports.forms import AcceptForm, CorrectForm, ReturnForm
from app.reports.guards import Reopened, Reviewed
from app.reports.service import answering
from app.reports.states import RATINGS
from app.reports.subjects import Filed

router = Router(prefix="/reports/{report_id}")


@router.get("/review")
def read(request: Request, session: Db, actor: SignedIn, filed: Reviewed) -> Response:
    """The report with a place for a comment at each field."""
    return page(request, "reports/review.html", form=Bound.blank(ReturnForm), **_context(session, actor, filed))


@router.post("/return")
def return_it(
    request: Request,
    session: Db,
    actor: SignedIn,
    filed: Reviewed,
    form: Annotated[Bound[ReturnForm], bound(ReturnForm)],
) -> Response:
    """Give it back with a date of its own."""
    context = _context(session, actor, filed)

    def action() -> None:
        labels = {
            (each.kind.key.value, entry.field): entry.name for each in context["readings"] for entry in each.entries
        }
        comments = [
            answering.Comment(row.section, row.field, labels[row.section, row.field], row.comment)
            for row in form.data.rows
            if row.comment and (row.section, row.field) in labels
        ]
        answering.return_for_correction(
            session,
            filed.report,
            comment=form.data.comment,
            return_due_on=form.data.return_due_on,
            comments=comments,
            actor=actor,
        )

    return form.run(
        session, action, request=request, page="reports/review.html", to=f"/reports/{filed.report.id}", **context
    )


@router.post("/accept")
def accept(
    request: Request,
    session: Db,
    actor: SignedIn,
    filed: Reviewed,
    form: Annotated[Bound[AcceptForm], bound(AcceptForm)],
) -> Response:
    """Accept it with a rating; its figures count from now on."""
    context = _context(session, actor, filed)
    return form.run(
        session,
        lambda: answering.accept(session, filed.report, rating=form.data.rating, actor=actor),
        request=request,
        page="reports/review.html",
        to=f"/reports/{filed.report.id}",
        **context,
    )


@router.get("/correction")
def ask_correction(request: Request, session: Db, actor: SignedIn, filed: Reopened) -> Response:
    """Why an accepted report is opened again."""
    return page(request, "reports/correction.html", form=Bound.blank(CorrectForm), **pages.frame(session, filed, actor))


@router.post("/correction")
def correct(
    request: Request,
    session: Db,
    actor: SignedIn,
    filed: Reopened,
    form: Annotated[Bound[CorrectForm], bound(CorrectForm)],
) -> Response:
    """Open an accepted report again."""
    context = pages.frame(session, filed, actor)
    return form.run(
        session,
        lambda: answering.correct(
            session, filed.report, reason=form.data.reason, return_due_on=form.data.return_due_on, actor=actor
        ),
        request=request,
        page="reports/correction.html",
        to=f"/reports/{filed.report.id}",
        **context,
    )


def _context(session: Session, actor: Actor, filed: Filed) -> dict[str, Any]:
    last = queries.last_round(session, filed.report.id)
    facts = gathering.gather(session, filed.report)
    return pages.frame(session, filed, actor) | {
        "readings": pages.sealed_readings(filed.report, last, facts) if last else [],
        "last": last,
        "earlier": queries.observations(session, filed.report.id),
        "ratings": RATINGS.items(),
    }
