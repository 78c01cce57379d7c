"""Reading what a sealed text says of itself."""

from collections.abc import Mapping
from datetime import datetime


def authorised_at(word: Mapping[str, str] | None) -> datetime | None:
    """When the representative authorised, as the sealed text says it."""
    return datetime.fromisoformat(word["at"]) if word and word.get("at") else None
