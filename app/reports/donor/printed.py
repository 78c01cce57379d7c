"""The donor report as a printed document and as a spreadsheet, from the same content as its page."""

from datetime import date
from decimal import Decimal
from typing import Any

from app.core.format import both_text, day, money, number, percent, short_day
from app.core.i18n import _, using_locale
from app.core.sheets import Column, Look, Sheet, workbook
from app.programmes.models import Missing
from app.reports.donor.content import Content
from app.reports.rules.donor import TITLES, WRITTEN, Section
from app.reports.states import FACES, GROUPS, MISSING
from app.reports.models import ReportState

Ratio = dict[str, str]


def document(said: Content, *, digest: str | None, language: str) -> dict[str, Any]:
    """What `templates/documents/donor_report.typ` prints, already in words."""
    with using_locale(language):
        programme, period, words = said["programme"], said["period"], translations(said, language)
        return {
            "programme": both_text(programme["name"]),
            "code": programme["code"],
            "partners": [name for name in (programme["implementer"], programme["donor"]) if name],
            "title": _("Quarterly report %(label)s", label=period["label"]),
            "period": _period(period),
            "titles": {section.value: str(TITLES[section]) for section in Section},
            "facts": _facts(programme),
            "areas": [_area(area) for area in said["areas"]],
            "windows": [[_("X") if each["chosen"] else "", each["label"], f"{_short(each['start'])} – {_short(each['end'])}", _short(each["due"])] for each in period["windows"]],
            "indicators": [_indicator(each) for each in said["indicators"]],
            "notes": [note for each in said["indicators"] for note in indicator_notes(each, words)],
            "missing": [missing_line(each) for each in said["missing"]],
            "paragraphs": [{"section": each["section"], "label": both_text(each["label"]), "text": words[each["key"]]} for each in said["paragraphs"] if each["section"] in WRITTEN],
            "projection": _projection(said["projection"]),
            "training": _training(said["training"], words),
            "digest": digest or "",
        }


def _period(period: Content) -> str:
    year = _("Year %(n)s, ", n=period["year"]) if period["year"] else ""
    return f"{year}{period['label']}: {day(_date(period['start']))} – {day(_date(period['end']))}"


def _facts(programme: Content) -> list[list[str]]:
    rows = [
        [_("Activity name"), both_text(programme["name"])],
        [_("Start date"), day(_date(programme["start"]))],
        [_("End date"), day(_date(programme["end"]))],
        [_("Purpose"), both_text(programme["purpose"])],
        [_("Description"), both_text(programme["description"])],
        [_("Desired result"), both_text(programme["desired_result"])],
    ]
    return [row for row in rows if row[1]]


def _area(area: Content) -> list[str]:
    where = ", ".join(area["states"]) or {"national": _("National"), "to_be_confirmed": _("To be confirmed")}.get(area["scope"], "–")
    if area["online"]:
        where = _("%(where)s, online", where=where)
    if area["target"]:
        where = _("At least %(n)s states: %(where)s", n=area["target"], where=where)
    return [f"{area['code']} {both_text(area['name'])}".strip(), where]


def value_or_missing(value: str | None, missing: str | None) -> str:
    """A number, or the en dash with the kind of missing: unknown is never 0."""
    if value is not None:
        return number(Decimal(value))
    return f"– ({str(MISSING[Missing(missing or Missing.blank)]).lower()})"


def figure(said: Content) -> str:
    """A figure with how many reported."""
    shown = "–" if said["value"] is None else number(Decimal(said["value"]))
    return _("%(value)s (%(reported)s of %(expected)s reported)", value=shown, reported=said["reported"], expected=said["expected"])


def ratio(said: Ratio | None) -> str:
    """A percentage with its denominator in words; none without both sides [slip 1]."""
    if said is None:
        return "–"
    words = str(GROUPS[said["of"]]) if said["of"] in GROUPS else _("of the target")
    return _("%(part)s of %(whole)s: %(share)s %(of)s", part=number(Decimal(said["part"])), whole=number(Decimal(said["whole"])), share=percent(Decimal(said["share"])), of=words)


def _indicator(each: Content) -> list[str]:
    return [
        f"{each['code']} {both_text(each['name'])}".strip(),
        value_or_missing(each["target"], each["target_missing"]),
        figure(each["quarter"]),
        figure(each["year"]),
        ratio(each["of_target"]),
        met_words(each["met"]),
    ]


def met_words(met: bool | None) -> str:  # noqa: FBT001 -- three answers: yes, no, not known
    """Yes, no, or the dash of not known."""
    return "–" if met is None else _("Yes") if met else _("No")


def translations(said: Content, language: str) -> dict[str, str]:
    """The text of each paragraph in a language, else its Spanish source."""
    return {each["key"]: each[language] or each["es"] for each in said["paragraphs"]}


def indicator_notes(each: Content, words: dict[str, str]) -> list[str]:
    """Reasons, forecasts, groups and flags of an indicator, in sentences."""
    name = each["code"] or both_text(each["name"])
    notes = [f"{name}: {ratio(each['of_group'])}"] if each["of_group"] else []
    for source in each["sources"]:
        if source["accepted"] and source["reason"]:
            notes.append(f"{name} ({source['reporter']}): {words.get(source['paragraph'], source['reason'])}")
        if source["accepted"] and source["forecast"]:
            notes.append(_("%(name)s (%(reporter)s): forecast %(value)s, %(when)s", name=name, reporter=source["reporter"], value=number(Decimal(source["forecast"])), when=day(_date(source["forecast_on"])) if source["forecast_on"] else "–"))
    return notes + [_("%(name)s: %(reporter)s reports it met while “%(activity)s” has not started.", name=name, **flag) for flag in each["flags"]]


def missing_line(each: Content) -> str:
    """Who has not reported, by name."""
    state = str(FACES[ReportState(each["state"])].staff).lower()
    return _("%(reporter)s: %(state)s, due on %(due)s", reporter=each["reporter"], state=state, due=day(_date(each["due"])))


def _projection(said: Content) -> Content:
    head, *rest = said["lines"]
    named = [{**head, "label": _("Current quarter (%(label)s)", label=head["label"])}, *rest]
    return {
        "currency": said["currency"],
        "local": said["local"],
        "rate": _("1 %(currency)s = %(rate)s %(local)s, %(on)s, %(source)s", currency=said["currency"], rate=said["rate"], local=said["local"], on=day(_date(said["rate_on"])), source=said["rate_source"]),
        "rows": [[line["label"], money(Decimal(line["amount"]), said["currency"]), money(Decimal(line["converted"]), said["local"])] for line in named],
        "foot": [_("Sum of the lines shown"), money(Decimal(said["total"]), said["currency"]), money(Decimal(said["converted_total"]), said["local"])],
    }


def _training(said: Content, words: dict[str, str]) -> Content:
    return {
        "rows": [[words.get(row["paragraph"], row["name"]), f"{_short(row['start'])} – {_short(row['end'])}", *_counts(row)] for row in said["rows"]],
        "foot": [_("Total"), "", *_counts(said["total"])],
    }


def _counts(row: Content) -> list[str]:
    modules = " / ".join(number(each) for each in row["modules"]) or "–"
    return [number(row["enrolled"]), modules, number(row["certificates"]), _sex(row["women"], row["women_share"]), _sex(row["men"], row["men_share"])]


def _sex(count: int, share: str | None) -> str:
    return f"{number(count)} ({percent(Decimal(share), 0)})" if share else number(count)


def spreadsheet(said: Content, *, language: str) -> bytes:
    """Indicator tab, sources tab, projection and training, with numbers that add."""
    words = translations(said, language)
    with using_locale(language):
        return workbook([_indicator_tab(said, words), _source_tab(said, words), _projection_tab(said["projection"]), _training_tab(said["training"], words), _missing_tab(said)])


def _indicator_tab(said: Content, words: dict[str, str]) -> Sheet:
    columns = [
        Column(_("Code"), width=12), Column(_("Indicator"), width=60), Column(_("Target"), Look.NUMBER), Column(_("Target, if missing")),
        Column(_("Quarter"), Look.NUMBER), Column(_("Programme year to date"), Look.NUMBER), Column(_("Reported"), Look.WHOLE), Column(_("Expected"), Look.WHOLE),
        Column(_("Kinds of missing"), width=30), Column(_("Of the target"), Look.PERCENT), Column(_("Met")), Column(_("Notes"), width=60),
    ]
    rows = [
        [
            each["code"], both_text(each["name"]), _decimal(each["target"]), _kind(each["target_missing"]), _decimal(each["quarter"]["value"]), _decimal(each["year"]["value"]),
            each["quarter"]["reported"], each["quarter"]["expected"], _kinds(each["quarter"]["missing"]),
            _decimal(each["of_target"]["share"]) if each["of_target"] else None, met_words(each["met"]), " · ".join(indicator_notes(each, words)),
        ]
        for each in said["indicators"]
    ]
    return Sheet(_("Indicator Summary Table"), columns, rows)


def _source_tab(said: Content, words: dict[str, str]) -> Sheet:
    columns = [Column(_("Indicator"), width=60), Column(_("Reporter"), width=40), Column(_("Value"), Look.NUMBER), Column(_("If missing")), Column(_("Accepted")), Column(_("Reason"), width=60), Column(_("Report"))]
    rows = [
        [each["code"] or both_text(each["name"]), source["reporter"], _decimal(source["value"]), _kind(source["missing"]), met_words(source["accepted"]), words.get(source["paragraph"], source["reason"]), source["report_id"]]
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
        Column(_("Course"), width=60), Column(_("Start"), Look.DAY), Column(_("End"), Look.DAY), Column(_("Enrolled"), Look.WHOLE),
        *(Column(_("Finished module %(n)s", n=n), Look.WHOLE) for n in (1, 2, 3)),
        Column(_("Certificates"), Look.WHOLE), Column(_("Women"), Look.WHOLE), Column(_("Men"), Look.WHOLE), Column(_("Other or not said"), Look.WHOLE),
    ]
    rows = [[words.get(row["paragraph"], row["name"]), _date(row["start"]), _date(row["end"]), *_numbers(row)] for row in said["rows"]]
    rows.append([_("Total"), None, None, *_numbers(said["total"])])
    return Sheet(_("People trained"), columns, rows)


def _numbers(row: Content) -> list[int | None]:
    modules: list[int | None] = [*row["modules"], None, None, None]
    return [row["enrolled"], *modules[:3], row["certificates"], row["women"], row["men"], row["not_said"]]


def _missing_tab(said: Content) -> Sheet:
    columns = [Column(_("Reporter"), width=50), Column(_("Agreement")), Column(_("Status")), Column(_("Due on"), Look.DAY)]
    rows = [[each["reporter"], each["number"], FACES[ReportState(each["state"])].staff, _date(each["due"])] for each in said["missing"]]
    return Sheet(_("Not accepted"), columns, rows)


def _kinds(missing: dict[str, int]) -> str:
    return ", ".join(f"{_kind(kind)}: {count}" for kind, count in missing.items() if count)


def _kind(kind: str | None) -> str | None:
    return None if kind is None else str(MISSING[Missing(kind)])


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _short(text: str) -> str:
    return short_day(_date(text))
