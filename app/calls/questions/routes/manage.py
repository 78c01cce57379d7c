"""The staff's list of questions: what waits, what is to be published, and the record of those that came another way."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls.models import Call
from app.calls.moments import wall
from app.calls.queries import call as load
from app.calls.questions import permissions, queries, service
from app.calls.questions.forms import PublishForm, RecordForm
from app.calls.questions.models import Channel, QuestionState
from app.calls.questions.queries import Line
from app.calls.questions.service.asking import MAX_WORDS, Recorded
from app.calls.questions.states import CHANNELS, FACES, TOPICS
from app.core import clock, deadlines
from app.core.db import Db
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.web import Router, download, later, page
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}/questions")

ToHandle = Annotated[Call, Depends(guard(load, permissions.handle, "call_id"))]
Written = Annotated[Bound[RecordForm], bound(RecordForm)]
Ticked = Annotated[Bound[PublishForm], bound(PublishForm)]

VIEWS: dict[str, tuple[QuestionState, ...]] = {
    "waiting": (QuestionState.waiting,),
    "answered": (QuestionState.answered,),
    "published": (QuestionState.published,),
    "others": (QuestionState.merged, QuestionState.set_aside),
}


@router.get("")
def index(request: Request, session: Db, call: ToHandle, view: str = "waiting") -> Response:
    shown = view if view in VIEWS else "waiting"
    counts = queries.counts(session, call.id)
    return page(
        request,
        "calls/questions/manage.html",
        rows=queries.listing(session, call.id, VIEWS[shown]),
        view=shown,
        sizes={name: sum(counts[state] for state in states) for name, states in VIEWS.items()},
        **_words(session, call),
    )


def _words(session: Db, call: Call) -> dict[str, Any]:
    promised = queries.promised(session, call)
    return {
        "call": call,
        "faces": FACES,
        "topics": TOPICS,
        "channels": CHANNELS,
        "promised": promised,
        "late": promised is not None and clock.now() > promised,
        "days": lambda since: _days(call, since),
    }


def _days(call: Call, since: datetime) -> int:
    """Whole days that something has waited, by the calendar of the call."""
    return (clock.today(call.timezone) - since.astimezone(ZoneInfo(call.timezone)).date()).days


@router.get(".xlsx")
def export(session: Db, call: ToHandle) -> Response:
    rows = [_cells(call, line) for line in queries.listing(session, call.id, list(QuestionState))]
    sheet = Sheet(_("Questions"), _columns(), rows)
    return later(lambda: download(workbook([sheet], zone=call.timezone), MEDIA_TYPE, f"{call.slug}-questions.xlsx"))


def _columns() -> list[Column]:
    return [
        Column(_("Asked"), Look.MOMENT, 18),
        Column(_("How it came"), width=16),
        Column(_("Status"), width=24),
        Column(_("Days waiting"), Look.WHOLE, 12),
        Column(_("Topic"), width=24),
        Column(_("As it was asked"), width=50),
        Column(_("Question, in Spanish"), width=50),
        Column(_("Question, in English"), width=50),
        Column(_("Answer, in Spanish"), width=60),
        Column(_("Answer, in English"), width=60),
        Column(_("Amendment"), Look.WHOLE, 12),
        Column(_("Answer published"), Look.MOMENT, 18),
        Column(_("Who asked"), width=24),
        Column(_("Mail"), width=30),
    ]


def _cells(call: Call, line: Line) -> list[Any]:
    return [
        line.asked_at,
        str(CHANNELS[line.channel]),
        str(FACES[line.state].staff),
        _days(call, line.asked_at) if line.state in queries.OPEN else None,
        str(TOPICS[line.topic]) if line.topic else None,
        line.original,
        *(text.get(language) or None for text in (line.words, line.answer) for language in ("es", "en")),
        line.amendment,
        line.published_at,
        line.asker or None,
        line.asker_email or None,
    ]


@router.get("/record")
def record_page(request: Request, call: ToHandle) -> Response:
    now = clock.now().astimezone(ZoneInfo(call.timezone))
    form = Bound.blank(RecordForm, {"on": now.date(), "at": now.strftime("%H:%M"), "language": "es"})
    return page(request, "calls/questions/record.html", form=form, **_to_record(call))


def _to_record(call: Call) -> dict[str, Any]:
    ways = [(key, str(name)) for key, name in CHANNELS.items() if key != Channel.page]
    return {"call": call, "ways": ways, "max_words": MAX_WORDS}


@router.post("/record")
def record(request: Request, session: Db, call: ToHandle, actor: SignedIn, form: Written) -> Response:
    def act() -> str:
        said = form.data
        at = deadlines.instant(wall(said.on, said.at), call.timezone, field="on")
        came = Recorded(said.text, said.channel, at, said.asker or "", said.email or "", said.language)
        return f"{_home(call)}/{service.record(session, call, came, actor=actor).id}"

    return form.run(session, act, request=request, page="calls/questions/record.html", to="", **_to_record(call))


@router.get("/publish")
def publish_page(request: Request, session: Db, call: ToHandle, actor: SignedIn) -> Response:
    form = Bound.blank(PublishForm)
    return page(request, "calls/questions/publish.html", form=form, **_to_publish(session, call, actor))


def _to_publish(session: Db, call: Call, actor: SignedIn) -> dict[str, Any]:
    rows = queries.listing(session, call.id, VIEWS["answered"])
    return {"rows": rows, "me": actor.id, **_words(session, call)}


@router.post("/publish")
def publish(request: Request, session: Db, call: ToHandle, actor: SignedIn, form: Ticked) -> Response:
    def act() -> None:
        found = [queries.question(session, key, lock=True) for key in form.data.questions]
        mine = [question for question in found if question and question.call_id == call.id]
        service.publish(session, call, mine, actor=actor)

    to = f"{_home(call)}?view=published"
    context = _to_publish(session, call, actor)
    return form.run(session, act, request=request, page="calls/questions/publish.html", to=to, **context)


def _home(call: Call) -> str:
    return f"/manage/calls/{call.id}/questions"
