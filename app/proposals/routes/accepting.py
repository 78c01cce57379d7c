"""Which files a browser offers to choose."""

from collections.abc import Iterable

from app.core.sniffing import KINDS


def accept(kinds: Iterable[str]) -> str:
    """The endings of these kinds, as the attribute `accept` takes them."""
    return ",".join(f".{ending}" for kind in kinds if kind in KINDS for ending in KINDS[kind].endings)
