"""Forms of the questions."""

from typing import Literal

from pydantic import Field

from app.calls.forms.base import Hour
from app.calls.questions.models import CallQuestion, Channel, Topic
from app.calls.questions.service.answering import Answer
from app.calls.words import both
from app.core.fields import Day, Email, Line, Paragraphs, Tick, Whole
from app.core.forms import Form


class AskForm(Form):
    email: Email | None = None
    text: Paragraphs


class RecordForm(Form):
    text: Paragraphs
    language: Literal["es", "en"] = "es"
    channel: Channel
    on: Day
    at: Hour
    asker: Line | None = None
    email: Email | None = None


class AnswerForm(Form):
    """`send`: hand it to a second person, not only keep it."""

    topic: Topic | None = None
    words_es: Paragraphs | None = None
    words_en: Paragraphs | None = None
    answer_es: Paragraphs | None = None
    answer_en: Paragraphs | None = None
    changes_rules: Tick = False
    amendment: Line | None = None
    revision: Whole = 0
    send: Tick = False

    @property
    def said(self) -> Answer:
        return Answer(
            self.topic,
            both(self.words_es, self.words_en),
            both(self.answer_es, self.answer_en),
            self.changes_rules,
            self.amendment,
        )

    @staticmethod
    def initial(question: CallQuestion) -> dict[str, object]:
        """What is kept so far; a new question opens with the words that were asked, to take names out of them."""
        words = question.words or {question.language: question.original}
        return {
            "topic": question.topic or "",
            "words_es": words.get("es", ""),
            "words_en": words.get("en", ""),
            "answer_es": question.answer.get("es", ""),
            "answer_en": question.answer.get("en", ""),
            "changes_rules": question.changes_rules,
            "amendment": question.amendment_id or "",
            "revision": question.revision,
        }


class MergeForm(Form):
    into: Line


class AsideForm(Form):
    reason: Paragraphs


class BackForm(Form):
    comment: Paragraphs


class PublishForm(Form):
    questions: list[str] = Field(default_factory=list)
