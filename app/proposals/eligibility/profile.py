"""Rules on the organisation: its form, its age, its keys, what it owes, how often it applies."""

from datetime import date

from app.core.identifiers import check_cluni, check_rfc
from app.core.periods import completed_months
from app.proposals.eligibility.base import Dossier, Evidence, Params, Proposed, answer, ask, iso_day, say

CHECKED = {"rfc": check_rfc, "cluni": check_cluni}


def legal_form(params: Params, dossier: Dossier) -> Proposed:
    """One of the forms that the call admits."""
    form = dossier.organisation.get("legal_form")
    if not form:
        return ask(say("form_unknown"))
    holds = form in (params.get("forms") or [])
    return answer(holds, say("form_allowed" if holds else "form_not_allowed", form=form))


def age(params: Params, dossier: Dossier) -> Proposed:
    """Whole months from its founding to the day of the deadline."""
    founded, on = iso_day(dossier.organisation.get("founded_on")), iso_day(params.get("on"))
    least = int(params.get("months") or 0)
    if founded is None:
        return ask(say("founding_unknown"))
    if on is None:
        return ask(say("deadline_unknown"))
    return _aged(founded, on, least)


def _aged(founded: date, on: date, least: int) -> Proposed:
    months = completed_months(founded, on)
    if months < 0:
        return answer(False, say("founded_later", founded=founded, on=on))
    return answer(months >= least, say("months_old", founded=founded, on=on, months=months, least=least))


def registry(params: Params, dossier: Dossier) -> Proposed:
    """The keys that the call asks for: there, and well formed. A check digit that does not fit asks for a person."""
    wrong, doubtful, good = [], [], []
    for key in params.get("keys") or []:
        text = str(dossier.organisation.get(key) or "")
        checked = CHECKED[key](text) if text else None
        if checked is None:
            wrong.append(say("key_missing", key=key))
        elif not checked.ok:
            wrong.append(say("key_malformed", key=key, text=text))
        elif checked.warning:
            doubtful.append(say("key_doubtful", key=key, text=text))
        else:
            good.append(say("key_there", key=key, text=text))
    if doubtful and not wrong:
        return ask(*doubtful, *good)
    return answer(not wrong, *wrong, *doubtful, *good)


def one_per_organisation(_: Params, dossier: Dossier) -> Proposed:
    """No other proposal of the same body in the call. Of a partner that presents it too, a person decides."""
    partners = [
        say("partner_presents", name=each.name, folios=sorted(each.folios))
        for each in dossier.facts.partners
        if each.folios
    ]
    if dossier.facts.siblings:
        return answer(False, say("other_folios", folios=sorted(dossier.facts.siblings)), *partners)
    return ask(*partners, say("only_folio")) if partners else answer(True, say("only_folio"))


def debts(params: Params, dossier: Dossier) -> Proposed:
    """Nothing in the programme's register that still stands against it. Of what a partner owes, a person decides."""
    held = [entry for entry in dossier.facts.register if entry.is_open]
    against: Evidence = [
        say("owes", reference=entry.reference, since=entry.since or "") for entry in held if entry.kind == "debt"
    ]
    agreements: Evidence = [
        say("agreement_open", reference=entry.reference, since=entry.since or "")
        for entry in held
        if entry.kind == "grant"
    ]
    if params.get("agreements"):
        against += agreements
    partners = [
        say("partner_owes", name=each.name, reference=entry.reference, since=entry.since or "")
        for each in dossier.facts.partners
        for entry in each.debts
    ]
    if partners and not against:
        return ask(*partners, say("owes_nothing"))
    return answer(not against, *(against or [say("owes_nothing")]), *partners)
