"""What the commands do; `app.cli` reads the words, these act."""

from app.commands import demo, operate, receipts

__all__ = ["demo", "operate", "receipts"]
