"""The opening act: one logged step, after the closing list went out."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.models import Call
from app.core import clock
from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.proposals import queries, service
from app.proposals.forms import OpeningForm
from app.proposals.routes.subjects import CallToOpen
from app.proposals.service.incidents import window_end

router = Router(prefix="/manage/calls/{call_id}/opening")


@router.get("")
def opening(request: Request, session: Db, call: CallToOpen) -> Response:
    return page(request, "proposals/opening.html", form=Bound.blank(OpeningForm), **_state(session, call))


@router.post("")
def open_call(
    request: Request,
    session: Db,
    call: CallToOpen,
    actor: SignedIn,
    form: Annotated[Bound[OpeningForm], bound(OpeningForm)],
) -> Response:
    def act() -> None:
        service.open_call(session, call, actor=actor, witnesses=form.data.witnesses)

    return form.run(
        session,
        act,
        request=request,
        page="proposals/opening.html",
        to=f"/manage/calls/{call.id}/proposals",
        **_state(session, call),
    )


def _state(session: Session, call: Call) -> dict[str, Any]:
    closing = queries.closing_list(session, call.id)
    closes = window_end(session, call) if closing else None
    return {
        "call": call,
        "closing": closing,
        "incidents": queries.open_incidents(session, call.id),
        "told_until": closes if closes and clock.now() < closes else None,
    }
