"""The questions of one section of the call's own: all on one page, saved together."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions, queries, service
from app.calls.forms.moving import focus
from app.calls.forms.questions import QuestionsForm
from app.calls.models import Call, CallState
from app.calls.parts import PARTS
from app.calls.parts.base import facts_of
from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.checking import DECIDING
from app.calls.questionnaire.saying import KINDS, value_said
from app.calls.routes.choices import file_kinds
from app.calls.routes.conditions import answers_beyond, facts
from app.core.db import Db
from app.core.errors import NotFound
from app.core.format import both_text
from app.core.forms import Bound, raw_of
from app.core.web import Router, page
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}/questionnaire")

ToRead = Annotated[Call, Depends(guard(queries.call, permissions.read, "call_id"))]
ToEdit = Annotated[Call, Depends(guard(queries.call, permissions.edit, "call_id"))]
KEY, PAGE = "questionnaire", "calls/questions.html"


@router.get("/{section}")
def edit(request: Request, session: Db, call: ToRead, actor: SignedIn, section: str) -> Response:
    asked = _section(session, call, section)
    mark = queries.part_marks(session, call).get(KEY)
    form = Bound.blank(QuestionsForm, QuestionsForm.initial(asked) | {"revision": mark[0].revision if mark else 0})
    may = bool(permissions.edit(actor, call)) and call.state in {CallState.draft, CallState.published}
    return page(request, PAGE, form=form, may_edit=may, **_about(session, call, asked))


@router.post("/{section}")
def save(request: Request, session: Db, call: ToEdit, actor: SignedIn, section: str) -> Response:
    asked = _section(session, call, section)
    context = _about(session, call, asked)
    sent = raw_of(request.state.form)
    raw, again = QuestionsForm.arranged(sent)
    if again:
        shown = Bound(QuestionsForm, raw=raw, focus=focus(sent, raw, QuestionsForm.first))
        return page(request, PAGE, form=shown, may_edit=True, **context)
    form = Bound.of(QuestionsForm, raw)

    def act() -> None:
        part, read = form.data.questions(asked), form.data.revision
        if call.state == CallState.published:
            service.amend(session, call, KEY, part, revision=read, reason=form.data.reason, actor=actor)
        else:
            service.save_part(session, call, KEY, part, revision=read, actor=actor)

    to = f"/manage/calls/{call.id}/questionnaire/{section}"
    return form.run(session, act, request=request, page=PAGE, to=to, may_edit=True, **context)


def _section(session: Db, call: Call, key: str) -> Asked:
    sections: tuple[Asked, ...] = PARTS[KEY].read(session, call).sections
    for each in sections:
        if each.key == key and each.own:
            return each
    raise NotFound


def _about(session: Db, call: Call, asked: Asked) -> dict[str, Any]:
    kind = PARTS[KEY]
    form = kind.read(session, call)
    return {
        "call": call,
        "kind": kind,
        "asked": asked,
        "here": f"/manage/calls/{call.id}/questionnaire/{asked.key}",
        "mark": queries.part_marks(session, call).get(KEY),
        "saved": list(facts_of(kind, form).values()),
        "is_amendment": call.state == CallState.published,
        "kinds": [(each.value, str(name)) for each, name in KINDS.items()],
        "file_kinds": file_kinds(),
        "conditions": _conditions(asked) + answers_beyond(form.sections, asked.key) + facts(session, call),
    }


def _conditions(asked: Asked) -> list[tuple[str, str]]:
    """Every saved answer on which a question may wait."""
    return [
        (f"{each.id}={value}", f"{both_text(each.label)}: {value_said(each, value)}")
        for each in asked.questions
        if each.kind in DECIDING and not each.gone
        for value, _label in each.values()
    ]
