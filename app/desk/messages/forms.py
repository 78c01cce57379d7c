"""Forms of the messages."""

from app.calls.words import both
from app.core.fields import Line, Paragraphs, Tick
from app.core.forms import Form
from app.desk.messages.models import CallMessage, Segment
from app.desk.messages.service import Words


class MessageForm(Form):
    segment: Segment
    home: Line | None = None
    subject_es: Line | None = None
    subject_en: Line | None = None
    body_es: Paragraphs | None = None
    body_en: Paragraphs | None = None

    @property
    def words(self) -> Words:
        home = (self.home or "") if self.segment == Segment.registered else ""
        return Words(self.segment, home, both(self.subject_es, self.subject_en), both(self.body_es, self.body_en))

    @staticmethod
    def initial(message: CallMessage) -> dict[str, str]:
        """What is written so far."""
        return {
            "segment": message.segment,
            "home": message.home,
            "subject_es": message.subject.get("es", ""),
            "subject_en": message.subject.get("en", ""),
            "body_es": message.body.get("es", ""),
            "body_en": message.body.get("en", ""),
        }


class ConfirmForm(Form):
    mark: Line
    sure: Tick = False
