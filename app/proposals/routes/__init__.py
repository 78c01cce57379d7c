"""The pages of proposals: what an organisation writes, what anybody may verify, what the team sees."""

from app.core.web import Router
from app.proposals.routes import (
    authorising,
    documents,
    draft,
    hub,
    incidents,
    manage,
    nominations,
    notes,
    opening,
    partners,
    photos,
    preview,
    receipts,
    rounds,
    sections,
    sending,
    spreadsheets,
    uploads,
    verify,
    versions,
    writing,
)
from app.proposals.service import joining

joining.enrol()
routers: list[Router] = [
    module.router
    for module in (
        hub,
        notes,
        spreadsheets,
        sections,
        versions,
        writing,
        uploads,
        photos,
        documents,
        draft,
        sending,
        authorising,
        partners,
        receipts,
        verify,
        incidents,
        manage,
        opening,
        preview,
        rounds,
        nominations,
        writing,
    )
]
routers.append(notes.mailed)
