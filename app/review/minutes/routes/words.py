"""What the text of minutes needs to be shown."""

from datetime import date, datetime
from typing import Any

from app.calls.scoring.words import SECTORS
from app.review.minutes.states import CHOICES

BODY: dict[str, Any] = {
    "choices": CHOICES,
    "sectors": SECTORS,
    "instant": datetime.fromisoformat,
    "calendar_day": date.fromisoformat,
}
