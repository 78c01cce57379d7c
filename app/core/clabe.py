"""The CLABE, the eighteen digits of a Mexican account: a wrong check digit is an error, since money would go astray."""

import re

from app.core.i18n import _
from app.core.identifiers import Checked

_WEIGHTS = (3, 7, 1)
LENGTH = 18
_BANKS = {
    "002": "Banamex",
    "012": "BBVA México",
    "014": "Santander",
    "019": "Banjército",
    "021": "HSBC",
    "030": "BanBajío",
    "036": "Inbursa",
    "042": "Mifel",
    "044": "Scotiabank",
    "058": "Banregio",
    "059": "Invex",
    "060": "Bansí",
    "062": "Afirme",
    "072": "Banorte",
    "113": "Ve por Más",
    "127": "Banco Azteca",
    "130": "Compartamos",
    "132": "Multiva",
    "136": "Intercam",
    "137": "BanCoppel",
    "166": "Banco del Bienestar",
}


def check_clabe(text: str) -> Checked:
    """Read a CLABE as typed (spaces and hyphens fall away): eighteen digits, of which the last follows from the others."""
    clabe = re.sub(r"[\s\-.]", "", text)
    if not re.fullmatch(rf"[0-9]{{{LENGTH}}}", clabe):
        return Checked(clabe, error=_("A CLABE has 18 digits, as in 032180000118359719."))
    if clabe_check_digit(clabe) != clabe[-1]:
        return Checked(
            clabe, error=_("The last digit of this CLABE does not follow from the others: one digit is mistyped.")
        )
    return Checked(clabe)


def clabe_check_digit(clabe: str) -> str:
    """The last digit that a CLABE should have, from the seventeen before it."""
    total = sum(int(digit) * _WEIGHTS[place % 3] % 10 for place, digit in enumerate(clabe[: LENGTH - 1]))
    return str(-total % 10)


def bank_of(clabe: str) -> str | None:
    """The bank that the first three digits name, where we know it."""
    return _BANKS.get(clabe[:3])


def masked(clabe: str) -> str:
    """An account where it must be told from others and not be read."""
    return f"•••• {clabe[-4:]}"


def spaced(clabe: str) -> str:
    """Bank, place, account and check digit apart, to be compared with a paper."""
    return f"{clabe[:3]} {clabe[3:6]} {clabe[6:17]} {clabe[17:]}"
