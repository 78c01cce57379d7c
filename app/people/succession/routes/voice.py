"""The page that a mail about a claim opens: it shows what is claimed, its button objects; no account is needed."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.web import Router, page, public
from app.people import queries
from app.people.service.sessions import token_hash
from app.people.succession.forms import ObjectionForm
from app.people.succession.models import ClaimState
from app.people.succession.queries import voice_by_hash
from app.people.succession.service import claiming

router = Router(prefix="/claims")
GONE = "people/succession/claim_gone.html"


@router.get("/{token}", dependencies=[public("whoever holds the mailed secret may read what is claimed")])
def show(request: Request, session: Db, token: str) -> Response:
    told = _told(session, token)
    if told is None:
        return page(request, GONE, status=404)
    return page(request, "people/succession/claim.html", form=Bound.blank(ObjectionForm), token=token, **told)


@router.post("/{token}", dependencies=[public("the mailed secret objects, while the claim waits")])
def object_to_claim(
    request: Request, session: Db, token: str, form: Annotated[Bound[ObjectionForm], bound(ObjectionForm)]
) -> Response:
    told = _told(session, token)
    if told is None:
        return page(request, GONE, status=404)

    def stop() -> None:
        claiming.object_by_mail(session, token, form.data.words or "")

    return form.run(
        session, stop, request=request, page="people/succession/claim.html", to=f"/claims/{token}", token=token, **told
    )


def _told(session: Session, token: str) -> dict[str, Any] | None:
    found = voice_by_hash(session, token_hash(token))
    if found is None:
        return None
    voice, claim = found
    organisation = queries.organisation(session, claim.organisation_id)
    claimant = queries.user(session, claim.claimant_id)
    return {
        "claim": claim,
        "voice": voice,
        "organisation": organisation,
        "claimant": claimant,
        "waiting": claim.state == ClaimState.waiting,
        "stopped": claim.state == ClaimState.stopped,
    }
