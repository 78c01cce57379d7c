"""The verbs of a call."""

from app.calls.service.acts import follow, record_opening, record_results_published
from app.calls.service.documents import attach, detach
from app.calls.service.drafting import amend, save_part, start
from app.calls.service.publishing import cancel, publish, send_back, send_to_review

__all__ = [
    "amend",
    "attach",
    "cancel",
    "detach",
    "follow",
    "publish",
    "record_opening",
    "record_results_published",
    "save_part",
    "send_back",
    "send_to_review",
    "start",
]
