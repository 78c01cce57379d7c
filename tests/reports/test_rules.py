"""The pure rules of reports: sums that agree, percentages with their whole, marks, reminders, flags."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import convert
from app.core.rollup import Cell, Combine, Direction
from app.reports.models import ActivityStatus as A
from app.reports.rules import narrative, projection, training
from app.reports.rules.narrative import Mark
from app.reports.rules.progress import IndicatorLine, Source, flagged, over_grantees, over_periods
from app.reports.rules.reminders import BEFORE_AND_AFTER, opens, reminder_due
from app.reports.rules.track import off_track

amounts = st.lists(st.decimals(Decimal(0), Decimal("9999999.99"), places=2), min_size=4, max_size=4)
counts = st.integers(0, 5000)
texts = st.text(min_size=1).filter(str.strip)


def source(value: Decimal | None, *, accepted: bool = True, missing: str = "blank", **said: object) -> Source:
    return Source("r", "OSC", Cell(value, missing), accepted, **said)  # type: ignore[arg-type]


@given(amounts, st.decimals(Decimal("0.0001"), Decimal(99), places=4))
def test_a_total_is_the_sum_of_the_lines_shown(lines: list[Decimal], rate: Decimal) -> None:
    table = projection.table(["a", "b", "c", "d"], lines, rate)
    assert table.total == sum(lines)
    assert table.converted_total == sum(convert(line, rate) for line in lines)


def test_the_projection_of_the_source() -> None:
    names = projection.labels(date(2020, 9, 30), 10)
    table = projection.table(
        names, [Decimal(each) for each in ("306553.09", "165787.28", "120473.82", "254393.82")], Decimal("22.25")
    )
    assert names == ["Q4 FY20", "Q1 FY21", "Q2 FY21", "Q3 FY21"]
    assert (table.total, table.converted_total) == (Decimal("847208.01"), Decimal("18850378.23"))


@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)))
def test_the_current_quarter_is_always_the_windows_own(day: date) -> None:
    first, *rest = projection.labels(day, 10)
    assert first.startswith("Q")
    assert projection.labels(day + timedelta(days=93), 10)[0] in {rest[0], rest[1]}


@given(st.lists(st.builds(training.Course, counts, st.tuples(counts, counts, counts), counts, counts, counts)))
def test_training_totals_add_column_by_column(courses: list[training.Course]) -> None:
    total = training.totals(courses)
    assert total.enrolled == sum(each.enrolled for each in courses)
    assert total.women + total.men == sum(each.women + each.men for each in courses)
    assert all(total.modules[n] == sum(each.modules[n] for each in courses) for n in range(3) if courses)


def test_the_training_table_of_the_source() -> None:
    first = training.Course(480, (387, 382, 380), 377, 238, 139)
    second = training.Course(41, (37, 36, 36), 36, 14, 22)
    total = training.totals([first, second])
    assert (total.enrolled, total.certificates, total.women, total.men) == (521, 413, 252, 161)
    women, men, finished = training.shares(total)
    assert [each.share for each in (women, men, finished)] == [Decimal("0.610"), Decimal("0.390"), Decimal("0.793")]
    assert all(training.sexes_add_up(each) and training.too_many(each) is None for each in (first, second, total))


@given(
    st.lists(st.one_of(st.none(), st.decimals(0, 1000, places=0)), max_size=6),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_a_figure_counts_who_reported_and_never_turns_silence_into_zero(
    values: list[Decimal | None], accepted: list[bool]
) -> None:
    sources = tuple(source(value, accepted=ok) for value, ok in zip(values, accepted, strict=False))
    figure = over_grantees(sources, Combine.SUM)
    heard = [value for value, ok in zip(values, accepted, strict=False) if ok and value is not None]
    assert (figure.reported, figure.expected) == (len(heard), len(values))
    assert figure.value == (sum(heard) if heard else None)
    assert sum(figure.missing.values()) == len(values) - len(heard)


def test_what_is_not_applicable_is_not_expected() -> None:
    figure = over_grantees(
        (source(Decimal(0)), source(None, missing="not_applicable"), source(None, missing="not_available")), Combine.SUM
    )
    assert (figure.value, figure.reported, figure.expected, figure.missing) == (
        Decimal(0),
        1,
        2,
        {"not_applicable": 1, "not_available": 1},
    )


def test_a_year_rolls_its_quarters_and_keeps_their_gaps() -> None:
    quarters = [over_grantees((source(value),), Combine.SUM) for value in (Decimal(3), None, Decimal(4))]
    summed, latest = over_periods(quarters, Combine.SUM), over_periods(quarters, Combine.LATEST)
    assert (summed.value, summed.reported, summed.expected, summed.missing) == (Decimal(7), 2, 3, {"blank": 1})
    assert latest.value == Decimal(4)


def line(sources: tuple[Source, ...], target: Decimal | None) -> IndicatorLine:
    figure = over_grantees(sources, Combine.SUM)
    cell = Cell(target) if target is not None else Cell(missing="not_available")
    return IndicatorLine(
        "i",
        "",
        {"es": "", "en": ""},
        "number",
        cell,
        figure,
        figure,
        Direction.INCREASE,
        sources=sources,
        flags=flagged(sources, target=cell, direction=Direction.INCREASE),
    )


def test_88_per_cent_says_of_what() -> None:
    officials = line((source(Decimal(413), group=Decimal(521), group_name="enrolled"),), Decimal(470))
    group = officials.of_group
    assert group is not None
    assert (officials.of_target.share, officials.of_target.of, group.share, group.of) == (
        Decimal("0.879"),
        "target",
        Decimal("0.793"),
        "enrolled",
    )


def test_an_unknown_baseline_or_target_gives_no_percentage() -> None:
    unknown = line((source(None, missing="not_available"),), Decimal(2))
    assert (unknown.of_target.share, unknown.way, unknown.met) == (None, None, None)
    assert line((source(Decimal(5)),), None).of_target.share is None


@pytest.mark.parametrize(
    ("said", "status", "target", "flags"),
    [
        (True, A.not_started, None, 1),
        (True, A.in_progress, None, 0),
        (None, A.not_started, Decimal(5), 1),
        (None, A.not_started, Decimal(6), 0),
        (False, A.not_started, None, 0),
        (True, None, None, 0),
    ],
)
def test_met_by_an_activity_that_has_not_started_is_flagged(
    said: object, status: A | None, target: Decimal | None, flags: int
) -> None:
    assert len(line((source(Decimal(5), said_met=said, activity_status=status),), target).flags) == flags


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (A.done, False),
        (A.delayed, True),
        (A.on_hold, True),
        (A.cancelled, True),
        (A.in_progress, True),
        (A.not_started, True),
    ],
)
def test_what_is_off_track_after_its_last_day(status: A, expected: bool) -> None:  # noqa: FBT001
    assert off_track(status, date(2020, 8, 1), date(2020, 8, 31), date(2020, 9, 30)) is expected


def test_an_activity_of_the_next_period_is_not_off_track() -> None:
    assert off_track(A.not_started, date(2020, 10, 1), date(2020, 12, 1), date(2020, 9, 30)) is False
    assert off_track(A.in_progress, date(2020, 8, 1), date(2020, 12, 1), date(2020, 9, 30)) is False


@given(texts, texts, texts)
def test_english_is_current_until_its_spanish_changes(spanish: str, english: str, other: str) -> None:
    paragraph = {"key": "k", "section": "context", "es": spanish, "en": "", "of": None, "by": None}
    assert narrative.mark(paragraph) is Mark.untranslated
    done = narrative.translate(paragraph, english, by="Ana")
    assert narrative.mark(done) is Mark.translated
    (again,) = narrative.refreshed([done], [{**paragraph, "es": other}])
    assert narrative.mark(again) is (Mark.translated if other.strip() == spanish.strip() else Mark.stale)
    assert again["en"] == done["en"]


def test_a_paragraph_added_by_hand_outlives_a_new_drawing() -> None:
    added = {"key": "a", "section": "context", "es": "A", "en": "", "added": True}
    gone = {"key": "g", "section": "context", "es": "G", "en": "G"}
    assert [
        each["key"]
        for each in narrative.refreshed([gone, added], [{"key": "n", "section": "context", "es": "N", "en": ""}])
    ] == ["n", "a"]


@given(st.integers(-60, 60))
def test_each_reminder_comes_once_whatever_the_ticks(last: int) -> None:
    due, sent = date(2020, 10, 9), set()
    for day in range(-60, last + 1):
        found = reminder_due(due, due + timedelta(days=day), sent)
        if found is not None:
            assert found == day
            sent.add(found)
    assert sent == {days for days in BEFORE_AND_AFTER if days <= last}


def test_a_report_opens_with_its_first_reminder() -> None:
    assert opens(date(2020, 10, 9), date(2020, 9, 18))
    assert not opens(date(2020, 10, 9), date(2020, 9, 17))
