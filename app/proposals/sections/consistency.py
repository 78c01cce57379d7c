"""Whether the parts of a proposal speak of the same project [C9]: questions of a careful reader, never a refusal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.core.i18n import _
from app.proposals.sections.base import Data
from app.proposals.sections.budget import amount
from app.proposals.sections.indicators import Family

Texts = Mapping[str, Data]
# Units that count people, in both languages [C22].
_PEOPLE = re.compile(
    r"\b(personas?|people|persons?|mujeres|women|jóvenes|youths?|participantes?|participants?)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True)
class Doubt:
    """A question, and the section where its answer belongs."""

    section: str
    words: str


def doubts(texts: Texts) -> list[Doubt]:
    """Every doubt, in the order of the sections. `texts`: section key -> its data; sections not asked are not doubted."""
    return [doubt for ask in (_tree, _dates, _measures, _money, _targets) for doubt in ask(texts)]


def _rows(texts: Texts, key: str, table: str = "rows") -> Sequence[Any]:
    return list((texts.get(key) or {}).get(table) or [])


def _tree(texts: Texts) -> Iterator[Doubt]:
    """A tree that was begun answers every cause and every effect."""
    asked, answered = len(_rows(texts, "problem", "causes")), len(_rows(texts, "objective", "means"))
    if 0 < answered < asked:
        words = _(
            "The problem has %(asked)s causes and the objective tree %(answered)s means: which cause stays without an answer?",
            asked=asked,
            answered=answered,
        )
        yield Doubt("objective", words)
    asked, answered = len(_rows(texts, "problem", "effects")), len(_rows(texts, "objective", "ends"))
    if 0 < answered < asked:
        words = _(
            "The problem has %(asked)s effects and the objective tree %(answered)s ends: which effect stays without an answer?",
            asked=asked,
            answered=answered,
        )
        yield Doubt("objective", words)


def _dates(texts: Texts) -> Iterator[Doubt]:
    """The objective is not promised for a year before the last activity ends, nor long after."""
    promised = [int(year) for year in _YEAR.findall(str((texts.get("objective") or {}).get("goal") or ""))]
    ends = [day.year for row in _rows(texts, "work_plan") if (day := _day(row.get("end")))]
    if promised and ends and max(promised) < max(ends):
        yield Doubt(
            "objective",
            _(
                "The objective is promised for %(promised)s and the last activity ends in %(ends)s.",
                promised=max(promised),
                ends=max(ends),
            ),
        )


def _measures(texts: Texts) -> Iterator[Doubt]:
    """Somebody has to see whether anything changed, not only whether the work was done."""
    families = {str(row.get("family") or "") for row in _rows(texts, "indicators")}
    if Family.management in families and Family.effectiveness not in families:
        yield Doubt(
            "indicators", _("No indicator says whether anything changed: all of them count work that was done.")
        )
    for number, row in enumerate(_rows(texts, "indicators"), start=1):
        if _PEOPLE.search(f"{row.get('unit') or ''}") and not row.get("apart"):
            yield Doubt(
                "indicators",
                _("Indicator %(n)s counts people: by what are they counted apart, as women and men?", n=number),
            )


def _money(texts: Texts) -> Iterator[Doubt]:
    """Every activity has money or says that it needs none; every line is of an activity that is there."""
    lines = _rows(texts, "budget")
    if not lines:
        return
    paid = {str(row.get("activity_id") or "") for row in lines if amount(dict(row))}
    plan = _rows(texts, "work_plan")
    for number, row in enumerate(plan, start=1):
        if str(row.get("id") or "") not in paid:
            yield Doubt(
                "budget",
                _(
                    "Activity %(n)s, “%(name)s”, has no money of its own.",
                    n=number,
                    name=str(row.get("activity") or ""),
                ),
            )
    known = {str(row.get("id") or "") for row in plan} | {""}
    for number, row in enumerate(lines, start=1):
        if str(row.get("activity_id") or "") not in known:
            yield Doubt(
                "budget", _("Line %(n)s of the budget is of an activity that is no longer in the plan.", n=number)
            )


def _targets(texts: Texts) -> Iterator[Doubt]:
    """A target that should rise is above its baseline, one that should fall is below."""
    for number, row in enumerate(_rows(texts, "indicators"), start=1):
        base, target, direction = _figure(row.get("baseline")), _figure(row.get("target")), row.get("direction")
        if base is None or target is None:
            continue
        if (direction == "increase" and target <= base) or (direction == "decrease" and target >= base):
            yield Doubt(
                "indicators",
                _("Indicator %(n)s: its target does not go the way that it should from the starting figure.", n=number),
            )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _figure(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
