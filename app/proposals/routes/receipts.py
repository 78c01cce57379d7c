"""The receipts of a proposal: every version that was sent, as a page, as a PDF, and the sealed text itself."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from app.calls.branding.printed import dressed
from app.calls.branding.queries import branding
from app.core.addresses import absolute
from app.core.db import Db, Session
from app.core.deadlines import sentence
from app.core.documents import MEDIA_TYPE, pdf, qr
from app.core.errors import NotFound
from app.core.format import both_text, moment, money, number
from app.core.i18n import _, locale
from app.core.seals import unsealed
from app.core.web import Router, download, later, page
from app.proposals import queries
from app.proposals.models import Submission
from app.proposals.queries import Dossier
from app.proposals.routes.context import common, is_open
from app.proposals.routes.subjects import ProposalToRead
from app.proposals.sections import asked_in
from app.proposals.service.listed import find_proof, receipt_file
from app.proposals.service.sealing import code
from app.proposals.words import authorised_at, consented

router = Router(prefix="/proposals/{proposal_id}")


@router.get("/receipt")
def receipt(request: Request, session: Db, dossier: ProposalToRead, version: int | None = None) -> Response:
    sent = queries.submissions(session, dossier.id)
    sealed = _chosen(sent, version)
    said = unsealed(sealed.snapshot, sealed.digest)
    words = _(
        "We sent the proposal “%(title)s”. Folio %(folio)s. Anybody can check the receipt: %(url)s",
        title=dossier.proposal.title,
        folio=sealed.folio,
        url=_verify_url(sealed),
    )
    return page(
        request,
        "proposals/receipt.html",
        sealed=sealed,
        sent_by=said.get("sent_by", {}).get("name", ""),
        authorised=_authorised(said.get("authorised"), dossier.zone),
        consents=_consents(said, dossier.zone),
        code=code(sealed, dossier.call.slug),
        share=f"https://wa.me/?text={quote(words)}",
        open=is_open(dossier),
        latest=sealed is sent[0],
        listed=_listed(session, dossier, sealed),
        submissions=sent,
        versions=[_line(each, dossier) for each in sent],
        **common(dossier, {}),
    )


def _listed(session: Session, dossier: Dossier, sealed: Submission) -> bool:
    """Whether this version stands in the closing list; not asked while the call is open."""
    lists = [] if is_open(dossier) else queries.closing_lists(session, dossier.call.id)
    return find_proof(lists, dossier.call.slug, sealed.digest) is not None


def _chosen(sent: Sequence[Submission], version: int | None) -> Submission:
    """The version that was asked for, else the newest."""
    found = next((each for each in sent if version in {None, each.number}), None)
    if found is None:
        raise NotFound
    return found


def _line(sealed: Submission, dossier: Dossier) -> dict[str, Any]:
    home = f"/proposals/{dossier.id}"
    return {
        "number": {
            "text": _("Version %(n)s", n=sealed.number),
            "href": f"{home}/receipt?version={sealed.number}",
        },
        "at": moment(sealed.arrived_at, dossier.zone, seconds=True),
        "digest": sealed.digest,
        "text": {"text": _("Sealed text"), "href": f"{home}/sealed.json?version={sealed.number}"},
    }


@router.get("/receipt.pdf")
def receipt_pdf(session: Db, dossier: ProposalToRead, version: int | None = None) -> Response:
    sealed = _chosen(queries.submissions(session, dossier.id), version)
    data = receipt_data(sealed, dossier, dossier.zone, _verify_url(sealed))
    language, shown = locale(), branding(session, dossier.call.id)

    def make() -> Response:
        said = dressed({**data, "qr": qr(data["address"])}, shown, language)
        made = pdf("documents/receipt.typ", said, at=sealed.arrived_at, language=language)
        return download(made, MEDIA_TYPE, f"acuse-{sealed.folio}.pdf")

    return later(make)


@router.get("/receipt.json")
def receipt_data_file(session: Db, dossier: ProposalToRead, version: int | None = None) -> Response:
    """The receipt for a program: what was signed, the signature, and the proof once the call has closed."""
    sealed = _chosen(queries.submissions(session, dossier.id), version)
    lists = queries.closing_lists(session, dossier.call.id)
    data = json.dumps(receipt_file(sealed, dossier.call.slug, lists), ensure_ascii=False, indent=1)
    return download(data.encode(), "application/json", f"acuse-{sealed.folio}-{sealed.number}.json")


@router.get("/sealed.json")
def sealed_text(session: Db, dossier: ProposalToRead, version: int | None = None) -> Response:
    """The very bytes whose SHA-256 the receipt carries."""
    sealed = _chosen(queries.submissions(session, dossier.id), version)
    return download(sealed.snapshot.encode(), "application/json", f"{sealed.folio}-{sealed.number}.json")


def _authorised(word: dict[str, str] | None, zone: str) -> str:
    """Who authorised and when, in words; nothing where nobody was asked."""
    at = authorised_at(word)
    return _("%(name)s, on %(at)s", name=word["name"], at=moment(at, zone, seconds=True)) if word and at else ""


def _consents(said: dict[str, Any], zone: str) -> list[tuple[str, str]]:
    """Each partner that had consented, and who said so when."""
    return [
        (name, _("%(name)s, on %(at)s", name=by, at=moment(at, zone, seconds=True))) for name, by, at in consented(said)
    ]


def _verify_url(sealed: Submission) -> str:
    return absolute(f"/verify?code={sealed.folio}")


def receipt_data(sealed: Submission, dossier: Dossier, zone: str, address: str) -> dict[str, Any]:
    """What templates/documents/receipt.typ prints; every value is text already."""
    said = unsealed(sealed.snapshot, sealed.digest)
    lot, word = said["lot"], said.get("authorised")
    return {
        "programme": dossier.call.partners[0] if dossier.call.partners else "Convoca",
        "partners": dossier.call.partners,
        "call": both_text(said["call"]["title"]),
        "folio": sealed.folio,
        "arrived": moment(sealed.arrived_at, zone, seconds=True),
        "deadline": sentence(dossier.deadline.at, zone) if dossier.deadline else "",
        "organisation": said["organisation"]["legal_name"],
        "rfc": said["organisation"]["rfc"] or "",
        "title": said["sections"]["summary"]["title"],
        "lot": both_text(lot["name"]) if lot else "",
        "version": sealed.number,
        "sent_by": said.get("sent_by", {}).get("name", ""),
        "authorised": _authorised(word, zone),
        "consents": [list(each) for each in _consents(said, zone)],
        "requested": money(dossier.proposal.requested, dossier.proposal.currency)
        if dossier.proposal.requested is not None
        else "",
        "sections": [[str(section.title), ""] for key, section in asked_in(said).items() if key in said["sections"]],
        "files": [
            [
                file["requirement"] or _question(said, file.get("question", "")),
                file["filename"],
                f"{number(-(-file['size'] // 1024))} kB",
                file["sha256"],
            ]
            for file in said["files"]
        ],
        "digest": sealed.digest,
        "signature": sealed.signature,
        "key_id": sealed.key_id,
        "code": code(sealed, dossier.call.slug),
        "address": address,
    }


def _question(said: dict[str, Any], key: str) -> str:
    """The words of the question that a file answers."""
    questions = (each for section in asked_in(said).values() for each in section.questions)
    return next((both_text(each.label) for each in questions if each.id == key), "")
