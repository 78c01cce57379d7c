"""The guarded subjects that these pages name."""

from typing import Annotated

from fastapi import Depends

from app.people.guards import guard
from app.review.minutes import permissions, queries
from app.review.minutes.queries import Meetings, MinutesCase

MeetingsToSee = Annotated[Meetings, Depends(guard(queries.meetings, permissions.see_list, "call_id"))]
MeetingsToWrite = Annotated[Meetings, Depends(guard(queries.meetings, permissions.write, "call_id"))]
MeetingsToShow = Annotated[Meetings, Depends(guard(queries.meetings, permissions.set_public, "call_id"))]
MinutesToRead = Annotated[MinutesCase, Depends(guard(queries.case, permissions.read, "minutes_id"))]
MinutesToWrite = Annotated[MinutesCase, Depends(guard(queries.case, permissions.rewrite, "minutes_id"))]
MinutesToSign = Annotated[MinutesCase, Depends(guard(queries.case, permissions.sign, "minutes_id"))]
