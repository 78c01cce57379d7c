"""The list of reports, the task list of one, sending it, its rounds."""

from typing import Annotated, Any

from fastapi import Request, Response

from app.core import clock
from app.core.db import Db
from app.core.errors import NotFound
from app.core.forms import Bound, Form, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.reports import facts as gathering
from app.reports import pages, permissions, queries
from app.reports.forms import ReplyForm, RevisionForm
from app.reports.guards import Looker, Shown, Written
from app.reports.service import submitting, writing
from app.reports.states import FACES

router = Router(prefix="/reports")


@router.get("")
def index(request: Request, session: Db, actor: Looker, state: str = "", agreement: str = "") -> Response:
    """The reports that this person may see."""
    rows = queries.listed(session, actor, state=state, agreement_id=agreement)
    return page(
        request,
        "reports/index.html",
        rows=rows,
        faces=FACES,
        state=state,
        agreement_id=agreement,
        today=clock.now().date(),
        team=bool(permissions.start_own(actor)),
        tabs=_tabs(state, agreement),
    )


def _tabs(state: str, agreement: str) -> list[tuple[object, str, bool]]:
    scope = f"agreement={agreement}" if agreement else ""
    faces = [(face.staff, f"/reports?state={key}&{scope}".rstrip("&"), state == key) for key, face in FACES.items()]
    return [(_("All"), f"/reports?{scope}".rstrip("?"), not state), *faces]


@router.get("/{report_id}")
def show(request: Request, session: Db, actor: SignedIn, filed: Shown) -> Response:
    """Where a report stands: its sections, its dates, its rounds."""
    return page(request, "reports/show.html", **pages.hub(session, filed, actor))


@router.get("/{report_id}/check")
def check(request: Request, session: Db, actor: SignedIn, filed: Written) -> Response:
    """Everything together, with what is missing, before it is sent."""
    form = Bound.blank(Form, {"revision": filed.report.revision})
    return page(request, "reports/check.html", form=form, **_check(session, actor, filed))


@router.post("/{report_id}/submit")
def submit(
    request: Request,
    session: Db,
    actor: SignedIn,
    filed: Written,
    form: Annotated[Bound[RevisionForm], bound(RevisionForm)],
) -> Response:
    """Send the version that was read."""

    def action() -> None:
        submitting.submit(session, filed.report, revision=form.data.revision, actor=actor)

    context = _check(session, actor, filed)
    return form.run(
        session, action, request=request, page="reports/check.html", to=f"/reports/{filed.report.id}/sent", **context
    )


@router.get("/{report_id}/sent")
def sent(request: Request, session: Db, actor: SignedIn, filed: Shown) -> Response:
    """What was sent, when, with its digest, and what happens next."""
    last = queries.last_round(session, filed.report.id)
    if last is None:
        raise NotFound
    return page(request, "reports/sent.html", last=last, **pages.frame(session, filed, actor))


@router.get("/{report_id}/rounds/{number}")
def one_round(request: Request, session: Db, actor: SignedIn, filed: Shown, number: int) -> Response:
    """A round as it was sealed, with the comments that it got."""
    report = filed.report
    held = next((each for each in queries.rounds(session, report.id) if each.number == number), None)
    if held is None:
        raise NotFound
    readings = pages.sealed_readings(report, held, gathering.gather(session, report))
    comments = queries.observations(session, report.id, number)
    return page(
        request,
        "reports/round.html",
        held=held,
        readings=readings,
        comments=comments,
        **pages.frame(session, filed, actor),
    )


@router.post("/{report_id}/comments/{observation_id}")
def reply(
    request: Request,
    session: Db,
    actor: SignedIn,
    filed: Written,
    observation_id: str,
    form: Annotated[Bound[ReplyForm], bound(ReplyForm)],
) -> Response:
    """Answer a comment on a field."""
    observation = queries.observation(session, observation_id)
    if observation is None or observation.report_id != filed.report.id:
        raise NotFound
    context = pages.hub(session, filed, actor)
    return form.run(
        session,
        lambda: writing.reply(session, filed.report, observation, answer=form.data.answer, actor=actor),
        request=request,
        page="reports/show.html",
        to=f"/reports/{filed.report.id}",
        **context,
    )


def _check(session: Db, actor: SignedIn, filed: Written) -> dict[str, Any]:
    facts = gathering.gather(session, filed.report)
    checked = writing.check_all(filed.report, facts)
    return pages.frame(session, filed, actor) | {
        "checked": checked,
        "standings": writing.STANDINGS,
        "readings": pages.readings(filed.report, facts),
        "complete": all(each.standing is writing.Standing.complete for each in checked),
    }
