"""The verbs of the questions: asked and recorded, answered, published."""

from app.calls.questions.service.answering import merge, publish, send, send_back, set_aside, take_up, write
from app.calls.questions.service.asking import ask, record

__all__ = ["ask", "merge", "publish", "record", "send", "send_back", "set_aside", "take_up", "write"]
