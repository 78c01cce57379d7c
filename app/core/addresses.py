"""Full addresses of our pages, for mails and documents."""

from app.core.settings import settings


def absolute(path: str) -> str:
    """The full address of a page."""
    return settings().base_url.rstrip("/") + path
