"""Indicators and their targets per year: a value, or one of the reasons why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from app.core import audit
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor
from app.programmes import queries
from app.programmes.models import Indicator, IndicatorTarget, Missing, Programme


@dataclass(frozen=True)
class TargetLine:
    """The target of a year. Zero is a value; no value needs its reason."""

    year_id: str
    value: Decimal | None
    missing: Missing | None
    place: int = 0


def save_indicator(
    session: Session,
    programme: Programme,
    indicator: Indicator | None,
    columns: dict[str, Any],
    targets: Sequence[TargetLine],
    *,
    actor: Actor,
) -> Indicator:
    """Keep an indicator with all its targets."""
    if columns.get("result_id"):
        result = queries.result(session, columns["result_id"])
        if result is None or result.programme_id != programme.id:
            raise Refused(_("Choose a result of this programme."), "result_id")
    columns["baseline_missing"] = _reason(columns["baseline"], columns["baseline_missing"], "baseline")
    kept = indicator or Indicator(
        programme_id=programme.id, name=columns["name"], order_index=len(queries.indicators(session, programme.id)) + 1
    )
    for name, value in columns.items():
        setattr(kept, name, value)
    session.add(kept)
    session.flush()
    save_targets(session, programme, kept, targets)
    detail = {_("Code"): kept.code or "", _("Name"): kept.name.get("es") or kept.name.get("en")}
    audit.record(session, "programme.indicator", programme, actor=actor, detail=detail)
    return kept


def save_targets(session: Session, programme: Programme, indicator: Indicator, lines: Sequence[TargetLine]) -> None:
    """Keep the targets by year of this programme."""
    years = {year.id for year in queries.years(session, programme.id)}
    known = queries.targets_of(session, indicator.id)
    for line in lines:
        if line.year_id not in years:
            raise Refused(_("That year is not of this programme."))
        missing = _reason(line.value, line.missing, f"rows-{line.place}-value")
        target = known.get(line.year_id) or IndicatorTarget(indicator_id=indicator.id, year_id=line.year_id)
        target.value, target.missing = line.value, missing
        session.add(target)
    session.flush()


def _reason(value: Decimal | None, missing: Missing | None, field: str) -> Missing | None:
    if value is not None and missing not in {None, Missing.blank}:
        raise Refused(_("Write a number or choose why there is none, not both."), field)
    return None if value is not None else missing or Missing.blank
