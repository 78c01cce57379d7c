"""A programme's years, rates and reporting windows: a page of rows each."""

from collections.abc import Callable
from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db
from app.core.forms import Bound, Form, bound
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.programmes import queries, service
from app.programmes.forms import RatesForm, WindowsForm, YearsForm
from app.programmes.models import Programme
from app.programmes.routes.subjects import ToEdit

router = Router(prefix="/programmes/{programme_id}")

Years = Annotated[Bound[YearsForm], bound(YearsForm)]
Windows = Annotated[Bound[WindowsForm], bound(WindowsForm)]
Rates = Annotated[Bound[RatesForm], bound(RatesForm)]


def _rows(programme: Programme, rows: Any, *names: str) -> dict[str, Any]:  # noqa: ANN401 -- rows of any of three tables
    shown = [{"id": row.id, **{name: getattr(row, name) for name in names}} for row in rows]
    return {"revision": programme.revision, "rows": shown}


def _saved(
    request: Request, session: Db, programme: Programme, form: Bound[Any], act: Callable[[], None], what: str
) -> Response:
    """Save and go back to the programme; the button that only adds a row shows the form again."""
    template, to = f"programmes/{what}.html", f"/programmes/{programme.id}#{what}"
    if "add" in form.raw:
        return page(request, template, form=Bound[Form](form.kind, raw=form.raw), programme=programme, what=what)
    return form.run(session, act, request=request, page=template, to=to, programme=programme, what=what)


@router.get("/years")
def years(request: Request, session: Db, programme: ToEdit) -> Response:
    rows = _rows(programme, queries.years(session, programme.id), "start_on", "end_on")
    return page(request, "programmes/years.html", form=Bound.blank(YearsForm, rows), programme=programme, what="years")


@router.post("/years")
def save_years(request: Request, session: Db, programme: ToEdit, actor: SignedIn, form: Years) -> Response:
    def act() -> None:
        service.save_years(session, programme, form.data.spans(), revision=form.data.revision, actor=actor)

    return _saved(request, session, programme, form, act, "years")


@router.get("/windows")
def windows(request: Request, session: Db, programme: ToEdit) -> Response:
    rows = _rows(programme, queries.windows(session, programme.id), "label", "start_on", "end_on", "donor_due_on")
    return page(
        request, "programmes/windows.html", form=Bound.blank(WindowsForm, rows), programme=programme, what="windows"
    )


@router.post("/windows")
def save_windows(request: Request, session: Db, programme: ToEdit, actor: SignedIn, form: Windows) -> Response:
    def act() -> None:
        service.save_windows(session, programme, form.data.spans(), revision=form.data.revision, actor=actor)

    return _saved(request, session, programme, form, act, "windows")


@router.get("/rates")
def rates(request: Request, session: Db, programme: ToEdit) -> Response:
    rows = _rows(programme, queries.rates(session, programme.id), "on", "local_per_donor", "source")
    return page(request, "programmes/rates.html", form=Bound.blank(RatesForm, rows), programme=programme, what="rates")


@router.post("/rates")
def save_rates(request: Request, session: Db, programme: ToEdit, actor: SignedIn, form: Rates) -> Response:
    def act() -> None:
        service.save_rates(session, programme, form.data.lines(), revision=form.data.revision, actor=actor)

    return _saved(request, session, programme, form, act, "rates")
