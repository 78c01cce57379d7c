"""Who writes in a proposal at this moment: asked often, so it costs one statement and no page."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import JSONResponse, Response

from app.core.web import Router
from app.people.guards import SignedIn, guard
from app.proposals.coauthors import permissions, queries
from app.proposals.coauthors.queries import Writing
from app.proposals.routes.words import writes

router = Router(prefix="/proposals/{proposal_id}/writing")
WritingToSee = Annotated[Writing, Depends(guard(queries.writing, permissions.see, "proposal_id"))]


@router.get("")
def now(writing: WritingToSee, actor: SignedIn) -> Response:
    said = {each.section: writes(each.name, each.at) for each in writing.writers if each.id != actor.id}
    return JSONResponse(said, headers={"Cache-Control": "no-store"})
