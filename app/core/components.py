"""The page that shows every macro in every state, with sample data in Spanish. Only a demo serves it."""

from datetime import date
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.core import clock
from app.core.audit import AuditEntry
from app.core.errors import NotFound
from app.core.forms import Bound, Form
from app.core.i18n import lazy
from app.core.settings import settings
from app.core.states import Face
from app.core.web import Router, page, public

router = Router(prefix="/dev/components")

STATES = [("OAX", "Oaxaca"), ("CHP", "Chiapas"), ("JAL", "Jalisco"), ("PUE", "Puebla")]
COVERAGE = [("one", "Un municipio"), ("many", "Varios municipios", "De un mismo estado."), ("all", "Todo un estado")]


class SampleForm(Form):
    """Never sent: the samples only need a form to be bound to."""


ROWS = [
    {
        "id": "a1",
        "activity": "Diagnóstico participativo",
        "start": date(2020, 11, 3),
        "quarter": "1",
        "cost": "120,000.00",
        "detail": "Cuatro asambleas.",
    },
    {
        "id": "a2",
        "activity": "Instalación de filtros",
        "start": date(2021, 1, 11),
        "quarter": "2",
        "cost": "480,000.00",
        "detail": "Filtros de arena.",
    },
]

FILLED: dict[str, Any] = {
    "title": "Agua segura en Valles Centrales",
    "abstract": "Lograr que 420 hogares de cuatro comunidades tengan agua que cumpla la norma.",
    "state": "OAX",
    "coverage": "many",
    "axes": ["OAX", "JAL"],
    "amount": Decimal("1200000.00"),
    "starts": date(2020, 11, 3),
    "agree": True,
    "deed": "",
    "rows": ROWS,
    "plan": ROWS,
}

WRONG: list[tuple[str, str]] = [
    ("title", "Escriba el título del proyecto."),
    ("abstract", "Acorte el resumen: tiene 13 palabras y el límite es 10."),
    ("state", "Elija un estado."),
    ("coverage", "Elija una cobertura."),
    ("axes", "Elija al menos un eje."),
    ("amount", "Escriba el monto en pesos, como 1,200,000.00."),
    ("starts", "El 31 de noviembre no existe."),
    ("agree", "Marque la casilla para continuar."),
    ("deed", "«acta.tiff» no se puede leer. Súbala en PDF, JPG o PNG."),
    ("rows-0-start", "El 31 de noviembre no existe."),
    ("_form", "La convocatoria cerró mientras escribía."),
]

COLUMNS = [
    {"key": "place", "label": "Lugar", "align": "number"},
    {"key": "name", "label": "Organización", "sort": "?sort=name", "head": True},
    {"key": "state", "label": "Estado"},
    {"key": "score", "label": "Puntaje", "align": "number", "sort": "?sort=score", "sorted": "descending"},
    {"key": "status", "label": "Situación"},
]


def _ranking() -> list[dict[str, Any]]:
    people = [
        ("Manantial Comunitario, A.C.", "Oaxaca", "91.30", ("Recomendada", "green")),
        ("Fundación Ñuu Savi para el Desarrollo Territorial", "Oaxaca", "84.70", ("Discrepancia", "amber")),
    ]
    return [
        {
            "place": index,
            "name": {"text": name, "href": "#main", "sub": f"CSO-2020-{index:03}"},
            "state": state,
            "score": score,
            "status": {"tag": tag},
        }
        for index, (name, state, score, tag) in enumerate(people, start=1)
    ]


ROW_COLUMNS = [
    {"name": "activity", "label": "Actividad", "kind": "text"},
    {"name": "start", "label": "Inicio", "kind": "date"},
    {"name": "quarter", "label": "Trimestre", "kind": "select", "options": [("1", "Primero"), ("2", "Segundo")]},
    {"name": "cost", "label": "Costo", "kind": "money"},
]


WIDE_COLUMNS = [
    *ROW_COLUMNS,
    {"name": "detail", "label": "Resultado esperado", "kind": "textarea"},
    {"name": "count", "label": "Personas", "kind": "number", "optional": True},
]

LONG_PAGE = {
    "page": 2,
    "pages": 3,
    "total": 5,
    "last": False,
    "indexes": [2, 3],
    "spans": [("long-1", 1, 2, False), ("long-2", 3, 4, True), ("long-3", 5, 5, False)],
}
"""The second page of a table of five rows, two a page."""


def _history() -> list[AuditEntry]:
    """Two entries that no database holds."""
    drafted = AuditEntry(
        action="proposal.started", subject_kind="proposal", subject_id="1", actor_name="Rosa M.", digest=""
    )
    closed = AuditEntry(
        action="call.closed",
        subject_kind="call",
        subject_id="1",
        digest="",
        reason="Venció el plazo.",
        detail={"from": "open"},
    )
    return [closed, drafted]


def _form(*, errors: bool) -> Bound[SampleForm]:
    if not errors:
        return Bound.blank(SampleForm, FILLED)
    spoiled = {
        "title": "",
        "state": "",
        "coverage": "",
        "axes": [],
        "amount": "un millón",
        "starts": "31/11/2020",
        "agree": False,
    }
    form = Bound.blank(SampleForm, FILLED | spoiled)
    form.errors = list(WRONG)
    return form


@router.get("", dependencies=[public("a page of samples, in a demo only")])
def components(request: Request, errors: bool = False) -> Response:  # noqa: FBT001, FBT002 -- a query string has no keywords
    """Every macro; its form filled, or with `?errors=1` refused."""
    if not settings().demo:
        raise NotFound
    return page(
        request,
        "dev/components.html",
        form=_form(errors=errors),
        states=STATES,
        coverage=COVERAGE,
        columns=COLUMNS,
        ranking=_ranking(),
        row_columns=ROW_COLUMNS,
        wide_columns=WIDE_COLUMNS,
        long_page=LONG_PAGE,
        face=Face(lazy("In validation"), lazy("Received"), "blue"),
        instant=clock.now(),
        entries=_history(),
        scores=[("Pertinencia", 88), ("Metodología", 81), ("Presupuesto", 72), ("Capacidad", None)],
        spread=[("40–49", 1), ("50–59", 1), ("60–69", 2), ("70–79", 4), ("80–89", 3), ("90–99", None)],
    )
