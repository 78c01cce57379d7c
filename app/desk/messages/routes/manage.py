"""Messages to segments of a call: the log, writing, the preview, and the page that confirms."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls.forms.acts import NothingForm
from app.calls.models import Call
from app.calls.queries import call as load
from app.calls.queries import names
from app.core.audit import history
from app.core.db import SAFE_METHODS, Db
from app.core.errors import NotFound, Refused
from app.core.format import both_text
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.mail import MailState
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.territory import state_choices, state_name
from app.core.web import Router, download, later, page
from app.desk.messages import mails, permissions, queries, service
from app.desk.messages.forms import ConfirmForm, MessageForm
from app.desk.messages.models import CallMessage, MessageState
from app.desk.messages.states import FACES, SEGMENTS
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}/messages")

ToWrite = Annotated[Call, Depends(guard(load, permissions.write, "call_id"))]
Written = Annotated[Bound[MessageForm], bound(MessageForm)]
Confirmed = Annotated[Bound[ConfirmForm], bound(ConfirmForm)]
Pressed = Annotated[Bound[NothingForm], bound(NothingForm)]
FORM, SHOW, CONFIRM = "desk/messages/form.html", "desk/messages/show.html", "desk/messages/confirm.html"


async def _subject(request: Request, session: Db, call: ToWrite) -> CallMessage:
    found = queries.message(session, request.path_params["message_id"], lock=request.method not in SAFE_METHODS)
    if found is None or found.call_id != call.id:
        raise NotFound
    return found


Subject = Annotated[CallMessage, Depends(_subject)]


@router.get("")
def index(request: Request, session: Db, call: ToWrite) -> Response:
    rows = queries.listing(session, call.id)
    return page(request, "desk/messages/index.html", call=call, rows=rows, faces=FACES, segments=SEGMENTS)


@router.get(".xlsx")
def export(session: Db, call: ToWrite) -> Response:
    columns = [
        Column(_("Subject"), width=50),
        Column(_("To whom"), width=50),
        Column(_("State"), width=20),
        Column(_("Status"), width=14),
        Column(_("Written by"), width=24),
        Column(_("Sent on"), Look.MOMENT, 18),
        Column(_("Mails"), Look.WHOLE, 10),
        Column(_("Delivered to the mail server"), Look.WHOLE, 18),
        Column(_("Waiting"), Look.WHOLE, 10),
        Column(_("Failed"), Look.WHOLE, 10),
    ]
    sheet = Sheet(_("Messages"), columns, [_cells(line) for line in queries.listing(session, call.id)])
    return later(lambda: download(workbook([sheet], zone=call.timezone), MEDIA_TYPE, f"{call.slug}-messages.xlsx"))


def _cells(line: queries.Line) -> list[Any]:
    counts = _delivery(line.mails)
    return [
        both_text(line.subject),
        str(SEGMENTS[line.segment]),
        state_name(line.home) or None,
        str(FACES[line.state].staff),
        line.by,
        line.sent_at,
        *([line.total, *counts] if line.sent_at else [None] * 4),
    ]


def _delivery(found: Any) -> tuple[int, int, int]:  # noqa: ANN401 -- a count for each state of a mail
    """(sent, waiting, failed); one that is being sent waits still."""
    return found[MailState.SENT], found[MailState.WAITING] + found[MailState.SENDING], found[MailState.FAILED]


@router.get("/new")
def new(request: Request, call: ToWrite) -> Response:
    return page(request, FORM, form=Bound.blank(MessageForm), **_about(call, None))


def _about(call: Call, message: CallMessage | None) -> dict[str, Any]:
    segments = [(segment, str(SEGMENTS[segment])) for segment in service.segments(call)]
    return {"call": call, "message": message, "segments": segments, "states": state_choices()}


@router.post("/new")
def write(request: Request, session: Db, call: ToWrite, actor: SignedIn, form: Written) -> Response:
    def act() -> str:
        return _home(call, service.write(session, call, form.data.words, message=None, actor=actor))

    return form.run(session, act, request=request, page=FORM, to="", **_about(call, None))


@router.get("/{message_id}")
def show(request: Request, session: Db, call: ToWrite, message: Subject) -> Response:
    return page(request, SHOW, **_shown(session, call, message))


def _shown(session: Db, call: Call, message: CallMessage) -> dict[str, Any]:
    is_draft = message.state == MessageState.draft
    audience = queries.audience(session, call, message.segment, message.home) if is_draft else None
    return {
        "call": call,
        "message": message,
        "face": FACES[message.state],
        "whom": str(SEGMENTS[message.segment]) + (f": {state_name(message.home)}" if message.home else ""),
        "count": len(audience.readers) if audience else 0,
        "left_out": audience.left_out if audience else message.left_out,
        "mark": service.seen(audience) if audience else "",
        "delivery": _delivery(queries.delivery(session, message.id)),
        "samples": mails.samples(call, message),
        "by": names(session, [message.sent_by or message.written_by]),
        "entries": history(session, message),
    }


@router.get("/{message_id}/edit")
def edit_page(request: Request, call: ToWrite, message: Subject) -> Response:
    return page(request, FORM, form=Bound.blank(MessageForm, MessageForm.initial(message)), **_about(call, message))


@router.post("/{message_id}/edit")
def edit(request: Request, session: Db, call: ToWrite, message: Subject, actor: SignedIn, form: Written) -> Response:
    def act() -> None:
        service.write(session, call, form.data.words, message=message, actor=actor)

    return form.run(session, act, request=request, page=FORM, to=_home(call, message), **_about(call, message))


@router.get("/{message_id}/confirm")
def confirm_page(request: Request, session: Db, call: ToWrite, message: Subject) -> Response:
    return page(request, CONFIRM, form=Bound.blank(ConfirmForm), **_shown(session, call, message))


@router.post("/{message_id}/confirm")
def confirm(
    request: Request, session: Db, call: ToWrite, message: Subject, actor: SignedIn, form: Confirmed
) -> Response:
    def act() -> None:
        if not form.data.sure:
            raise Refused(_("Tick the box: a mail that was sent does not come back."), "sure")
        service.send(session, call, message, mark=form.data.mark, actor=actor)

    context = _shown(session, call, message)
    return form.run(session, act, request=request, page=CONFIRM, to=_home(call, message), **context)


@router.post("/{message_id}/discard")
def discard(request: Request, session: Db, call: ToWrite, message: Subject, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        service.discard(session, message, actor=actor)

    to, context = f"/manage/calls/{call.id}/messages", _shown(session, call, message)
    return form.run(session, act, request=request, page=SHOW, to=to, **context)


def _home(call: Call, message: CallMessage) -> str:
    return f"/manage/calls/{call.id}/messages/{message.id}"
