"""An indicator of a programme, with its targets per year."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db
from app.core.errors import NotFound
from app.core.format import both_text
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.programmes import queries, service
from app.programmes.forms import IndicatorForm
from app.programmes.models import Combine, Indicator, Programme, ProgrammeYear
from app.programmes.routes.subjects import ToEdit
from app.programmes.words import COMBINATIONS, DIRECTIONS, MISSING, UNITS

router = Router(prefix="/programmes/{programme_id}/indicators")

Written = Annotated[Bound[IndicatorForm], bound(IndicatorForm)]
USUAL = {
    "unit": "number",
    "direction": "increase",
    "combine_periods": Combine.sum.value,
    "combine_grantees": Combine.sum.value,
}


def _indicator(session: Db, programme: Programme, indicator_id: str, *, lock: bool = False) -> Indicator:
    found = queries.indicator(session, indicator_id, lock=lock)
    if found is None or found.programme_id != programme.id:
        raise NotFound
    return found


def _context(session: Db, programme: Programme, indicator: Indicator | None) -> dict[str, Any]:
    results = queries.results(session, programme.id)
    return {
        "programme": programme,
        "indicator": indicator,
        "years": queries.years(session, programme.id),
        "results": [(each.id, f"{each.code} {both_text(each.name)}") for each in results],
        "units": [(unit.value, name) for unit, name in UNITS.items()],
        "directions": [(direction.value, name) for direction, name in DIRECTIONS.items()],
        "combinations": [(combine.value, name) for combine, name in COMBINATIONS.items()],
        "reasons": [(missing.value, name) for missing, name in MISSING.items()],
    }


@router.get("/new")
def new(request: Request, session: Db, programme: ToEdit) -> Response:
    form = Bound.blank(IndicatorForm, USUAL | {"rows": _blank_rows(queries.years(session, programme.id))})
    return page(request, "programmes/indicator.html", form=form, **_context(session, programme, None))


def _blank_rows(years: Any) -> list[dict[str, Any]]:  # noqa: ANN401 -- rows of a query
    return [{"year_id": year.id, "value": "", "missing": ""} for year in years]


@router.post("/new")
def create(request: Request, session: Db, programme: ToEdit, actor: SignedIn, form: Written) -> Response:
    return _save(request, session, programme, None, actor, form)


@router.get("/{indicator_id}")
def edit(request: Request, session: Db, programme: ToEdit, indicator_id: str) -> Response:
    indicator = _indicator(session, programme, indicator_id)
    context = _context(session, programme, indicator)
    rows = [_row(year, queries.targets_of(session, indicator.id)) for year in context["years"]]
    form = Bound.blank(IndicatorForm, IndicatorForm.initial(indicator) | {"rows": rows})
    return page(request, "programmes/indicator.html", form=form, **context)


def _row(year: ProgrammeYear, targets: Any) -> dict[str, Any]:  # noqa: ANN401 -- rows of a query
    target = targets.get(year.id)
    return {
        "year_id": year.id,
        "value": target.value if target else None,
        "missing": target.missing.value if target and target.missing else "",
    }


@router.post("/{indicator_id}")
def change(
    request: Request, session: Db, programme: ToEdit, indicator_id: str, actor: SignedIn, form: Written
) -> Response:
    return _save(request, session, programme, _indicator(session, programme, indicator_id, lock=True), actor, form)


def _save(
    request: Request, session: Db, programme: Programme, indicator: Indicator | None, actor: SignedIn, form: Written
) -> Response:
    def act() -> None:
        columns, targets = form.data.columns(), form.data.targets()
        service.save_indicator(session, programme, indicator, columns, targets, actor=actor)

    to = f"/programmes/{programme.id}#indicators"
    context = _context(session, programme, indicator)
    return form.run(session, act, request=request, page="programmes/indicator.html", to=to, **context)
