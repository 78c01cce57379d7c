"""The proposed finding on each published rule, with its evidence [E1]. A person always decides.

A proposal is read from its sealed snapshot. Evidence is [{"code": …, "values": {…}}]: a sentence of
`rules.evidence` with its values as text, so that both languages say the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.calls.models import RuleKind
from app.core.money import half_up
from app.proposals.sections.budget import Category, amount, totals
from app.review.models import Finding

Evidence = list[dict[str, Any]]
Params = Mapping[str, Any]
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Dossier:
    """What the rules look at: the snapshot, the papers that may be put right, other folios of the same body."""

    snapshot: Mapping[str, Any]
    curable: frozenset[str] = frozenset()
    siblings: tuple[str, ...] = ()
    money: "Money" = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "money", read_money(self.section("budget")))

    def section(self, key: str) -> Mapping[str, Any]:
        """The data of one section; empty when it was never written."""
        found: Mapping[str, Any] = self.snapshot.get("sections", {}).get(key) or {}
        return found


@dataclass(frozen=True)
class Money:
    """A budget added up by source; `readable` is false when a line could not be read."""

    grant: Decimal
    own: Decimal
    indirect: Decimal
    readable: bool = True

    @property
    def whole(self) -> Decimal:
        return self.grant + self.own


@dataclass(frozen=True)
class Proposed:
    """A finding with what it rests on."""

    finding: Finding
    evidence: Evidence


def propose(kind: RuleKind, params: Params, dossier: Dossier) -> Proposed:
    """What the machine would say of one rule."""
    return CHECKS[kind](params, dossier)


def read_money(budget: Mapping[str, Any]) -> Money:
    """The lines of a budget section, summed by source."""
    rows = list(budget.get("rows") or [])
    sums, admin = totals(rows), totals([row for row in rows if row.get("category") == Category.administration])
    return Money(
        sums.grant, sums.own + sums.in_kind, admin.grant, readable=all(amount(row) is not None for row in rows)
    )


def _say(code: str, **values: object) -> dict[str, Any]:
    return {
        "code": code,
        "values": {key: value if isinstance(value, list) else str(value) for key, value in values.items()},
    }


def _answer(holds: bool, *evidence: dict[str, Any]) -> Proposed:  # noqa: FBT001 -- the answer itself
    return Proposed(Finding.passes if holds else Finding.fails, list(evidence))


def _ask(*evidence: dict[str, Any]) -> Proposed:
    return Proposed(Finding.unclear, list(evidence))


def _territory(params: Params, dossier: Dossier) -> Proposed:
    allowed, chosen = list(params.get("states") or []), list(dossier.section("summary").get("states") or [])
    outside = sorted(set(chosen) - set(allowed))
    if not chosen:
        return _answer(False, _say("no_states"))
    if outside:
        return _answer(False, _say("states_outside", states=outside, allowed=allowed))
    return _answer(True, _say("states_inside", states=sorted(chosen)))


def _legal_form(params: Params, dossier: Dossier) -> Proposed:
    form = dossier.snapshot.get("organisation", {}).get("legal_form")
    if not form:
        return _ask(_say("form_unknown"))
    holds = form in (params.get("forms") or [])
    return _answer(holds, _say("form_allowed" if holds else "form_not_allowed", form=form))


def _one_per_organisation(_: Params, dossier: Dossier) -> Proposed:
    if dossier.siblings:
        return _answer(False, _say("other_folios", folios=sorted(dossier.siblings)))
    return _answer(True, _say("only_folio"))


def _amounts(params: Params, dossier: Dossier) -> Proposed:
    if not dossier.money.readable:
        return _ask(_say("budget_unreadable"))
    asked, currency = dossier.money.grant, params.get("currency", "MXN")
    lowest, highest = _amount(params.get("minimum")), _amount(params.get("maximum"))
    if highest is not None and asked > highest:
        return _answer(False, _say("amount_above", asked=asked, limit=highest, currency=currency))
    if asked <= 0 or (lowest is not None and asked < lowest):
        return _answer(False, _say("amount_below", asked=asked, limit=lowest or Decimal("0.01"), currency=currency))
    return _answer(True, _say("amount_within", asked=asked, currency=currency))


def _own_contribution(params: Params, dossier: Dossier) -> Proposed:
    return _share(dossier, part=dossier.money.own, of=dossier.money.whole, limit=params.get("percent"), at_least=True)


def _indirect_cap(params: Params, dossier: Dossier) -> Proposed:
    return _share(
        dossier, part=dossier.money.indirect, of=dossier.money.grant, limit=params.get("percent"), at_least=False
    )


def _share(dossier: Dossier, *, part: Decimal, of: Decimal, limit: object, at_least: bool) -> Proposed:
    """A part of the budget against its percentage; compared exactly, shown at two places."""
    percent = _amount(limit)
    if not dossier.money.readable or of <= 0 or percent is None:
        return _ask(_say("budget_unreadable"))
    holds = part * HUNDRED >= percent * of if at_least else part * HUNDRED <= percent * of
    code = "own_share" if at_least else "indirect_share"
    return _answer(holds, _say(code, part=part, share=half_up(part * HUNDRED / of), limit=percent))


def _documents(params: Params, dossier: Dossier) -> Proposed:
    given = {file["requirement"] for file in dossier.snapshot.get("files", [])}
    missing = [code for code in params.get("codes") or [] if code not in given]
    if not missing:
        return _answer(True, _say("papers_there", count=len(params.get("codes") or [])))
    finding = Finding.cure if set(missing) <= dossier.curable else Finding.fails
    return Proposed(finding, [_say("papers_missing", papers=missing)])


def _calendar(params: Params, dossier: Dossier) -> Proposed:
    rows = [row for row in dossier.section("work_plan").get("rows", []) if row.get("start") and row.get("end")]
    if not rows:
        return _answer(False, _say("no_dates"))
    first, last = min(row["start"] for row in rows), max(row["end"] for row in rows)
    earliest, latest = params.get("earliest") or first, params.get("latest") or last
    holds = earliest <= first and last <= latest
    return _answer(
        holds,
        _say("dates_inside" if holds else "dates_outside", first=first, last=last, earliest=earliest, latest=latest),
    )


def _person(_: Params, __: Dossier) -> Proposed:
    return _ask(_say("person_answers"))


def _amount(value: object) -> Decimal | None:
    return None if value in {None, ""} else Decimal(str(value))


CHECKS: Mapping[RuleKind, Callable[[Params, Dossier], Proposed]] = {
    RuleKind.territory: _territory,
    RuleKind.legal_form: _legal_form,
    RuleKind.one_per_organisation: _one_per_organisation,
    RuleKind.amounts: _amounts,
    RuleKind.own_contribution: _own_contribution,
    RuleKind.indirect_cap: _indirect_cap,
    RuleKind.documents: _documents,
    RuleKind.calendar: _calendar,
    RuleKind.person: _person,
}
