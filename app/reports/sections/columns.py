"""The columns of each section: how a field is called, typed and shown. One list for the form, the reading and the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.core.i18n import LazyText, lazy
from app.programmes.models import Missing
from app.reports.models import ActivityStatus
from app.reports.sections.kinds import Key
from app.reports.states import ACTIVITIES, GROUPS, MISSING

Shape = Literal["text", "textarea", "date", "money", "number", "select"]


@dataclass(frozen=True)
class Column:
    """One field of a row or of a section of text."""

    name: str
    label: LazyText
    kind: Shape = "text"
    options: Sequence[tuple[str, LazyText]] = ()
    optional: bool = False
    hint: LazyText | None = None


_STATUS = Column(
    "status", lazy("Status"), "select", [(str(ActivityStatus(key)), face.staff) for key, face in ACTIVITIES.items()]
)
_DONE = Column("done_on", lazy("Done on"), "date", optional=True)
_PROGRESS = Column("progress", lazy("What was done"), "textarea", optional=True)
_REASON = Column("reason", lazy("Reason, if it does not go as planned"), "textarea")
_LINK = Column("link", lazy("Link"), optional=True)
_YES_NO = (("yes", lazy("Yes")), ("no", lazy("No")))
_GIVEN_MISSING = tuple((str(kind), MISSING[kind]) for kind in (Missing.not_available, Missing.not_applicable))

ACTIVITY = (_STATUS, _DONE, _PROGRESS, _REASON)
OWN_ACTIVITY = (
    Column("title", lazy("Activity")),
    Column("result", lazy("Result"), optional=True, hint=lazy("Its code, as in 2.1.")),
    Column("start", lazy("Planned start"), "date", optional=True),
    Column("end", lazy("Planned end"), "date", optional=True),
    *ACTIVITY,
)
INDICATOR = (
    Column(
        "value", lazy("Value"), "number", optional=True, hint=lazy("Zero is a value. Leave it empty if there is none.")
    ),
    Column("missing", lazy("If there is no value"), "select", _GIVEN_MISSING, optional=True),
    Column(
        "group_size", lazy("Out of how many"), "number", optional=True, hint=lazy("If the value is part of a group.")
    ),
    Column("group_name", lazy("Which group"), "select", list(GROUPS.items()), optional=True),
    Column("said_met", lazy("Was the target met?"), "select", _YES_NO, optional=True),
    Column("activity", lazy("Activity it rests on"), "select", optional=True),
    Column("forecast", lazy("Forecast"), "number", optional=True),
    Column("forecast_on", lazy("Forecast for"), "date", optional=True),
    Column("reason", lazy("Reason, if it falls short or is not available"), "textarea"),
)
EXPENSE = (
    Column("spent", lazy("Spent in this period"), "money", hint=lazy("0 if nothing was spent.")),
    Column("reason", lazy("Reason, if it is over the budget"), "textarea"),
)
PROJECTION = (Column("amount", lazy("Amount"), "money"),)
TRAINING = (
    Column("name", lazy("Course")),
    Column("start_on", lazy("Start"), "date"),
    Column("end_on", lazy("End"), "date"),
    Column("hours", lazy("Hours"), "number", optional=True),
    Column("enrolled", lazy("Enrolled"), "number"),
    Column("module_1", lazy("Finished module 1"), "number", optional=True),
    Column("module_2", lazy("Finished module 2"), "number", optional=True),
    Column("module_3", lazy("Finished module 3"), "number", optional=True),
    Column("certificates", lazy("Certificates"), "number"),
    Column("women", lazy("Women"), "number"),
    Column("men", lazy("Men"), "number"),
    Column("not_said", lazy("Other or not said"), "number", optional=True),
)
EVENT = (
    Column("title", lazy("Event")),
    Column("kind", lazy("Kind"), hint=lazy("Meeting, workshop, session, survey…")),
    Column("held_on", lazy("Day"), "date"),
    Column("participants", lazy("Participants"), "number", optional=True),
    _LINK,
)
PRODUCT = (
    Column("name", lazy("Product")),
    Column("version", lazy("Version"), optional=True),
    Column("delivered_on", lazy("Delivered on"), "date", optional=True),
    _LINK,
)
ACCOMPLISHMENT = (Column("text", lazy("What was achieved"), "textarea", optional=True),)
NARRATIVE = (
    Column("progress", lazy("Progress in the period"), "textarea"),
    Column("problems", lazy("Problems and delays, and what was learned"), "textarea"),
    Column("corrective", lazy("Corrective actions"), "textarea"),
)
OWN_NARRATIVE = (
    Column("context", lazy("Context"), "textarea"),
    Column("problems", lazy("Problems and delays, and what was learned"), "textarea"),
    Column("corrective", lazy("Corrective actions"), "textarea"),
    Column(
        "evaluation",
        lazy("Evaluation and learning"),
        "textarea",
        hint=lazy(
            "If there were none, say so: «En este periodo no se realizaron evaluaciones ni planes de aprendizaje.»"
        ),
    ),
    Column(
        "environmental",
        lazy("Environmental compliance"),
        "textarea",
        hint=lazy("If it does not apply, say so: «No aplica.»"),
    ),
)

_BOTH: dict[Key, Sequence[Column]] = {
    Key.indicators: INDICATOR,
    Key.expenses: EXPENSE,
    Key.projection: PROJECTION,
    Key.trainings: TRAINING,
    Key.events: EVENT,
    Key.products: PRODUCT,
    Key.accomplishments: ACCOMPLISHMENT,
}


def columns(key: Key, *, own: bool) -> Sequence[Column]:
    """The columns of a section."""
    if key is Key.activities:
        return OWN_ACTIVITY if own else ACTIVITY
    if key is Key.narrative:
        return OWN_NARRATIVE if own else NARRATIVE
    return _BOTH[key]
