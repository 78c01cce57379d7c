"""The register of organisations: a list, an entry, a spreadsheet out and in."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from app.core import clock
from app.core.audit import history
from app.core.db import Db
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.sheets import MEDIA_TYPE
from app.core.web import Router, download, later, page
from app.people.guards import SignedIn, guard
from app.programmes import permissions, queries
from app.programmes.models import Programme
from app.programmes.register import queries as register
from app.programmes.register import sheet
from app.programmes.register.forms import EntryForm
from app.programmes.register.models import RegisterEntry
from app.programmes.register.queries import PAGE, Wanted
from app.programmes.service import register as service

router = Router(prefix="/programmes/{programme_id}/register")
CHANGE = "programmes/register_entry.html"
FIRST = {"kind": "grant", "currency": "MXN"}


ToRead = Annotated[Programme, Depends(guard(queries.programme, permissions.read_register, "programme_id"))]
ToKeep = Annotated[Programme, Depends(guard(queries.programme, permissions.keep_register, "programme_id"))]
Written = Annotated[Bound[EntryForm], bound(EntryForm)]


async def wanted(
    q: str = "",
    kind: str = "",
    open: str = "",  # noqa: A002 -- the name in the address
    number: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> Wanted:
    """What the address asks for."""
    return Wanted(q[:200], kind, bool(open), number)


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("")
def index(request: Request, session: Db, programme: ToRead, actor: SignedIn, asked: Asked) -> Response:
    today = clock.today(programme.timezone)
    rows, many = register.entries(session, programme.id, asked, today)
    return page(
        request,
        "programmes/register.html",
        programme=programme,
        rows=rows,
        many=many,
        pages=-(-many // PAGE),
        wanted=asked,
        query=_query(asked),
        today=today,
        kinds=_kinds(),
        words=sheet.KINDS,
        may_keep=bool(permissions.keep_register(actor, programme)),
    )


def _query(asked: Wanted) -> str:
    named = {"q": asked.search, "kind": asked.kind, "open": "1" if asked.only_open else ""}
    return urlencode({name: value for name, value in named.items() if value})


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, str(name)) for kind, name in sheet.KINDS.items()]


@router.get(".xlsx")
def export(session: Db, programme: ToRead, asked: Asked) -> Response:
    everything = Wanted(asked.search, asked.kind, asked.only_open)
    rows, _many = register.entries(session, programme.id, everything, clock.today(programme.timezone), size=100_000)
    return later(lambda: download(sheet.written(rows), MEDIA_TYPE, f"{programme.code}-register.xlsx"))


@router.get("/new")
def new(request: Request, programme: ToKeep) -> Response:
    form = Bound.blank(EntryForm, FIRST | {"currency": programme.local_currency})
    return page(request, CHANGE, form=form, **_about(programme, None))


@router.post("/new")
def add(request: Request, session: Db, programme: ToKeep, actor: SignedIn, form: Written) -> Response:
    def act() -> None:
        service.keep(session, programme, None, form.data.entry(), actor=actor)

    return form.run(session, act, request=request, page=CHANGE, to=_home(programme), **_about(programme, None))


@router.get("/{entry_id}")
def show(request: Request, session: Db, programme: ToKeep, entry_id: str) -> Response:
    entry = _entry(session, programme, entry_id)
    form = Bound.blank(EntryForm, EntryForm.initial(entry))
    return page(request, CHANGE, form=form, entries=history(session, entry, limit=20), **_about(programme, entry))


@router.post("/{entry_id}")
def change(request: Request, session: Db, programme: ToKeep, actor: SignedIn, entry_id: str, form: Written) -> Response:
    entry = _entry(session, programme, entry_id, lock=True)

    def act() -> None:
        service.keep(session, programme, entry, form.data.entry(), actor=actor)

    return form.run(session, act, request=request, page=CHANGE, to=_home(programme), **_about(programme, entry))


def _entry(session: Db, programme: Programme, entry_id: str, *, lock: bool = False) -> RegisterEntry:
    found = register.entry(session, entry_id, lock=lock)
    if found is None or found.programme_id != programme.id:
        raise NotFound
    return found


def _about(programme: Programme, entry: RegisterEntry | None) -> dict[str, Any]:
    return {
        "programme": programme,
        "entry": entry,
        "kinds": _kinds(),
        "currencies": [(code, code) for code in ("MXN", "USD", "EUR")],
    }


def _home(programme: Programme) -> str:
    return f"/programmes/{programme.id}/register"
