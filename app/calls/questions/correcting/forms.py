"""The forms of a correction."""

from app.calls.forms.acts import Reasoned
from app.calls.questions.correcting.service import Corrected
from app.calls.words import both
from app.core.fields import Line, Paragraphs, Tick
from app.core.forms import Form


class CorrectionForm(Reasoned):
    answer_es: Paragraphs | None = None
    answer_en: Paragraphs | None = None
    changes_rules: Tick = False
    amendment: Line | None = None

    @property
    def said(self) -> Corrected:
        return Corrected(both(self.answer_es, self.answer_en), self.reason, self.changes_rules, self.amendment)


class SeenForm(Form):
    """Which correction somebody was shown."""

    seen: str
