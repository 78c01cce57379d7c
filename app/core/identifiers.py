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

# No 0, O, 1, I, L or U: a folio is dictated over the phone and copied by hand.
FOLIO_SYMBOLS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_FOLIO = re.compile(f"([{FOLIO_SYMBOLS}]{{8}})([{FOLIO_SYMBOLS}])")


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


def folio(symbols: str) -> str:
    """A folio of eight symbols and their check character, as in 7K3M-QX2C-V."""
    text = f"{symbols[:4]}-{symbols[4:]}-{_check_character(symbols)}"
    if not _FOLIO.fullmatch(text.replace("-", "")):
        message = f"no folio can be made of {symbols!r}"
        raise ValueError(message)
    return text


def read_folio(text: str) -> str | None:
    """The folio meant by what was typed, or None when its check character says that it was mistyped."""
    match = _FOLIO.fullmatch(re.sub(r"[\s\-\u2010-\u2015]", "", text).upper())
    return folio(match[1]) if match and _check_character(match[1]) == match[2] else None


def _check_character(symbols: str) -> str:
    """The hybrid system of ISO 7064 at modulus 31, 30: catches any one wrong symbol and nearly every exchange of neighbours."""
    size = len(FOLIO_SYMBOLS)
    carry = size
    for symbol in symbols:
        carry = (carry + FOLIO_SYMBOLS.find(symbol)) % size or size
        carry = carry * 2 % (size + 1)
    return FOLIO_SYMBOLS[(size + 1 - carry) % size]


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
