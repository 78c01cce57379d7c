"""Dates, money and numbers as Mexicans (es) or Americans (en) write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from app.core.i18n import LazyText, _, lazy, locale

_TAGS = {"es": "es_MX", "en": "en_US"}

ZONES: dict[str, LazyText] = {
    "America/Mexico_City": lazy("central Mexico time"),
    "America/Tijuana": lazy("north-western Mexico time, Tijuana"),
    "America/Mazatlan": lazy("Pacific Mexico time, La Paz and Mazatlán"),
    "America/Hermosillo": lazy("Sonora time"),
    "America/Cancun": lazy("south-eastern Mexico time, Cancún"),
    "America/Ciudad_Juarez": lazy("Ciudad Juárez time"),
    "America/Ojinaga": lazy("Ojinaga time"),
    "America/Matamoros": lazy("north-eastern border time, Matamoros"),
    "America/Monterrey": lazy("central Mexico time, Monterrey"),
    "America/Bahia_Banderas": lazy("Bahía de Banderas time"),
    "America/Merida": lazy("central Mexico time, Mérida"),
    "America/Chihuahua": lazy("central Mexico time, Chihuahua"),
    "UTC": lazy("coordinated universal time"),
}


def tag() -> str:
    """The Babel tag of the request's language."""
    return _TAGS[locale()]


def zone_name(zone: str) -> str:
    """A zone in words."""
    return str(ZONES[zone]) if zone in ZONES else zone


def number(value: Decimal | int | None, places: int | None = None) -> str:
    """1234.5 -> 1,234.5; None -> an en dash (unknown is never 0)."""
    if value is None:
        return "–"
    return _number(Decimal(value), places, tag())


@lru_cache(maxsize=4096)
def _number(value: Decimal, places: int | None, language: str) -> str:
    pattern = "#,##0.######" if places is None else "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, format=pattern, locale=language)


def money(value: Decimal | int | None, currency: str = "MXN") -> str:
    """1200000 -> $1,200,000.00 MXN; None -> an en dash."""
    return "–" if value is None else f"${number(Decimal(value), 2)} {currency}"


def percent(value: Decimal | None, places: int = 1) -> str:
    """0.879 -> 87.9 %; None -> an en dash."""
    if value is None:
        return "–"
    return format_percent(value, format="#,##0" + ("." + "0" * places if places else "") + " %", locale=tag())


def day(value: date | None) -> str:
    """4 de diciembre de 2026 / December 4, 2026."""
    return "–" if value is None else _day(value, "long", tag())


def short_day(value: date | datetime | None) -> str:
    """04/12/2026 in Spanish, Dec 4, 2026 in English."""
    if value is None:
        return "–"
    return _day(
        value if not isinstance(value, datetime) else value.date(), "dd/MM/y" if locale() == "es" else "medium", tag()
    )


@lru_cache(maxsize=4096)
def _day(value: date, style: str, language: str) -> str:
    return format_date(value, style, locale=language)


# The deadline of a practice call: an instant that nobody reaches, so that whatever compares instants needs no exception.
ALWAYS = datetime(9000, 1, 1, 12, tzinfo=UTC)


def moment(value: datetime | None, zone: str = "America/Mexico_City", *, seconds: bool = False) -> str:
    """An instant as a sentence: viernes 4 de diciembre de 2026 a las 18:00 (hora del centro de México)."""
    if value is None:
        return "–"
    if value >= ALWAYS:
        return _("never: it is always open")
    local = value.astimezone(ZoneInfo(zone))
    clock_face = local.strftime("%H:%M:%S" if seconds else "%H:%M")
    weekday = _day(local.date(), "EEEE", tag())
    return _(
        "%(weekday)s %(day)s at %(time)s (%(zone)s)",
        weekday=weekday,
        day=day(local.date()),
        time=clock_face,
        zone=zone_name(zone),
    )


def stamp(value: datetime | None, zone: str = "America/Mexico_City") -> str:
    """A short instant for tables: 04/12/2026 18:00."""
    if value is None:
        return "–"
    if value >= ALWAYS:
        return _("always open")
    local = value.astimezone(ZoneInfo(zone))
    return f"{short_day(local.date())} {local:%H:%M}"


def both_text(content: dict[str, str] | None) -> str:
    """Bilingual content in the request's language, else in the other."""
    if not content:
        return ""
    other = "en" if locale() == "es" else "es"
    return content.get(locale()) or content.get(other) or ""


def both(content: dict[str, str] | None) -> Markup:
    """Bilingual content for a page; marked with lang= where only the other language is there."""
    text = both_text(content)
    if not content or content.get(locale()) or not text:
        return escape(text)
    other = "en" if locale() == "es" else "es"
    return Markup('<span lang="{}">{}</span>').format(other, text)
