"""Pure rules of minutes: what a vote comes to, and what some readers do not read."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.review.minutes.models import Choice

VOTES = (Choice.favour, Choice.against, Choice.abstained)


@dataclass(frozen=True)
class Tally:
    """A count of equal votes."""

    favour: int
    against: int
    abstained: int

    @property
    def voted(self) -> int:
        """How many seats answered; an abstention is an answer."""
        return self.favour + self.against + self.abstained

    @property
    def carried(self) -> bool:
        """More in favour than against; with as many of both nothing is carried."""
        return self.favour > self.against


def tally(ballots: Iterable[str]) -> Tally:
    """One vote a seat, each of the same weight."""
    found = list(ballots)
    return Tally(*(found.count(each) for each in VOTES))


def masked(said: Mapping[str, Any], recused: Collection[str]) -> dict[str, Any]:
    """The text without what was said and voted of the proposals from which its reader is recused."""
    shown = dict(said)
    for part in ("contributions", "motions"):
        shown[part] = [_closed(each) if each["candidacy"] in recused else each for each in said[part]]
    return shown


def _closed(point: Mapping[str, Any]) -> dict[str, Any]:
    return {"candidacy": point["candidacy"], "folio": point["folio"], "hidden": True}


def for_everybody(said: Mapping[str, Any], unnamed: Mapping[str, str]) -> dict[str, Any]:
    """What the public reads: counts of votes and no single vote, no contributions, folios in place of names.

    `unnamed` gives the folio of each organisation that may not be named.
    """
    shown = dict(said) | {"contributions": [], "link": ""}
    shown["motions"] = [{key: value for key, value in each.items() if key != "ballots"} for each in said["motions"]]
    found: dict[str, Any] = _replaced(shown, unnamed)
    return found


def _replaced(value: Any, unnamed: Mapping[str, str]) -> Any:  # noqa: ANN401 -- JSON content has no narrower type
    match value:
        case str():
            return without_names(value, unnamed)
        case dict():
            return {key: _replaced(each, unnamed) for key, each in value.items()}
        case list():
            return [_replaced(each, unnamed) for each in value]
        case _:
            return value


def without_names(text: str, unnamed: Mapping[str, str]) -> str:
    """Every name that may not be said becomes its folio, the longest first, however its capitals are typed."""
    for name in sorted(filter(None, unnamed), key=len, reverse=True):
        text = re.sub(re.escape(name), unnamed[name].replace("\\", r"\\"), text, flags=re.IGNORECASE)
    return text
