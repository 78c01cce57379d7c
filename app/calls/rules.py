"""The catalogue of eligibility rules: what each is called, its params, and the words a CSO reads.

Params by kind (numbers are text, dates ISO):
territory {states: [ISO]} · legal_form {forms: [LegalForm]} · one_per_organisation {} ·
amounts {minimum|None, maximum|None, currency} · own_contribution {percent} of the total, cash or in kind ·
indirect_cap {percent} of the grant · documents {codes: [requirement code]} · calendar {earliest, latest} ·
person {}: somebody answers the question in `words`.
Those of territory, amounts, own_contribution, indirect_cap, documents and calendar follow the parts of the call
that hold them, so that no number is typed twice.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from app.calls.models import RuleKind as K
from app.calls.words import Both, in_both
from app.core import format as shown
from app.core.i18n import LazyText, _, lazy
from app.core.territory import state_names
from app.people.models import LegalForm

Params = dict[str, Any]

NAMES: dict[K, LazyText] = {
    K.territory: lazy("Territory"),
    K.legal_form: lazy("Legal form"),
    K.one_per_organisation: lazy("One proposal per organisation"),
    K.amounts: lazy("Amount requested"),
    K.own_contribution: lazy("Own contribution"),
    K.indirect_cap: lazy("Indirect costs"),
    K.documents: lazy("Required documents"),
    K.calendar: lazy("Project dates"),
    K.person: lazy("Checked by a person"),
}

LEGAL_FORMS: dict[LegalForm, LazyText] = {
    LegalForm.AC: lazy("civil association (A.C.)"),
    LegalForm.IAP: lazy("private assistance institution (I.A.P.)"),
    LegalForm.IBP: lazy("private charity institution (I.B.P.)"),
    LegalForm.SC: lazy("civil partnership (S.C.)"),
    LegalForm.COOPERATIVE: lazy("cooperative society"),
    LegalForm.NONE: lazy("group without legal form"),
}


def joined(names: list[str]) -> str:
    """Names in a sentence: a, b y c."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s", first=", ".join(names[:-1]), last=names[-1])


def _territory(params: Params) -> str:
    return _("The project takes place in %(states)s.", states=joined(state_names(params["states"])))


def _legal_form(params: Params) -> str:
    names = [str(LEGAL_FORMS[LegalForm(form)]) for form in params["forms"]]
    return _("The organisation is legally constituted as one of these: %(forms)s.", forms=", ".join(names))


def _amounts(params: Params) -> str:
    currency = params["currency"]
    most = shown.money(Decimal(params["maximum"]), currency) if params["maximum"] else None
    least = shown.money(Decimal(params["minimum"]), currency) if params["minimum"] else None
    if least and most:
        return _("The amount requested is between %(least)s and %(most)s.", least=least, most=most)
    if most:
        return _("The amount requested is at most %(most)s.", most=most)
    return _("The amount requested is at least %(least)s.", least=least or "–")


def _percent(value: str) -> str:
    return f"{shown.number(Decimal(value))} %"


def _days(params: Params) -> str:
    earliest, latest = (shown.day(date.fromisoformat(params[key])) for key in ("earliest", "latest"))
    return _("The project begins and ends between %(earliest)s and %(latest)s.", earliest=earliest, latest=latest)


_WORDS: dict[K, Callable[[Params], str]] = {
    K.territory: _territory,
    K.legal_form: _legal_form,
    K.one_per_organisation: lambda _p: _("Each organisation presents one proposal only."),
    K.amounts: _amounts,
    K.own_contribution: lambda p: _(
        "The organisation contributes at least %(percent)s of the total cost, in cash or in kind.",
        percent=_percent(p["percent"]),
    ),
    K.indirect_cap: lambda p: _("Indirect costs are at most %(percent)s of the grant.", percent=_percent(p["percent"])),
    K.documents: lambda _p: _("All required documents are attached, legible and in force."),
    K.calendar: _days,
}


def usual_words(kind: K, params: Params) -> Both:
    """The sentence of a rule where nobody wrote a better one. A person's rule has only its own words."""
    return in_both(lambda: _WORDS[kind](params))
