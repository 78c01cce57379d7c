"""What anybody can check without us: a receipt's file, the sealed text, the proof that it stands in the closing list.

Nothing here asks a database. A receipt travels as JSON, as one line of text, or inside its PDF.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.seals import check, check_proof, digest

LARGEST = 8 * 1024 * 1024
KIND, PROOF = "convoca/1", "convoca-closing/1"
# The line of a receipt: payload, key, and 64 bytes of signature; found wherever it stands in a PDF's metadata.
_LINE = re.compile(rb"(?<![\w-])([\w-]{40,2000})\.([2-9a-z]{16})\.([\w-]{86})(?![\w-])", re.ASCII)


@dataclass(frozen=True)
class Held:
    """A receipt as its file holds it: what was signed, by which key, and the proof where it travels along."""

    payload: dict[str, Any]
    key_id: str
    signature: str
    proof: dict[str, Any] | None = None


def read_receipt(data: bytes) -> Held | None:
    """The receipt in a file (JSON, PDF, or the line alone); None when there is none. Says nothing of its signature."""
    if len(data) > LARGEST:
        return None
    return _from_json(data) or _from_line(data)


def decoded(line: str) -> Held | None:
    """The receipt of one line: payload.key.signature."""
    return _from_line(line.encode())


def _from_line(data: bytes) -> Held | None:
    found = _LINE.search(data)
    if found is None:
        return None
    try:
        payload = json.loads(base64.urlsafe_b64decode(_padded(found[1])))
        signature = base64.b64encode(base64.urlsafe_b64decode(_padded(found[3]))).decode()
    except (ValueError, RecursionError):  # nested without end
        return None
    return Held(payload, found[2].decode(), signature) if isinstance(payload, dict) else None


def _padded(text: bytes) -> bytes:
    return text + b"=" * (-len(text) % 4)


def _from_json(data: bytes) -> Held | None:
    held = read_object(data)
    if held is None or not isinstance(held.get("receipt"), dict):
        return None
    proof = held.get("proof")
    key, signature = str(held.get("key", "")), str(held.get("signature", ""))
    return Held(held["receipt"], key, signature, proof if isinstance(proof, dict) else None)


def read_object(data: bytes) -> dict[str, Any] | None:
    """A JSON object, or None."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def is_signed_by(held: Held, keys: Mapping[str, str]) -> bool:
    """Whether one of these published keys (id -> raw base64) signed exactly this receipt."""
    key = keys.get(held.key_id)
    try:
        return key is not None and held.payload.get("receipt") == KIND and check(held.payload, key, held.signature)
    except RecursionError:
        return False


def is_text_of(held: Held, text: bytes) -> bool:
    """Whether these are the very bytes that were sealed."""
    return digest(text) == held.payload.get("digest")


def is_listed(held: Held, proof: Mapping[str, Any], root: str | None = None) -> bool:
    """Whether the proof leads from this receipt's digest to its root, and that is the root one holds."""
    index, size, path = proof.get("index"), proof.get("size"), proof.get("path")
    if not isinstance(index, int) or not isinstance(size, int) or not isinstance(path, list):
        return False
    same = all(proof.get(name) == held.payload.get(name) for name in ("call", "folio", "version", "digest"))
    fits = root is None or root.strip().lower() == proof.get("root")
    steps = [str(step) for step in path]
    return same and fits and check_proof(str(proof["digest"]), index, size, steps, str(proof.get("root")))
