"""Forms of the branding: the colour and the rule; a logo with its words in both languages."""

from typing import Annotated

from pydantic import BeforeValidator

from app.calls.branding.models import DonorLogo, LogoRole
from app.calls.words import Both, both
from app.core.colours import parsed
from app.core.fields import Line, wrong
from app.core.forms import Form
from app.core.i18n import _


def _colour(value: object) -> str:
    text = str(value or "").strip()
    found = parsed(text) if text else ""
    if found is None:
        raise wrong(_("Write the colour as # and six figures from 0 to F, as in #0B5C52."))
    return found


class BrandingForm(Form):
    """The colour, empty for the house's own, and what is said of the donor's logo."""

    accent: Annotated[str, BeforeValidator(_colour)] = ""
    donor_logo: DonorLogo


class LogoForm(Form):
    """Whose logo it is, and its words: a picture that nobody describes is lost to who does not see it."""

    role: LogoRole
    alt_es: Line
    alt_en: Line

    @property
    def alt(self) -> Both:
        return both(self.alt_es, self.alt_en)


class OrderForm(Form):
    """Which of its buttons was pressed: `move` is "rows-<id>-up", `drop` the identifier of a logo."""

    move: str = ""
    drop: str = ""
