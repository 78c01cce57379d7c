"""The subjects that routes of agreements ask for."""

from typing import Annotated

from fastapi import Depends

from app.agreements import permissions, queries
from app.agreements.models import Agreement
from app.people.access import Actor
from app.people.guards import guard, role_guard

Shown = Annotated[Agreement, Depends(guard(queries.agreement, permissions.read, "agreement_id"))]
Written = Annotated[Agreement, Depends(guard(queries.agreement, permissions.edit, "agreement_id"))]
Accepted = Annotated[Agreement, Depends(guard(queries.agreement, permissions.accept, "agreement_id"))]
Managed = Annotated[Agreement, Depends(guard(queries.agreement, permissions.manage, "agreement_id"))]
Paid = Annotated[Agreement, Depends(guard(queries.agreement, permissions.pay, "agreement_id"))]
Banked = Annotated[Agreement, Depends(guard(queries.agreement, permissions.see_account, "agreement_id"))]
Received = Annotated[Agreement, Depends(guard(queries.agreement, permissions.receive, "agreement_id"))]
Drafter = Annotated[Actor, Depends(role_guard(permissions.draft))]
Looker = Annotated[Actor, Depends(role_guard(permissions.look))]
