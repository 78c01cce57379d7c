"""The board of a call as a workbook: the same counts, to be added up elsewhere. Never a name, a title or a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.format import both_text
from app.core.i18n import LazyText, _
from app.core.sheets import Column, Look, Sheet
from app.core.territory import state_name
from app.core.text import sort_key
from app.desk.board import Step
from app.desk.curve import Curve, Slot

Lots = Sequence[tuple[str, dict[str, str], int, int]]


@dataclass(frozen=True)
class Board:
    """What the page shows, and what only the workbook tells: drafts by state and lot."""

    received: int
    drafts: int
    withdrawn: int
    curve: Curve | None
    states: Mapping[str, tuple[int, int]]
    lots: Lots
    funnel: Sequence[Step]
    table: Sequence[tuple[str, list[int]]]
    stages: Sequence[LazyText]


def sheets(board: Board) -> list[Sheet]:
    """One sheet a question: how many, when, where, in which lot; and the stages once the call was opened."""
    found = [_summary(board), *_when(board.curve), _where(board.states)]
    if board.lots:
        found.append(_by_lot(board.lots))
    if board.table:
        columns = [Column(_("State"), width=28), *_counts([_("Received"), *board.stages])]
        found.append(Sheet(_("Stages by state"), columns, [[name, *counts] for name, counts in board.table]))
    return found


def _counts(labels: Sequence[str | LazyText]) -> list[Column]:
    return [Column(label, Look.WHOLE, 16) for label in labels]


def _summary(board: Board) -> Sheet:
    rows: list[list[str | int | LazyText]] = [
        [_("received"), board.received],
        [_("being written"), board.drafts],
        [_("withdrawn"), board.withdrawn],
    ]
    if board.curve and board.curve.late:
        rows.append([_("received late"), board.curve.late])
    rows += [[step.title, step.count] for step in board.funnel]
    return Sheet(_("Board"), [Column(_("What"), width=34), *_counts([_("Proposals")])], rows)


def _when(curve: Curve | None) -> list[Sheet]:
    if curve is None:
        return []
    return [
        _slots(_("By day, before the last hours"), _("Day"), curve.days),
        _slots(_("By hour, the last 72"), _("Hour"), curve.hours),
    ]


def _slots(title: str, label: str, slots: Sequence[Slot]) -> Sheet:
    columns = [Column(label, width=16), *_counts([_("Drafts opened"), _("Received")])]
    return Sheet(title, columns, [[slot.name, slot.opened, slot.received] for slot in slots])


def _where(states: Mapping[str, tuple[int, int]]) -> Sheet:
    columns = [Column(_("State"), width=28), *_counts([_("Received"), _("Being written")])]
    named = sorted(((state_name(iso), counts) for iso, counts in states.items()), key=lambda each: sort_key(each[0]))
    return Sheet(_("By state"), columns, [[name, *counts] for name, counts in named])


def _by_lot(lots: Lots) -> Sheet:
    columns = [Column(_("Lot"), width=10), Column(_("Name"), width=40), *_counts([_("Received"), _("Being written")])]
    return Sheet(_("By lot"), columns, [[code, both_text(name), sent, drafts] for code, name, sent, drafts in lots])
