"""Named reads of programmes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.programmes.models import (
    Indicator,
    IndicatorTarget,
    Programme,
    ProgrammeYear,
    Rate,
    ReportingWindow,
    Result,
)


def programme(session: Session, key: str, *, lock: bool = False) -> Programme | None:
    """A programme by its identifier."""
    return session.get(Programme, key, with_for_update=lock or None)


def every(session: Session) -> Sequence[Programme]:
    """All programmes, the latest to begin first."""
    return session.exec(select(Programme).order_by(col(Programme.start_on).desc(), col(Programme.code))).all()


def code_taken(session: Session, code: str, *, other_than: str = "") -> bool:
    """Whether another programme has this code."""
    return (
        session.exec(select(Programme.id).where(Programme.code == code, Programme.id != other_than)).first() is not None
    )


def results(session: Session, programme_id: str) -> Sequence[Result]:
    """The whole tree in the order of its codes: each component before its results."""
    wanted = select(Result).where(Result.programme_id == programme_id)
    return session.exec(wanted.order_by(col(Result.sort_key), col(Result.id))).all()


def result(session: Session, key: str, *, lock: bool = False) -> Result | None:
    """A component or result by its identifier."""
    return session.get(Result, key, with_for_update=lock or None)


def years(session: Session, programme_id: str) -> Sequence[ProgrammeYear]:
    """The programme years in order."""
    wanted = select(ProgrammeYear).where(ProgrammeYear.programme_id == programme_id)
    return session.exec(wanted.order_by(col(ProgrammeYear.number))).all()


def year_of(session: Session, programme_id: str, day: date) -> ProgrammeYear | None:
    """The programme year that a day lies in."""
    wanted = select(ProgrammeYear).where(ProgrammeYear.programme_id == programme_id)
    return session.exec(wanted.where(ProgrammeYear.start_on <= day, ProgrammeYear.end_on >= day)).first()


def indicators(session: Session, programme_id: str) -> Sequence[Indicator]:
    """What the programme measures, in its order."""
    wanted = select(Indicator).where(Indicator.programme_id == programme_id)
    return session.exec(wanted.order_by(col(Indicator.order_index), col(Indicator.created_at), col(Indicator.id))).all()


def indicator(session: Session, key: str, *, lock: bool = False) -> Indicator | None:
    """An indicator by its identifier."""
    return session.get(Indicator, key, with_for_update=lock or None)


def targets(session: Session, programme_id: str) -> Mapping[str, Mapping[str, IndicatorTarget]]:
    """Targets by indicator and year."""
    wanted = select(IndicatorTarget).join(Indicator, col(Indicator.id) == IndicatorTarget.indicator_id)
    found: dict[str, dict[str, IndicatorTarget]] = defaultdict(dict)
    for target in session.exec(wanted.where(Indicator.programme_id == programme_id)):
        found[target.indicator_id][target.year_id] = target
    return found


def targets_of(session: Session, indicator_id: str) -> Mapping[str, IndicatorTarget]:
    """The targets of one indicator by year."""
    wanted = select(IndicatorTarget).where(IndicatorTarget.indicator_id == indicator_id)
    return {target.year_id: target for target in session.exec(wanted)}


def year_has_targets(session: Session, year_id: str) -> bool:
    """Whether somebody wrote a target, or the reason of its absence, for this year."""
    return session.exec(select(IndicatorTarget.id).where(IndicatorTarget.year_id == year_id)).first() is not None


def rates(session: Session, programme_id: str) -> Sequence[Rate]:
    """The exchange rates, the newest first."""
    return session.exec(
        select(Rate).where(Rate.programme_id == programme_id).order_by(col(Rate.on).desc(), col(Rate.source))
    ).all()


def rate_on(session: Session, programme_id: str, day: date) -> Rate | None:
    """The rate that holds on a day: the last one known by then."""
    wanted = select(Rate).where(Rate.programme_id == programme_id, Rate.on <= day)
    return session.exec(wanted.order_by(col(Rate.on).desc(), col(Rate.source))).first()


def donor_rate(session: Session, programme_id: str, day: date) -> tuple[Programme, Rate] | None:
    """A programme with the rate that holds on a day, in one statement; None while it has none."""
    wanted = select(Programme, Rate).join(Rate, col(Rate.programme_id) == Programme.id)
    held = wanted.where(Programme.id == programme_id, Rate.on <= day)
    return session.exec(held.order_by(col(Rate.on).desc(), col(Rate.source))).first()


def windows(session: Session, programme_id: str) -> Sequence[ReportingWindow]:
    """The implementer's dates to the donor, in order."""
    wanted = select(ReportingWindow).where(ReportingWindow.programme_id == programme_id)
    return session.exec(wanted.order_by(col(ReportingWindow.start_on))).all()


def window(session: Session, key: str, *, lock: bool = False) -> ReportingWindow | None:
    """A reporting window by its identifier."""
    return session.get(ReportingWindow, key, with_for_update=lock or None)
