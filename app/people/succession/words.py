"""How the choices of a hand-over are called."""

from app.core.i18n import LazyText, lazy
from app.people.succession.models import Afterwards

AFTERWARDS: dict[Afterwards, LazyText] = {
    Afterwards.editor: lazy("I go on as an editor"),
    Afterwards.viewer: lazy("I go on as a viewer"),
    Afterwards.leaves: lazy("I leave the team"),
}

LOSES: dict[Afterwards, LazyText] = {
    Afterwards.editor: lazy("goes on as an editor"),
    Afterwards.viewer: lazy("goes on as a viewer"),
    Afterwards.leaves: lazy("leaves the team"),
}
