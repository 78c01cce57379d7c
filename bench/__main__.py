"""`make bench`: 1,000 and 10,000 proposals, SQLite with one process and PostgreSQL with two, at 8 and 64 at once."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from app.core.db import Database
from app.core.migrations import migrate
from app.core.settings import Settings, configure
from app.main import create_app
from app.proposals.models import ProposalSection
from bench.load import Loaded, load
from bench.measure import Figures, compare
from bench.plan import FORM, Target, targets
from bench.queries import count
from bench.report import Line, write
from bench.servers import serving

SECRET = "bench"  # noqa: S105 -- of a scratch database
CONCURRENCY = (8, 64)
PROCESSES = {"sqlite": 1, "postgres": 2}


@dataclass(frozen=True)
class Ground:
    """A loaded scratch database and what to ask of it."""

    database: str
    size: int
    address: str
    folder: Path
    loaded: Loaded
    targets: list[Target]
    queries: dict[str, int]


def main() -> None:
    """Measure every combination that was asked for, and write the results."""
    chosen = _parser().parse_args()
    lines: list[Line] = []
    for database in chosen.databases:
        for size in chosen.sizes:
            with ground(database, size) as place:
                lines += _measured(place)
            write(lines, Path(chosen.to))  # what was measured stays if a later ground is broken off
    print(f"{chosen.to} is written.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--databases", nargs="+", choices=sorted(PROCESSES), default=["sqlite", "postgres"])
    parser.add_argument("--to", default="bench/results.md")
    return parser


@contextmanager
def ground(database: str, size: int) -> Iterator[Ground]:
    """A scratch database with so many proposals, gone at the end of the block."""
    with tempfile.TemporaryDirectory(prefix="convoca-bench-") as name:
        folder = Path(name)
        address = _address(database, folder, size)
        config = Settings(data_dir=folder, database_url=address, secret=SECRET, background=False, smtp_host="")
        configure(config)
        store = Database(address)
        print(f"{database}: loading {size} proposals…", flush=True)
        migrate(store)
        with store.transaction() as session:
            loaded = load(session, size)
        asked = targets(loaded, typed(store, loaded))
        app = create_app(config, database=store)
        queries = {target.name: count(app, store, target.house(1)[0]) for target in asked}
        store.close()
        yield Ground(database, size, address, folder, loaded, asked, queries)


def _address(database: str, folder: Path, size: int) -> str:
    if database == "sqlite":
        return f"sqlite:///{folder / 'bench.db'}"
    from tests.support import postgres  # the embedded server that the suite uses

    return postgres.fresh(f"bench_{size}")


def typed(store: Database, loaded: Loaded) -> dict[str, object]:
    """What the section that is saved again and again says."""
    with store.transaction(write=False) as session:
        wanted = select(ProposalSection).where(
            ProposalSection.proposal_id == loaded.drafts[0][0], ProposalSection.key == FORM
        )
        return dict(session.exec(wanted).one().data)


def surroundings(place: Ground) -> dict[str, str]:
    """What a server of this database is told by its environment."""
    return {
        "CONVOCA_DATA_DIR": str(place.folder),
        "CONVOCA_DATABASE_URL": place.address,
        "CONVOCA_SECRET": SECRET,
        "CONVOCA_BACKGROUND": "0",
        "BENCH_DATABASE_URL": place.address,
        "PYTHONPATH": os.pathsep.join([".", os.environ.get("PYTHONPATH", "")]),
    }


def _measured(place: Ground) -> Iterator[Line]:
    processes, settings = PROCESSES[place.database], surroundings(place)
    with (
        serving("house", "app.main:create_app", processes, settings) as house,
        serving("bare", "bench.baseline:create_app", processes, settings) as bare,
    ):
        for target in place.targets:
            for concurrency in CONCURRENCY:
                figures = compare(target, house, bare, concurrency)
                print(_said(place, target, concurrency, figures), flush=True)
                yield Line(place.database, place.size, concurrency, target.name, place.queries[target.name], *figures)


def _said(place: Ground, target: Target, concurrency: int, figures: tuple[Figures, Figures]) -> str:
    house, bare = figures
    ratio = house.cpu_ms / bare.cpu_ms if bare.cpu_ms else 0
    return (
        f"{place.database} {place.size} c{concurrency} {target.name}: {house.requests_per_second:.0f}/s, "
        f"p99 {house.percentile(99):.0f} ms, {house.cpu_ms:.2f} ms CPU, {ratio:.2f} × bare, refused {house.refused}"
    )


if __name__ == "__main__":
    main()
