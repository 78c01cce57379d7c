"""Sealed proposals become candidacies when the call is opened, each rule with its proposed finding."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.models import Call, EligibilityRule
from app.core import audit
from app.core.errors import Refused
from app.core.i18n import _
from app.core.seals import unsealed
from app.core.text import folded
from app.people.access import Actor
from app.people.models import Organisation
from app.proposals.eligibility import Dossier, Facts, propose_rule, read_money
from app.proposals.models import Proposal, Submission
from app.proposals.queries import closing_lists, held
from app.review.models import Candidacy, EligibilityVerdict
from app.review.queries import validation as queries
from app.review.service.networks import partner_facts

Arrival = tuple[Proposal, Submission, Organisation]


def receive(session: Session, call: Call, *, actor: Actor) -> list[Candidacy]:
    """Take in every submitted proposal that has no candidacy yet; doing it again is harmless."""
    if call.opened_at is None:
        raise Refused(_("The proposals have not been opened yet."))
    arrivals = queries.arrivals(session, call)
    if not arrivals:
        return []
    _check_listed(session, call, arrivals)
    rules = calls.rules(session, call)
    if not rules:
        raise Refused(_("The call has no eligibility rule, so nothing can be validated."))
    curable = frozenset(each.code for each in calls.requirements(session, call) if each.curable)
    siblings = _siblings(arrivals)
    register = held(session, call, [organisation for _proposal, _submission, organisation in arrivals])
    networks = partner_facts(session, call, [(submission, lead) for _proposal, submission, lead in arrivals])
    lots = {lot.code: lot.id for lot in calls.lots(session, call)}
    taken = [_take(session, call, arrival, lots) for arrival in arrivals]
    session.flush()
    for candidacy, (_proposal, submission, organisation) in zip(taken, arrivals, strict=True):
        others = tuple(folio for folio in siblings[_body(organisation)] if folio != candidacy.folio)
        partners = networks.get(submission.folio, ())
        facts = Facts(curable, others, register[organisation.id], partners)
        _propose_all(session, candidacy, rules, Dossier(unsealed(submission.snapshot, submission.digest), facts))
    audit.record(session, "call.validation_started", call, actor=actor, detail={"proposals": len(taken)})
    return taken


def _check_listed(session: Session, call: Call, arrivals: Sequence[Arrival]) -> None:
    """Only what stands in the closing list that the witnesses hold, or in its addenda, is judged."""
    listed = {entry["digest"] for closing in closing_lists(session, call.id) for entry in closing.entries}
    for _proposal, submission, _organisation in arrivals:
        if submission.digest not in listed:
            raise Refused(_("%(folio)s does not stand in the closing list as it is now.", folio=submission.folio))


def _take(session: Session, call: Call, arrival: Arrival, lots: Mapping[str, str]) -> Candidacy:
    """What is judged, ranked and paid is what was sealed: the draft beside it may have been changed since."""
    proposal, submission, organisation = arrival
    said = unsealed(submission.snapshot, submission.digest)
    title = said["sections"]["summary"]["title"][:300]
    candidacy = Candidacy(
        call_id=call.id,
        proposal_id=proposal.id,
        submission_id=submission.id,
        organisation_id=organisation.id,
        lot_id=lots.get((said["lot"] or {}).get("code", "")),
        folio=submission.folio,
        title=title,
        search_key=folded(f"{submission.folio} {organisation.legal_name} {title}"),
        home_state=said["organisation"]["state"],
        requested=read_money(said["sections"].get("budget") or {}).grant or Decimal(0),
        currency=call.currency,
    )
    session.add(candidacy)
    return candidacy


def _propose_all(session: Session, candidacy: Candidacy, rules: Sequence[EligibilityRule], dossier: Dossier) -> None:
    for rule in rules:
        proposed = propose_rule(rule, dossier)
        session.add(
            EligibilityVerdict(
                candidacy_id=candidacy.id, rule_id=rule.id, proposed=proposed.finding, evidence=proposed.evidence
            )
        )


def _siblings(arrivals: Sequence[Arrival]) -> dict[str, list[str]]:
    """Folios by the body behind them: the tax number, else the organisation's own row."""
    found: dict[str, list[str]] = defaultdict(list)
    for _proposal, submission, organisation in arrivals:
        found[_body(organisation)].append(submission.folio)
    return found


def _body(organisation: Organisation) -> str:
    return organisation.rfc or organisation.id
