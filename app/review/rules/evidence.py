"""Evidence in words, in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.calls.rules import LEGAL_FORMS
from app.core.format import day, money, number
from app.core.i18n import _, ngettext
from app.core.territory import state_names
from app.people.models import LegalForm

Values = Mapping[str, Any]


def sentence(item: Mapping[str, Any]) -> str:
    """One piece of evidence as a sentence."""
    return SENTENCES[item["code"]](item["values"])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _cash(values: Values, key: str) -> str:
    return money(Decimal(values[key]), values["currency"])


def _share(values: Values) -> dict[str, str]:
    return {
        "part": money(Decimal(values["part"])),
        "share": number(Decimal(values["share"]), 2),
        "limit": number(Decimal(values["limit"])),
    }


def _span(values: Values) -> dict[str, str]:
    return {key: day(date.fromisoformat(values[key])) for key in ("first", "last", "earliest", "latest")}


SENTENCES: Mapping[str, Callable[[Values], str]] = {
    "no_states": lambda _v: _("The proposal names no state."),
    "states_inside": lambda v: _("It works in: %(states)s.", states=_listed(state_names(v["states"]))),
    "states_outside": lambda v: _(
        "Not in the territory of the call: %(states)s.", states=_listed(state_names(v["states"]))
    ),
    "form_unknown": lambda _v: _("The profile does not say how the organisation is constituted."),
    "form_allowed": lambda v: _("The organisation is a %(form)s.", form=LEGAL_FORMS[LegalForm(v["form"])]),
    "form_not_allowed": lambda v: _(
        "The organisation is a %(form)s, which the call does not admit.", form=LEGAL_FORMS[LegalForm(v["form"])]
    ),
    "only_folio": lambda _v: _("No other proposal with the same organisation or tax number."),
    "other_folios": lambda v: _(
        "The same organisation or tax number also appears in: %(folios)s.", folios=_listed(v["folios"])
    ),
    "budget_unreadable": lambda _v: _("The budget has lines that cannot be added up."),
    "amount_within": lambda v: _("It asks for %(asked)s.", asked=_cash(v, "asked")),
    "amount_above": lambda v: _(
        "It asks for %(asked)s; the most is %(limit)s.", asked=_cash(v, "asked"), limit=_cash(v, "limit")
    ),
    "amount_below": lambda v: _(
        "It asks for %(asked)s; the least is %(limit)s.", asked=_cash(v, "asked"), limit=_cash(v, "limit")
    ),
    "own_share": lambda v: _(
        "Own contribution: %(part)s, %(share)s %% of the total; at least %(limit)s %% is asked.", **_share(v)
    ),
    "indirect_share": lambda v: _(
        "Indirect costs: %(part)s, %(share)s %% of the grant; at most %(limit)s %% is allowed.", **_share(v)
    ),
    "papers_there": lambda v: ngettext(
        "%(n)s required document is there.", "%(n)s required documents are there.", int(v["count"])
    ),
    "papers_missing": lambda v: _("Documents missing: %(papers)s.", papers=_listed(v["papers"])),
    "no_dates": lambda _v: _("The work plan has no dated activity."),
    "dates_inside": lambda v: _("The activities go from %(first)s to %(last)s.", **_span(v)),
    "dates_outside": lambda v: _(
        "The activities go from %(first)s to %(last)s; the call allows %(earliest)s to %(latest)s.", **_span(v)
    ),
    "person_answers": lambda _v: _("This rule is answered by a person who reads the proposal."),
}
