"""The verbs of minutes: begin, write, close, reopen, sign, add; and whether a call shows them to everybody."""

from app.review.minutes.service.drafting import Written, begin, write
from app.review.minutes.service.sealing import add, close, reopen, sign
from app.review.minutes.service.showing import show_to_all

__all__ = ["Written", "add", "begin", "close", "reopen", "show_to_all", "sign", "write"]
