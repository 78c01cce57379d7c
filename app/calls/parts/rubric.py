"""The rubric: criteria with their scale, anchors and weight, and the limits of a decision."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, Criterion
from app.calls.parts.base import PartKind, Said, keep_rows
from app.calls.parts.rubric_checks import check
from app.calls.rubric import attainable, bonus, most
from app.calls.scoring.models import CallScoring, Sector, TieStep
from app.calls.scoring.queries import scheme, scoring_of
from app.calls.scoring.scheme import USUAL_TIES, SectionMinimum, chain
from app.calls.scoring.words import SECTORS, ties_in_words
from app.calls.words import Both
from app.core import format as shown
from app.core.errors import Refused
from app.core.i18n import _, lazy


@dataclass(frozen=True)
class CriterionLine:
    """One criterion; `anchors` says each level, the lowest first, in both languages, or is empty.

    `minimum` is a value of the scale. `bonus`: its points are added after the minimum is judged.
    """

    id: str
    section: Both
    name: Both
    scale_max: int
    weight: Decimal
    minimum: Decimal | None = None
    anchors: tuple[Both, ...] = ()
    place: int = 0
    scale_min: int = 0
    bonus: bool = False


@dataclass(frozen=True)
class Rubric:
    """Totals are in points. `min_sheets_recused` is the lower minimum where a member had to step aside."""

    printed_maximum: Decimal | None
    minimum_total: Decimal | None
    spread_limit: Decimal | None
    min_sheets: int
    min_sheets_recused: int
    criteria: tuple[CriterionLine, ...] = ()
    ties: tuple[TieStep, ...] = USUAL_TIES
    sections: tuple[SectionMinimum, ...] = ()
    bonus_cap: Decimal | None = None
    quorum: int | None = None
    min_sectors: int | None = None
    sectors: tuple[Sector, ...] = ()


TOTALS = ("printed_maximum", "minimum_total", "spread_limit", "min_sheets", "min_sheets_recused")


def read(session: Session, call: Call) -> Rubric:
    """The part as it stands."""
    criteria = (
        CriterionLine(
            c.id, c.section, c.name, c.scale_max, c.weight, c.minimum, tuple(c.anchors), place, c.scale_min, c.bonus
        )
        for place, c in enumerate(queries.criteria(session, call))
    )
    said = scheme(session, call.id)
    return Rubric(
        **{name: getattr(call, name) for name in TOTALS},
        criteria=tuple(criteria),
        ties=said.ties,
        sections=said.sections,
        bonus_cap=said.bonus_cap,
        quorum=said.quorum,
        min_sectors=said.min_sectors,
        sectors=said.sectors,
    )


def write(session: Session, call: Call, part: Rubric) -> None:
    """Keep it, or say what cannot be. Nobody touches the rubric once proposals have been opened."""
    if call.opened_at:
        raise Refused(_("Proposals have been opened: the rubric stays as it was published."))
    check(part)
    for name in TOTALS:
        setattr(call, name, getattr(part, name))
    _keep_scheme(session, call, part)
    wanted = [(line.id, _columns(line)) for line in part.criteria]
    keep_rows(session, call, queries.criteria(session, call), wanted, make=Criterion, letter="C")


def _keep_scheme(session: Session, call: Call, part: Rubric) -> None:
    row = scoring_of(session, call.id) or CallScoring(call_id=call.id)
    row.ties = [step.value for step in chain(part.ties)]
    row.sections = [{"name": each.name, "minimum": format(each.minimum, "f")} for each in part.sections]
    row.bonus_cap, row.quorum = part.bonus_cap, part.quorum
    row.min_sectors, row.sectors = part.min_sectors, [sector.value for sector in part.sectors]
    session.add(row)


def _columns(line: CriterionLine) -> dict[str, object]:
    columns = asdict(line) | {"anchors": list(line.anchors)}
    return {name: value for name, value in columns.items() if name not in {"id", "place"}}


def facts(part: Rubric) -> Said:
    """What the public reads of it."""
    yield "maximum", _("Maximum total"), shown.number(part.printed_maximum)
    yield "minimum", _("Minimum to be funded"), shown.number(part.minimum_total)
    yield "spread", _("Difference between sheets that must be discussed"), shown.number(part.spread_limit)
    yield "sheets", _("Score sheets per proposal, at least"), str(part.min_sheets)
    yield "recused", _("With a recusal, at least"), str(part.min_sheets_recused)
    yield from _scheme(part)
    for number, line in enumerate(part.criteria, start=1):
        yield f"criterion-{line.id or number}", _("Criterion %(n)s", n=number), _criterion(line)


def _scheme(part: Rubric) -> Said:
    for section in part.sections:
        name = _("Minimum of the section “%(section)s”", section=shown.both_text(section.name))
        yield f"section-{section.key}", name, shown.number(section.minimum)
    if any(line.bonus for line in part.criteria):
        yield "bonus", _("Bonus points, at most"), shown.number(bonus(part.criteria, part.bonus_cap))
    yield "ties", _("Equal scores"), ties_in_words(part.ties)
    if part.quorum:
        yield "quorum", _("Quorum for each proposal"), str(part.quorum)
    if part.min_sectors:
        yield "min_sectors", _("Different sectors in the commission, at least"), str(part.min_sectors)
    if part.sectors:
        yield "sectors", _("Sectors that the commission must have"), sector_names(part.sectors)


def sector_names(sectors: Sequence[Sector]) -> str:
    """Their names, in the order given."""
    return ", ".join(str(SECTORS[sector]) for sector in sectors)


def _criterion(line: CriterionLine) -> str:
    said = _(
        "%(name)s: from %(low)s to %(top)s, × %(weight)s = %(most)s points",
        name=shown.both_text(line.name),
        low=line.scale_min,
        top=line.scale_max,
        weight=shown.number(line.weight),
        most=shown.number(most(line)),
    )
    notes = [_("Bonus: added after the minimum is judged.")] if line.bonus else []
    if line.minimum is not None:
        notes.append(_("At least %(min)s on its scale.", min=shown.number(line.minimum)))
    return "\n".join([said, *notes, *(shown.both_text(anchor) for anchor in line.anchors)])


def sums(part: Rubric) -> str:
    """What the criteria add up to, beside the maximum that will be printed, as a sentence."""
    sum_, printed = attainable(part.criteria), part.printed_maximum
    if printed is None or sum_ == printed:
        return _("The criteria add up to %(sum)s points.", sum=shown.number(sum_))
    return _(
        "The criteria add up to %(sum)s points and the printed maximum is %(printed)s: make them equal.",
        sum=shown.number(sum_),
        printed=shown.number(printed),
    )


RUBRIC = PartKind("rubric", lazy("Rubric"), read, write, facts)
