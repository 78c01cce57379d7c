"""Technical assistance: the proposals of a round, one sealed version with its comments, and the organisation's answers."""

from collections import defaultdict
from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls import queries as calls
from app.calls.models import CallState
from app.core import clock
from app.core.audit import note_reading
from app.core.db import Db, Session
from app.core.deadlines import in_time
from app.core.errors import NotFound
from app.core.files import read
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.seals import unsealed
from app.core.territory import state_name
from app.core.web import Router, download, later, page
from app.people.access import WRITERS, Actor
from app.people.guards import SignedIn
from app.proposals import queries as proposals
from app.proposals.queries import Dossier
from app.proposals.routes.answers import answers
from app.proposals.routes.manage import sealed_frame
from app.proposals.routes.subjects import ProposalToRead
from app.proposals.sections import asked_in
from app.review import forms, permissions
from app.review.queries import assistance as queries
from app.review.queries.assistance import VersionCase
from app.review.routes.subjects import CommentToAnswer, RoomToAssist, VersionToComment, VersionToRead
from app.review.service import assistance

router = Router()
LIST, VERSION, OWN = "review/assisted.html", "review/version.html", "review/comments.html"
Typed = Annotated[Bound[forms.Blank], bound(forms.Blank)]


@router.get("/review/{call_id}/assistance")
def listing(request: Request, session: Db, room: RoomToAssist, actor: SignedIn) -> Response:
    rows = queries.assisted(session, room.id, actor.id)
    return page(request, LIST, call=room.call, rows=rows, seated=actor.id in room.seated)


@router.get("/review/versions/{submission_id}")
def show(request: Request, session: Db, case: VersionToRead, actor: SignedIn) -> Response:
    note_reading(session, actor, subject_kind="submission", subject_id=case.id, what="version")
    return page(request, VERSION, form=Bound.blank(forms.Blank), **_version(session, case, actor))


@router.post("/review/versions/{submission_id}")
def comment(request: Request, session: Db, case: VersionToComment, actor: SignedIn, form: Typed) -> Response:
    section = forms.first(form.raw, "section")

    def act() -> None:
        text = forms.first(form.raw, f"text-{section or 'all'}")
        assistance.comment(session, case, section, text, actor=actor)

    to = f"{_home(case)}#part-{section or 'all'}"
    return form.run(session, act, request=request, page=VERSION, to=to, **_version(session, case, actor))


@router.post("/review/versions/{submission_id}/send")
def send(request: Request, session: Db, case: VersionToComment, actor: SignedIn, form: Typed) -> Response:
    def act() -> None:
        assistance.send(session, case, actor=actor)

    return form.run(session, act, request=request, page=VERSION, to=_home(case), **_version(session, case, actor))


@router.post("/review/versions/{submission_id}/comments/{key}/remove")
def remove(request: Request, session: Db, case: VersionToComment, actor: SignedIn, key: str, form: Typed) -> Response:
    def act() -> None:
        assistance.remove(session, case, key, actor=actor)

    return form.run(session, act, request=request, page=VERSION, to=_home(case), **_version(session, case, actor))


@router.get("/review/versions/{submission_id}/files/{sha256}")
def file(session: Db, case: VersionToRead, sha256: str, actor: SignedIn) -> Response:
    said = unsealed(case.submission.snapshot, case.submission.digest)
    stored = queries.file_of(session, case.proposal.id, sha256)
    if stored is None or sha256 not in {each["sha256"] for each in said["files"]}:
        raise NotFound
    note_reading(session, actor, subject_kind="submission", subject_id=case.id, what=f"file {stored.filename}")
    return later(lambda: download(read(stored), stored.media_type, stored.filename, inside=True))


@router.get("/proposals/{proposal_id}/comments")
def own(request: Request, session: Db, dossier: ProposalToRead, actor: SignedIn) -> Response:
    return page(request, OWN, form=Bound.blank(forms.Blank), **_own(session, dossier, actor))


@router.post("/review/comments/{comment_id}/answer")
def reply(request: Request, session: Db, case: CommentToAnswer, actor: SignedIn, form: Typed) -> Response:
    def act() -> None:
        assistance.answer(session, case, forms.first(form.raw, f"answer-{case.id}"), actor=actor)

    dossier = proposals.dossier(session, case.proposal.id)
    if dossier is None:
        raise NotFound
    to = f"/proposals/{case.proposal.id}/comments#comment-{case.id}"
    return form.run(session, act, request=request, page=OWN, to=to, **_own(session, dossier, actor))


def _home(case: VersionCase) -> str:
    return f"/review/versions/{case.id}"


def _version(session: Session, case: VersionCase, actor: Actor) -> dict[str, Any]:
    said = unsealed(case.submission.snapshot, case.submission.digest)
    sealed = queries.versions(session, case.proposal.id)
    found = queries.comments(session, case.proposal.id)
    by_section: dict[str, list[Any]] = defaultdict(list)
    for each in found:
        if each[0].sent_at or each[0].author_id == actor.id:
            by_section[each[0].section].append(each)
    open_now = case.call.state == CallState.published and in_time(
        clock.now(), calls.latest_deadline(session, case.call)
    )
    return {
        "case": case,
        "call": case.call,
        "said": said,
        "sealed": case.submission,
        "versions": sealed,
        "parts": _parts(session, case, said, _before(case, sealed)),
        "comments": by_section,
        "unsent": sum(
            not each.sent_at and each.author_id == actor.id for each, sub, _who in found if sub.id == case.id
        ),
        "comments_open": open_now and bool(permissions.comment(actor, case)),
        "state_name": state_name,
        "me": actor.id,
    }


def _before(case: VersionCase, sealed: Any) -> dict[str, Any] | None:  # noqa: ANN401 -- rows of a query
    """What the version before this one said, if there is one."""
    older = next((each for each in sealed if each.number == case.submission.number - 1), None)
    return unsealed(older.snapshot, older.digest)["sections"] if older else None


def _parts(
    session: Session, case: VersionCase, said: dict[str, Any], before: dict[str, Any] | None
) -> list[tuple[str, str, Any, bool]]:
    """(key, title, answers, whether it changed since the version before) of each section."""
    frame = sealed_frame(session, case.call, said)
    sections = said["sections"]
    return [
        (
            key,
            str(section.title),
            answers(section, sections[key], frame),
            before is not None and before.get(key) != sections[key],
        )
        for key, section in asked_in(said).items()
        if key in sections
    ]


def _own(session: Session, dossier: Dossier, actor: Actor) -> dict[str, Any]:
    titles = {key: str(section.title) for key, section in dossier.once_asked.items()} | {
        "": _("The proposal as a whole")
    }
    by_version: dict[int, list[Any]] = defaultdict(list)
    for comment, sealed, _author in queries.comments(session, dossier.id, sent=True):
        by_version[sealed.number].append(comment)
    return {
        "proposal": dossier.proposal,
        "call": dossier.call,
        "titles": titles,
        "by_version": by_version,
        "writes": actor.member_of(dossier.organisation.id, *WRITERS),
        "open": dossier.deadline is not None and in_time(clock.now(), dossier.deadline.at),
        "deadline": dossier.deadline,
    }
