"""What a part's page says while one types: problems beside the fields, and sums. Nothing is kept."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.calls import permissions, queries
from app.calls.forms import FORMS
from app.calls.forms.base import PartForm
from app.calls.models import Call
from app.calls.parts.calendar import problems_of, proposed
from app.calls.parts.rubric import sums
from app.calls.parts.rubric_checks import problem_of
from app.calls.plan.free import remarks
from app.calls.showcase import printed
from app.core.db import Db
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, raw_of
from app.core.web import Router
from app.people.guards import guard

router = Router(prefix="/manage/calls/{call_id}")

ToEdit = Annotated[Call, Depends(guard(queries.call, permissions.edit, "call_id"))]
Found = Iterator[tuple[str, str]]


def _of_rubric(_session: Db, _call: Call, part: Any) -> tuple[Found, dict[str, str]]:  # noqa: ANN401 -- by its key
    return problem_of(part), {"sum": sums(part)}


def _of_calendar(session: Db, call: Call, part: Any) -> tuple[Found, dict[str, str]]:  # noqa: ANN401 -- by its key
    said = remarks(session, call, part)
    return problems_of(call, part), said | printed(call, proposed(call, part))


CHECKS: dict[str, Callable[[Db, Call, Any], tuple[Found, dict[str, str]]]] = {
    "rubric": _of_rubric,
    "calendar": _of_calendar,
}


@router.post("/parts/{key}/check")
def check(request: Request, session: Db, call: ToEdit, key: str) -> Response:
    """`typing` are unreadable fields, said only once they are left; `problems` is what cannot be; `said` are texts."""
    if key not in CHECKS:
        raise NotFound
    typed = Bound.of(FORMS[key], raw_of(request.state.form))
    wrong = {name: sentence for name, sentence in typed.errors if typed.value(name).strip()}
    form = typed if typed.ok else _readable(typed)
    problems: dict[str, str] = {}
    said: dict[str, str] = {}
    if form.ok:
        try:
            found, said = CHECKS[key](session, call, form.data.part(call))
            for name, sentence in found:
                problems.setdefault(name, sentence)
        except Refused as refusal:
            problems[refusal.field or ""] = refusal.reason
    return JSONResponse({"typing": wrong, "problems": problems, "said": said})


def _readable(form: Bound[PartForm]) -> Bound[PartForm]:
    """The same without what cannot be read yet: a field, or the whole row that it stands in."""
    bad = {name for name, _sentence in form.errors}
    rows = {name.rpartition("-")[0] + "-" for name in bad if "-" in name}
    kept = {
        name: values
        for name, values in form.raw.items()
        if name not in bad and not any(name.startswith(row) for row in rows)
    }
    return Bound.of(form.kind, kept)
