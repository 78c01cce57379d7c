"""What cannot be in a rubric, each with its sentence and its field."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.calls.rubric import attainable
from app.calls.scoring.scheme import section_key
from app.core.errors import Refused
from app.core.format import both_text, number
from app.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.calls.parts.rubric import CriterionLine, Rubric
    from app.calls.scoring.scheme import SectionMinimum


def check(part: Rubric) -> None:
    """Refuse the first thing that cannot be."""
    _sheets(part)
    _totals(part)
    for line in part.criteria:
        _line(line)
    seen: set[str] = set()
    for section in part.sections:
        _section(part, section, seen)


def problem_of(part: Rubric) -> Iterator[tuple[str, str]]:
    """The same as (field, sentence), for whoever is still typing."""
    try:
        check(part)
    except Refused as refusal:
        yield refusal.field or "", refusal.reason
    yield from _apart(part)


def _apart(part: Rubric) -> Iterator[tuple[str, str]]:
    """Criteria of one section that stand apart. A draft is saved with it, since rows are typed one by one; the gate asks."""
    runs = [(key, list(run)) for key, run in groupby(part.criteria, key=lambda line: section_key(line.section))]
    seen: set[str] = set()
    for key, run in runs:
        if key and key in seen:
            name = both_text(run[0].section)
            words = _("The section “%(name)s” overlaps with another: put its criteria one after the other.", name=name)
            yield f"rows-{run[0].place}-section_es", words
        seen.add(key)


def _sheets(part: Rubric) -> None:
    if part.min_sheets < 1 or part.min_sheets_recused < 1:
        where = "min_sheets" if part.min_sheets < 1 else "min_sheets_recused"
        raise Refused(_("At least one score sheet is needed."), where)
    if part.min_sheets_recused > part.min_sheets:
        raise Refused(_("This is the lower minimum: it is not above the other."), "min_sheets_recused")
    if part.quorum is not None and part.quorum < 1:
        raise Refused(_("A quorum has at least one member; leave it empty for none."), "quorum")
    if part.min_sectors is not None and not 1 <= part.min_sectors <= 6:
        raise Refused(_("There are six sectors: write a number from 1 to 6, or leave it empty."), "min_sectors")


def _totals(part: Rubric) -> None:
    printed, minimum = part.printed_maximum, part.minimum_total
    if minimum is not None and printed is not None and minimum > printed:
        raise Refused(_("The minimum to be funded is above the maximum."), "minimum_total")
    if part.bonus_cap is not None and not any(line.bonus for line in part.criteria):
        raise Refused(_("There is no bonus criterion that this could limit: tick one above."), "bonus_cap")


def _line(line: CriterionLine) -> None:
    field = f"rows-{line.place}-"
    if not 1 <= line.scale_max <= 100:
        raise Refused(_("A scale ends at something between 1 and 100."), field + "scale_max")
    if line.scale_min >= line.scale_max:
        raise Refused(_("A scale begins below its end."), field + "scale_min")
    if line.weight <= 0:
        raise Refused(_("A criterion weighs more than nothing."), field + "weight")
    if line.minimum is not None and not line.scale_min <= line.minimum <= line.scale_max:
        low, top = line.scale_min, line.scale_max
        raise Refused(
            _("The minimum of a criterion is on its scale, from %(low)s to %(top)s.", low=low, top=top),
            field + "minimum",
        )
    for language in ("es", "en"):
        _anchors(line, language, field)


def _anchors(line: CriterionLine, language: str, field: str) -> None:
    count = sum(bool(anchor.get(language)) for anchor in line.anchors)
    levels = line.scale_max - line.scale_min + 1
    if count not in {0, levels}:
        reason = _(
            "A scale from %(low)s to %(top)s has %(levels)s levels; there are %(n)s lines.",
            low=line.scale_min,
            top=line.scale_max,
            levels=levels,
            n=count,
        )
        raise Refused(reason, field + f"anchors_{language}")


def _section(part: Rubric, section: SectionMinimum, seen: set[str]) -> None:
    field = f"sections-{section.place}-"
    criteria = [c for c in part.criteria if section_key(c.section) == section.key]
    if not criteria:
        raise Refused(_("No criterion belongs to a section of this name."), field + "name_es")
    if section.key in seen:
        raise Refused(_("This section is here twice."), field + "name_es")
    seen.add(section.key)
    whole = attainable(criteria)
    if section.minimum > whole:
        reason = _("The criteria of this section give at most %(most)s points.", most=number(whole))
        raise Refused(reason, field + "minimum")
