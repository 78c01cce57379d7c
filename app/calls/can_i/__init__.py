"""Whether somebody can take part: questions from the rules of a call, and what the answers mean. Pure; nothing is kept.

Each kind of the catalogue has its questions here, but for a rule that only a person can judge: that one says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.calls.can_i import money, profile
from app.calls.can_i.base import Answer, Check, Control, Meaning, Question, Verdict
from app.calls.models import EligibilityRule, RuleKind
from app.calls.rules import complete
from app.core.i18n import _

__all__ = ["QUESTIONS", "Control", "Meaning", "Question", "Verdict", "checks", "overall", "questions", "verdicts"]

# Who may take part comes before how much.
QUESTIONS: Mapping[str, Callable[[EligibilityRule], Check]] = {
    RuleKind.territory: profile.territory,
    RuleKind.legal_form: profile.legal_form,
    RuleKind.age: profile.age,
    RuleKind.registry: profile.registry,
    RuleKind.one_per_organisation: profile.one_per_organisation,
    RuleKind.debts: profile.debts,
    RuleKind.amounts: money.amounts,
    RuleKind.ceiling: money.ceiling,
    RuleKind.own_contribution: money.own_contribution,
    RuleKind.indirect_cap: money.indirect_cap,
    RuleKind.category_caps: money.category_caps,
    RuleKind.documents: profile.documents,
    RuleKind.calendar: profile.calendar,
    RuleKind.declaration: profile.declaration,
}


def checks(rules: Sequence[EligibilityRule]) -> dict[str, Check]:
    """What each rule of a call asks, by its code. What two rules ask in the same words is asked once."""
    order = list(QUESTIONS)
    found: dict[str, Check] = {}
    known: dict[str, Question] = {}
    for rule in sorted((rule for rule in rules if _askable(rule)), key=lambda rule: order.index(rule.kind)):
        check = QUESTIONS[rule.kind](rule)
        asked = tuple(known.setdefault(each.words, each) for each in check.questions)
        found[rule.code] = replace(check, questions=asked)
    return found


def questions(asked: Mapping[str, Check]) -> dict[str, Question]:
    """Every question once, by the name of its field."""
    return {each.name: each for check in asked.values() for each in check.questions}


def _askable(rule: EligibilityRule) -> bool:
    return rule.kind in QUESTIONS and complete(rule.kind, rule.params)


def verdicts(
    rules: Sequence[EligibilityRule], asked: Mapping[str, Check], answers: Mapping[str, Answer]
) -> list[Verdict]:
    """Every rule of the call in its order; what was not asked or not answered is for a person."""
    return [_verdict(rule, asked.get(rule.code), answers) for rule in rules]


def _verdict(rule: EligibilityRule, check: Check | None, answers: Mapping[str, Answer]) -> Verdict:
    if check is None:
        return Verdict(rule, Meaning.look, _("The programme's team checks this with what you send."))
    meaning = check.means([answers.get(each.name) for each in check.questions])
    if meaning is None:
        return Verdict(rule, Meaning.look, _("You did not answer this question, so nothing can be said of it."))
    words = {Meaning.yes: "", Meaning.no: check.no, Meaning.look: check.look}
    return Verdict(rule, meaning, words[meaning])


def overall(found: Sequence[Verdict]) -> Meaning:
    """One "no" is enough for no; without one, whatever is open is for a person."""
    meanings = {verdict.meaning for verdict in found}
    return next((each for each in (Meaning.no, Meaning.look) if each in meanings), Meaning.yes)
