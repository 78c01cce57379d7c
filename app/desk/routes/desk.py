"""What waits for me."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db
from app.core.web import Router, page
from app.desk import permissions, tray
from app.people.access import Actor
from app.people.guards import role_guard

router = Router(prefix="/desk")

Owner = Annotated[Actor, Depends(role_guard(permissions.desk))]


@router.get("")
def show(request: Request, session: Db, actor: Owner) -> Response:
    return page(request, "desk/desk.html", groups=tray.groups(session, actor), owner=actor)
