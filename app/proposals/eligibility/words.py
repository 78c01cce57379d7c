"""Evidence in words, in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.calls.categories import CATEGORIES, Category
from app.calls.rules import KEYS, LEGAL_FORMS
from app.core.format import day, money, number
from app.core.i18n import LazyText, _, lazy, ngettext
from app.core.territory import state_name, state_names
from app.people.models import LegalForm
from app.proposals.eligibility.base import Finding

Values = Mapping[str, Any]

FINDINGS: Mapping[Finding, tuple[LazyText, str]] = {
    Finding.passes: (lazy("Met"), "green"),
    Finding.fails: (lazy("Not met yet"), "red"),
    Finding.cure: (lazy("Document missing"), "amber"),
    Finding.unclear: (lazy("A person must look"), "grey"),
}
"""How a proposed finding is called to whoever writes."""


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


def _since(values: Values) -> str:
    return day(date.fromisoformat(values["since"])) if values["since"] else _("a day that was not written down")


def _months_old(values: Values) -> str:
    return _(
        "Founded on %(founded)s: %(months)s whole months on %(on)s; at least %(least)s are asked.",
        founded=day(date.fromisoformat(values["founded"])),
        on=day(date.fromisoformat(values["on"])),
        months=values["months"],
        least=values["least"],
    )


def _aging(values: Values) -> dict[str, str]:
    return {
        "paper": values["paper"],
        "issued": day(date.fromisoformat(values["issued"])),
        "months": values["months"],
        "on": day(date.fromisoformat(values["on"])),
    }


def _key(values: Values) -> str:
    return str(KEYS[values["key"]])


SENTENCES: Mapping[str, Callable[[Values], str]] = {
    "no_states": lambda _v: _("The proposal names no state."),
    "states_inside": lambda v: _("It works in: %(states)s.", states=_listed(state_names(v["states"]))),
    "states_outside": lambda v: _(
        "Not in the territory of the call: %(states)s.", states=_listed(state_names(v["states"]))
    ),
    "places_outside": lambda v: _("Not among the municipalities of the call: %(places)s.", places=_listed(v["places"])),
    "places_unsaid": lambda v: _(
        "It names no municipality of the call in %(states)s.", states=_listed(state_names(v["states"]))
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
    "paper_undated": lambda v: _(
        "%(paper)s says no day of issue; it may be at most %(months)s months old.", paper=v["paper"], months=v["months"]
    ),
    "paper_expired": lambda v: _(
        "%(paper)s was issued on %(issued)s; with %(months)s months of validity it had expired on %(on)s.", **_aging(v)
    ),
    "paper_in_force": lambda v: _(
        "%(paper)s was issued on %(issued)s; with %(months)s months of validity it is in force on %(on)s.", **_aging(v)
    ),
    "no_dates": lambda _v: _("The work plan has no dated activity."),
    "dates_inside": lambda v: _("The activities go from %(first)s to %(last)s.", **_span(v)),
    "dates_outside": lambda v: _(
        "The activities go from %(first)s to %(last)s; the call allows %(earliest)s to %(latest)s.", **_span(v)
    ),
    "person_answers": lambda _v: _("This rule is answered by a person who reads the proposal."),
    "dates_unreadable": lambda _v: _("The work plan has dates that cannot be read."),
    "home_unknown": lambda _v: _("The profile does not say in which state the organisation is."),
    "home_inside": lambda v: _("The organisation is in %(state)s.", state=state_name(v["state"])),
    "home_outside": lambda v: _(
        "The organisation is in %(state)s, outside the territory of the call.", state=state_name(v["state"])
    ),
    "founding_unknown": lambda _v: _("The profile does not say when the organisation was founded."),
    "deadline_unknown": lambda _v: _("The call has no deadline to count the months to."),
    "founded_later": lambda v: _(
        "The profile says that it was founded on %(founded)s, after %(on)s.",
        founded=day(date.fromisoformat(v["founded"])),
        on=day(date.fromisoformat(v["on"])),
    ),
    "months_old": _months_old,
    "key_missing": lambda v: _("The profile has no %(key)s.", key=_key(v)),
    "key_malformed": lambda v: _("“%(text)s” is not a well-formed %(key)s.", text=v["text"], key=_key(v)),
    "key_doubtful": lambda v: _(
        "%(key)s %(text)s is well formed, but its check does not fit: compare it with the document.",
        key=_key(v),
        text=v["text"],
    ),
    "key_there": lambda v: _("%(key)s %(text)s is well formed.", key=_key(v), text=v["text"]),
    "owes_nothing": lambda _v: _("The programme’s register holds nothing that stands against it."),
    "owes": lambda v: _("It owes since %(since)s: %(reference)s.", since=_since(v), reference=v["reference"]),
    "partner_owes": lambda v: _(
        "The partner %(name)s owes since %(since)s: %(reference)s.",
        name=v["name"],
        since=_since(v),
        reference=v["reference"],
    ),
    "partner_presents": lambda v: _(
        "The partner %(name)s also presents this call, alone or in another network: %(folios)s.",
        name=v["name"],
        folios=_listed(v["folios"]),
    ),
    "agreement_open": lambda v: _(
        "Its agreement %(reference)s, of %(since)s, is still open.", since=_since(v), reference=v["reference"]
    ),
    "category_share": lambda v: _(
        "%(category)s: %(part)s, %(share)s %% of the grant; at most %(limit)s %% is allowed.",
        category=CATEGORIES[Category(v["category"])],
        **_share(v),
    ),
    "no_caps": lambda _v: _("The call caps no category."),
    "one_grant": lambda v: _(
        "It asks for %(asked)s; the most per grant is %(limit)s.", asked=_cash(v, "asked"), limit=_cash(v, "limit")
    ),
    "all_grants": lambda v: _(
        "It asks for %(asked)s and its earlier grants are %(before)s: together %(sum)s; the most is %(limit)s.",
        **{key: _cash(v, key) for key in ("asked", "before", "sum", "limit")},
    ),
    "earlier_unclear": lambda v: _(
        "Earlier grants without an amount, or in another currency, cannot be added up: %(references)s.",
        references=_listed(v["references"]),
    ),
    "accepted": lambda _v: _("It accepted this declaration when it sent its proposal."),
    "not_accepted": lambda _v: _("It did not accept this declaration: the call did not ask for it yet when it sent."),
    "accepted_otherwise": lambda _v: _("It accepted this declaration in other words, before the call changed them."),
}
