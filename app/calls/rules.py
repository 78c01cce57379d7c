"""The catalogue of eligibility rules: what each is called, its params, and the words a CSO reads.

Params by kind (numbers are text, dates ISO):
territory {states: [ISO], municipalities: {ISO: [name]}, home: bool} · legal_form {forms: [LegalForm]} ·
age {months, on} · registry {keys: ["rfc", "cluni"]} · one_per_organisation {} ·
amounts {minimum|None, maximum|None, currency} · own_contribution {percent} of the total, cash or in kind ·
indirect_cap {percent} of the grant · category_caps {caps: {category: percent}} of the grant ·
ceiling {per_grant|None, cumulative|None, currency} · debts {agreements: bool} ·
documents {codes: [requirement code], months: {code: n}, on} · calendar {earliest, latest} ·
person {}: somebody answers the question in `words` · declaration {}: the CSO accepts the text in `words`.
What another part of the call holds is read from there, so that no number is typed twice; the rest is typed beside
the rule (`calls.parts.rule_params`).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.calls.categories import CATEGORIES, Category
from app.calls.models import RuleKind as K
from app.calls.words import Both, in_both
from app.core import format as shown
from app.core.i18n import LazyText, _, lazy, ngettext
from app.core.periods import latest_start
from app.core.territory import state_name, state_names
from app.people.models import LegalForm

Params = Mapping[str, Any]

NAMES: dict[K, LazyText] = {
    K.territory: lazy("Territory"),
    K.legal_form: lazy("Legal form"),
    K.age: lazy("Age of the organisation"),
    K.registry: lazy("Registry keys"),
    K.one_per_organisation: lazy("One proposal per organisation"),
    K.amounts: lazy("Amount requested"),
    K.own_contribution: lazy("Own contribution"),
    K.indirect_cap: lazy("Indirect costs"),
    K.category_caps: lazy("Most per category"),
    K.ceiling: lazy("Ceiling of grants"),
    K.debts: lazy("Earlier debts"),
    K.documents: lazy("Required documents"),
    K.calendar: lazy("Project dates"),
    K.person: lazy("Checked by a person"),
    K.declaration: lazy("Declaration"),
}

LEGAL_FORMS: dict[LegalForm, LazyText] = {
    LegalForm.AC: lazy("civil association (A.C.)"),
    LegalForm.IAP: lazy("private assistance institution (I.A.P.)"),
    LegalForm.IBP: lazy("private charity institution (I.B.P.)"),
    LegalForm.SC: lazy("civil partnership (S.C.)"),
    LegalForm.COOPERATIVE: lazy("cooperative society"),
    LegalForm.PUBLIC: lazy("municipality or other public body"),
    LegalForm.NONE: lazy("group without legal form"),
}

KEYS: dict[str, LazyText] = {"rfc": lazy("RFC"), "cluni": lazy("CLUNI")}

NEEDS: dict[K, tuple[str, ...]] = {
    K.territory: ("states",),
    K.legal_form: ("forms",),
    K.age: ("months", "on"),
    K.registry: ("keys",),
    K.amounts: ("currency",),
    K.own_contribution: ("percent",),
    K.indirect_cap: ("percent",),
    K.category_caps: ("caps",),
    K.calendar: ("earliest", "latest"),
}


def complete(kind: K, params: Params) -> bool:
    """Whether a rule knows all that it needs to be said and to be checked."""
    if kind == K.ceiling:
        return bool(params.get("per_grant") or params.get("cumulative"))
    return all(params.get(key) for key in NEEDS.get(kind, ()))


def joined(names: list[str]) -> str:
    """Names in a sentence: a, b y c."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s", first=", ".join(names[:-1]), last=names[-1])


def _territory(params: Params) -> str:
    said = [_("The project takes place in %(states)s.", states=joined(state_names(params["states"])))]
    said += [
        _("In %(state)s, only in %(names)s.", state=state_name(state), names=joined(list(names)))
        for state, names in (params.get("municipalities") or {}).items()
    ]
    if params.get("home"):
        said.append(_("The organisation has its domicile there too."))
    return " ".join(said)


def _legal_form(params: Params) -> str:
    names = [str(LEGAL_FORMS[LegalForm(form)]) for form in params["forms"]]
    return _("The organisation is legally constituted as one of these: %(forms)s.", forms=", ".join(names))


def _age(params: Params) -> str:
    months, on = int(params["months"]), date.fromisoformat(params["on"])
    return ngettext(
        "On the day of the deadline, the organisation has existed for at least %(n)s month: it was founded on %(latest)s or earlier.",
        "On the day of the deadline, the organisation has existed for at least %(n)s months: it was founded on %(latest)s or earlier.",
        months,
        latest=shown.day(latest_start(on, months)),
    )


def _registry(params: Params) -> str:
    return _("The organisation has its %(keys)s.", keys=joined([str(KEYS[key]) for key in params["keys"]]))


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


def capped(params: Params) -> str:
    """Each category with the most that it may be of the grant."""
    return "; ".join(f"{CATEGORIES[Category(key)]}, {_percent(value)}" for key, value in params["caps"].items())


def _caps(params: Params) -> str:
    return _("Of the grant, at most this goes to each of these: %(caps)s.", caps=capped(params))


def _ceiling(params: Params) -> str:
    return " ".join(_ceilings(params))


def _ceilings(params: Params) -> Iterator[str]:
    if params.get("per_grant"):
        yield _(
            "No grant of this programme is above %(most)s.",
            most=shown.money(Decimal(params["per_grant"]), params["currency"]),
        )
    if params.get("cumulative"):
        yield _(
            "Together with its earlier grants in this programme, the organisation receives at most %(most)s.",
            most=shown.money(Decimal(params["cumulative"]), params["currency"]),
        )


def _debts(params: Params) -> str:
    if params.get("agreements"):
        return _(
            "The organisation owes this programme no report, document or money, and has no agreement with it that is still open."
        )
    return _("The organisation owes this programme no report, document or money.")


def _days(params: Params) -> str:
    earliest, latest = (shown.day(date.fromisoformat(params[key])) for key in ("earliest", "latest"))
    return _("The project begins and ends between %(earliest)s and %(latest)s.", earliest=earliest, latest=latest)


_WORDS: dict[K, Callable[[Params], str]] = {
    K.territory: _territory,
    K.legal_form: _legal_form,
    K.age: _age,
    K.registry: _registry,
    K.one_per_organisation: lambda _p: _("Each organisation presents one proposal only."),
    K.amounts: _amounts,
    K.own_contribution: lambda p: _(
        "The organisation contributes at least %(percent)s of the total cost, in cash or in kind.",
        percent=_percent(p["percent"]),
    ),
    K.indirect_cap: lambda p: _("Indirect costs are at most %(percent)s of the grant.", percent=_percent(p["percent"])),
    K.category_caps: _caps,
    K.ceiling: _ceiling,
    K.debts: _debts,
    K.documents: lambda _p: _("All required documents are attached, legible and in force."),
    K.calendar: _days,
}


def usual_words(kind: K, params: Params) -> Both:
    """The sentence of a rule where nobody wrote a better one; {} while it lacks a param, or has only its own words."""
    if kind not in _WORDS or not complete(kind, params):
        return {}
    return in_both(lambda: _WORDS[kind](params))
