"""`make test`: everything, on both databases, and one closing line that says what could not be run."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from app.core.settings import ROOT
from tests.support import browser, postgres

REPORTS = ROOT / "var" / "test"
EXPECTED = "the same on every database"


@dataclass
class Run:
    """One run of the suite: what passed, what failed, what was left out and why."""

    name: str
    code: int
    passed: int = 0
    failed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Lint, then the suite on SQLite, then on PostgreSQL. Answers 0 only when all of it passed."""
    _find_a_browser()
    lint = subprocess.run(["make", "--no-print-directory", "lint"], cwd=ROOT, check=False).returncode
    runs = [_run("sqlite"), _run("postgres")] if postgres.missing() is None else [_run("sqlite")]
    print(closing_line(lint, runs, postgres.missing()))
    return 1 if lint or any(run.code for run in runs) else 0


def closing_line(lint: int, runs: list[Run], no_postgres: str | None) -> str:
    """One sentence a person can trust: what ran, what failed, what was left out and why."""
    said = [f"lint {'failed' if lint else 'passed'}"]
    said += [f"{run.name}: {run.passed} passed, {run.failed} failed" for run in runs]
    missing = [f"{count} tests on {run.name} ({why})" for run in runs for why, count in sorted(run.left_out.items())]
    if no_postgres:
        missing.append(f"the suite on PostgreSQL ({no_postgres})")
    return f"In all: {'; '.join(said)}. Not run: {'; '.join(missing) if missing else 'nothing'}."


def _find_a_browser() -> None:
    found = browser.obtain()
    if found:
        os.environ["APP_CHROMIUM"] = found


def _run(database: str) -> Run:
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = REPORTS / f"{database}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", f"--junitxml={report}"]
    environment = {**os.environ, "CONVOCA_TEST_DB": database}
    print(f"\n=== The suite on {database}", flush=True)
    code = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False).returncode
    return _counted(Run(database, code), report)


def _counted(run: Run, report: Path) -> Run:
    if not report.exists():
        run.failed = 1
        return run
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 -- pytest wrote it a moment ago
        skipped = case.find("skipped")
        if skipped is not None:
            why = skipped.get("message", "")
            if not why.startswith(EXPECTED):
                run.left_out[why] += 1
        elif case.find("failure") is not None or case.find("error") is not None:
            run.failed += 1
        else:
            run.passed += 1
    return run


if __name__ == "__main__":
    raise SystemExit(main())
