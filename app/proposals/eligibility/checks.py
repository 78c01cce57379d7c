"""The catalogue of checks: one function a kind; those of the project itself stand here."""

from collections.abc import Callable, Mapping

from app.calls.models import EligibilityRule, RuleKind
from app.proposals.eligibility import money, profile
from app.proposals.eligibility.base import Dossier, Evidence, Params, Proposed, answer, ask, iso_day, say
from app.proposals.eligibility.papers import documents
from app.proposals.sections import places


def propose_rule(rule: EligibilityRule, dossier: Dossier) -> Proposed:
    """The same of a published rule; a declaration is known by its code and its words."""
    return propose(rule.kind, {**rule.params, "code": rule.code, "words": rule.words}, dossier)


def propose(kind: RuleKind, params: Params, dossier: Dossier) -> Proposed:
    """What the machine would say of one rule."""
    return CHECKS[kind](params, dossier)


def _territory(params: Params, dossier: Dossier) -> Proposed:
    allowed, chosen = list(params.get("states") or []), list(dossier.section("summary").get("states") or [])
    outside = sorted(set(chosen) - set(allowed))
    if not chosen:
        return answer(False, say("no_states"))
    if outside:
        return answer(False, say("states_outside", states=outside, allowed=allowed))
    strangers = _strangers(params, dossier, chosen)
    if strangers:
        return answer(False, *strangers)
    home = dossier.organisation.get("state")
    inside = say("states_inside", states=sorted(chosen))
    if not params.get("home"):
        return answer(True, inside)
    if not home:
        return ask(say("home_unknown"), inside)
    return answer(home in allowed, say("home_inside" if home in allowed else "home_outside", state=home), inside)


def _strangers(params: Params, dossier: Dossier, states: list[str]) -> Evidence:
    """What speaks against its municipalities, where the call names some."""
    named = params.get("municipalities") or {}
    if not named:
        return []
    summary = dossier.section("summary")
    typed, lost = places.typed(str(summary.get("municipalities") or ""), states)
    found = places.merged(places.chosen(summary.get("places") or []), typed)
    unsaid = [state for state in states if state in named and not found.get(state)]
    outside = [*places.outside(found, named), *lost]
    return [
        *([say("places_outside", places=outside)] if outside else []),
        *([say("places_unsaid", states=unsaid)] if unsaid else []),
    ]


def _calendar(params: Params, dossier: Dossier) -> Proposed:
    rows = [row for row in dossier.section("work_plan").get("rows") or [] if row.get("start") and row.get("end")]
    if not rows:
        return answer(False, say("no_dates"))
    days = [day for row in rows for key in ("start", "end") if (day := iso_day(row[key]))]
    if len(days) < 2 * len(rows):
        return ask(say("dates_unreadable"))
    first, last = min(days), max(days)
    earliest, latest = iso_day(params.get("earliest")) or first, iso_day(params.get("latest")) or last
    holds = earliest <= first and last <= latest
    return answer(
        holds,
        say("dates_inside" if holds else "dates_outside", first=first, last=last, earliest=earliest, latest=latest),
    )


def _person(_: Params, __: Dossier) -> Proposed:
    return ask(say("person_answers"))


def _declaration(params: Params, dossier: Dossier) -> Proposed:
    """Accepted when the proposal was sent, in these very words; `code` and `words` are the rule's own."""
    accepted = {each["code"]: each["words"] for each in dossier.snapshot.get("declarations") or []}
    code = params.get("code")
    if code not in accepted:
        return answer(False, say("not_accepted"))
    if accepted[code] != params.get("words"):
        return ask(say("accepted_otherwise"))
    return answer(True, say("accepted"))


CHECKS: Mapping[RuleKind, Callable[[Params, Dossier], Proposed]] = {
    RuleKind.territory: _territory,
    RuleKind.legal_form: profile.legal_form,
    RuleKind.age: profile.age,
    RuleKind.registry: profile.registry,
    RuleKind.one_per_organisation: profile.one_per_organisation,
    RuleKind.amounts: money.amounts,
    RuleKind.own_contribution: money.own_contribution,
    RuleKind.indirect_cap: money.indirect_cap,
    RuleKind.category_caps: money.category_caps,
    RuleKind.ceiling: money.ceiling,
    RuleKind.debts: profile.debts,
    RuleKind.documents: documents,
    RuleKind.calendar: _calendar,
    RuleKind.person: _person,
    RuleKind.declaration: _declaration,
}
