"""Sizes, names and time: what keeps every room readable."""

import ast
import re

import pytest

from app.core.settings import ROOT
from tests.architecture.sources import PARTS, calls, files, functions, tree, where

pytestmark = pytest.mark.once

FILE_LINES = 300
FUNCTION_LINES = 40
CLOCK = ROOT / "app" / "core" / "clock.py"
OTHER_CLOCKS = re.compile(
    r"^(?:\w+\.)*(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|time_ns)|func\.(?:now|current_\w+))$"
)
POOR_NAMES = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}
PUT_OFF = re.compile(r"#.*\b(?:TODO|FIXME|XXX|HACK)\b")


def test_files_fit_in_the_head() -> None:
    long = [
        f"{where(path)} has {lines} lines"
        for part in PARTS
        for path in files(part)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    ]
    assert long == []


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{where(path, node)} {node.name} has {lines} lines"
        for part in PARTS
        for path in files(part)
        for node in functions(path)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_time_comes_from_the_clock_only() -> None:
    others = [
        where(path, node)
        for path in files("app")
        if path != CLOCK
        for name, node in calls(path)
        if OTHER_CLOCKS.match(name)
    ]
    assert others == []


def test_nothing_is_put_off_in_a_comment() -> None:
    put_off = [
        f"{where(path)}: {line.strip()}"
        for part in PARTS
        for path in files(part)
        if path.name != "test_house.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if PUT_OFF.search(line)
    ]
    assert put_off == []


def test_no_room_is_called_odds_and_ends() -> None:
    assert [where(path) for part in PARTS for path in files(part) if path.name in POOR_NAMES] == []


def test_every_package_says_what_it_is() -> None:
    silent = [where(path) for path in files("app") if path.name == "__init__.py" and not ast.get_docstring(tree(path))]
    assert silent == []


def test_tables_and_routes_keep_real_annotations() -> None:
    """SQLModel and FastAPI read annotations at run time: postponed ones break them silently."""
    postponed = [
        where(path)
        for path in files("app")
        if "models" in path.parts or "routes" in path.parts or path.name in {"models.py", "routes.py"}
        if "from __future__ import annotations" in path.read_text(encoding="utf-8")
    ]
    assert postponed == []


def test_a_process_has_one_browser_and_no_loop_in_its_own_thread() -> None:
    """Playwright's loop lives in the thread that started it: a second one, or `asyncio.run` there, breaks both."""
    own = ROOT / "tests" / "support"
    others = [
        f"{where(path, node)} {name}"
        for path in files("tests")
        if own not in path.parents
        for name, node in calls(path)
        if name in {"asyncio.run", "sync_playwright"}
    ]
    assert others == []
