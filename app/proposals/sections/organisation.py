"""The organisation check: the profile is kept once, here a person confirms that it is right today."""

from app.core.fields import Tick
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame


class OrganisationForm(Form):
    """A tick under the organisation's own data."""

    confirmed: Tick = False


def _check(form: OrganisationForm, _frame: Frame) -> list[Problem]:
    if form.confirmed:
        return []
    return [Problem("confirmed", _("Confirm that the data of the organisation are right."), missing=True)]


ORGANISATION = Section(
    "organisation",
    lazy("Your organisation"),
    lazy("We take these data from your organisation’s page, so that you type them once. Check them and confirm."),
    OrganisationForm,
    _check,
)
