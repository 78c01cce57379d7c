"""Whether somebody can take part: asked without an account, answered on the spot, kept nowhere."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends
from pydantic import create_model
from starlette.requests import Request
from starlette.responses import Response

from app.calls import can_i, permissions, queries
from app.calls.can_i import Control, Meaning, Question
from app.calls.models import Call
from app.calls.rounds.queries import line
from app.calls.states import Phase
from app.core import clock
from app.core.db import Db
from app.core.fields import Number, Pesos
from app.core.forms import Bound, Form, raw_of
from app.core.web import Router, page
from app.people.guards import guard

router = Router(prefix="/calls/{slug}/can-i")

ToSee = Annotated[Call, Depends(guard(queries.by_slug, permissions.read_public, "slug"))]
TYPES = {Control.money: Pesos, Control.percent: Number}
PAGE = "calls/can_i.html"


@router.get("")
def ask(request: Request, session: Db, call: ToSee) -> Response:
    asked = can_i.questions(can_i.checks(queries.rules(session, call)))
    return page(request, PAGE, form=Bound.blank(_form(asked)), found=None, **_about(session, call, asked))


@router.post("")
def answer(request: Request, session: Db, call: ToSee) -> Response:
    """Read the answers, say what they mean, forget them: neither a row, nor the log, nor a cookie keeps one."""
    rules = queries.rules(session, call)
    checks = can_i.checks(rules)
    asked = can_i.questions(checks)
    form = Bound.of(_form(asked), raw_of(request.state.form))
    about = _about(session, call, asked)
    if not form.ok:
        return page(request, PAGE, status=422, form=form, found=None, **about)
    found = can_i.verdicts(rules, checks, form.data.model_dump())
    counts = {meaning: sum(verdict.meaning == meaning for verdict in found) for meaning in Meaning}
    return page(request, PAGE, form=form, found=found, overall=can_i.overall(found), counts=counts, **about)


def _form(asked: Mapping[str, Question]) -> type[Form]:
    """The questions of this call as a form; every answer may stay blank."""
    fields: dict[str, Any] = {name: (TYPES.get(question.control, str) | None, None) for name, question in asked.items()}
    return create_model("Answers", __base__=Form, **fields)


def _about(session: Db, call: Call, asked: Mapping[str, Question]) -> dict[str, Any]:
    table = queries.timetable(session, call)
    where = line(session, call)
    return {
        "call": call,
        "questions": list(asked.values()),
        "may_start": table.phase(call, clock.now()) == Phase.open and not (where and where.before),
        "requirements": [paper for paper in queries.requirements(session, call) if paper.required],
    }
