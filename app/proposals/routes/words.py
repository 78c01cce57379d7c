"""Small sentences of these pages, and the options of their fields."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from app.calls.categories import CATEGORIES, Category
from app.core import clock
from app.core.format import money, number, short_day
from app.core.i18n import LazyText, _, lazy, ngettext
from app.programmes.models import Direction
from app.proposals.coauthors.queries import STILL
from app.proposals.sections.budget import Source
from app.proposals.sections.chain import ChainLevel
from app.proposals.sections.goals import Weight
from app.proposals.sections.indicators import BaselineMissing, Family
from app.proposals.sections.problem import CauseKind
from app.proposals.sections.risks import RiskKind
from app.proposals.sections.stakeholders import Degree, Stance

Options = list[tuple[str, str]]

NAMES: dict[type, dict[str, LazyText]] = {
    CauseKind: {
        CauseKind.necessary: lazy("Necessary: without it the problem would not be there"),
        CauseKind.sufficient: lazy("Sufficient: it brings the problem about by itself"),
    },
    Family: {
        Family.management: lazy("Management: were the activities done"),
        Family.effectiveness: lazy("Effectiveness: did anything change"),
    },
    Direction: {
        Direction.increase: lazy("Should rise"),
        Direction.decrease: lazy("Should fall"),
        Direction.maintain: lazy("Should stay"),
    },
    BaselineMissing: {
        BaselineMissing.not_available: lazy("Not available: nobody has measured it"),
        BaselineMissing.not_applicable: lazy("Not applicable: it begins with this project"),
    },
    Category: {category.value: name for category, name in CATEGORIES.items()},
    ChainLevel: {
        ChainLevel.impact: lazy("Impact: what changes in the long run"),
        ChainLevel.result: lazy("Result: what changes with the project"),
        ChainLevel.product: lazy("Product: what is delivered"),
        ChainLevel.process: lazy("Process: what is done"),
        ChainLevel.input: lazy("Input: what is put in"),
    },
    Stance: {
        Stance.fosters: lazy("Fosters it"),
        Stance.hampers: lazy("Hampers it"),
        Stance.undecided: lazy("Undecided"),
    },
    Degree: {Degree.high: lazy("High"), Degree.middle: lazy("Middle"), Degree.low: lazy("Low")},
    RiskKind: {
        RiskKind.mistrust: lazy("Mistrust"),
        RiskKind.capacity: lazy("Lack of capacity"),
        RiskKind.administration: lazy("Change of administration"),
        RiskKind.violence: lazy("Violence"),
        RiskKind.resources: lazy("Lack of resources"),
        RiskKind.other: lazy("Another"),
    },
    Weight: {Weight.main: lazy("Main goal"), Weight.also: lazy("Also served")},
    Source: {Source.grant: lazy("Grant"), Source.own: lazy("Own money"), Source.in_kind: lazy("In kind")},
}


def options(kind: type) -> Options:
    """The options of a select, in their order."""
    return [(value, str(name)) for value, name in NAMES[kind].items()]


def named(kind: type, value: object) -> str:
    """A stored choice in words; what cannot be read is shown as it is."""
    name = NAMES[kind].get(str(value or ""))
    return str(name) if name else str(value or "")


def figure(kind: str, value: object, currency: str) -> str:
    """A saved date, number or amount as it is printed; what cannot be read, and any text, as it was typed."""
    text = str(value if value is not None else "")
    try:
        if kind == "date" and text:
            return short_day(date.fromisoformat(text))
        if kind == "number" and text:
            return number(Decimal(text))
        if kind == "money" and text:
            return money(Decimal(text), currency)
    except (ValueError, InvalidOperation):
        return text
    return text


def open_comments(number: int) -> str:
    """“2 open comments”; nothing where there is none."""
    return ngettext("%(n)s open comment", "%(n)s open comments", number) if number else ""


def writes(name: str, at: datetime) -> str:
    """Who writes in a section; nothing once it was some minutes ago."""
    ago = clock.now() - at
    if ago >= STILL:
        return ""
    minutes = max(int(ago.total_seconds() // 60), 0)
    if not minutes:
        return _("%(name)s is writing here", name=name)
    return ngettext(
        "%(name)s is writing here, %(n)s minute ago", "%(name)s is writing here, %(n)s minutes ago", minutes, name=name
    )


def saved_at(instant: datetime, zone: str) -> str:
    """When the server last kept what was typed."""
    return _("Saved at %(time)s", time=instant.astimezone(ZoneInfo(zone)).strftime("%H:%M"))
