"""The params of the eligibility rules: some are typed beside the rule, the others come from the call's other parts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, EligibilityRule, MilestoneKind, RuleKind
from app.core.errors import Refused
from app.core.i18n import _

OldParams = Mapping[str, Any]
MONTHS_MAX = 1200


@dataclass(frozen=True)
class Cap:
    """The most of the grant, in per cent, that one category may take; `place` is its row on the page."""

    category: str
    percent: Decimal
    place: int = 0


@dataclass(frozen=True)
class Own:
    """What no other part of the call holds: typed beside its rule."""

    forms: tuple[str, ...] = ()
    home: bool = False
    months: int | None = None
    keys: tuple[str, ...] = ()
    caps: tuple[Cap, ...] = ()
    per_grant: Decimal | None = None
    cumulative: Decimal | None = None
    agreements: bool = False


def own_of(rows: Sequence[EligibilityRule]) -> Own:
    """What was typed, read back from the kept rules."""
    held: dict[RuleKind, OldParams] = {row.kind: row.params for row in rows}

    def param(kind: RuleKind, key: str) -> Any:  # noqa: ANN401 -- a leaf of JSON
        return held.get(kind, {}).get(key)

    caps = param(RuleKind.category_caps, "caps") or {}
    return Own(
        forms=tuple(param(RuleKind.legal_form, "forms") or ()),
        home=bool(param(RuleKind.territory, "home")),
        months=param(RuleKind.age, "months"),
        keys=tuple(param(RuleKind.registry, "keys") or ()),
        caps=tuple(Cap(key, Decimal(value), place) for place, (key, value) in enumerate(caps.items())),
        per_grant=_decimal(param(RuleKind.ceiling, "per_grant")),
        cumulative=_decimal(param(RuleKind.ceiling, "cumulative")),
        agreements=bool(param(RuleKind.debts, "agreements")),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def params_for(session: Session, call: Call, kind: RuleKind, own: Own) -> dict[str, Any]:
    """The params of a rule as the call stands; `calls.rules.complete` says whether they suffice."""
    if kind in _OF_TABLES:
        return _OF_TABLES[kind](session, call, own)
    return _OF_CALL[kind](call, own) if kind in _OF_CALL else {}


def _territory(call: Call, own: Own) -> dict[str, Any]:
    found: dict[str, Any] = {"states": list(call.states), "home": own.home}
    return found | {"municipalities": dict(call.municipalities)} if call.municipalities else found


def _amounts(call: Call, _own: Own) -> dict[str, Any]:
    if call.max_grant is None and call.min_grant is None:
        return {}
    return {"minimum": _text(call.min_grant), "maximum": _text(call.max_grant), "currency": call.currency}


def _percent(value: Decimal | None) -> dict[str, Any]:
    return {} if value is None else {"percent": str(value)}


def _ceiling(call: Call, own: Own) -> dict[str, Any]:
    return {"per_grant": _text(own.per_grant), "cumulative": _text(own.cumulative), "currency": call.currency}


_OF_CALL: dict[RuleKind, Callable[[Call, Own], dict[str, Any]]] = {
    RuleKind.territory: _territory,
    RuleKind.legal_form: lambda _call, own: {"forms": list(own.forms)},
    RuleKind.registry: lambda _call, own: {"keys": list(own.keys)},
    RuleKind.amounts: _amounts,
    RuleKind.own_contribution: lambda call, _own: _percent(call.own_contribution_min),
    RuleKind.indirect_cap: lambda call, _own: _percent(call.indirect_cap),
    RuleKind.category_caps: lambda _call, own: {"caps": {cap.category: str(cap.percent) for cap in own.caps}},
    RuleKind.ceiling: _ceiling,
    RuleKind.debts: lambda _call, own: {"agreements": own.agreements},
}


def _age(session: Session, call: Call, own: Own) -> dict[str, Any]:
    return {"months": own.months, "on": _day(session, call, MilestoneKind.deadline)}


def _documents(session: Session, call: Call, _own: Own) -> dict[str, Any]:
    papers = queries.requirements(session, call)
    found: dict[str, Any] = {"codes": [paper.code for paper in papers if paper.required]}
    months = {paper.code: paper.months_valid for paper in papers if paper.months_valid}
    if months:
        found |= {"months": months, "on": _day(session, call, MilestoneKind.deadline)}
    return found


def _calendar(session: Session, call: Call, _own: Own) -> dict[str, Any]:
    first, last = (_day(session, call, kind) for kind in (MilestoneKind.project_start, MilestoneKind.project_end))
    return {"earliest": first, "latest": last} if first and last else {}


def _day(session: Session, call: Call, kind: MilestoneKind) -> str | None:
    found = queries.timetable(session, call).day(kind)
    return found.isoformat() if found else None


_OF_TABLES: dict[RuleKind, Callable[[Session, Call, Own], dict[str, Any]]] = {
    RuleKind.age: _age,
    RuleKind.documents: _documents,
    RuleKind.calendar: _calendar,
}


def check(call: Call, own: Own, chosen: Sequence[RuleKind]) -> None:
    """Refuse the first thing that cannot be, beside its field."""
    for kind, problems in _PROBLEMS.items():
        if kind in chosen:
            for field, sentence in problems(call, own):
                raise Refused(sentence, field)


def stray(own: Own, chosen: Sequence[RuleKind]) -> RuleKind | None:
    """A rule whose params were typed although it was not ticked: saving would lose them."""
    typed: dict[RuleKind, object] = {
        RuleKind.legal_form: own.forms,
        RuleKind.territory: own.home,
        RuleKind.age: own.months,
        RuleKind.registry: own.keys,
        RuleKind.category_caps: own.caps,
        RuleKind.ceiling: own.per_grant or own.cumulative,
        RuleKind.debts: own.agreements,
    }
    return next((kind for kind, value in typed.items() if value and kind not in chosen), None)


Problems = Iterator[tuple[str, str]]


def _wrong_forms(_call: Call, own: Own) -> Problems:
    if not own.forms:
        yield "forms", _("Choose at least one legal form.")


def _wrong_months(_call: Call, own: Own) -> Problems:
    if own.months is None:
        yield "months", _("Write how many months.")
    elif not 1 <= own.months <= MONTHS_MAX:
        yield "months", _("Write from 1 to %(most)s months; with 0 there is no rule.", most=MONTHS_MAX)


def _wrong_keys(_call: Call, own: Own) -> Problems:
    if not own.keys:
        yield "keys", _("Choose at least one registry key.")


def _wrong_caps(_call: Call, own: Own) -> Problems:
    if not own.caps:
        yield "caps-0-category", _("Choose at least one category and write its percentage.")
    seen: set[str] = set()
    for cap in own.caps:
        if cap.category in seen:
            yield f"caps-{cap.place}-category", _("This category is there already: give it one percentage.")
        seen.add(cap.category)
        if cap.percent > 100:
            yield f"caps-{cap.place}-percent", _("A percentage is at most 100.")


def _wrong_ceiling(call: Call, own: Own) -> Problems:
    if own.per_grant is None and own.cumulative is None:
        yield "per_grant", _("Write the most per grant, the most for all grants together, or both.")
    for field, amount in (("per_grant", own.per_grant), ("cumulative", own.cumulative)):
        if amount is not None and amount <= 0:
            yield field, _("Write an amount above zero.")
        if amount is not None and call.min_grant is not None and amount < call.min_grant:
            yield field, _("This is below the smallest grant of the call.")
    if own.per_grant is not None and own.cumulative is not None and own.per_grant > own.cumulative:
        yield "per_grant", _("The most per grant is above the most for all grants together.")


_PROBLEMS: dict[RuleKind, Callable[[Call, Own], Problems]] = {
    RuleKind.legal_form: _wrong_forms,
    RuleKind.age: _wrong_months,
    RuleKind.registry: _wrong_keys,
    RuleKind.category_caps: _wrong_caps,
    RuleKind.ceiling: _wrong_ceiling,
}
