"""Programmes: the list, one programme's page, what it is, and its results tree."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.audit import history
from app.core.db import Db
from app.core.deadlines import zone_choices
from app.core.errors import NotFound
from app.core.format import both_text, day, number
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.territory import state_choices, state_names
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.people.permissions import list_organisations
from app.programmes import permissions, queries, service
from app.programmes.forms import ProgrammeForm, ResultForm
from app.programmes.models import Programme, Result
from app.programmes.routes.subjects import Creator, Reader, ToEdit, ToRead
from app.programmes.words import MISSING, SCOPES, UNITS

router = Router(prefix="/programmes")

Written = Annotated[Bound[ProgrammeForm], bound(ProgrammeForm)]
Leafed = Annotated[Bound[ResultForm], bound(ResultForm)]
USUAL = {"donor_currency": "USD", "local_currency": "MXN", "fiscal_start_month": 10, "timezone": "America/Mexico_City"}


@router.get("")
def index(request: Request, session: Db, actor: Reader) -> Response:
    programmes = [each for each in queries.every(session) if permissions.read(actor, each)]
    return page(
        request,
        "programmes/index.html",
        programmes=programmes,
        may_create=bool(permissions.create(actor)),
        may_list=bool(list_organisations(actor)),
    )


def _choices() -> dict[str, Any]:
    currencies = [(code, code) for code in ("MXN", "USD", "EUR")]
    return {"currencies": currencies, "zones": zone_choices()}


@router.get("/new")
def new(request: Request, _actor: Creator) -> Response:
    return page(request, "programmes/edit.html", form=Bound.blank(ProgrammeForm, USUAL), programme=None, **_choices())


@router.post("/new")
def create(request: Request, session: Db, actor: Creator, form: Written) -> Response:
    def act() -> str:
        return f"/programmes/{service.create(session, form.data.columns(), actor=actor).id}"

    return form.run(session, act, request=request, page="programmes/edit.html", to="", programme=None, **_choices())


@router.get("/{programme_id}")
def show(request: Request, session: Db, programme: ToRead, actor: SignedIn) -> Response:
    return page(
        request,
        "programmes/show.html",
        programme=programme,
        results=queries.results(session, programme.id),
        years=queries.years(session, programme.id),
        **_dated(session, programme),
        indicators=queries.indicators(session, programme.id),
        targets=queries.targets(session, programme.id),
        may_edit=bool(permissions.edit(actor, programme)),
        may_register=bool(permissions.read_register(actor, programme)),
        entries=history(session, programme, limit=50),
        names={"missing": MISSING, "scope": SCOPES, "unit": UNITS},
        state_names=state_names,
    )


def _dated(session: Db, programme: Programme) -> dict[str, Any]:
    """The rows of the tables that go by date."""
    years, windows = queries.years(session, programme.id), queries.windows(session, programme.id)
    return {
        "years_rows": [{"n": str(year.number), "from": day(year.start_on), "to": day(year.end_on)} for year in years],
        "windows_rows": [
            {"label": each.label, "from": day(each.start_on), "to": day(each.end_on), "due": day(each.donor_due_on)}
            for each in windows
        ],
        "rates_rows": [
            {"on": day(rate.on), "rate": number(rate.local_per_donor), "source": rate.source}
            for rate in queries.rates(session, programme.id)
        ],
    }


@router.get("/{programme_id}/edit")
def edit(request: Request, programme: ToEdit) -> Response:
    form = Bound.blank(ProgrammeForm, ProgrammeForm.initial(programme))
    return page(request, "programmes/edit.html", form=form, programme=programme, **_choices())


@router.post("/{programme_id}/edit")
def change(request: Request, session: Db, programme: ToEdit, actor: SignedIn, form: Written) -> Response:
    def act() -> None:
        service.change(session, programme, form.data.columns(), revision=form.data.revision, actor=actor)

    to = f"/programmes/{programme.id}"
    return form.run(
        session, act, request=request, page="programmes/edit.html", to=to, programme=programme, **_choices()
    )


def _tree(session: Db, programme: Programme, result: Result | None) -> dict[str, Any]:
    components = [each for each in queries.results(session, programme.id) if each.parent_id is None and each != result]
    return {
        "programme": programme,
        "result": result,
        "components": [(each.id, f"{each.code} {both_text(each.name)}") for each in components],
        "scopes": [(scope.value, name) for scope, name in SCOPES.items()],
        "states": state_choices(),
        "title": _("Component or result"),
    }


def _result(session: Db, programme: Programme, result_id: str, *, lock: bool = False) -> Result:
    found = queries.result(session, result_id, lock=lock)
    if found is None or found.programme_id != programme.id:
        raise NotFound
    return found


@router.get("/{programme_id}/results/new")
def new_result(request: Request, session: Db, programme: ToEdit) -> Response:
    form = Bound.blank(ResultForm, {"scope": "to_be_confirmed"})
    return page(request, "programmes/result.html", form=form, **_tree(session, programme, None))


@router.post("/{programme_id}/results/new")
def create_result(request: Request, session: Db, programme: ToEdit, actor: SignedIn, form: Leafed) -> Response:
    return _save_result(request, session, programme, None, actor, form)


@router.get("/{programme_id}/results/{result_id}")
def edit_result(request: Request, session: Db, programme: ToEdit, result_id: str) -> Response:
    result = _result(session, programme, result_id)
    form = Bound.blank(ResultForm, ResultForm.initial(result))
    return page(request, "programmes/result.html", form=form, **_tree(session, programme, result))


@router.post("/{programme_id}/results/{result_id}")
def change_result(
    request: Request, session: Db, programme: ToEdit, result_id: str, actor: SignedIn, form: Leafed
) -> Response:
    return _save_result(request, session, programme, _result(session, programme, result_id, lock=True), actor, form)


def _save_result(
    request: Request, session: Db, programme: Programme, result: Result | None, actor: SignedIn, form: Leafed
) -> Response:
    def act() -> None:
        service.save_result(session, programme, result, form.data.leaf(), actor=actor)

    context = _tree(session, programme, result)
    to = f"/programmes/{programme.id}#results"
    return form.run(session, act, request=request, page="programmes/result.html", to=to, **context)
