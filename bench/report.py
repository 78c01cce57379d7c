"""Writes the results as tables that a person can read and a diff can compare."""

import os
import platform
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from app import __version__
from bench.measure import ROUNDS, SECONDS, Figures

HEAD = (
    "| page | at once | req/s | p50 ms | p95 ms | p99 ms | bytes | queries | CPU ms | bare CPU ms | ratio | refused |"
)
RULE = "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"


@dataclass(frozen=True)
class Line:
    """One row: a page on one database at one size and concurrency, beside the baseline."""

    database: str
    size: int
    concurrency: int
    page: str
    queries: int
    house: Figures
    bare: Figures

    def text(self) -> str:
        """The row as Markdown."""
        cells = [
            self.page,
            self.concurrency,
            f"{self.house.requests_per_second:.0f}",
            *(f"{self.house.percentile(percent):.1f}" for percent in (50, 95, 99)),
            self.house.size,
            self.queries,
            f"{self.house.cpu_ms:.2f}",
            f"{self.bare.cpu_ms:.2f}",
            f"{self.house.cpu_ms / self.bare.cpu_ms:.2f}" if self.bare.cpu_ms else "–",
            self.house.refused,
        ]
        return f"| {' | '.join(str(cell) for cell in cells)} |"


def write(lines: list[Line], to: Path) -> None:
    """The whole report."""
    parts = [_head()]
    for (database, size), group in groupby(lines, key=lambda line: (line.database, line.size)):
        parts += ["", f"## {database}, {size:,} proposals", "", HEAD, RULE, *(line.text() for line in group)]
    to.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _head() -> str:
    return (
        "# Load and scale\n\n"
        f"Convoca {__version__} beside `bench/baseline.py`, a bare application on the same tables and rows, measured in "
        f"turn: {ROUNDS} rounds of {SECONDS:.0f} s each. One process on SQLite, two on PostgreSQL; the load generator is a "
        "third process on the same machine. CPU is what the server's processes used, for one request; *ratio* is that "
        "of the house over that of the bare application, which signs nobody in, checks no rule and speaks one language. "
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}."
    )
