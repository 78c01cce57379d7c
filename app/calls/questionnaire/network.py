"""How a call asks for networks: how many partner organisations, and whether each has to consent [D4]."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.core.errors import Refused
from app.core.i18n import _, ngettext

KEY = "network"
MOST = 30
"""More partners would not fit on one page, nor would their mails be wanted."""


@dataclass(frozen=True)
class NetworkRules:
    """Fewest and most partners, None where the call sets none; `consent`: it is sent only once all consented."""

    fewest: int | None = None
    most: int | None = None
    consent: bool = True

    @property
    def ceiling(self) -> int:
        """The most that fit."""
        return self.most or MOST

    def kept(self) -> dict[str, Any]:
        """As the form of the call keeps it."""
        return asdict(self)


def network_rules(settings: Mapping[str, Any]) -> NetworkRules:
    """The inverse; a form that says nothing asks for consent and sets no numbers."""
    return NetworkRules(settings.get("fewest"), settings.get("most"), bool(settings.get("consent", True)))


def check_rules(rules: NetworkRules, field: str) -> None:
    """Refuse numbers that nobody could meet, beside their field."""
    for name in ("fewest", "most"):
        number = getattr(rules, name)
        if number is not None and not 1 <= number <= MOST:
            words = _("Write a number from 1 to %(most)s, or leave it empty.", most=MOST)
            raise Refused(words, f"{field}-{name}")
    if rules.fewest is not None and rules.fewest > rules.ceiling:
        raise Refused(_("The fewest partners cannot be more than the most."), f"{field}-fewest")


def rules_said(rules: NetworkRules) -> list[str]:
    """What a call demands of networks, in words."""
    said = []
    if rules.fewest:
        said.append(ngettext("at least %(n)s partner", "at least %(n)s partners", rules.fewest))
    if rules.most:
        said.append(ngettext("at most %(n)s partner", "at most %(n)s partners", rules.most))
    said.append(_("every partner has to consent") if rules.consent else _("partners may consent; it is not demanded"))
    return said
