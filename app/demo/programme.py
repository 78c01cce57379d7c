"""The programme of the report: its results tree, years, the implementer's dates, the rate and the indicators of year 1."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import select

from app.demo.cast import Cast
from app.demo.content import read
from app.people.access import Actor
from app.programmes import queries
from app.programmes.models import Combine, Direction, Missing, Programme, Result, Scope, Unit
from app.programmes.service.calendars import RateLine, Span, save_rates, save_windows, save_years
from app.programmes.service.frame import Leaf, create, save_result
from app.programmes.service.indicators import TargetLine, save_indicator


def programme(cast: Cast) -> Programme:
    """Written by the officer from what the source prints; what it does not print is marked, never guessed."""
    session, words, officer = cast.session, read("programme"), cast.actor("officer")
    dates = {name: date.fromisoformat(words[name]) for name in ("start_on", "end_on")}
    made = create(session, {**words["columns"], **dates}, actor=officer)
    years = [Span("", date.fromisoformat(start), date.fromisoformat(end)) for start, end in words["years"]]
    save_years(session, made, years, revision=made.revision, actor=officer)
    save_windows(session, made, [_window(*line) for line in words["windows"]], revision=made.revision, actor=officer)
    on, value, source = words["rate"]
    save_rates(
        session,
        made,
        [RateLine("", date.fromisoformat(on), Decimal(value), source)],
        revision=made.revision,
        actor=officer,
    )
    results = _tree(cast, made, words["results"], officer)
    for line in words["indicators"]:
        _indicator(cast, made, line, results, officer)
    return made


def _window(label: str, start: str, end: str, due: str) -> Span:
    return Span(
        "", date.fromisoformat(start), date.fromisoformat(end), label=label, donor_due_on=date.fromisoformat(due)
    )


def _tree(cast: Cast, made: Programme, lines: list[dict[str, Any]], officer: Actor) -> dict[str, Result]:
    found: dict[str, Result] = {}
    for line in lines:
        parent = found.get(line.get("parent", ""))
        leaf = Leaf(
            line["code"],
            line["name"],
            parent.id if parent else None,
            Scope(line.get("scope", Scope.to_be_confirmed)),
            line.get("online", False),
            line.get("states_target"),
            tuple(line.get("states", ())),
        )
        found[leaf.code] = save_result(cast.session, made, None, leaf, actor=officer)
    return found


def _indicator(cast: Cast, made: Programme, line: dict[str, Any], results: dict[str, Result], officer: Actor) -> None:
    people = line.get("people", False)
    columns = {
        "result_id": results[line["result"]].id,
        "code": line["code"],
        "name": line["name"],
        "unit": Unit.number,
        "direction": Direction.increase,
        "combine_periods": Combine.sum,
        "combine_grantees": Combine.sum,
        "unique_people": people,
        "baseline": None,
        "baseline_missing": Missing.not_available,
    }
    targets = [
        _target(year.id, value)
        for year, value in zip(queries.years(cast.session, made.id), line["targets"], strict=True)
    ]
    save_indicator(cast.session, made, None, columns, targets, actor=officer)


def _target(year_id: str, value: str | None) -> TargetLine:
    return TargetLine(year_id, Decimal(value) if value else None, None if value else Missing.not_available)


def result(cast: Cast, made: Programme, code: str) -> Result:
    """A result of the programme by its code."""
    return cast.session.exec(select(Result).where(Result.programme_id == made.id, Result.code == code)).one()
