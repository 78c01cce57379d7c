"""Types of form fields: each takes what people type and says in words what it cannot take."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from app.core.i18n import _
from app.core.pasting import tidied

LINE_MAX = 300
PARAGRAPHS_MAX = 20_000
_THOUSANDS = re.compile(r"^\d{1,3}(,\d{3})*(\.\d+)?$|^\d+(\.\d+)?$")
_EUROPEAN = re.compile(r"^\d{1,3}(\.\d{3})*,\d{1,2}$|^\d+,\d{1,2}$")


def wrong(sentence: str) -> PydanticCustomError:
    """A refusal in words, to stand beside the field."""
    return PydanticCustomError("sentence", "{sentence}", {"sentence": sentence})


def _filled(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ("" if value is None else str(value))
    if not text:
        raise wrong(_("Fill in this field."))
    return text


def _line(value: object) -> str:
    text = " ".join(_filled(value).split())
    if len(text) > LINE_MAX:
        raise wrong(_("Write at most %(max)s characters; there are %(n)s.", max=LINE_MAX, n=len(text)))
    return text


def _paragraphs(value: object) -> str:
    text = _filled(tidied(value) if isinstance(value, str) else value)
    if len(text) > PARAGRAPHS_MAX:
        raise wrong(_("Write at most %(max)s characters; there are %(n)s.", max=PARAGRAPHS_MAX, n=len(text)))
    return text


def parse_decimal(text: str) -> Decimal:
    """1,200,000.00, $1,200,000 and 1200000 -> Decimal; raises a sentence for anything else."""
    bare = text.strip().removeprefix("$").replace("MXN", "").replace("USD", "").replace("\u00a0", "").replace(" ", "")
    if _EUROPEAN.match(bare):
        raise wrong(
            _("Write the decimals with a point, as in 1,200.50. “%(typed)s” could be read in two ways.", typed=text)
        )
    if bare.startswith("-"):
        raise wrong(_("Write an amount that is not negative."))
    if not _THOUSANDS.match(bare):
        raise wrong(_("Write a number, as in 1,200,000.00. “%(typed)s” is not one.", typed=text[:40]))
    try:
        return Decimal(bare.replace(",", ""))
    except InvalidOperation:
        raise wrong(_("Write a number, as in 1,200,000.00. “%(typed)s” is not one.", typed=text[:40])) from None


def _pesos(value: object) -> Decimal:
    amount = parse_decimal(_filled(value))
    if amount != amount.quantize(Decimal("0.01")):
        raise wrong(_("Write at most two decimals."))
    if amount >= Decimal(10) ** 13:
        raise wrong(_("This amount is too large."))
    return amount.quantize(Decimal("0.01"))


def _whole(value: object) -> int:
    amount = parse_decimal(_filled(value))
    if amount != amount.to_integral_value() or amount >= Decimal(10) ** 9:
        raise wrong(_("Write a whole number."))
    return int(amount)


def _number(value: object) -> Decimal:
    return parse_decimal(_filled(value))


def parse_day(text: str) -> date:
    """dd/mm/yyyy or yyyy-mm-dd -> date; 31 November gets a sentence."""
    slashed = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", text)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if slashed:
        d, m, y = (int(part) for part in slashed.groups())
    elif iso:
        y, m, d = (int(part) for part in iso.groups())
    else:
        raise wrong(_("Write the date as day/month/year, as in 07/09/2020."))
    try:
        return date(y, m, d)
    except ValueError:
        raise wrong(_("%(typed)s does not exist in the calendar.", typed=text)) from None


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return parse_day(_filled(value))


def _email(value: object) -> str:
    text = _filled(value)
    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise wrong(_("Write a mail address, as in nombre@ejemplo.org.")) from None


def _tick(value: object) -> bool:
    return value in {True, "on", "1", "true", "yes"}


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError):
        raise wrong(_("Choose a time zone from the list.")) from None
    return value


def _blank_to_none(value: Any) -> Any:  # noqa: ANN401 -- runs before the type is known
    return None if isinstance(value, str) and not value.strip() else value


Line = Annotated[str, BeforeValidator(_line)]
Paragraphs = Annotated[str, BeforeValidator(_paragraphs)]
Pesos = Annotated[Decimal, BeforeValidator(_pesos)]
Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
Email = Annotated[str, BeforeValidator(_email)]
Tick = Annotated[bool, BeforeValidator(_tick)]
Zone = Annotated[str, BeforeValidator(_filled), AfterValidator(_zone)]
Blank = BeforeValidator(_blank_to_none)
