"""The verbs of a programme."""

from app.programmes.service.calendars import save_rates, save_windows, save_years
from app.programmes.service.frame import change, create, save_result
from app.programmes.service.indicators import save_indicator, save_targets

__all__ = [
    "change",
    "create",
    "save_indicator",
    "save_rates",
    "save_result",
    "save_targets",
    "save_windows",
    "save_years",
]
