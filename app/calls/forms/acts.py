"""Forms of the acts: sending it back, cancelling it, offering a file."""

from app.calls.words import Both, both
from app.core.fields import Line, Paragraphs, Tick
from app.core.forms import Form


class CommentForm(Form):
    """What is to be corrected."""

    comment: Paragraphs


class Reasoned(Form):
    """A public reason in both languages."""

    reason_es: Paragraphs | None = None
    reason_en: Paragraphs | None = None

    @property
    def reason(self) -> Both:
        return both(self.reason_es, self.reason_en)


class CancelForm(Reasoned):
    """Cancelling cannot be undone, so it is ticked as well."""

    sure: Tick = False


class DocumentForm(Reasoned):
    """A file to offer."""

    title_es: Line
    title_en: Line | None = None


class NothingForm(Form):
    """A button without fields."""
