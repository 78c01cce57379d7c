"""The opening act: one logged step, after the closing list went out."""

from typing import Annotated

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.proposals import queries, service
from app.proposals.forms import OpeningForm
from app.proposals.routes.subjects import CallToOpen

router = Router(prefix="/manage/calls/{call_id}/opening")


@router.get("")
def opening(request: Request, session: Db, call: CallToOpen) -> Response:
    closing = queries.closing_list(session, call.id)
    return page(request, "proposals/opening.html", form=Bound.blank(OpeningForm), call=call, closing=closing)


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

    closing = queries.closing_list(session, call.id)
    return form.run(
        session,
        act,
        request=request,
        page="proposals/opening.html",
        to=f"/manage/calls/{call.id}/proposals",
        call=call,
        closing=closing,
    )
