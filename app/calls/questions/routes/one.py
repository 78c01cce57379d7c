"""One question: as it was asked, and the answer as it will be published."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls.forms.acts import NothingForm
from app.calls.models import Call, CallAmendment
from app.calls.queries import names
from app.calls.questions import permissions, queries, service
from app.calls.questions.correcting import queries as corrections
from app.calls.questions.correcting.forms import CorrectionForm
from app.calls.questions.forms import AnswerForm, AsideForm, BackForm, MergeForm
from app.calls.questions.models import CallQuestion, QuestionState
from app.calls.questions.routes.manage import ToHandle
from app.calls.questions.states import CHANNELS, FACES, TOPICS
from app.core.audit import history
from app.core.db import SAFE_METHODS, Db
from app.core.errors import NotFound
from app.core.format import both_text, short_day
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn

router = Router(prefix="/manage/calls/{call_id}/questions/{question_id}")

SHOW = "calls/questions/one.html"


async def _subject(request: Request, session: Db, call: ToHandle) -> CallQuestion:
    found = queries.question(session, request.path_params["question_id"], lock=request.method not in SAFE_METHODS)
    if found is None or found.call_id != call.id:
        raise NotFound
    return found


Subject = Annotated[CallQuestion, Depends(_subject)]
Said = Annotated[Bound[AnswerForm], bound(AnswerForm)]
Merged = Annotated[Bound[MergeForm], bound(MergeForm)]
Aside = Annotated[Bound[AsideForm], bound(AsideForm)]
Back = Annotated[Bound[BackForm], bound(BackForm)]
Pressed = Annotated[Bound[NothingForm], bound(NothingForm)]


@router.get("")
def show(request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn) -> Response:
    return page(request, SHOW, **shown(session, call, question, actor))


def shown(session: Db, call: Call, question: CallQuestion, actor: Actor) -> dict[str, Any]:
    """All that the page of a question needs."""
    into = queries.question(session, question.merged_into_id) if question.merged_into_id else None
    people = names(session, [key for key in (question.recorded_by, question.answered_by) if key])
    return {
        "call": call,
        "question": question,
        "face": FACES[question.state],
        "topics": [(key, str(name)) for key, name in TOPICS.items()],
        "channel": CHANNELS[question.channel],
        "recorded_by": people.get(question.recorded_by or "", ""),
        "answered_by": people.get(question.answered_by or "", ""),
        "into": into,
        "joined": queries.merged_into(session, question.id),
        "others": _others(session, call, question),
        "amendments": [(each.id, _named(each)) for each in queries.amendments_after(session, question)],
        "amendment": next(
            (e for e in queries.amendments_after(session, question) if e.id == question.amendment_id), None
        ),
        "may_publish": permissions.publish(actor, question),
        "entries": history(session, question),
        "answer_form": Bound.blank(AnswerForm, AnswerForm.initial(question)),
        "merge_form": Bound.blank(MergeForm),
        "aside_form": Bound.blank(AsideForm),
        "back_form": Bound.blank(BackForm),
        **_correcting(session, question, actor),
    }


def _correcting(session: Db, question: CallQuestion, actor: Actor) -> dict[str, Any]:
    rows = corrections.of_question(session, question.id)
    waiting = next((each for each in rows if each.published_at is None), None)
    newer = corrections.amendments_since(session, question)
    answer = {f"answer_{language}": question.answer.get(language, "") for language in ("es", "en")}
    return {
        "me": actor.id,
        "corrections": [each for each in reversed(rows) if each.published_at],
        "correction": waiting,
        "correction_amendment": next((e for e in newer if waiting and e.id == waiting.amendment_id), None),
        "newer_amendments": [(each.id, _named(each)) for each in newer],
        "correction_form": Bound.blank(CorrectionForm, answer),
    }


def _named(amendment: CallAmendment) -> str:
    return _("Amendment %(n)s", n=amendment.number) + f" · {short_day(amendment.published_at)}"


def _others(session: Db, call: Call, question: CallQuestion) -> list[tuple[str, str]]:
    states = [QuestionState.waiting, QuestionState.answered, QuestionState.published]
    lines = queries.listing(session, call.id, states)
    return [(line.id, (both_text(line.words) or line.original)[:90]) for line in lines if line.id != question.id]


@router.post("")
def answer(request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn, form: Said) -> Response:
    def act() -> None:
        said = form.data
        if said.send:
            service.send(session, call, question, said.said, revision=said.revision, actor=actor)
        else:
            service.write(session, question, said.said, revision=said.revision, actor=actor)

    context = shown(session, call, question, actor) | {"answer_form": form}
    return form.run(session, act, request=request, page=SHOW, to=home(call, question), **context)


@router.post("/merge")
def merge(request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn, form: Merged) -> Response:
    def act() -> None:
        service.merge(session, call, question, queries.question(session, form.data.into, lock=True), actor=actor)

    context = shown(session, call, question, actor) | {"merge_form": form}
    return form.run(session, act, request=request, page=SHOW, to=home(call, question), **context)


@router.post("/set-aside")
def set_aside(
    request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn, form: Aside
) -> Response:
    def act() -> None:
        service.set_aside(session, question, reason=form.data.reason, actor=actor)

    context = shown(session, call, question, actor) | {"aside_form": form}
    return form.run(session, act, request=request, page=SHOW, to=home(call, question), **context)


@router.post("/take-up")
def take_up(
    request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn, form: Pressed
) -> Response:
    def act() -> None:
        service.take_up(session, question, actor=actor)

    context = shown(session, call, question, actor)
    return form.run(session, act, request=request, page=SHOW, to=home(call, question), **context)


@router.post("/send-back")
def send_back(
    request: Request, session: Db, call: ToHandle, question: Subject, actor: SignedIn, form: Back
) -> Response:
    def act() -> None:
        service.send_back(session, question, comment=form.data.comment, actor=actor)

    context = shown(session, call, question, actor) | {"back_form": form}
    return form.run(session, act, request=request, page=SHOW, to=home(call, question), **context)


def home(call: Call, question: CallQuestion) -> str:
    """The page of a question."""
    return f"/manage/calls/{call.id}/questions/{question.id}"
