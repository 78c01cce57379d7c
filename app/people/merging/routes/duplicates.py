"""Organisations that look alike, and two of them side by side."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people import permissions, queries
from app.people.access import Actor
from app.people.guards import SignedIn, guard, role_guard
from app.people.merging.forms import MergeForm
from app.people.merging.queries import twins
from app.people.merging.service import merging
from app.people.models import Organisation
from app.people.words import KINDS, LEGAL_FORMS, LEVEL_NAMES

router = Router(prefix="/organisations")

Merger = Annotated[Actor, Depends(role_guard(permissions.merge_organisations))]
Stays = Annotated[Organisation, Depends(guard(queries.organisation, permissions.merge_organisation, "organisation_id"))]
PAGE = "people/merging/compare.html"


@router.get("/duplicates")
def index(request: Request, session: Db, _actor: Merger) -> Response:
    """Every group that looks alike."""
    return page(request, "people/merging/duplicates.html", groups=twins(session))


def _context(session: Session, stays: Organisation, goes_id: str, actor: Actor) -> dict[str, Any]:
    goes = queries.organisation(session, goes_id)
    if goes is None:
        raise NotFound
    return {
        "stays": stays,
        "goes": goes,
        "teams": {each.id: queries.members(session, each.id) for each in (stays, goes)},
        "obstacles": merging.obstacles(session, stays, goes, actor),
        "moved": merging.preview(session, goes),
        "kinds": KINDS,
        "legal_forms": LEGAL_FORMS,
        "level_names": LEVEL_NAMES,
    }


@router.get("/{organisation_id}/merge/{goes_id}")
def compare(request: Request, session: Db, actor: SignedIn, stays: Stays, goes_id: str) -> Response:
    """The two side by side, and what a merge does."""
    return page(request, PAGE, form=Bound.blank(MergeForm), **_context(session, stays, goes_id, actor))


@router.post("/{organisation_id}/merge/{goes_id}")
def merge(
    request: Request,
    session: Db,
    actor: SignedIn,
    stays: Stays,
    goes_id: str,
    form: Annotated[Bound[MergeForm], bound(MergeForm)],
) -> Response:
    """Make one of them, for good."""
    context = _context(session, stays, goes_id, actor)

    def act() -> None:
        if not form.data.compared:
            raise Refused(_("Say that you compared both: a merge cannot be undone."), "compared")
        merging.merge(session, stays.id, goes_id, form.data.reason, actor=actor)

    return form.run(session, act, request=request, page=PAGE, to=f"/organisations/{stays.id}", **context)
