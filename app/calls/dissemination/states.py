"""How the media and the parts of a line are called, and the acts of the log."""

from app.calls.dissemination.models import Medium
from app.core.acts import name_acts
from app.core.i18n import LazyText, lazy

MEDIA: dict[Medium, LazyText] = {
    Medium.site: lazy("Web site"),
    Medium.social: lazy("Social networks"),
    Medium.mail: lazy("Mail"),
    Medium.messages: lazy("Message groups"),
    Medium.press: lazy("Press"),
    Medium.radio: lazy("Radio or television"),
    Medium.event: lazy("Event or session"),
    Medium.visit: lazy("Visit in the territory"),
    Medium.allies: lazy("Allies and networks"),
    Medium.other: lazy("Other"),
}

LABELS: dict[str, LazyText] = {
    "medium": lazy("By what"),
    "what": lazy("What was done"),
    "on": lazy("Day"),
    "state": lazy("State"),
    "place": lazy("Place"),
    "link": lazy("Link"),
    "reach": lazy("People reached"),
    "source": lazy("Where the number comes from"),
}

name_acts(
    {
        "dissemination.recorded": lazy("Dissemination noted"),
        "dissemination.changed": lazy("Dissemination corrected"),
        "dissemination.removed": lazy("Dissemination taken out of the log"),
    }
)
