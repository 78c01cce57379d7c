"""What is asked about the organisation, its papers and its plan. Pure."""

from collections.abc import Sequence
from datetime import date

from app.calls.can_i.base import NO, Answer, Check, Control, Meaning, Question, of_one, yes_or_no
from app.calls.models import EligibilityRule
from app.calls.rules import KEYS, LEGAL_FORMS, joined
from app.core import format as shown
from app.core.i18n import _
from app.core.periods import latest_start
from app.core.territory import state_choices
from app.people.models import LegalForm


def territory(rule: EligibilityRule) -> Check:
    states, named = rule.params["states"], rule.params.get("municipalities") or {}
    choices = tuple(state_choices())
    asked = [Question(rule.code, _("In which state will the project take place?"), Control.state, choices)]
    if rule.params.get("home"):
        words = _("In which state does your organisation have its domicile?")
        asked.append(Question(f"{rule.code}_home", words, Control.state, choices))

    def means(given: Sequence[Answer]) -> Meaning | None:
        if any(answer and answer not in states for answer in given):
            return Meaning.no
        if not all(given):
            return None
        return Meaning.look if given[0] in named else Meaning.yes

    return Check(
        tuple(asked),
        means,
        _("This call does not fund projects there. Look for another call in the list, or subscribe to your state."),
        _("In this state only some municipalities count: the rule names them."),
    )


def legal_form(rule: EligibilityRule) -> Check:
    options = tuple((form.value, str(LEGAL_FORMS[form])) for form in LegalForm)
    return Check(
        (Question(rule.code, _("How is your organisation constituted?"), Control.one_of, options),),
        of_one(lambda answer: answer in rule.params["forms"]),
        _("Another organisation with one of these legal forms could present the project, and you take part in it."),
    )


def age(rule: EligibilityRule) -> Check:
    latest = latest_start(date.fromisoformat(rule.params["on"]), int(rule.params["months"]))
    return yes_or_no(
        rule.code,
        _("Was your organisation founded on %(day)s or earlier?", day=shown.day(latest)),
        no=_("An older organisation could present the project, and you take part in it."),
        look=_("Look into your articles of association: the day of the deed counts."),
    )


def registry(rule: EligibilityRule) -> Check:
    keys = joined([str(KEYS[key]) for key in rule.params["keys"]])
    return yes_or_no(
        rule.code,
        _("Does your organisation have its %(keys)s?", keys=keys),
        no=_("Begin to obtain what is missing today: without it the proposal cannot be accepted."),
        look=_("Look into your tax papers and your registration: each key is printed on them."),
    )


def one_per_organisation(rule: EligibilityRule) -> Check:
    return yes_or_no(
        rule.code,
        _("Has your organisation begun or sent another proposal in this call?"),
        good=NO,
        no=_("Go on with that proposal: you may change it until the deadline."),
        look=_("Ask in your organisation before you write: two proposals of one organisation cannot both be funded."),
    )


def debts(rule: EligibilityRule) -> Check:
    owes = _("Does your organisation owe this programme a report, a document or money?")
    if rule.params.get("agreements"):
        owes = _(
            "Does your organisation owe this programme a report, a document or money, or has it an agreement with it that is still open?"
        )
    return yes_or_no(
        rule.code,
        owes,
        good=NO,
        no=_("Settle it first and ask the team to record it: what is settled no longer counts."),
        look=_("Ask the team what its register says of your organisation."),
    )


def documents(rule: EligibilityRule) -> Check:
    return yes_or_no(
        rule.code,
        _("Do you have all required documents, in force?"),
        no=_("Begin to obtain what is missing today: a proposal without its documents cannot be accepted."),
        look=_("Compare your papers with the list on the call's page, with their dates."),
        hint=_("They are listed on the call's page: %(n)s in all.", n=len(rule.params.get("codes", []))),
    )


def calendar(rule: EligibilityRule) -> Check:
    first, last = (shown.day(date.fromisoformat(rule.params[key])) for key in ("earliest", "latest"))
    return yes_or_no(
        rule.code,
        _("Can the project begin and end between %(first)s and %(last)s?", first=first, last=last),
        no=_("Shorten the project, or present one stage of it that fits between these dates."),
        look=_("Sketch the work plan first: every activity must fall between these dates."),
    )


def declaration(rule: EligibilityRule) -> Check:
    return yes_or_no(
        rule.code,
        _("Can your organisation declare this? “%(words)s”", words=shown.both_text(rule.words)),
        no=_("Whoever sends a proposal accepts this text: without it nothing can be sent."),
        look=_("Read it with your legal representative before you write."),
    )
