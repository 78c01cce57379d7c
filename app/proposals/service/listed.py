"""The closing list as files: itself, the proof that a receipt stands in it, and the receipt that carries both."""

from collections.abc import Sequence
from typing import Any

from app.core.seals import merkle_proof
from app.proposals.models import ClosingList, Submission
from app.proposals.proving import PROOF
from app.proposals.service.sealing import receipt


def proof_of(closing: ClosingList, slug: str, digest: str) -> dict[str, Any] | None:
    """The Merkle path from one digest to the published root; None when it does not stand in the list."""
    digests = [str(entry["digest"]) for entry in closing.entries]
    if digest not in digests:
        return None
    index = digests.index(digest)
    entry = closing.entries[index]
    return {
        "proof": PROOF,
        "call": slug,
        "list": closing.number,
        "folio": entry["folio"],
        "version": entry["version"],
        "digest": digest,
        "index": index,
        "size": len(digests),
        "path": merkle_proof(digests, index),
        "root": closing.root,
    }


def find_proof(lists: Sequence[ClosingList], slug: str, digest: str) -> dict[str, Any] | None:
    """The proof from whichever list has the digest: that of the closing, or an addendum."""
    proofs = (proof_of(closing, slug, digest) for closing in lists)
    return next((proof for proof in proofs if proof is not None), None)


def receipt_file(sealed: Submission, slug: str, lists: Sequence[ClosingList]) -> dict[str, Any]:
    """A receipt that can be checked without us, with its proof once the call has closed."""
    return {
        "receipt": receipt(sealed, slug),
        "key": sealed.key_id,
        "signature": sealed.signature,
        "proof": find_proof(lists, slug, sealed.digest),
    }


def list_file(lists: Sequence[ClosingList], slug: str) -> dict[str, Any]:
    """The whole list as it was published and mailed, and the addenda of late admissions."""
    first, *addenda = [_as_file(each) for each in lists]
    return {"list": PROOF, "call": slug, **first, "addenda": addenda}


def _as_file(closing: ClosingList) -> dict[str, Any]:
    return {
        "number": closing.number,
        "closed_at": closing.closed_at.isoformat(timespec="seconds"),
        "root": closing.root,
        "entries": closing.entries,
    }
