"""The rubric: criteria with their scale, anchors and weight, and the limits of a decision."""

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, Criterion
from app.calls.parts.base import PartKind, Said, keep_rows
from app.calls.rubric import most
from app.calls.words import Both
from app.core import format as shown
from app.core.errors import Refused
from app.core.i18n import _, lazy


@dataclass(frozen=True)
class CriterionLine:
    """One criterion; `anchors` says each level, from 0 up, in both languages, or is empty."""

    id: str
    section: Both
    name: Both
    scale_max: int
    weight: Decimal
    minimum: Decimal | None = None
    anchors: tuple[Both, ...] = ()
    place: int = 0


@dataclass(frozen=True)
class Rubric:
    """Totals are in points. `min_sheets_recused` is the lower minimum where a member had to step aside."""

    printed_maximum: Decimal | None
    minimum_total: Decimal | None
    spread_limit: Decimal | None
    min_sheets: int
    min_sheets_recused: int
    criteria: tuple[CriterionLine, ...] = ()


def read(session: Session, call: Call) -> Rubric:
    """The part as it stands."""
    criteria = (
        CriterionLine(c.id, c.section, c.name, c.scale_max, c.weight, c.minimum, tuple(c.anchors), place)
        for place, c in enumerate(queries.criteria(session, call))
    )
    return Rubric(
        printed_maximum=call.printed_maximum,
        minimum_total=call.minimum_total,
        spread_limit=call.spread_limit,
        min_sheets=call.min_sheets,
        min_sheets_recused=call.min_sheets_recused,
        criteria=tuple(criteria),
    )


def write(session: Session, call: Call, part: Rubric) -> None:
    """Keep it, or say what cannot be. Nobody touches the rubric once proposals have been opened."""
    if call.opened_at:
        raise Refused(_("Proposals have been opened: the rubric stays as it was published."))
    _check(part)
    for name in ("printed_maximum", "minimum_total", "spread_limit", "min_sheets", "min_sheets_recused"):
        setattr(call, name, getattr(part, name))
    wanted = [(line.id, _columns(line)) for line in part.criteria]
    keep_rows(session, call, queries.criteria(session, call), wanted, make=Criterion, letter="C")


def _columns(line: CriterionLine) -> dict[str, object]:
    return {
        "section": line.section,
        "name": line.name,
        "scale_max": line.scale_max,
        "weight": line.weight,
        "minimum": line.minimum,
        "anchors": list(line.anchors),
    }


def _check(part: Rubric) -> None:
    if part.min_sheets < 1 or part.min_sheets_recused < 1:
        raise Refused(
            _("At least one score sheet is needed."), "min_sheets" if part.min_sheets < 1 else "min_sheets_recused"
        )
    if part.min_sheets_recused > part.min_sheets:
        raise Refused(_("This is the lower minimum: it is not above the other."), "min_sheets_recused")
    if (
        part.minimum_total is not None
        and part.printed_maximum is not None
        and part.minimum_total > part.printed_maximum
    ):
        raise Refused(_("The minimum to be funded is above the maximum."), "minimum_total")
    for line in part.criteria:
        _check_line(line)


def _check_line(line: CriterionLine) -> None:
    field = f"rows-{line.place}-"
    if not 1 <= line.scale_max <= 100:
        raise Refused(_("A scale goes from 0 to something between 1 and 100."), field + "scale_max")
    if line.weight <= 0:
        raise Refused(_("A criterion weighs more than nothing."), field + "weight")
    if line.minimum is not None and line.minimum > most(line):
        raise Refused(_("The minimum of a criterion is not above what it can give."), field + "minimum")
    for language in ("es", "en"):
        count = sum(bool(anchor.get(language)) for anchor in line.anchors)
        if count not in {0, line.scale_max + 1}:
            levels = line.scale_max + 1
            reason = _(
                "A scale from 0 to %(top)s has %(levels)s levels; there are %(n)s lines.",
                top=line.scale_max,
                levels=levels,
                n=count,
            )
            raise Refused(reason, field + f"anchors_{language}")


def facts(part: Rubric) -> Said:
    """What the public reads of it."""
    yield "maximum", _("Maximum total"), shown.number(part.printed_maximum)
    yield "minimum", _("Minimum to be funded"), shown.number(part.minimum_total)
    yield "spread", _("Difference between sheets that must be discussed"), shown.number(part.spread_limit)
    yield "sheets", _("Score sheets per proposal, at least"), str(part.min_sheets)
    yield "recused", _("With a recusal, at least"), str(part.min_sheets_recused)
    for number, line in enumerate(part.criteria, start=1):
        yield f"criterion-{line.id or number}", _("Criterion %(n)s", n=number), _criterion(line)


def _criterion(line: CriterionLine) -> str:
    said = _(
        "%(name)s: from 0 to %(top)s, × %(weight)s = %(most)s points",
        name=shown.both_text(line.name),
        top=line.scale_max,
        weight=shown.number(line.weight),
        most=shown.number(most(line)),
    )
    return "\n".join([said, *(shown.both_text(anchor) for anchor in line.anchors)])


RUBRIC = PartKind("rubric", lazy("Rubric"), read, write, facts)
