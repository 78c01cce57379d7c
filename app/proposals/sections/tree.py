"""Trees [C3, C8]: causes below, the problem in the middle, effects above; the objective tree is its mirror."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core.i18n import _
from app.proposals.sections.base import Data
from app.proposals.sections.objective import sentence

COLUMNS = 26
"""Letters in one line of a box."""
LINES = 6
BOX, GAP, LINE, MARGIN, RISE = 208, 16, 18, 10, 44
"""A box's width, the room beside it, a line of text, the edge inside a box and the way between two levels, in pixels."""


@dataclass(frozen=True)
class Tree:
    """What stands below, in the middle and above; empty texts are left out."""

    roots: tuple[str, ...]
    trunk: str
    branches: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.trunk and (self.roots or self.branches))


@dataclass(frozen=True)
class Box:
    """A box with its text in lines; `level` is root, trunk or branch. All in pixels from the upper left corner."""

    level: str
    x: int
    y: int
    height: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        return self.x + BOX // 2


@dataclass(frozen=True)
class Drawing:
    """A tree laid out: its boxes, and lines from (x1, y1) up to (x2, y2)."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    links: tuple[tuple[int, int, int, int], ...]


def problem_tree(data: Data) -> Tree:
    """The tree of the section *problem*."""
    return Tree(_texts(data, "causes"), str(data.get("description") or ""), _texts(data, "effects"))


def objective_tree(data: Data) -> Tree:
    """The tree of the section *objective*."""
    return Tree(_texts(data, "means"), sentence(data), _texts(data, "ends"))


def drafted(problem: Data) -> dict[str, list[dict[str, str]]]:
    """Causes become means and effects become ends [C8]: a first wording, for a person to turn into what will be."""
    tree = problem_tree(problem)
    return {
        "means": [{"text": _("Overcome: %(cause)s", cause=text)} for text in tree.roots],
        "ends": [{"text": _("Avoid: %(effect)s", effect=text)} for text in tree.branches],
    }


def drawing(tree: Tree) -> Drawing:
    """Each level centred over the other; the height of a level is that of its tallest box."""
    widest = max(len(tree.roots), len(tree.branches), 1)
    width = widest * BOX + (widest - 1) * GAP
    boxes: list[Box] = []
    top = 0
    for level, texts in (("branch", tree.branches), ("trunk", (tree.trunk,)), ("root", tree.roots)):
        if texts:
            row = _row(level, texts, width, top)
            boxes += row
            top += row[0].height + RISE
    return Drawing(width, max(top - RISE, 0), tuple(boxes), tuple(_links(boxes)))


def _texts(data: Data, table: str) -> tuple[str, ...]:
    rows: Sequence[Any] = data.get(table) or []
    return tuple(text for row in rows if (text := str(row.get("text") or "").strip()))


def _row(level: str, texts: Sequence[str], width: int, top: int) -> list[Box]:
    wrapped = [tuple(textwrap.wrap(text, COLUMNS, max_lines=LINES, placeholder=" …")) for text in texts]
    height = max(len(lines) for lines in wrapped) * LINE + 2 * MARGIN
    left = (width - len(texts) * BOX - (len(texts) - 1) * GAP) // 2
    return [Box(level, left + place * (BOX + GAP), top, height, lines) for place, lines in enumerate(wrapped)]


def _links(boxes: Sequence[Box]) -> list[tuple[int, int, int, int]]:
    trunk = next(box for box in boxes if box.level == "trunk")
    up = [(trunk.middle, trunk.y, box.middle, box.y + box.height) for box in boxes if box.level == "branch"]
    return up + [(box.middle, box.y, trunk.middle, trunk.y + trunk.height) for box in boxes if box.level == "root"]
