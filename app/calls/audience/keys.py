"""Links of people without an account: the identifier of their row and a mark that only this installation can make."""

import hashlib
import hmac

from app.core.settings import settings

SUBSCRIPTION = "subscription"
GUEST = "session guest"
CALENDAR = "calendar"


def key_of(purpose: str, row_id: str) -> str:
    """What stands in the link."""
    return f"{row_id}-{_mark(purpose, row_id)}"


def opened(purpose: str, key: str) -> str | None:
    """The identifier that a link names, if the link is ours."""
    row_id, _dash, mark = key.partition("-")
    return row_id if hmac.compare_digest(mark.encode(), _mark(purpose, row_id).encode()) else None


def source_of(address: str) -> str:
    """Where a form came from, so that it can be counted and not be read."""
    return hmac.new(settings().secret_key, f"source:{address}".encode(), hashlib.sha256).hexdigest() if address else ""


def _mark(purpose: str, row_id: str) -> str:
    said = f"{purpose}:{row_id}".encode()
    return hmac.new(settings().secret_key, said, hashlib.sha256).hexdigest()[:32]
