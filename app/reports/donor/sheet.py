"""The donor report's spreadsheet annexes: the indicator tab, the sources behind it, projection, training, who is missing."""

from decimal import Decimal

from app.core.format import both_text
from app.core.i18n import _, using_locale
from app.core.sheets import Column, Look, Sheet, workbook
from app.programmes.models import Missing
from app.reports.donor.content import Content
from app.reports.donor.words import indicator_notes, iso, met_words, translations
from app.reports.models import ReportState
from app.reports.states import FACES, MISSING


def spreadsheet(said: Content, *, language: str) -> bytes:
    """Indicator tab, sources tab, projection and training, with numbers that add."""
    words = translations(said, language)
    with using_locale(language):
        return workbook(
            [
                _indicator_tab(said, words),
                _source_tab(said, words),
                _projection_tab(said["projection"]),
                _training_tab(said["training"], words),
                _missing_tab(said),
            ]
        )


def _indicator_tab(said: Content, words: dict[str, str]) -> Sheet:
    columns = [
        Column(_("Code"), width=12),
        Column(_("Indicator"), width=60),
        Column(_("Target"), Look.NUMBER),
        Column(_("Target, if missing")),
        Column(_("Quarter"), Look.NUMBER),
        Column(_("Programme year to date"), Look.NUMBER),
        Column(_("Reported"), Look.WHOLE),
        Column(_("Expected"), Look.WHOLE),
        Column(_("Kinds of missing"), width=30),
        Column(_("Of the target"), Look.PERCENT),
        Column(_("Met")),
        Column(_("Notes"), width=60),
    ]
    rows = [
        [
            each["code"],
            both_text(each["name"]),
            _decimal(each["target"]),
            _kind(each["target_missing"]),
            _decimal(each["quarter"]["value"]),
            _decimal(each["year"]["value"]),
            each["quarter"]["reported"],
            each["quarter"]["expected"],
            _kinds(each["quarter"]["missing"]),
            _decimal(each["of_target"]["share"]) if each["of_target"] else None,
            met_words(each["met"]),
            " · ".join(indicator_notes(each, words)),
        ]
        for each in said["indicators"]
    ]
    return Sheet(_("Indicator Summary Table"), columns, rows)


def _source_tab(said: Content, words: dict[str, str]) -> Sheet:
    columns = [
        Column(_("Indicator"), width=60),
        Column(_("Reporter"), width=40),
        Column(_("Value"), Look.NUMBER),
        Column(_("If missing")),
        Column(_("Accepted")),
        Column(_("Reason"), width=60),
        Column(_("Report")),
    ]
    rows = [
        [
            each["code"] or both_text(each["name"]),
            source["reporter"],
            _decimal(source["value"]),
            _kind(source["missing"]),
            met_words(source["accepted"]),
            words.get(source["paragraph"], source["reason"]),
            source["report_id"],
        ]
        for each in said["indicators"]
        for source in each["sources"]
    ]
    return Sheet(_("Sources"), columns, rows)


def _projection_tab(said: Content) -> Sheet:
    columns = [Column(_("Quarter")), Column(said["currency"], Look.MONEY), Column(said["local"], Look.MONEY)]
    rows = [[line["label"], _decimal(line["amount"]), _decimal(line["converted"])] for line in said["lines"]]
    rows.append([_("Sum of the lines shown"), _decimal(said["total"]), _decimal(said["converted_total"])])
    return Sheet(_("Projection"), columns, rows)


def _training_tab(said: Content, words: dict[str, str]) -> Sheet:
    columns = [
        Column(_("Course"), width=60),
        Column(_("Start"), Look.DAY),
        Column(_("End"), Look.DAY),
        Column(_("Enrolled"), Look.WHOLE),
        *(Column(_("Finished module %(n)s", n=n), Look.WHOLE) for n in (1, 2, 3)),
        Column(_("Certificates"), Look.WHOLE),
        Column(_("Women"), Look.WHOLE),
        Column(_("Men"), Look.WHOLE),
        Column(_("Other or not said"), Look.WHOLE),
    ]
    rows = [
        [words.get(row["paragraph"], row["name"]), iso(row["start"]), iso(row["end"]), *_numbers(row)]
        for row in said["rows"]
    ]
    rows.append([_("Total"), None, None, *_numbers(said["total"])])
    return Sheet(_("People trained"), columns, rows)


def _numbers(row: Content) -> list[int | None]:
    modules: list[int | None] = [*row["modules"], None, None, None]
    return [row["enrolled"], *modules[:3], row["certificates"], row["women"], row["men"], row["not_said"]]


def _missing_tab(said: Content) -> Sheet:
    columns = [
        Column(_("Reporter"), width=50),
        Column(_("Agreement")),
        Column(_("Status")),
        Column(_("Due on"), Look.DAY),
    ]
    rows = [
        [each["reporter"], each["number"], FACES[ReportState(each["state"])].staff, iso(each["due"])]
        for each in said["missing"]
    ]
    return Sheet(_("Not accepted"), columns, rows)


def _kinds(missing: dict[str, int]) -> str:
    return ", ".join(f"{_kind(kind)}: {count}" for kind, count in missing.items() if count)


def _kind(kind: str | None) -> str | None:
    return None if kind is None else str(MISSING[Missing(kind)])


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
