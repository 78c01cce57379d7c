"""The account that an agreement is paid to: whoever makes or pays it compares it with its proof; each look is noted."""

from typing import Annotated, Any

from fastapi import Request, Response

from app.agreements.guards import Banked
from app.agreements.models import Agreement
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, page, redirect
from app.people import queries
from app.people.access import Actor
from app.people.guards import SignedIn
from app.people.models import Organisation
from app.people.profile.forms import RefusalForm
from app.people.profile.routes.bank import accounts, proof
from app.people.profile.service import bank

router = Router(prefix="/agreements/{agreement_id}/bank")
PAGE = "agreements/bank.html"


def _organisation(session: Session, agreement: Agreement) -> Organisation:
    found = queries.organisation(session, agreement.organisation_id)
    if found is None:
        raise NotFound
    return found


def _context(session: Session, agreement: Agreement, actor: Actor) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "organisation": _organisation(session, agreement),
        "base": f"/agreements/{agreement.id}/bank",
        **accounts(session, agreement.organisation_id, actor),
    }


@router.get("")
def show(request: Request, session: Db, actor: SignedIn, agreement: Banked) -> Response:
    """The account in full."""
    context = _context(session, agreement, actor)
    return page(request, PAGE, refusal_form=Bound.blank(RefusalForm), **context)


@router.get("/{key}/proof")
def read_proof(session: Db, actor: SignedIn, agreement: Banked, key: str) -> Response:
    """The bank's own document."""
    return proof(session, agreement.organisation_id, key, actor)


@router.post("/{key}/check")
def check(session: Db, actor: SignedIn, agreement: Banked, key: str) -> Response:
    """Account, holder and proof agree."""
    bank.check(session, _organisation(session, agreement), key, actor=actor)
    return redirect(f"/agreements/{agreement.id}/bank")


@router.post("/{key}/refuse")
def refuse(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Banked,
    key: str,
    form: Annotated[Bound[RefusalForm], bound(RefusalForm)],
) -> Response:
    """They do not agree, and why."""

    def no() -> None:
        bank.refuse(session, _organisation(session, agreement), key, form.data.reason, actor=actor)

    context = _context(session, agreement, actor) | {"refusal_form": form}
    return form.run(session, no, request=request, page=PAGE, to=context["base"], **context)
