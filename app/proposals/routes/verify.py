"""Pages for everybody: is a receipt genuine, and the list published when a call closed."""

import re
from dataclasses import dataclass, field
from typing import Annotated

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.calls import queries as call_queries
from app.calls.admissions import queries as admissions
from app.calls.models import Call
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.identifiers import read_folio
from app.core.seals import digest, merkle_root, public_keys
from app.core.web import Router, page, public
from app.proposals import queries
from app.proposals.forms import EmptyForm
from app.proposals.proving import LARGEST, read_receipt
from app.proposals.queries import Genuine
from app.proposals.service.listed import find_proof, list_file
from app.proposals.service.sealing import is_signed, read_code, signed_here

router = Router()
_WHY = "the closing list binds us only if everybody can read it"


@dataclass(frozen=True)
class Question:
    """What is asked: a code that was written, or a file that was given."""

    code: str = ""
    filename: str = ""
    form: Bound[EmptyForm] = field(default_factory=lambda: Bound.blank(EmptyForm))

    @property
    def asked(self) -> bool:
        return bool(self.code or self.filename)


@router.get("/verify", dependencies=[public("anybody may check a receipt; nothing of the content is told")])
def verify(request: Request, session: Db, code: str = "") -> Response:
    code = code.strip()[:2000]
    return _answer(request, session, Question(code=code), _find(session, code) if code else None)


@router.post("/verify", dependencies=[public("the same with a file, which is looked at and not kept")])
def verify_file(request: Request, session: Db, form: Annotated[Bound[EmptyForm], bound(EmptyForm)]) -> Response:
    given = form.file("file")
    if given is None:
        form.add_error("file", _("Choose a file first."))
    elif given.size > LARGEST:
        form.add_error("file", _("A receipt is smaller than 8 MB."))
    found = _find_file(session, given.data) if given and form.ok else None
    name = given.filename if given and form.ok else ""
    return _answer(request, session, Question(filename=name, form=form), found)


def _find_file(session: Session, data: bytes) -> Genuine | None:
    """By the receipt that the file carries, else as the sealed text itself."""
    held = read_receipt(data)
    payload = signed_here(session, held) if held else None
    mark = str(payload.get("digest", "")) if payload else "" if held else digest(data)
    return queries.find_sealed(session, digest=mark) if mark else None


def _answer(request: Request, session: Session, question: Question, found: Genuine | None) -> Response:
    genuine = found if found and is_signed(session, found.submission, found.call.slug) else None
    lists = queries.closing_lists(session, genuine.call.id) if genuine else []
    listed = bool(genuine and find_proof(lists, genuine.call.slug, genuine.submission.digest))
    return page(
        request,
        "proposals/verify.html",
        status=200 if question.form.ok else 422,
        question=question,
        form=question.form,
        genuine=genuine,
        closing=bool(lists),
        listed=listed,
    )


@router.get("/verify/keys", dependencies=[public("a receipt can be checked without us only with our public keys")])
def keys(session: Db) -> Response:
    """Every Ed25519 key that ever signed here, newest first; a retired one still verifies what it signed."""
    return JSONResponse(
        [
            {
                "key": key.key_id,
                "algorithm": "Ed25519",
                "public_key": key.raw,
                "pem": key.pem,
                "since": key.since.isoformat(timespec="seconds"),
                "retired_at": key.retired_at and key.retired_at.isoformat(timespec="seconds"),
            }
            for key in public_keys(session)
        ]
    )


def _find(session: Session, code: str) -> Genuine | None:
    if re.fullmatch(r"[0-9a-fA-F]{64}", code):
        return queries.find_sealed(session, digest=code.lower())
    payload = read_code(session, code)
    if payload:
        return queries.find_sealed(session, digest=str(payload.get("digest", "")))
    return queries.find_sealed(session, folio=read_folio(code) or code.upper())


@router.get("/calls/{slug}/closing", dependencies=[public(_WHY)])
def closing(request: Request, session: Db, slug: str) -> Response:
    call = _call(session, slug)
    lists = queries.closing_lists(session, call.id)
    holds = {each.id: merkle_root([entry["digest"] for entry in each.entries]) == each.root for each in lists}
    acts = admissions.signed(session, call.id)
    return page(request, "proposals/closing.html", call=call, lists=lists, holds=holds, acts=acts)


@router.get("/calls/{slug}/closing.json", dependencies=[public(_WHY)])
def closing_file(session: Db, slug: str) -> Response:
    call = _call(session, slug)
    lists = queries.closing_lists(session, call.id)
    if not lists:
        raise NotFound
    return JSONResponse(list_file(lists, call.slug))


@router.get("/calls/{slug}/closing/{folio}.json", dependencies=[public("a proof repeats what the closing list says")])
def proof(session: Db, slug: str, folio: str) -> Response:
    """The Merkle path of one folio, to be kept with its receipt; of the newest list that has it."""
    call = _call(session, slug)
    lists = queries.closing_lists(session, call.id)
    marks = [entry["digest"] for each in reversed(lists) for entry in each.entries if entry["folio"] == folio]
    if not marks:
        raise NotFound
    return JSONResponse(find_proof(lists, call.slug, marks[0]))


def _call(session: Session, slug: str) -> Call:
    call = call_queries.by_slug(session, slug)
    if call is None or call.published_at is None:
        raise NotFound
    return call
