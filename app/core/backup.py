"""A backup that outlives its host (fact A15): every row as JSON lines and every file, in one archive.

The same archive restores into SQLite or PostgreSQL, so it also moves an installation from one to the other.
"""

import base64
import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, insert, select, update
from sqlmodel import select as sql

from app.core import clock
from app.core.db import Database
from app.core.files import StoredFile, place, read
from app.core.migrations import current
from app.core.seals import digest
from app.core.storage import storage

MANIFEST = "manifest.json"
CHUNK = 500


class NotEmpty(Exception):  # noqa: N818 -- a domain word, read at the raise
    """The database to restore into holds rows already."""


class Damaged(Exception):  # noqa: N818 -- a domain word, read at the raise
    """An archive's part is not what its manifest says."""


def backup(database: Database, metadata: MetaData, to: Path) -> dict[str, Any]:
    """Write the archive; answers its manifest: version of the tables, instant, rows per table, digest per part."""
    parts: dict[str, str] = {}
    rows: dict[str, int] = {}
    with database.transaction(write=False) as session, tarfile.open(to, "x:gz") as archive:
        connection = session.connection()
        for table in metadata.sorted_tables:
            lines = [json.dumps(row, ensure_ascii=False) for row in _rows(connection, table)]
            rows[table.name] = len(lines)
            _add(archive, parts, f"rows/{table.name}.jsonl", "\n".join(lines).encode())
        for stored in session.exec(sql(StoredFile).order_by(StoredFile.id)):
            _add(archive, parts, f"files/{stored.id}", read(stored))
        manifest = {"tables": current(), "at": clock.now().isoformat(), "rows": rows, "parts": parts}
        _add(archive, {}, MANIFEST, json.dumps(manifest, indent=1).encode())
    return manifest


def restore(database: Database, metadata: MetaData, source: Path) -> dict[str, Any]:
    """Fill an empty, migrated database and the storage from an archive; every part is checked first."""
    with tarfile.open(source, "r:gz") as archive:
        manifest: dict[str, Any] = json.loads(_part(archive, MANIFEST))
        if manifest["tables"] != current():
            message = f"the archive has the tables of {manifest['tables']}, this version has {current()}: restore it with its own version, then migrate"
            raise Damaged(message)
        contents = {name: _checked(archive, name, mark) for name, mark in manifest["parts"].items()}
    with database.transaction() as session:
        connection = session.connection()
        _refuse_filled(connection, metadata)
        for table in metadata.sorted_tables:
            _fill(connection, table, contents[f"rows/{table.name}.jsonl"])
    for name, data in contents.items():
        if name.startswith("files/"):
            storage().put(place(name.removeprefix("files/")), data)
    return manifest


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    order = list(table.primary_key.columns)
    for row in connection.execute(select(table).order_by(*order)).mappings():
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: object) -> object:
    match value:
        case datetime():
            return {"$instant": value.isoformat()}
        case date():
            return {"$day": value.isoformat()}
        case Decimal():
            return {"$decimal": format(value, "f")}
        case bytes():
            return {"$bytes": base64.b64encode(value).decode()}
        case Enum():
            return value.value
        case _:
            return value


def _live(value: object) -> object:
    match value:
        case {"$instant": str(text), **rest} if not rest:
            return datetime.fromisoformat(text)
        case {"$day": str(text), **rest} if not rest:
            return date.fromisoformat(text)
        case {"$decimal": str(text), **rest} if not rest:
            return Decimal(text)
        case {"$bytes": str(text), **rest} if not rest:
            return base64.b64decode(text)
        case _:
            return value


def _add(archive: tarfile.TarFile, parts: dict[str, str], name: str, data: bytes) -> None:
    parts[name] = digest(data)
    info = tarfile.TarInfo(name)
    info.size, info.mtime = len(data), int(clock.now().timestamp())
    archive.addfile(info, io.BytesIO(data))


def _part(archive: tarfile.TarFile, name: str) -> bytes:
    try:
        file = archive.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        message = f"the archive has no part {name}"
        raise Damaged(message)
    return file.read()


def _checked(archive: tarfile.TarFile, name: str, mark: str) -> bytes:
    data = _part(archive, name)
    if digest(data) != mark:
        message = f"{name} is not what the manifest says"
        raise Damaged(message)
    return data


def _refuse_filled(connection: Connection, metadata: MetaData) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(func.count()).select_from(table)).scalar():
            message = f"the table {table.name} holds rows: restore into an empty database"
            raise NotEmpty(message)


def _fill(connection: Connection, table: Table, lines: bytes) -> None:
    """Insert the rows; those that point at rows of their own table get their pointers afterwards."""
    rows = [
        {name: _live(value) for name, value in json.loads(line).items()} for line in lines.decode().split("\n") if line
    ]
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    later = [row for row in rows if any(row[name] for name in own)]
    for chunk in _chunks([row | dict.fromkeys(own) for row in rows] if own else rows):
        connection.execute(insert(table), chunk)
    for row in later:
        connection.execute(update(table).where(table.c.id == row["id"]).values({name: row[name] for name in own}))


def _chunks(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
