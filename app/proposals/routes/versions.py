"""The history of a section, and the page where a person chooses between two versions."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.proposals import queries, service
from app.proposals.forms import ChooseForm
from app.proposals.models import SectionVersion
from app.proposals.queries import Dossier
from app.proposals.routes.answers import answers
from app.proposals.routes.context import NEVER, common
from app.proposals.routes.subjects import ProposalToRead, ProposalToWrite
from app.proposals.sections import DOCUMENTS, SECTIONS
from app.proposals.sections.base import Section

router = Router(prefix="/proposals/{proposal_id}/sections/{key}/versions")


@router.get("")
def history(request: Request, session: Db, dossier: ProposalToRead, key: str) -> Response:
    section = _known(dossier, key)
    if section is None or key == DOCUMENTS.key:
        raise NotFound
    lines = queries.sections(session, dossier.id)
    versions = queries.versions(session, dossier.id, key)
    return page(
        request,
        "proposals/history.html",
        section=section,
        versions=versions,
        **common(dossier, lines, current=key),
    )


@router.get("/{version_id}")
def compare(request: Request, session: Db, dossier: ProposalToWrite, key: str, version_id: str) -> Response:
    version, who = _version(session, dossier, key, version_id)
    return page(request, "proposals/versions.html", form=None, **_both(session, dossier, version, who))


@router.post("/{version_id}")
def choose(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    key: str,
    version_id: str,
    form: Annotated[Bound[ChooseForm], bound(ChooseForm)],
) -> Response:
    version, who = _version(session, dossier, key, version_id)
    home = f"/proposals/{dossier.id}/sections/{key}"
    return form.run(
        session,
        lambda: _restore(session, dossier, version, form, actor),
        request=request,
        page="proposals/versions.html",
        to=home,
        **_both(session, dossier, version, who),
    )


def _restore(
    session: Session, dossier: Dossier, version: SectionVersion, form: Bound[ChooseForm], actor: SignedIn
) -> None:
    service.restore(session, dossier, version, revision=form.data.revision, actor=actor)


def _known(dossier: Dossier, key: str) -> Section | None:
    """A section that the call asks, or asked before: what was written in it stays readable."""
    return dossier.sections.get(key) or dossier.once_asked.get(key)


def _version(session: Session, dossier: Dossier, key: str, version_id: str) -> tuple[SectionVersion, str]:
    found = queries.version(session, dossier.id, key, version_id)
    if found is None or _known(dossier, key) is None:
        raise NotFound
    return found


def _both(session: Session, dossier: Dossier, version: SectionVersion, who: str) -> dict[str, Any]:
    lines = queries.sections(session, dossier.id, with_data={version.key, "summary", "work_plan"})
    frame = queries.frame(session, dossier, lines)
    now = lines.get(version.key, NEVER)
    section = _known(dossier, version.key) or SECTIONS[version.key]
    return {
        "section": section,
        "version": version,
        "who": who,
        "now": now,
        "theirs": answers(section, dict(now.data or {}), frame),
        "mine": answers(section, version.data, frame),
        **common(dossier, lines, current=version.key),
    }
