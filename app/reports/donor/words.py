"""The figures of the donor report in words: a dash for what is not known, a denominator with every percentage."""

from datetime import date
from decimal import Decimal

from app.core.format import both_text, day, number, percent, short_day
from app.core.i18n import _
from app.programmes.models import Missing
from app.reports.donor.content import Content
from app.reports.models import ReportState
from app.reports.states import FACES, GROUPS, MISSING

Ratio = dict[str, str]


def value_or_missing(value: str | None, missing: str | None) -> str:
    """A number, or the en dash with the kind of missing: unknown is never 0."""
    if value is not None:
        return number(Decimal(value))
    return f"– ({str(MISSING[Missing(missing or Missing.blank)]).lower()})"


def figure(said: Content) -> str:
    """A figure with how many reported."""
    shown = "–" if said["value"] is None else number(Decimal(said["value"]))
    return _(
        "%(value)s (%(reported)s of %(expected)s reported)",
        value=shown,
        reported=said["reported"],
        expected=said["expected"],
    )


def ratio(said: Ratio | None) -> str:
    """A percentage with its denominator in words; none without both sides [slip 1]."""
    if said is None:
        return "–"
    words = str(GROUPS[said["of"]]) if said["of"] in GROUPS else _("of the target")
    return _(
        "%(part)s of %(whole)s: %(share)s %(of)s",
        part=number(Decimal(said["part"])),
        whole=number(Decimal(said["whole"])),
        share=percent(Decimal(said["share"])),
        of=words,
    )


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
            notes.append(
                _(
                    "%(name)s (%(reporter)s): forecast %(value)s, %(when)s",
                    name=name,
                    reporter=source["reporter"],
                    value=number(Decimal(source["forecast"])),
                    when=day(iso(source["forecast_on"])) if source["forecast_on"] else "–",
                )
            )
    return notes + [
        _("%(name)s: %(reporter)s reports it met while “%(activity)s” has not started.", name=name, **flag)
        for flag in each["flags"]
    ]


def missing_line(each: Content) -> str:
    """Who has not reported, by name."""
    state = str(FACES[ReportState(each["state"])].staff).lower()
    return _(
        "%(reporter)s: %(state)s, due on %(due)s", reporter=each["reporter"], state=state, due=day(iso(each["due"]))
    )


def iso(text: str) -> date:
    """A date as the content keeps it."""
    return date.fromisoformat(text)


def short(text: str) -> str:
    """A short date."""
    return short_day(iso(text))
