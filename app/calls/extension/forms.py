"""The form of an extension."""

from app.calls.forms.acts import Reasoned
from app.calls.forms.base import Hour
from app.core.fields import Day, Tick, Whole


class ExtendForm(Reasoned):
    """The new deadline in the call's zone; whoever signs ticks it."""

    on: Day
    at: Hour
    the_rest: Tick = False
    signed: Tick = False
    revision: Whole = 0
