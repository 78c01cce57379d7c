"""Questions and answers as everybody reads them, and the page to ask."""

from itertools import groupby
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls.models import Call
from app.calls.permissions import read_public, read_publicly
from app.calls.queries import by_slug
from app.calls.questions import queries, service
from app.calls.questions.correcting import queries as corrections
from app.calls.questions.forms import AskForm
from app.calls.questions.models import QuestionState, Topic
from app.calls.questions.service.asking import MAX_WORDS
from app.calls.questions.states import TOPICS
from app.core import clock, deadlines
from app.core.db import Db
from app.core.errors import Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.guards import Viewer, guard

router = Router(prefix="/calls/{slug}/questions")

ToSee = Annotated[Call, Depends(guard(by_slug, read_public, "slug"))]
ToAsk = Annotated[Call, Depends(guard(by_slug, read_publicly, "slug"))]
Asked = Annotated[Bound[AskForm], bound(AskForm)]


@router.get("")
def index(request: Request, session: Db, call: ToSee, q: str = "", topic: str = "", asked: str = "") -> Response:
    chosen = Topic(topic) if topic in set(Topic) else None
    found = queries.published(session, call.id, search=q, topic=chosen)
    return page(
        request,
        "calls/questions/index.html",
        groups=_by_topic(found),
        total=len(found),
        counts=queries.counts(session, call.id),
        corrections=corrections.published(session, call.id),
        topics=[(key, str(name)) for key, name in TOPICS.items()],
        q=q,
        topic=chosen or "",
        asked=bool(asked),
        **_when(session, call),
    )


def _by_topic(entries: list[queries.Entry]) -> list[tuple[str, list[queries.Entry]]]:
    return [(str(TOPICS[topic]), list(group)) for topic, group in groupby(entries, key=lambda entry: entry.topic)]


def _when(session: Db, call: Call) -> dict[str, Any]:
    closes = queries.closes(session, call)
    taken = call.state == "published" and (closes is None or deadlines.in_time(clock.now(), closes[0]))
    sentence = deadlines.sentence(*closes) if closes else ""
    return {"call": call, "closes": sentence, "taken": taken, "states": QuestionState}


@router.get("/print")
def to_print(request: Request, session: Db, call: ToSee) -> Response:
    groups = _by_topic(queries.published(session, call.id))
    return page(
        request,
        "calls/questions/print.html",
        call=call,
        groups=groups,
        corrections=corrections.published(session, call.id),
    )


@router.get("/ask")
def ask_page(request: Request, session: Db, call: ToAsk, actor: Viewer) -> Response:
    form = Bound.blank(AskForm)
    return page(request, "calls/questions/ask.html", form=form, max_words=MAX_WORDS, who=actor, **_when(session, call))


@router.post("/ask")
def ask(request: Request, session: Db, call: ToAsk, actor: Viewer, form: Asked) -> Response:
    def act() -> None:
        email = actor.user.email if actor else form.data.email
        if not email:
            raise Refused(_("Fill in this field."), "email")
        service.ask(
            session,
            call,
            form.data.text,
            email=email,
            arrived=request.state.arrived_at,
            connection=request.client.host if request.client else "",
            actor=actor,
        )

    return form.run(
        session,
        act,
        request=request,
        page="calls/questions/ask.html",
        to=f"/calls/{call.slug}/questions?asked=1",
        max_words=MAX_WORDS,
        who=actor,
        **_when(session, call),
    )
