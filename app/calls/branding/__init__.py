"""How a call shows who stands behind it: logos, a colour, and whether the donor's logo is shown."""

from app.core.acts import name_acts
from app.core.i18n import lazy

name_acts(
    {
        "call.branding": lazy("Colour and rule of the donor's logo"),
        "call.logo_added": lazy("Logo added"),
        "call.logo_changed": lazy("Logo changed"),
        "call.logo_moved": lazy("Logo moved"),
        "call.logo_removed": lazy("Logo taken away"),
    }
)
