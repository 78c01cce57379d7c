"""What is asked about the amount and the budget. Pure."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from app.calls.can_i.base import Answer, Check, Control, Meaning, Question, of_one, yes_or_no
from app.calls.models import EligibilityRule
from app.calls.rules import capped
from app.core.i18n import _


def _limit(rule: EligibilityRule, key: str) -> Decimal | None:
    value = rule.params.get(key)
    return Decimal(value) if value else None


def _amount(rule: EligibilityRule) -> Question:
    """Asked once, whichever rules look at it."""
    words = _("How much would you ask for, in %(currency)s?", currency=rule.params["currency"])
    return Question(rule.code, words, Control.money)


def amounts(rule: EligibilityRule) -> Check:
    least, most = _limit(rule, "minimum"), _limit(rule, "maximum")

    def fits(answer: Answer) -> bool:
        asked = Decimal(answer or 0)
        return (least or 0) <= asked and (most is None or asked <= most)

    return Check(
        (_amount(rule),),
        of_one(fits),
        _("Change the size of the project, or pay a part of it from another source, so that the amount fits."),
    )


def ceiling(rule: EligibilityRule) -> Check:
    single, every = _limit(rule, "per_grant"), _limit(rule, "cumulative")

    def means(given: Sequence[Answer]) -> Meaning | None:
        sums = [None if answer in {None, ""} else Decimal(answer or 0) for answer in given]
        asked, before = sums[0], sums[-1] if every else Decimal(0)
        over = single is not None and asked is not None and asked > single
        if over or (every is not None and before is not None and (asked or 0) + before > every):
            return Meaning.no
        return None if None in sums else Meaning.yes

    earlier = Question(
        f"{rule.code}_before",
        _("How much did your organisation receive in earlier grants of this programme, in all?"),
        Control.money,
        hint=_("Write 0 if there were none."),
    )
    return Check(
        (_amount(rule), earlier) if every else (_amount(rule),),
        means,
        _("Ask for less, so that this grant and the earlier ones stay under the ceiling."),
    )


def own_contribution(rule: EligibilityRule) -> Check:
    least = Decimal(rule.params["percent"])
    return _percent(
        rule,
        _("What part of the total cost would your organisation contribute?"),
        lambda answer: Decimal(answer or 0) >= least,
        _("Count work, rooms and equipment that you put in: contributions in kind count too."),
        _("In per cent. Money and contributions in kind both count."),
    )


def indirect_cap(rule: EligibilityRule) -> Check:
    most = Decimal(rule.params["percent"])
    return _percent(
        rule,
        _("What part of the grant would pay indirect costs?"),
        lambda answer: Decimal(answer or 0) <= most,
        _("Lower the indirect costs of the budget, or pay a part of them yourselves."),
        _("In per cent: rent, accounting, telephone and other costs of running the organisation."),
    )


def category_caps(rule: EligibilityRule) -> Check:
    return yes_or_no(
        rule.code,
        _("Can your budget keep within these parts of the grant?"),
        no=_("Pay what is above from another source, or plan the work with less of that kind of cost."),
        look=_("Sketch the budget first, line by line, each in its category."),
        hint=_("At most: %(caps)s.", caps=capped(rule.params)),
    )


def _percent(rule: EligibilityRule, words: str, means: Callable[[Answer], bool], no: str, hint: str) -> Check:
    return Check((Question(rule.code, words, Control.percent, hint=hint),), of_one(means), no)
