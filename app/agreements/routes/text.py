"""The text of an agreement: written by whoever has the pen, passed, accepted, signed."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Request, Response

from app.agreements import permissions, queries
from app.agreements.forms import (
    AcceptForm,
    BudgetForm,
    CommentForm,
    IndicatorsForm,
    ReasonForm,
    SignatureForm,
    TextForm,
    WorkPlanForm,
)
from app.agreements.guards import Accepted, Managed, Written
from app.agreements.models import Agreement
from app.agreements.routes.agreements import show_context
from app.agreements.service import annexes, pen, signing
from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, Form, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn

router = Router(prefix="/agreements/{agreement_id}")
ANNEX_FORMS: dict[str, type[Form]] = {"work_plan": WorkPlanForm, "indicators": IndicatorsForm, "budget": BudgetForm}


@router.get("/text")
def edit(request: Request, agreement: Written) -> Response:
    """The text, to be changed."""
    return page(
        request, "agreements/text.html", agreement=agreement, form=Bound.blank(TextForm, TextForm.opening(agreement))
    )


@router.post("/text")
def write(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Written,
    form: Annotated[Bound[TextForm], bound(TextForm)],
) -> Response:
    """Keep the text; acceptances given before are gone."""
    if form.value("add"):
        form.errors = []
        return page(request, "agreements/text.html", agreement=agreement, form=form)

    def action() -> None:
        data = form.data
        text = pen.Text(
            title=data.title,
            object={"es": data.object_es, "en": data.object_en or ""},
            start_on=data.start_on,
            end_on=data.end_on,
            report_lead_days=data.report_lead_days,
            clauses=[row.model_dump() for row in data.rows],
        )
        pen.write(session, agreement, text, revision=data.revision, actor=actor)

    return form.run(
        session,
        action,
        request=request,
        page="agreements/text.html",
        to=f"/agreements/{agreement.id}",
        agreement=agreement,
    )


@router.get("/annexes/{table}")
def annex(request: Request, agreement: Written, table: str) -> Response:
    """An annex table of an agreement without a call."""
    form = Bound.blank(_annex_form(table), {"rows": agreement.annexes.get(table, [])})
    return page(request, "agreements/annex.html", agreement=agreement, table=table, form=form)


@router.post("/annexes/{table}")
def write_annex(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Written,
    table: str,
    posted: Annotated[Bound[Form], bound(Form)],
) -> Response:
    """Keep an annex table."""
    form = Bound.of(_annex_form(table), posted.raw)
    context: dict[str, Any] = {"agreement": agreement, "table": table}
    if form.value("add"):
        form.errors = []
        return page(request, "agreements/annex.html", form=form, **context)

    def action() -> None:
        rows = form.data.model_dump(mode="json")["rows"]
        annexes.write(session, agreement, table, rows, actor=actor)

    return form.run(
        session, action, request=request, page="agreements/annex.html", to=f"/agreements/{agreement.id}", **context
    )


def _annex_form(table: str) -> type[Form]:
    if table not in ANNEX_FORMS:
        raise NotFound
    return ANNEX_FORMS[table]


@router.post("/pass")
def pass_pen(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Written,
    form: Annotated[Bound[CommentForm], bound(CommentForm)],
) -> Response:
    """Hand the pen to the other party."""
    return _on_page(
        request,
        session,
        agreement,
        actor,
        form,
        lambda: pen.pass_pen(session, agreement, comment=form.data.comment or "", actor=actor),
    )


@router.post("/accept")
def accept(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Accepted,
    form: Annotated[Bound[AcceptForm], bound(AcceptForm)],
) -> Response:
    """Accept this very text for one's party."""

    def action() -> None:
        side = permissions.side_of(actor, agreement)
        if side is None:
            raise Refused(_("Only whoever represents a party accepts for it."))
        pen.accept(session, agreement, side, revision=form.data.revision, actor=actor)

    return _on_page(request, session, agreement, actor, form, action)


@router.post("/reopen")
def reopen(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[ReasonForm], bound(ReasonForm)],
) -> Response:
    """Back to drafting, when something was found before signing."""
    return _on_page(
        request,
        session,
        agreement,
        actor,
        form,
        lambda: pen.reopen(session, agreement, reason=form.data.reason, actor=actor),
    )


@router.get("/signature")
def signature(request: Request, session: Db, agreement: Managed) -> Response:
    """Who signed, and the signed file."""
    organisation = queries.organisation(session, agreement.organisation_id)
    form = Bound.blank(
        SignatureForm, {"cso_name": organisation.representative_name or "", "cso_post": _("Legal representative")}
    )
    return page(request, "agreements/signature.html", agreement=agreement, organisation=organisation, form=form)


@router.post("/signature")
def sign(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[SignatureForm], bound(SignatureForm)],
) -> Response:
    """Record the signatures; the agreement comes into force."""

    def action() -> None:
        upload = form.file("signed")
        if upload is None:
            raise Refused(_("Add the signed agreement, as a PDF."), "signed")
        data = form.data
        cso = signing.Signatory(data.cso_name, data.cso_post, data.cso_signed_on)
        staff = signing.Signatory(data.staff_name, data.staff_post, data.staff_signed_on)
        signing.sign(session, agreement, cso=cso, staff=staff, data=upload.data, filename=upload.filename, actor=actor)

    organisation = queries.organisation(session, agreement.organisation_id)
    return form.run(
        session,
        action,
        request=request,
        page="agreements/signature.html",
        to=f"/agreements/{agreement.id}",
        agreement=agreement,
        organisation=organisation,
    )


def _on_page(
    request: Request,
    session: Session,
    agreement: Agreement,
    actor: Actor,
    form: Bound[Any],
    action: Callable[[], str | None],
) -> Response:
    context = show_context(session, agreement, actor)
    return form.run(
        session, action, request=request, page="agreements/show.html", to=f"/agreements/{agreement.id}", **context
    )
