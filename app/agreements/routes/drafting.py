"""New agreements: from an accepted award, or with a partner without a call."""

from typing import Annotated, Any

from fastapi import Depends, Request, Response

from app.agreements import permissions, queries
from app.agreements.forms import FromAwardForm, NewForm
from app.agreements.guards import Drafter
from app.agreements.service import drafting
from app.agreements.states import KINDS
from app.core.db import Db, Session
from app.core.errors import Refused
from app.core.format import both_text
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import guard
from app.review.models import Award
from app.review.queries.ruling import AwardCase, award_case

router = Router(prefix="/agreements")
AwardToDraft = Annotated[AwardCase, Depends(guard(award_case, permissions.draft_award, "award_id"))]


@router.get("/new")
def choose(request: Request, session: Db, actor: Drafter) -> Response:
    """Where an agreement comes from: awards that wait, or a partner without a call."""
    form = Bound.blank(NewForm)
    return page(request, "agreements/new.html", form=form, **_choices(session, actor))


@router.post("/new")
def create(request: Request, session: Db, actor: Drafter, form: Annotated[Bound[NewForm], bound(NewForm)]) -> Response:
    """Draft with a partner that came from no call."""
    return form.run(
        session,
        lambda: _draft(session, form.data, actor),
        request=request,
        page="agreements/new.html",
        to="/agreements",
        **_choices(session, actor),
    )


@router.get("/from-award/{award_id}")
def from_award(request: Request, session: Db, case: AwardToDraft) -> Response:
    """What the agreement will hold, and its two dates."""
    call_dates = queries.project_dates(session, case.award)
    form = Bound.blank(FromAwardForm, call_dates)
    return page(request, "agreements/from_award.html", form=form, **_award_context(session, case.award))


@router.post("/from-award/{award_id}")
def draft_from_award(
    request: Request,
    session: Db,
    actor: Drafter,
    case: AwardToDraft,
    form: Annotated[Bound[FromAwardForm], bound(FromAwardForm)],
) -> Response:
    """Draft it: nothing of the proposal is typed again."""

    def action() -> str:
        agreement = drafting.draft_from_award(
            session, case.award, start_on=form.data.start_on, end_on=form.data.end_on, actor=actor
        )
        return f"/agreements/{agreement.id}"

    return form.run(
        session,
        action,
        request=request,
        page="agreements/from_award.html",
        to="/agreements",
        **_award_context(session, case.award),
    )


def _draft(session: Session, data: NewForm, actor: Actor) -> str:
    programme = queries.programme_if(session, data.programme_id)
    organisation = queries.organisation_if(session, data.organisation_id)
    if programme is None or not actor.has(*queries.LEADERS, programme_id=programme.id):
        raise Refused(_("Choose one of the options."), "programme_id")
    if organisation is None:
        raise Refused(_("Choose one of the options."), "organisation_id")
    terms = drafting.Terms(
        kind=data.kind,
        title=data.title,
        object={"es": data.object_es, "en": data.object_en or ""},
        start_on=data.start_on,
        end_on=data.end_on,
        amount=data.amount,
        currency=programme.local_currency,
        line=data.line,
    )
    return f"/agreements/{drafting.draft_without_call(session, programme, organisation, terms, actor=actor).id}"


def _choices(session: Session, actor: Actor) -> dict[str, Any]:
    return {
        "awards": queries.awards_to_contract(session, actor),
        "programme_choices": [(each.id, both_text(each.name)) for each in queries.programmes_led(session, actor)],
        "organisations": queries.organisation_choices(session),
        "kinds": list(KINDS.items()),
    }


def _award_context(session: Session, award: Award) -> dict[str, Any]:
    candidacy, submission = queries.award_source(session, award)
    return {
        "award": award,
        "candidacy": candidacy,
        "submission": submission,
        "organisation": queries.organisation(session, candidacy.organisation_id),
    }
