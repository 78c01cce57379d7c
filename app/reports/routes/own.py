"""The team's own reports: the same form and the same states as an organisation's."""

from typing import Annotated, Any

from fastapi import Request, Response

from app.core.db import Db, Session
from app.core.errors import Refused
from app.core.format import both_text
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.reports import permissions, queries
from app.reports.forms import OwnStartForm
from app.reports.guards import Team
from app.reports.service import obligations
from app.reports.states import FACES

router = Router(prefix="/own-reports")


@router.get("")
def index(request: Request, session: Db, actor: Team) -> Response:
    """The windows in which the team reports, and the form to start a report."""
    return page(request, "reports/own.html", form=Bound.blank(OwnStartForm), **_context(session, actor))


@router.post("")
def start(
    request: Request, session: Db, actor: Team, form: Annotated[Bound[OwnStartForm], bound(OwnStartForm)]
) -> Response:
    """Start the report of a window, on one result or on the whole programme."""
    context = _context(session, actor)

    def action() -> str:
        programme, window = next(
            ((each, one) for each, windows in context["windows"] for one in windows if one.id == form.data.window_id),
            (None, None),
        )
        if programme is None or window is None:
            raise Refused(_("Choose one of the options."), "window_id")
        result = next((each for each in queries.results(session, programme.id) if each.id == form.data.result_id), None)
        return f"/reports/{obligations.start_own(session, programme, window, result, actor=actor).id}"

    return form.run(session, action, request=request, page="reports/own.html", to="/own-reports", **context)


def _context(session: Session, actor: Actor) -> dict[str, Any]:
    programmes = queries.team_led(session, actor, permissions.TEAM)
    windows = [(programme, queries.windows(session, programme.id)) for programme in programmes]
    results = [result for programme in programmes for result in queries.results_under(session, programme.id)]
    return {
        "faces": FACES,
        "windows": windows,
        "window_choices": [(one.id, f"{programme.code} · {one.label}") for programme, held in windows for one in held],
        "result_choices": [(result.id, f"{result.code} {both_text(result.name)}") for result in results],
        "rows": [row for row in queries.listed(session, actor) if row.agreement_id is None],
    }
