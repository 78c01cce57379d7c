"""The subjects that routes of reports ask for."""

from typing import Annotated

from fastapi import Depends

from app.agreements.guards import Managed
from app.people.access import Actor
from app.people.guards import guard, role_guard
from app.reports import permissions
from app.reports.donor import queries as donor_queries
from app.reports.models import DonorReport
from app.reports.subjects import Filed, filed

Shown = Annotated[Filed, Depends(guard(filed, permissions.read, "report_id"))]
Written = Annotated[Filed, Depends(guard(filed, permissions.write, "report_id"))]
Reviewed = Annotated[Filed, Depends(guard(filed, permissions.review, "report_id"))]
Reopened = Annotated[Filed, Depends(guard(filed, permissions.reopen, "report_id"))]
DonorShown = Annotated[
    DonorReport, Depends(guard(donor_queries.donor_report, permissions.read_donor, "donor_report_id"))
]
DonorWritten = Annotated[
    DonorReport, Depends(guard(donor_queries.donor_report, permissions.write_donor, "donor_report_id"))
]
Team = Annotated[Actor, Depends(role_guard(permissions.start_own))]
Looker = Annotated[Actor, Depends(role_guard(permissions.look))]
DonorLooker = Annotated[Actor, Depends(role_guard(permissions.look_donor))]

__all__ = [
    "DonorLooker",
    "DonorShown",
    "DonorWritten",
    "Looker",
    "Managed",
    "Reopened",
    "Reviewed",
    "Shown",
    "Team",
    "Written",
]
