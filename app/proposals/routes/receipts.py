"""The receipt as data for its PDF."""

from typing import Any

from app.core.deadlines import sentence
from app.core.format import both_text, moment, money, number
from app.core.seals import unsealed
from app.proposals.models import Submission
from app.proposals.queries import Dossier
from app.proposals.sections import SECTIONS


def receipt_data(sealed: Submission, dossier: Dossier, zone: str, address: str) -> dict[str, Any]:
    """What templates/documents/receipt.typ prints; every value is text already."""
    said = unsealed(sealed.snapshot, sealed.digest)
    lot = said["lot"]
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
        "requested": money(dossier.proposal.requested, dossier.proposal.currency)
        if dossier.proposal.requested is not None
        else "",
        "sections": [[str(SECTIONS[key].title), ""] for key in said["sections"]],
        "files": [
            [file["requirement"], file["filename"], f"{number(-(-file['size'] // 1024))} kB", file["sha256"]]
            for file in said["files"]
        ],
        "digest": sealed.digest,
        "signature": sealed.signature,
        "key_id": sealed.key_id,
        "address": address,
    }
