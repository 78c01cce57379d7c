"""The bare application: FastAPI, SQLAlchemy Core and Jinja on the same tables, with nothing of the house.

No sign-in, no rules, no audit, one language: what a page costs when only its query and its markup are paid for.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader
from sqlalchemy import Connection, MetaData, Table, create_engine, event, func, select, update
from starlette.middleware.gzip import GZipMiddleware

TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)
PAGE_ROWS = 60


def create_app() -> FastAPI:
    """The bare application on the database of BENCH_DATABASE_URL."""
    store = Store(os.environ["BENCH_DATABASE_URL"])
    app = FastAPI(openapi_url=None)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=6)

    def reading(path: str, template: str, find: Callable[..., dict[str, Any]]) -> None:
        async def show(request: Request) -> HTMLResponse:
            with store.engine.connect() as connection:
                found = find(store, connection, **request.path_params)
            return HTMLResponse(TEMPLATES.get_template(template).render(found))

        app.add_api_route(path, show, methods=["GET"])

    reading("/", "home.html", _calls)
    reading("/calls/{slug}", "call.html", _call)
    reading("/list/{call_id}", "list.html", _list)
    reading("/proposals/{proposal_id}", "proposal.html", _proposal)
    reading("/forms/{proposal_id}/{key}", "form.html", _section)
    app.add_api_route("/forms/{proposal_id}/{key}", _writing(store, _save), methods=["POST"])
    app.add_api_route("/submit/{proposal_id}", _writing(store, _submit), methods=["POST"])
    return app


class Store:
    """The tables as they are in the database, and one engine with the same settings as the house's."""

    def __init__(self, address: str) -> None:
        sqlite = address.startswith("sqlite")
        self.engine = create_engine(address, connect_args={"isolation_level": None} if sqlite else {})
        if sqlite:
            event.listen(self.engine, "connect", _pragmas)
            event.listen(self.engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        metadata = MetaData()
        metadata.reflect(self.engine)
        self.tables = metadata.tables

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]


def _pragmas(connection: Any, _: object) -> None:  # noqa: ANN401 -- a driver's connection has no common type
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


def _calls(store: Store, connection: Connection) -> dict[str, Any]:
    call = store["call"]
    found = connection.execute(select(call.c.slug, call.c.title, call.c.object).where(call.c.state == "published"))
    return {"calls": found.all()}


def _call(store: Store, connection: Connection, slug: str) -> dict[str, Any]:
    call, lot, milestone, criterion = (store[name] for name in ("call", "lot", "milestone", "criterion"))
    found = connection.execute(select(call).where(call.c.slug == slug)).one()
    of = {
        table.name: connection.execute(select(table).where(table.c.call_id == found.id)).all()
        for table in (lot, milestone, criterion)
    }
    return {"call": found, **of}


def _list(store: Store, connection: Connection, call_id: str) -> dict[str, Any]:
    proposal, organisation, lot = store["proposal"], store["organisation"], store["lot"]
    candidacy, sheet = store["candidacy"], store["score_sheet"]
    members = select(func.count()).where(sheet.c.candidacy_id == candidacy.c.id).correlate(candidacy).scalar_subquery()
    rows = connection.execute(
        select(
            proposal.c.id,
            proposal.c.folio,
            proposal.c.title,
            organisation.c.legal_name,
            lot.c.code,
            proposal.c.home_state,
            candidacy.c.state,
            candidacy.c.official_score,
            members.label("members"),
        )
        .join_from(proposal, organisation, organisation.c.id == proposal.c.organisation_id)
        .join(lot, lot.c.id == proposal.c.lot_id)
        .join(candidacy, candidacy.c.proposal_id == proposal.c.id)
        .where(proposal.c.call_id == call_id)
        .order_by(candidacy.c.folio)
        .limit(PAGE_ROWS)
    ).all()
    total = connection.execute(select(func.count()).where(proposal.c.call_id == call_id)).scalar_one()
    return {"rows": rows, "total": total}


def _proposal(store: Store, connection: Connection, proposal_id: str) -> dict[str, Any]:
    proposal, organisation, section = store["proposal"], store["organisation"], store["proposal_section"]
    found = connection.execute(
        select(proposal, organisation.c.legal_name)
        .join_from(proposal, organisation, organisation.c.id == proposal.c.organisation_id)
        .where(proposal.c.id == proposal_id)
    ).one()
    sections = connection.execute(
        select(section.c.key, section.c.data).where(section.c.proposal_id == proposal_id)
    ).all()
    return {"proposal": found, "sections": dict(map(tuple, sections))}


def _section(store: Store, connection: Connection, proposal_id: str, key: str) -> dict[str, Any]:
    section = store["proposal_section"]
    found = select(section.c.data, section.c.revision).where(section.c.proposal_id == proposal_id, section.c.key == key)
    data, revision = connection.execute(found).one()
    return {"data": data, "revision": revision, "key": key}


def _writing(store: Store, write: Callable[..., None]) -> Callable[..., Any]:
    async def take(request: Request) -> Response:
        fields = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        with store.engine.begin() as connection:
            write(store, connection, fields, **request.path_params)
        return RedirectResponse("/", status_code=303)

    return take


def _save(store: Store, connection: Connection, fields: dict[str, str], proposal_id: str, key: str) -> None:
    section = store["proposal_section"]
    here = (section.c.proposal_id == proposal_id) & (section.c.key == key)
    values = {"data": _nested(fields), "revision": section.c.revision + 1, "saved_at": datetime.now(UTC)}
    connection.execute(update(section).where(here).values(values))
    _audit(store, connection, "saved", proposal_id)


def _submit(store: Store, connection: Connection, _: dict[str, str], proposal_id: str) -> None:
    proposal = store["proposal"]
    found = _proposal(store, connection, proposal_id)
    snapshot = json.dumps(found["sections"], ensure_ascii=False, sort_keys=True)
    folio = f"BASE-{proposal_id}"
    values = {"state": "submitted", "folio": folio, "submitted_at": datetime.now(UTC)}
    connection.execute(update(proposal).where(proposal.c.id == proposal_id).values(values))
    row = {
        "call_id": found["proposal"].call_id,
        "proposal_id": proposal_id,
        "number": 1,
        "revision": found["proposal"].revision,
        "folio": folio,
        "arrived_at": datetime.now(UTC),
        "title": found["proposal"].title,
        "search_key": found["proposal"].title.lower(),
        "lot_id": found["proposal"].lot_id,
        "home_state": found["proposal"].home_state,
        "snapshot": snapshot,
        "digest": hashlib.sha256(snapshot.encode()).hexdigest(),
        "key_id": "bare",
        "signature": "bare",
        "submitted_by": found["proposal"].started_by,
    }
    connection.execute(store["submission"].insert().values(_identified(row)))
    _audit(store, connection, "submitted", proposal_id)


def _audit(store: Store, connection: Connection, action: str, proposal_id: str) -> None:
    row = {
        "action": f"proposal.{action}",
        "subject_kind": "proposal",
        "subject_id": proposal_id,
        "actor_name": "",
        "salt": secrets.token_hex(16),
        "digest": "",
    }
    connection.execute(store["audit_entry"].insert().values(_identified(row)))


def _identified(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": secrets.token_hex(8), "created_at": datetime.now(UTC), **row}


def _nested(fields: dict[str, str]) -> dict[str, Any]:
    rows: dict[str, dict[str, str]] = {}
    for name, value in fields.items():
        _, _, rest = name.partition("rows-")
        number, _, column = rest.partition("-")
        if column:
            rows.setdefault(number, {})[column] = value
    return {"rows": list(rows.values())}
