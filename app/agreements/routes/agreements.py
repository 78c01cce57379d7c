"""The list of agreements, and the page of one."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Request, Response

from app.agreements import permissions, queries
from app.agreements.forms import LinksForm, ReasonForm
from app.agreements.guards import Looker, Managed, Shown
from app.agreements.models import Agreement
from app.agreements.rules import annexes
from app.agreements.service import lifecycle
from app.agreements.states import AGREEMENT, FACES, KINDS, SIDES
from app.core import audit, states
from app.core.db import Db, Session
from app.core.errors import Refused
from app.core.format import both_text
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn

router = Router(prefix="/agreements")


@router.get("")
def index(request: Request, session: Db, actor: Looker, state: str = "") -> Response:
    """The agreements that this person may see."""
    rows = queries.listed(session, actor, state=state)
    tabs = [(face.staff, f"/agreements?state={key}", state == key) for key, face in FACES.items()]
    return page(
        request,
        "agreements/index.html",
        rows=rows,
        faces=FACES,
        kinds=KINDS,
        state=state,
        tabs=tabs,
        may_draft=bool(permissions.draft(actor)),
    )


@router.get("/{agreement_id}")
def show(request: Request, session: Db, actor: SignedIn, agreement: Shown) -> Response:
    """One agreement: where it stands, what it says, its money and its reports."""
    return page(request, "agreements/show.html", **show_context(session, agreement, actor))


@router.post("/{agreement_id}/decline")
def decline(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[ReasonForm], bound(ReasonForm)],
) -> Response:
    """It will not be signed, and why."""
    return _with_reason(
        request,
        session,
        agreement,
        actor,
        form,
        lambda: lifecycle.decline(session, agreement, reason=form.data.reason, actor=actor),
    )


@router.post("/{agreement_id}/suspend")
def suspend(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[ReasonForm], bound(ReasonForm)],
) -> Response:
    """Stop paying for a while, and why."""
    return _with_reason(
        request,
        session,
        agreement,
        actor,
        form,
        lambda: lifecycle.suspend(session, agreement, reason=form.data.reason, actor=actor),
    )


@router.post("/{agreement_id}/resume")
def resume(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[ReasonForm], bound(ReasonForm)],
) -> Response:
    """Lift the suspension."""
    return _with_reason(
        request,
        session,
        agreement,
        actor,
        form,
        lambda: lifecycle.resume(session, agreement, reason=form.data.reason, actor=actor),
    )


@router.post("/{agreement_id}/terminate")
def terminate(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[ReasonForm], bound(ReasonForm)],
) -> Response:
    """End before time, with the document that says so."""

    def action() -> None:
        upload = form.file("document")
        if upload is None:
            raise Refused(_("Add the document that ends the agreement, as a PDF."), "document")
        lifecycle.terminate(
            session, agreement, reason=form.data.reason, data=upload.data, filename=upload.filename, actor=actor
        )

    return _with_reason(request, session, agreement, actor, form, action)


@router.get("/{agreement_id}/indicators")
def links(request: Request, session: Db, agreement: Managed) -> Response:
    """Which indicator of the programme each annex indicator feeds."""
    rows = [
        {"row": row["id"], "indicator_id": agreement.indicator_links.get(row["id"], "")}
        for row in agreement.annexes.get("indicators", [])
    ]
    return page(
        request,
        "agreements/links.html",
        form=Bound.blank(LinksForm, {"rows": rows}),
        **_links_context(session, agreement),
    )


@router.post("/{agreement_id}/indicators")
def save_links(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[LinksForm], bound(LinksForm)],
) -> Response:
    """Keep the links: accepted reports feed the programme's figures through them."""

    def action() -> None:
        chosen = {row.row: row.indicator_id for row in form.data.rows if row.indicator_id}
        lifecycle.link_indicators(session, agreement, chosen, actor=actor)

    return form.run(
        session,
        action,
        request=request,
        page="agreements/links.html",
        to=f"/agreements/{agreement.id}",
        **_links_context(session, agreement),
    )


def _links_context(session: Session, agreement: Agreement) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "names": {row["id"]: row["name"] for row in agreement.annexes.get("indicators", [])},
        "indicator_choices": [
            (each.id, f"{each.code or ''} {both_text(each.name)}".strip())
            for each in queries.indicators(session, agreement.programme_id)
        ],
    }


def _with_reason(
    request: Request,
    session: Session,
    agreement: Agreement,
    actor: Actor,
    form: Bound[ReasonForm],
    action: Callable[[], str | None],
) -> Response:
    context = show_context(session, agreement, actor)
    return form.run(
        session, action, request=request, page="agreements/show.html", to=f"/agreements/{agreement.id}", **context
    )


def show_context(session: Session, agreement: Agreement, actor: Actor) -> dict[str, Any]:
    """All that the page of an agreement needs."""
    budget = annexes.granted_lines(agreement.annexes.get("budget", []))
    return {
        "agreement": agreement,
        "face": FACES[agreement.state],
        "kind": KINDS[agreement.kind],
        "programme": queries.programme(session, agreement.programme_id),
        "organisation": queries.organisation(session, agreement.organisation_id),
        "periods": queries.periods(session, agreement.id),
        "tranches": queries.tranches(session, agreement.id),
        "signatures": queries.signatures(session, agreement.id),
        "budget_total": annexes.budget_total(budget),
        "line_amount": annexes.line_amount,
        "sides": SIDES,
        "side": permissions.side_of(actor, agreement),
        "may": _may(actor, agreement),
        "history": audit.history(session, agreement, *queries.tranches(session, agreement.id), limit=40),
    }


def _may(actor: Actor, agreement: Agreement) -> dict[str, bool]:
    rules = {name: getattr(permissions, name) for name in ("edit", "accept", "manage", "pay", "receive", "see_account")}
    allowed = {name: bool(rule(actor, agreement)) for name, rule in rules.items()}
    moves = {name: allowed["manage"] and states.allows(agreement, AGREEMENT, name) for name in AGREEMENT}
    return moves | allowed
