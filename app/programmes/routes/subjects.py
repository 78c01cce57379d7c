"""The programme of an address, guarded for reading or for writing."""

from typing import Annotated

from fastapi import Depends

from app.people.access import Actor
from app.people.guards import guard, role_guard
from app.programmes import permissions, queries
from app.programmes.models import Programme

ToRead = Annotated[Programme, Depends(guard(queries.programme, permissions.read, "programme_id"))]
ToEdit = Annotated[Programme, Depends(guard(queries.programme, permissions.edit, "programme_id"))]
Reader = Annotated[Actor, Depends(role_guard(permissions.list_all))]
Creator = Annotated[Actor, Depends(role_guard(permissions.create))]
