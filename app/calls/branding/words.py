"""How the roles of logos and the rule of the donor's logo are called; and what is said of a colour."""

from collections.abc import Iterator
from decimal import Decimal

from app.calls.branding.models import DonorLogo, LogoRole
from app.core.colours import LEAST, on_dark, on_light
from app.core.format import number
from app.core.i18n import LazyText, _, lazy

ROLES: dict[LogoRole, LazyText] = {
    LogoRole.implementer: lazy("Implementer"),
    LogoRole.donor: lazy("Donor"),
    LogoRole.partner: lazy("Partner"),
}

RULES: dict[DonorLogo, LazyText] = {
    DonorLogo.required: lazy("It must be shown: without it the call is not published"),
    DonorLogo.allowed: lazy("It may be shown"),
    DonorLogo.never: lazy("It must not be shown"),
}


def of_colour(accent: str) -> Iterator[str]:
    """How the colour stands on a light and on a dark page, and by how much it was changed to be read."""
    day, night = on_light(accent), on_dark(accent)
    if day.percent:
        yield _(
            "On a light page %(asked)s contrasts %(ratio)s to 1 and %(least)s is needed: there it is shown %(percent)s %% darker, as %(shown)s (%(now)s to 1).",
            **_numbers(accent, day.asked_ratio),
            percent=day.percent,
            shown=day.colour.upper(),
            now=_one(day.ratio),
        )
    else:
        yield _(
            "On a light page %(asked)s is shown as it is: it contrasts %(ratio)s to 1.", **_numbers(accent, day.ratio)
        )
    if night.percent:
        yield _(
            "On a dark page %(asked)s contrasts %(ratio)s to 1 and %(least)s is needed: there it is shown %(percent)s %% lighter, as %(shown)s (%(now)s to 1).",
            **_numbers(accent, night.asked_ratio),
            percent=night.percent,
            shown=night.colour.upper(),
            now=_one(night.ratio),
        )
    else:
        yield _(
            "On a dark page %(asked)s is shown as it is: it contrasts %(ratio)s to 1.", **_numbers(accent, night.ratio)
        )


def _numbers(accent: str, ratio: float) -> dict[str, str]:
    return {"asked": accent.upper(), "ratio": _one(ratio), "least": _one(LEAST)}


def _one(ratio: float) -> str:
    """Cut, never rounded up: 4.49 is not enough."""
    return number(Decimal(int(ratio * 10)) / 10, 1)
