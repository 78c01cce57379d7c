"""The guarded subjects that these pages name."""

from typing import Annotated

from fastapi import Depends

from app.calls import queries as call_queries
from app.calls.models import Call
from app.people.guards import guard
from app.proposals import permissions, queries
from app.proposals.queries import Doorway, Dossier

ProposalToRead = Annotated[Dossier, Depends(guard(queries.dossier, permissions.read, "proposal_id"))]
ProposalToWrite = Annotated[Dossier, Depends(guard(queries.dossier, permissions.write, "proposal_id"))]
ProposalAsStaff = Annotated[Dossier, Depends(guard(queries.dossier, permissions.read_as_staff, "proposal_id"))]
ProposalOfFile = Annotated[Dossier, Depends(guard(queries.dossier, permissions.download, "proposal_id"))]
CallToStartIn = Annotated[Doorway, Depends(guard(queries.doorway, permissions.start, "slug"))]
CallToNominateIn = Annotated[Doorway, Depends(guard(queries.doorway, permissions.nominate, "slug"))]
CallToCount = Annotated[Call, Depends(guard(call_queries.call, permissions.count, "call_id"))]
CallToRead = Annotated[Call, Depends(guard(call_queries.call, permissions.read_opened, "call_id"))]
CallToOpen = Annotated[Call, Depends(guard(call_queries.call, permissions.open_call, "call_id"))]
