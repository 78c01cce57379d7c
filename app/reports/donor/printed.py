"""The donor report as a printed document, from the same content as its page."""

from decimal import Decimal
from typing import Any

from app.core.format import both_text, day, money, number, percent
from app.core.i18n import _, using_locale
from app.reports.donor.content import Content
from app.reports.donor.words import (
    figure,
    indicator_notes,
    iso,
    met_words,
    missing_line,
    ratio,
    short,
    translations,
    value_or_missing,
)
from app.reports.rules.donor import TITLES, WRITTEN, Section


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
            "windows": [
                [
                    _("X") if each["chosen"] else "",
                    each["label"],
                    f"{short(each['start'])} – {short(each['end'])}",
                    short(each["due"]),
                ]
                for each in period["windows"]
            ],
            "indicators": [_indicator(each) for each in said["indicators"]],
            "notes": [note for each in said["indicators"] for note in indicator_notes(each, words)],
            "missing": [missing_line(each) for each in said["missing"]],
            "paragraphs": [
                {"section": each["section"], "label": both_text(each["label"]), "text": words[each["key"]]}
                for each in said["paragraphs"]
                if each["section"] in WRITTEN
            ],
            "projection": _projection(said["projection"]),
            "training": _training(said["training"], words),
            "digest": digest or "",
        }


def _period(period: Content) -> str:
    year = _("Year %(n)s, ", n=period["year"]) if period["year"] else ""
    return f"{year}{period['label']}: {day(iso(period['start']))} – {day(iso(period['end']))}"


def _facts(programme: Content) -> list[list[str]]:
    rows = [
        [_("Activity name"), both_text(programme["name"])],
        [_("Start date"), day(iso(programme["start"]))],
        [_("End date"), day(iso(programme["end"]))],
        [_("Purpose"), both_text(programme["purpose"])],
        [_("Description"), both_text(programme["description"])],
        [_("Desired result"), both_text(programme["desired_result"])],
    ]
    return [row for row in rows if row[1]]


def _area(area: Content) -> list[str]:
    where = ", ".join(area["states"]) or {"national": _("National"), "to_be_confirmed": _("To be confirmed")}.get(
        area["scope"], "–"
    )
    if area["online"]:
        where = _("%(where)s, online", where=where)
    if area["target"]:
        where = _("At least %(n)s states: %(where)s", n=area["target"], where=where)
    return [f"{area['code']} {both_text(area['name'])}".strip(), where]


def _indicator(each: Content) -> list[str]:
    return [
        f"{each['code']} {both_text(each['name'])}".strip(),
        value_or_missing(each["target"], each["target_missing"]),
        figure(each["quarter"]),
        figure(each["year"]),
        ratio(each["of_target"]),
        met_words(each["met"]),
    ]


def _projection(said: Content) -> Content:
    head, *rest = said["lines"]
    named = [{**head, "label": _("Current quarter (%(label)s)", label=head["label"])}, *rest]
    return {
        "currency": said["currency"],
        "local": said["local"],
        "rate": _(
            "1 %(currency)s = %(rate)s %(local)s, %(on)s, %(source)s",
            currency=said["currency"],
            rate=said["rate"],
            local=said["local"],
            on=day(iso(said["rate_on"])),
            source=said["rate_source"],
        ),
        "rows": [
            [
                line["label"],
                money(Decimal(line["amount"]), said["currency"]),
                money(Decimal(line["converted"]), said["local"]),
            ]
            for line in named
        ],
        "foot": [
            _("Sum of the lines shown"),
            money(Decimal(said["total"]), said["currency"]),
            money(Decimal(said["converted_total"]), said["local"]),
        ],
    }


def _training(said: Content, words: dict[str, str]) -> Content:
    return {
        "rows": [
            [words.get(row["paragraph"], row["name"]), f"{short(row['start'])} – {short(row['end'])}", *_counts(row)]
            for row in said["rows"]
        ],
        "foot": [_("Total"), "", *_counts(said["total"])],
    }


def _counts(row: Content) -> list[str]:
    modules = " / ".join(number(each) for each in row["modules"]) or "–"
    return [
        number(row["enrolled"]),
        modules,
        number(row["certificates"]),
        _sex(row["women"], row["women_share"]),
        _sex(row["men"], row["men_share"]),
    ]


def _sex(count: int, share: str | None) -> str:
    return f"{number(count)} ({percent(Decimal(share), 0)})" if share else number(count)
