"""Agreements pass to the registration that is left when two of one organisation are merged."""

from app.agreements.models import Agreement
from app.core.i18n import ngettext
from app.people.merging.shares import register, whole


def enrol() -> None:
    """Say what is ours: its number, its text and its signed copy stay as they are."""
    register(
        "agreement",
        whole(Agreement, lambda n: ngettext("%(n)s agreement passes over", "%(n)s agreements pass over", n)),
    )
