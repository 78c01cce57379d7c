"""What is asked before two organisations become one."""

from app.core.fields import Paragraphs, Tick
from app.core.forms import Form


class MergeForm(Form):
    reason: Paragraphs
    compared: Tick = False
