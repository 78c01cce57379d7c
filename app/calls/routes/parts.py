"""One page per part of a call: a form while it is a draft, an amendment once it is published."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions, queries, service
from app.calls.forms import FORMS
from app.calls.forms.acts import DocumentForm, Reasoned
from app.calls.forms.base import PartForm
from app.calls.forms.moving import focus
from app.calls.models import Call, CallDocument, CallState
from app.calls.parts import PARTS
from app.calls.parts.base import facts_of
from app.calls.routes.checks import CHECKS
from app.calls.routes.choices import choices
from app.calls.soundness import slips
from app.calls.words import both
from app.core.db import Db
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, bound, raw_of
from app.core.i18n import _
from app.core.web import Router, page
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}")

ToRead = Annotated[Call, Depends(guard(queries.call, permissions.read, "call_id"))]
ToEdit = Annotated[Call, Depends(guard(queries.call, permissions.edit, "call_id"))]
Offered = Annotated[Bound[DocumentForm], bound(DocumentForm)]
Taken = Annotated[Bound[Reasoned], bound(Reasoned)]


@router.get("/parts/{key}")
def edit(request: Request, session: Db, call: ToRead, actor: SignedIn, key: str) -> Response:
    kind = _form_of(key)
    initial = kind.initial(PARTS[key].read(session, call))
    mark = queries.part_marks(session, call).get(key)
    form = Bound.blank(kind, initial | {"revision": mark[0].revision if mark else 0})
    may = bool(permissions.edit(actor, call)) and call.state in {CallState.draft, CallState.published}
    slipped = [sentence for part, sentence in slips(session, call) if part == key] if may else []
    return page(
        request, f"calls/parts/{key}.html", form=form, may_edit=may, slipped=slipped, **_about(session, call, key)
    )


@router.post("/parts/{key}")
def save(request: Request, session: Db, call: ToEdit, actor: SignedIn, key: str) -> Response:
    raw = raw_of(request.state.form)
    kind, template = _form_of(key), f"calls/parts/{key}.html"
    context = _about(session, call, key)
    sent = raw
    raw, again = kind.arranged(sent)
    if again:
        form = Bound(kind, raw=raw, focus=focus(sent, raw, kind.first))
        return page(request, template, form=form, may_edit=True, **context)
    form = Bound.of(kind, raw)

    def act() -> None:
        changed = form.data
        part = changed.part(call)
        if call.state == CallState.published:
            service.amend(session, call, key, part, revision=changed.revision, reason=changed.reason, actor=actor)
        else:
            service.save_part(session, call, key, part, revision=changed.revision, actor=actor)

    to = f"/manage/calls/{call.id}"
    return form.run(session, act, request=request, page=template, to=to, may_edit=True, **context)


def _form_of(key: str) -> type[PartForm]:
    if key not in FORMS:
        raise NotFound
    return FORMS[key]


def _about(session: Db, call: Call, key: str) -> dict[str, Any]:
    """What a part's page needs beside its form: what is saved now, its choices, and who saved it last."""
    kind = PARTS[key]
    mark = queries.part_marks(session, call).get(key)
    return {
        "call": call,
        "kind": kind,
        "mark": mark,
        "saved": list(facts_of(kind, kind.read(session, call)).values()),
        "is_amendment": call.state == CallState.published,
        "checked": CHECKS,
        **choices(session, call, key),
    }


@router.get("/documents")
def documents(request: Request, session: Db, call: ToRead, actor: SignedIn) -> Response:
    form = Bound.blank(DocumentForm)
    return page(request, "calls/documents.html", form=form, **_offered(session, call, actor))


def _offered(session: Db, call: Call, actor: SignedIn) -> dict[str, Any]:
    return {
        "call": call,
        "documents": queries.documents(session, call),
        "may_edit": bool(permissions.edit(actor, call)),
        "is_amendment": call.state == CallState.published,
    }


@router.post("/documents")
def attach(request: Request, session: Db, call: ToEdit, actor: SignedIn, form: Offered) -> Response:
    def act() -> None:
        upload = form.file("file")
        if upload is None:
            raise Refused(_("Choose a file."), "file")
        title = both(form.data.title_es, form.data.title_en)
        service.attach(session, call, title, upload, reason=form.data.reason, actor=actor)

    to = f"/manage/calls/{call.id}/documents"
    return form.run(session, act, request=request, page="calls/documents.html", to=to, **_offered(session, call, actor))


@router.get("/documents/{document_id}/remove")
def ask_to_detach(request: Request, session: Db, call: ToEdit, actor: SignedIn, document_id: str) -> Response:
    context = _offered(session, call, actor) | {"document": _document(session, call, document_id)}
    return page(request, "calls/document_remove.html", form=Bound.blank(Reasoned), **context)


@router.post("/documents/{document_id}/remove")
def detach(request: Request, session: Db, call: ToEdit, actor: SignedIn, document_id: str, form: Taken) -> Response:
    document = _document(session, call, document_id)

    def act() -> None:
        service.detach(session, call, document, reason=form.data.reason, actor=actor)

    to, context = f"/manage/calls/{call.id}/documents", _offered(session, call, actor)
    return form.run(
        session, act, request=request, page="calls/document_remove.html", to=to, document=document, **context
    )


def _document(session: Db, call: Call, key: str) -> CallDocument:
    found = queries.document(session, key)
    if found is None or found.call_id != call.id or found.removed_at:
        raise NotFound
    return found
