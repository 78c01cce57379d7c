"""Reading what a sealed text says of itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple


def authorised_at(word: Mapping[str, str] | None) -> datetime | None:
    """When the representative authorised, as the sealed text says it."""
    return datetime.fromisoformat(word["at"]) if word and word.get("at") else None


class Consented(NamedTuple):
    """A partner that had consented when the proposal was sent: who answered for it, and when."""

    name: str
    by: str
    at: datetime


def consented(said: Mapping[str, Any]) -> list[Consented]:
    """The consents of a sealed text; none where no network presented it."""
    kept = said.get("consents") or []
    return [Consented(each["name"], each["by"], datetime.fromisoformat(each["at"])) for each in kept]
