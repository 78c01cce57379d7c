"""The Python sources of the house, read once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.core.settings import ROOT

PARTS = ("app", "bench", "tools", "tests")


@cache
def files(part: str = "app") -> tuple[Path, ...]:
    """The Python files of one part of the tree."""
    return tuple(sorted((ROOT / part).rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """One file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a file with the dotted name of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def where(path: Path, node: ast.AST | None = None) -> str:
    """A place as an editor opens it: path:line."""
    line = getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT)}:{line}"
