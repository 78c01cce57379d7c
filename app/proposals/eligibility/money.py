"""Rules on the budget: compared exactly, to the cent; shares are shown at two places."""

from decimal import Decimal

from app.core.money import half_up
from app.proposals.eligibility.base import NOTHING, Dossier, Evidence, Params, Proposed, answer, ask, decimal, say

HUNDRED = Decimal(100)
LEAST = Decimal("0.01")


def amounts(params: Params, dossier: Dossier) -> Proposed:
    """What is asked for, between the smallest and the largest grant."""
    if not dossier.money.readable:
        return ask(say("budget_unreadable"))
    asked, currency = dossier.money.grant, params.get("currency", "MXN")
    lowest, highest = decimal(params.get("minimum")), decimal(params.get("maximum"))
    if highest is not None and asked > highest:
        return answer(False, say("amount_above", asked=asked, limit=highest, currency=currency))
    if asked <= 0 or (lowest is not None and asked < lowest):
        return answer(False, say("amount_below", asked=asked, limit=lowest or LEAST, currency=currency))
    return answer(True, say("amount_within", asked=asked, currency=currency))


def own_contribution(params: Params, dossier: Dossier) -> Proposed:
    """Of the total, at least a share is the organisation's own."""
    return _share(dossier, part=dossier.money.own, of=dossier.money.whole, limit=params.get("percent"), at_least=True)


def indirect_cap(params: Params, dossier: Dossier) -> Proposed:
    """Of the grant, at most a share is administration."""
    return _share(
        dossier, part=dossier.money.indirect, of=dossier.money.grant, limit=params.get("percent"), at_least=False
    )


def _share(dossier: Dossier, *, part: Decimal, of: Decimal, limit: object, at_least: bool) -> Proposed:
    percent = decimal(limit)
    if not dossier.money.readable or of <= 0 or percent is None:
        return ask(say("budget_unreadable"))
    holds = part * HUNDRED >= percent * of if at_least else part * HUNDRED <= percent * of
    code = "own_share" if at_least else "indirect_share"
    return answer(holds, say(code, part=part, share=half_up(part * HUNDRED / of), limit=percent))


def category_caps(params: Params, dossier: Dossier) -> Proposed:
    """Of the grant, at most a share in each category that the call caps."""
    money = dossier.money
    if not money.readable or money.grant <= 0:
        return ask(say("budget_unreadable"))
    over: Evidence = []
    within: Evidence = []
    for category, limit in (params.get("caps") or {}).items():
        part, percent = money.by_category.get(category, NOTHING), Decimal(limit)
        share = half_up(part * HUNDRED / money.grant)
        said = say("category_share", category=category, part=part, share=share, limit=percent)
        (within if part * HUNDRED <= percent * money.grant else over).append(said)
    return answer(not over, *(over or within or [say("no_caps")]))


def ceiling(params: Params, dossier: Dossier) -> Proposed:
    """The most for one grant, and for all grants of the organisation in the programme together."""
    if not dossier.money.readable:
        return ask(say("budget_unreadable"))
    asked, currency = dossier.money.grant, str(params.get("currency", "MXN"))
    earlier = [entry for entry in dossier.facts.register if entry.kind == "grant"]
    if any(entry.amount is None or entry.currency != currency for entry in earlier) and params.get("cumulative"):
        return ask(say("earlier_unclear", references=[entry.reference for entry in earlier]))
    before = sum((entry.amount or NOTHING for entry in earlier), NOTHING)
    each, every = decimal(params.get("per_grant")), decimal(params.get("cumulative"))
    over_each, over_every = each is not None and asked > each, every is not None and asked + before > every
    said = []
    if each is not None:
        said.append(say("one_grant", asked=asked, limit=each, currency=currency))
    if every is not None:
        said.append(say("all_grants", asked=asked, before=before, sum=asked + before, limit=every, currency=currency))
    return answer(not over_each and not over_every, *said)
