"""Organisations and their teams."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core import clock
from app.core.audit import history
from app.core.clabe import masked
from app.core.db import Db
from app.core.forms import Bound, bound
from app.core.territory import state_choices
from app.core.web import Router, page, redirect
from app.people import permissions, queries
from app.people.access import Actor
from app.people.forms import LevelForm, MemberForm, OrganisationForm
from app.people.guards import SignedIn, guard, role_guard
from app.people.models import Level, Organisation
from app.people.profile.models import AccountState
from app.people.profile.queries import account, board, mandate
from app.people.profile.words import life
from app.people.service import organisations
from app.people.service.sessions import ZONE
from app.people.service.sign_in import safe_path
from app.people.succession.queries import open_handover, running_claim
from app.people.words import KINDS, LEGAL_FORMS, LEVEL_NAMES, LEVELS

router = Router(prefix="/organisations")

ToRead = Annotated[Organisation, Depends(guard(queries.organisation, permissions.read_organisation, "organisation_id"))]
ToEdit = Annotated[Organisation, Depends(guard(queries.organisation, permissions.edit_organisation, "organisation_id"))]
ToTeam = Annotated[Organisation, Depends(guard(queries.organisation, permissions.manage_team, "organisation_id"))]
Staff = Annotated[Actor, Depends(role_guard(permissions.list_organisations))]


def _choices() -> dict[str, Any]:
    return {
        "kinds": [(kind.value, name) for kind, name in KINDS.items()],
        "legal_forms": [(form.value, name) for form, name in LEGAL_FORMS.items()],
        "states": state_choices(),
    }


@router.get("")
def mine(request: Request, session: Db, actor: SignedIn) -> Response:
    return page(
        request,
        "people/organisations.html",
        organisations=queries.my_organisations(session, actor),
        level_names=LEVEL_NAMES,
    )


@router.get("/directory")
def directory(request: Request, session: Db, actor: Staff, q: str = "") -> Response:
    found = queries.organisation_list(session, q)
    may_merge = bool(permissions.merge_organisations(actor))
    return page(request, "people/directory.html", organisations=found, q=q, may_merge=may_merge)


@router.get("/new")
def new(request: Request, actor: SignedIn, next: str = "") -> Response:  # noqa: A002 -- the name in the address
    initial = {
        "representative_name": actor.name,
        "representative_email": actor.user.email,
        "legal_form": "ac",
        "kind": "ngo",
    }
    return page(
        request,
        "people/organisation_form.html",
        form=Bound.blank(OrganisationForm, initial),
        organisation=None,
        next=safe_path(next),
        **_choices(),
    )


@router.post("/new")
def create(
    request: Request, session: Db, actor: SignedIn, form: Annotated[Bound[OrganisationForm], bound(OrganisationForm)]
) -> Response:
    goal = safe_path(form.value("next"))

    def save() -> str:
        organisation = organisations.create(session, form.data.model_dump(), actor=actor)
        return goal or f"/organisations/{organisation.id}"

    return form.run(
        session,
        save,
        request=request,
        page="people/organisation_form.html",
        to="/organisations",
        organisation=None,
        next=goal,
        **_choices(),
    )


@router.get("/{organisation_id}")
def show(request: Request, session: Db, actor: SignedIn, organisation: ToRead) -> Response:
    return page(request, "people/organisation.html", **_shown(session, actor, organisation))


def _shown(session: Db, actor: Actor, organisation: Organisation) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "merged_into": queries.organisation(session, organisation.merged_into_id or ""),
        "members": queries.members(session, organisation.id),
        "invitations": queries.open_invitations(session, organisation.id),
        "belongs": actor.member_of(organisation.id),
        "handover": open_handover(session, organisation.id, clock.now()),
        "claim": running_claim(session, organisation.id),
        "board": board(session, organisation.id),
        "mandate": mandate(session, organisation),
        "account": account(session, organisation.id, AccountState.in_force),
        "masked": masked,
        "may_bank": bool(permissions.see_account(actor, organisation)),
        "today": clock.today(ZONE),
        "life": life,
        "may_edit": bool(permissions.edit_organisation(actor, organisation)),
        "may_invite": bool(permissions.manage_team(actor, organisation)),
        "entries": history(session, organisation, limit=20),
        "levels": [(level.value, name) for level, name in LEVELS.items()],
        "level_names": LEVEL_NAMES,
        "kinds": KINDS,
        "legal_forms": LEGAL_FORMS,
        "member_form": Bound.blank(MemberForm, {"level": Level.EDITOR}),
    }


@router.get("/{organisation_id}/edit")
def edit(request: Request, organisation: ToEdit) -> Response:
    return page(
        request,
        "people/organisation_form.html",
        form=Bound.blank(OrganisationForm, organisation.model_dump()),
        organisation=organisation,
        next="",
        **_choices(),
    )


@router.post("/{organisation_id}/edit")
def update(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: ToEdit,
    form: Annotated[Bound[OrganisationForm], bound(OrganisationForm)],
) -> Response:
    def save() -> None:
        organisations.update(session, organisation, form.data.model_dump(), actor=actor)

    goal = f"/organisations/{organisation.id}"
    return form.run(
        session,
        save,
        request=request,
        page="people/organisation_form.html",
        to=goal,
        organisation=organisation,
        next="",
        **_choices(),
    )


@router.post("/{organisation_id}/invite")
def invite(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: ToTeam,
    form: Annotated[Bound[MemberForm], bound(MemberForm)],
) -> Response:
    def send() -> None:
        organisations.invite(session, organisation, form.data.email, form.data.level, actor=actor)

    context = _shown(session, actor, organisation) | {"member_form": form}
    return form.run(
        session,
        send,
        request=request,
        page="people/organisation.html",
        to=f"/organisations/{organisation.id}",
        **context,
    )


@router.post("/{organisation_id}/team")
def change_member(
    session: Db, actor: SignedIn, organisation: ToTeam, form: Annotated[Bound[LevelForm], bound(LevelForm)]
) -> Response:
    data = form.data
    if data.level == "remove":
        organisations.remove(session, organisation, data.user_id, actor=actor)
    else:
        organisations.change_level(session, organisation, data.user_id, Level(data.level), actor=actor)
    return redirect(f"/organisations/{organisation.id}")
