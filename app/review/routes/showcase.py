"""What everybody may read of a published ruling; names of those not awarded only where they agreed."""

from typing import Any

from app.calls.models import Call
from app.core.db import Session
from app.core.territory import state_name
from app.review.models import CandidacyState
from app.review.queries import ruling as queries
from app.review.queries import validation
from app.review.queries.ruling import RulingCase
from app.review.routes.words import SECTORS
from app.review.rules.reasons import places_in_words
from app.review.states import CANDIDACY_FACES

WON = CandidacyState.approved


def named(session: Session, call: Call) -> dict[str, str | None]:
    """Candidacy → the name that may be shown, or None."""
    rows = queries.all_candidacies(session, call.id)
    return {
        candidacy.id: organisation.legal_name
        if (candidacy.state == WON or candidacy.name_consent) and not organisation.protected
        else None
        for candidacy, organisation in rows
    }


def showcase(session: Session, case: RulingCase) -> dict[str, Any]:
    """The context of the results page."""
    rows = queries.all_candidacies(session, case.call.id)
    decisions = queries.decisions(session, case.ruling)
    content = case.ruling.ranking
    places = {place["candidacy"]: place for lot in content["lots"] for place in lot["places"]}
    refused = validation.rejections(session, case.call)
    return {
        "call": case.call,
        "ruling": case.ruling,
        "content": content,
        "names": named(session, case.call),
        "rows": [candidacy for candidacy, _organisation in rows],
        "winners": [candidacy for candidacy, _organisation in rows if candidacy.state == WON],
        "places": places,
        "said": places_in_words(content),
        "rules": {key: [rule for _verdict, rule in lines] for key, lines in refused.items()},
        "decisions": decisions,
        "funnel": _funnel(rows),
        "total": sum(candidacy.requested for candidacy, _organisation in rows if candidacy.state == WON),
        "faces": CANDIDACY_FACES,
        "sectors": SECTORS,
        "state_name": state_name,
    }


def _funnel(rows: Any) -> dict[str, int]:  # noqa: ANN401 -- rows of a candidacy and its organisation
    """Received → met every rule → recommended → approved [E4]."""
    states = [candidacy.state for candidacy, _organisation in rows]
    picked = {WON, CandidacyState.recommended, CandidacyState.returned, CandidacyState.objected}
    return {
        "received": len(states),
        "eligible": sum(state != CandidacyState.ineligible for state in states),
        "recommended": sum(state in picked for state in states),
        "approved": states.count(WON),
    }
