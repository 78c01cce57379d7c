"""A published answer is corrected on the page of its question."""

from typing import Annotated

from starlette.requests import Request
from starlette.responses import Response

from app.calls.questions.correcting import service
from app.calls.questions.correcting.forms import CorrectionForm, SeenForm
from app.calls.questions.routes.manage import ToHandle
from app.calls.questions.routes.one import SHOW, Subject, home, shown
from app.core.db import Db
from app.core.forms import Bound, bound
from app.core.web import Router
from app.people.guards import SignedIn

router = Router(prefix="/manage/calls/{call_id}/questions/{question_id}/correction")
Said = Annotated[Bound[CorrectionForm], bound(CorrectionForm)]
Seen = Annotated[Bound[SeenForm], bound(SeenForm)]


@router.post("")
def write(request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn, form: Said) -> Response:
    def act() -> None:
        service.write(session, call, question, form.data.said, actor=actor)

    context = shown(session, call, question, actor) | {"correction_form": form}
    return form.run(session, act, request=request, page=SHOW, to=home(call, question), **context)


@router.post("/publish")
def publish(request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn, form: Seen) -> Response:
    def act() -> None:
        service.publish(session, call, question, seen=form.data.seen, actor=actor)

    context = shown(session, call, question, actor)
    return form.run(session, act, request=request, page=SHOW, to=home(call, question), **context)


@router.post("/drop")
def drop(request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn, form: Seen) -> Response:
    def act() -> None:
        service.drop(session, question, seen=form.data.seen, actor=actor)

    context = shown(session, call, question, actor)
    return form.run(session, act, request=request, page=SHOW, to=home(call, question), **context)
