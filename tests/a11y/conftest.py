"""The sweep uses the browser of the journeys."""

from tests.support.pages import chromium, context

__all__ = ["chromium", "context"]
