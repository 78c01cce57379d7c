"""A question, what answers mean for a rule, and the small questions that most rules are made of. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.calls.models import EligibilityRule
from app.core.i18n import LazyText, _, lazy

Answer = str | Decimal | None
YES, NO, UNSURE = "yes", "no", "unsure"


class Meaning(StrEnum):
    """What an answer means for one rule."""

    yes = "yes"
    no = "no"
    look = "look"


class Control(StrEnum):
    """How a question is answered."""

    one_of = "one_of"
    state = "state"
    money = "money"
    percent = "percent"


FACES: Mapping[Meaning, tuple[LazyText, str]] = {
    Meaning.yes: (lazy("Yes"), "green"),
    Meaning.no: (lazy("No"), "red"),
    Meaning.look: (lazy("A person will look"), "amber"),
}


@dataclass(frozen=True)
class Question:
    """One question; `name` is its field."""

    name: str
    words: str
    control: Control
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Check:
    """What one rule asks. `means` reads the answers in the order of the questions; None: too few were given."""

    questions: tuple[Question, ...]
    means: Callable[[Sequence[Answer]], Meaning | None]
    no: str
    look: str = ""


@dataclass(frozen=True)
class Verdict:
    """One rule in its own words, what the answer means for it, and what to do next."""

    rule: EligibilityRule
    meaning: Meaning
    next: str

    @property
    def face(self) -> tuple[str, str]:
        label, colour = FACES[self.meaning]
        return str(label), colour


def of_one(means: Callable[[Answer], bool]) -> Callable[[Sequence[Answer]], Meaning | None]:
    """A rule that hangs on one answer: whether it meets it; "not sure" is for a person."""

    def read(given: Sequence[Answer]) -> Meaning | None:
        (answer,) = given
        if answer is None or answer == "":
            return None
        if answer == UNSURE:
            return Meaning.look
        return Meaning.yes if means(answer) else Meaning.no

    return read


def yes_or_no(name: str, words: str, *, good: str = YES, no: str, look: str, hint: str = "") -> Check:
    """Yes, no or "I am not sure"."""
    options = ((YES, _("Yes")), (NO, _("No")), (UNSURE, _("I am not sure")))
    question = Question(name, words, Control.one_of, options, hint)
    return Check((question,), of_one(lambda answer: answer == good), no, look)
