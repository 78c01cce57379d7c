"""Identifiers that people type: the RFC, the CLUNI and our own folios. Formats are errors, check digits warnings."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.i18n import _


class RfcKind(StrEnum):
    """Whose RFC it is: thirteen characters for a person, twelve for a company or association."""

    PERSON = "person"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Checked:
    """An identifier as normalised, with a sentence where it cannot be (error) or looks mistyped (warning)."""

    text: str
    error: str | None = None
    warning: str | None = None

    @property
    def ok(self) -> bool:
        """Whether it can be: a warning does not stop anybody."""
        return self.error is None


@dataclass(frozen=True, slots=True)
class RfcResult(Checked):
    """A checked RFC and whose it is (None when it is not one)."""

    kind: RfcKind | None = None


_RFC = re.compile(r"([A-ZÑ&]{3,4})(\d{6})([A-Z0-9]{2}[0-9A])")
_CLUNI = re.compile(r"[A-ZÑ&]{3}(\d{6})(\d{2})[A-Z0-9]{3}")
_GENERIC_RFCS = frozenset({"XAXX010101000", "XEXX010101000"})
# The position of a character is its value in the tax authority's sum; a company's RFC is led by a space.
_RFC_VALUES = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_STATES = 32

_FOLIO_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FOLIO = re.compile(r"[A-Z0-9]{1,10}-\d{4}-\d{4,}-[A-Z0-9]")


def _normal(text: str) -> str:
    return re.sub(r"[\s\-.]", "", text).upper()


def check_rfc(text: str) -> RfcResult:
    """Read an RFC as typed (spaces and hyphens fall away): its kind, or why it cannot be one."""
    rfc = _normal(text)
    match = _RFC.fullmatch(rfc)
    if match is None:
        return RfcResult(rfc, error=_("An RFC has 12 characters (associations) or 13 (persons), as in ABC010203XY9."))
    if rfc in _GENERIC_RFCS:
        return RfcResult(
            rfc, error=_("%(rfc)s is the generic RFC of sales to the public, not the RFC of anybody.", rfc=rfc)
        )
    if not _is_day(match[2]):
        return RfcResult(
            rfc,
            error=_("The six digits of an RFC are a date (year, month, day); %(digits)s is not one.", digits=match[2]),
        )
    kind = RfcKind.PERSON if len(match[1]) == 4 else RfcKind.COMPANY
    return RfcResult(rfc, warning=_mistyped(rfc), kind=kind)


def rfc_check_digit(rfc: str) -> str:
    """The last character that an RFC should have, from those before it."""
    body = rfc[:-1].rjust(12)
    remainder = sum(_RFC_VALUES.index(char) * (13 - place) for place, char in enumerate(body)) % 11
    return "0" if remainder == 0 else "A" if remainder == 1 else str(11 - remainder)


def check_cluni(text: str) -> Checked:
    """Read a CLUNI as typed: three letters, six digits of a date, two of a state and three more."""
    cluni = _normal(text)
    match = _CLUNI.fullmatch(cluni)
    if match is None:
        return Checked(cluni, error=_("A CLUNI has 14 characters, as in ABC01020309014."))
    if not _is_day(match[1]):
        return Checked(
            cluni,
            error=_("The six digits of a CLUNI are a date (year, month, day); %(digits)s is not one.", digits=match[1]),
        )
    if not 1 <= int(match[2]) <= _STATES:
        return Checked(
            cluni, warning=_("%(digits)s is not the number of a state. Please check the CLUNI.", digits=match[2])
        )
    return Checked(cluni)


def folio(prefix: str, year: int, number: int) -> str:
    """A proposal's folio, as in SC2-2020-0042-K; `prefix` is the call's code, in letters and digits."""
    body = f"{prefix.upper()}-{year:04}-{number:04}"
    if number < 1 or not _FOLIO.fullmatch(f"{body}-0"):
        message = f"no folio can be made of {prefix!r}, {year}, {number}"
        raise ValueError(message)
    return f"{body}-{_check_character(body)}"


def read_folio(text: str) -> str | None:
    """The folio meant by what was typed, or None when its check character says that it was mistyped."""
    typed = re.sub(r"[\s\u2010-\u2015]+", "-", text.strip().upper())
    if not _FOLIO.fullmatch(typed):
        return None
    body, character = typed.rsplit("-", 1)
    return typed if _check_character(body) == character else None


def _check_character(body: str) -> str:
    """ISO 7064 MOD 37,36: catches any one wrong character and nearly every exchange of two neighbours."""
    carry = 36
    for char in body.replace("-", ""):
        carry = (carry + _FOLIO_VALUES.index(char)) % 36 or 36
        carry = carry * 2 % 37
    return _FOLIO_VALUES[(37 - carry) % 36]


def _mistyped(rfc: str) -> str | None:
    if rfc_check_digit(rfc) == rfc[-1]:
        return None
    return _("The last character of %(rfc)s does not match the others. Please check it against the document.", rfc=rfc)


def _is_day(digits: str) -> bool:
    """yymmdd, in either century: 000229 was a day in 2000 though not in 1900."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return any(_exists(century + year, month, day) for century in (1900, 2000))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
