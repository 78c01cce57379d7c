"""The documents that the call asks for; each is a file, so this section holds no text of its own."""

from app.core.format import both_text
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame


class DocumentsForm(Form):
    """Nothing is typed here."""


def _check(_form: DocumentsForm, frame: Frame) -> list[Problem]:
    return [
        Problem(need.code, _("Add the document “%(title)s”.", title=both_text(dict(need.title))), missing=True)
        for need in frame.needs
        if need.required and need.id not in frame.given
    ]


DOCUMENTS = Section(
    "documents",
    lazy("Documents"),
    lazy("A photo taken with the phone is accepted where a scan is."),
    DocumentsForm,
    _check,
)
