"""Whether somebody can take part: a few questions from the rules of a call, and what the answers mean. Pure; nothing is kept.

Each rule of the catalogue has its question; a rule that needs a person, or that has no question here, says so. Add a
kind to QUESTIONS and it is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.calls.models import EligibilityRule, RuleKind
from app.calls.rules import LEGAL_FORMS, Params, complete
from app.core import format as shown
from app.core.i18n import LazyText, _, lazy
from app.core.periods import latest_start
from app.core.territory import state_choices
from app.people.models import LegalForm

MOST = 8
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
    """One question; `name` is its field. `means` reads an answer that was given."""

    name: str
    words: str
    control: Control
    means: Callable[[Answer], Meaning]
    no: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
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


def _means(good: str) -> Callable[[Answer], Meaning]:
    """Of yes, no and "not sure": which is good."""
    return lambda answer: Meaning.look if answer == UNSURE else Meaning.yes if answer == good else Meaning.no


def _options() -> tuple[tuple[str, str], ...]:
    return ((YES, _("Yes")), (NO, _("No")), (UNSURE, _("I am not sure")))


def _territory(name: str, params: Params) -> Question:
    return Question(
        name,
        _("In which state will the project take place?"),
        Control.state,
        lambda answer: Meaning.yes if answer in params["states"] else Meaning.no,
        _("This call does not fund projects there. Look for another call in the list, or subscribe to your state."),
        tuple(state_choices()),
    )


def _legal_form(name: str, params: Params) -> Question:
    return Question(
        name,
        _("How is your organisation constituted?"),
        Control.one_of,
        lambda answer: Meaning.yes if answer in params["forms"] else Meaning.no,
        _("Another organisation with one of these legal forms could present the project, and you take part in it."),
        tuple((form.value, str(LEGAL_FORMS[form])) for form in LegalForm),
    )


def _age(name: str, params: Params) -> Question:
    latest = latest_start(date.fromisoformat(params["on"]), int(params["months"]))
    return Question(
        name,
        _("Was your organisation founded on %(day)s or earlier?", day=shown.day(latest)),
        Control.one_of,
        _means(YES),
        _("An older organisation could present the project, and you take part in it."),
        _options(),
        look=_("Look into your articles of association: the day of the deed counts."),
    )


def _one(name: str, _params: Params) -> Question:
    return Question(
        name,
        _("Has your organisation begun or sent another proposal in this call?"),
        Control.one_of,
        _means(NO),
        _("Go on with that proposal: you may change it until the deadline."),
        _options(),
        look=_("Ask in your organisation before you write: two proposals of one organisation cannot both be funded."),
    )


def _amounts(name: str, params: Params) -> Question:
    least, most = (Decimal(params[key]) if params.get(key) else None for key in ("minimum", "maximum"))

    def means(answer: Answer) -> Meaning:
        asked = Decimal(answer or 0)
        return Meaning.yes if (least or 0) <= asked and (most is None or asked <= most) else Meaning.no

    return Question(
        name,
        _("How much would you ask for, in %(currency)s?", currency=params["currency"]),
        Control.money,
        means,
        _("Change the size of the project, or pay a part of it from another source, so that the amount fits."),
    )


def _percent(name: str, words: str, means: Callable[[Decimal], bool], no: str, hint: str) -> Question:
    def of(answer: Answer) -> Meaning:
        return Meaning.yes if means(Decimal(answer or 0)) else Meaning.no

    return Question(name, words, Control.percent, of, no, hint=hint)


def _own(name: str, params: Params) -> Question:
    least = Decimal(params["percent"])
    return _percent(
        name,
        _("What part of the total cost would your organisation contribute?"),
        lambda asked: asked >= least,
        _("Count work, rooms and equipment that you put in: contributions in kind count too."),
        _("In per cent. Money and contributions in kind both count."),
    )


def _indirect(name: str, params: Params) -> Question:
    most = Decimal(params["percent"])
    return _percent(
        name,
        _("What part of the grant would pay indirect costs?"),
        lambda asked: asked <= most,
        _("Lower the indirect costs of the budget, or pay a part of them yourselves."),
        _("In per cent: rent, accounting, telephone and other costs of running the organisation."),
    )


def _documents(name: str, params: Params) -> Question:
    return Question(
        name,
        _("Do you have all required documents, in force?"),
        Control.one_of,
        _means(YES),
        _("Begin to obtain what is missing today: a proposal without its documents cannot be accepted."),
        _options(),
        hint=_("They are listed on the call's page: %(n)s in all.", n=len(params.get("codes", []))),
        look=_("Compare your papers with the list on the call's page, with their dates."),
    )


def _calendar(name: str, params: Params) -> Question:
    first, last = (shown.day(date.fromisoformat(params[key])) for key in ("earliest", "latest"))
    return Question(
        name,
        _("Can the project begin and end between %(first)s and %(last)s?", first=first, last=last),
        Control.one_of,
        _means(YES),
        _("Shorten the project, or present one stage of it that fits between these dates."),
        _options(),
        look=_("Sketch the work plan first: every activity must fall between these dates."),
    )


QUESTIONS: Mapping[str, Callable[[str, Params], Question]] = {
    RuleKind.territory: _territory,
    RuleKind.legal_form: _legal_form,
    RuleKind.age: _age,
    RuleKind.one_per_organisation: _one,
    RuleKind.amounts: _amounts,
    RuleKind.own_contribution: _own,
    RuleKind.documents: _documents,
    RuleKind.calendar: _calendar,
    RuleKind.indirect_cap: _indirect,
}


def questions(rules: Sequence[EligibilityRule]) -> dict[str, Question]:
    """The questions of a call by the code of their rule: at most eight, who may take part before how much."""
    order = list(QUESTIONS)
    asked = sorted((rule for rule in rules if _askable(rule)), key=lambda rule: order.index(rule.kind))[:MOST]
    return {rule.code: QUESTIONS[rule.kind](rule.code, rule.params) for rule in asked}


def _askable(rule: EligibilityRule) -> bool:
    return rule.kind in QUESTIONS and complete(rule.kind, rule.params)


def verdicts(
    rules: Sequence[EligibilityRule], asked: Mapping[str, Question], answers: Mapping[str, Answer]
) -> list[Verdict]:
    """Every rule of the call in its order; what was not asked or not answered is for a person."""
    return [_verdict(rule, asked.get(rule.code), answers.get(rule.code)) for rule in rules]


def _verdict(rule: EligibilityRule, question: Question | None, answer: Answer) -> Verdict:
    if question is None:
        return Verdict(rule, Meaning.look, _("The programme's team checks this with what you send."))
    if answer is None or answer == "":
        return Verdict(rule, Meaning.look, _("You did not answer this question, so nothing can be said of it."))
    meaning = question.means(answer)
    words = {Meaning.yes: "", Meaning.no: question.no, Meaning.look: question.look}
    return Verdict(rule, meaning, words[meaning])


def overall(found: Sequence[Verdict]) -> Meaning:
    """One "no" is enough for no; without one, whatever is open is for a person."""
    meanings = {verdict.meaning for verdict in found}
    return next((each for each in (Meaning.no, Meaning.look) if each in meanings), Meaning.yes)
