"""Pages for everybody: is a receipt genuine, and the list published when a call closed."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.calls import queries as call_queries
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.identifiers import read_folio
from app.core.seals import merkle_root, public_keys
from app.core.web import Router, page, public
from app.proposals import queries
from app.proposals.queries import Genuine
from app.proposals.service.sealing import is_signed, read_code

router = Router()


@router.get("/verify", dependencies=[public("anybody may check a receipt; nothing of the content is told")])
def verify(request: Request, session: Db, code: str = "") -> Response:
    code = code.strip()[:2000]
    found = _find(session, code) if code else None
    genuine = found if found and is_signed(session, found.submission, found.call.slug) else None
    closing = queries.closing_list(session, genuine.call.id) if genuine else None
    listed = bool(
        closing and genuine and any(entry["digest"] == genuine.submission.digest for entry in closing.entries)
    )
    return page(request, "proposals/verify.html", code=code, genuine=genuine, closing=closing, listed=listed)


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


@router.get("/calls/{slug}/closing", dependencies=[public("the closing list binds us only if everybody can read it")])
def closing(request: Request, session: Db, slug: str) -> Response:
    call = call_queries.by_slug(session, slug)
    if call is None or call.published_at is None:
        raise NotFound
    found = queries.closing_list(session, call.id)
    holds = found is not None and merkle_root([entry["digest"] for entry in found.entries]) == found.root
    return page(request, "proposals/closing.html", call=call, closing=found, holds=holds)
