"""The slow look at a file: what it is and whether it is healthy, taken in a thread before the transaction begins.

The verdict is remembered for a while by the file's digest, so that the transaction only has to read it.
"""

import contextlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

from app.core.errors import Refused
from app.core.scanning import ScanState, scanner
from app.core.seals import digest
from app.core.sniffing import Kind, sniff

REMEMBERED = 128


@dataclass(frozen=True)
class Look:
    """What a file is: its kind, its pages where it has any, its health, its SHA-256."""

    kind: Kind
    pages: int | None
    health: ScanState
    sha256: str


_seen: OrderedDict[str, Look] = OrderedDict()
_lock = threading.Lock()


def look(data: bytes) -> Look:
    """Look at a file, or remember what was seen; Refused in words for what no one should send."""
    mark = digest(data)
    with _lock:
        known = _seen.get(mark)
    if known is not None:
        return known
    kind, pages = sniff(data)
    found = Look(kind, pages, scanner().scan(data), mark)
    with _lock:
        _seen[mark] = found
        while len(_seen) > REMEMBERED:
            _seen.popitem(last=False)
    return found


def look_ahead(data: bytes) -> None:
    """Take the look early; what is wrong with the file is said later, beside its field."""
    with contextlib.suppress(Refused, OSError):
        look(data)
