"""The pages on which the team finds and merges what was registered twice."""

from app.people.merging.routes import duplicates
from app.people.merging.service import own

own.enrol()
routers = [duplicates.router]
