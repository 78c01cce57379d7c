"""`convoca verify-receipt`: checks a receipt on any machine, with its file and the published keys, and nothing else."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.seals import merkle_root
from app.proposals.proving import Held, is_listed, is_signed_by, is_text_of, read_object, read_receipt

Finding = tuple[bool, str]


def verify_receipt(chosen: argparse.Namespace) -> int:
    """Say what holds and what does not; 0 only when everything that was given holds."""
    try:
        held = read_receipt(Path(chosen.file).read_bytes())
        if held is None:
            return _refuse(f"{chosen.file} holds no receipt: give the PDF, the JSON or the line of the receipt")
        findings = list(_findings(chosen, held))
    except OSError as problem:
        return _refuse(f"{problem.filename}: {problem.strerror}")
    except ValueError as problem:
        return _refuse(str(problem))
    for good, sentence in findings:
        print(("holds:  " if good else "FAILS:  ") + sentence, file=sys.stdout if good else sys.stderr)
    return 0 if all(good for good, _sentence in findings) else 1


def _findings(chosen: argparse.Namespace, held: Held) -> Iterator[Finding]:
    said = held.payload
    about = f"folio {said.get('folio')}, version {said.get('version')}, arrived {said.get('arrived_at')}"
    keys = _keys(Path(chosen.keys) if chosen.keys else Path(chosen.file).with_name("keys.json"))
    yield is_signed_by(held, keys), f"the signature of key {held.key_id} over {about}, digest {said.get('digest')}"
    if chosen.text:
        yield is_text_of(held, Path(chosen.text).read_bytes()), f"{chosen.text} is the text that was sealed"
    proof = read_object(Path(chosen.proof).read_bytes()) if chosen.proof else held.proof
    if chosen.proof or proof is not None:
        yield _proved(held, proof or {}, chosen.root)
    elif chosen.root:
        yield False, "no proof of inclusion was given: download it beside the receipt, or name it with --proof"
    if chosen.list:
        yield _in_list(held, Path(chosen.list).read_bytes(), chosen.root)


def _proved(held: Held, proof: dict[str, Any], root: str | None) -> Finding:
    where = "the root you gave" if root else f"the root {proof.get('root')}: compare it with the one in your mail"
    return is_listed(held, proof, root), f"it stands in the closing list, whose proof leads to {where}"


def _in_list(held: Held, data: bytes, root: str | None) -> Finding:
    found = read_object(data) or {}
    digests = [str(entry.get("digest")) for entry in found.get("entries", []) if isinstance(entry, dict)]
    own = merkle_root(digests)
    good = held.payload.get("digest") in digests and own == found.get("root") and (root or own) == own
    return good, f"the closing list of {len(digests)} digests has it, and leads to the root {own}"


def _keys(path: Path) -> dict[str, str]:
    """The published keys: the file at /verify/keys, saved."""
    if not path.exists():
        message = (
            f"{path} is not there: save the page /verify/keys of the installation as keys.json, or name it with --keys"
        )
        raise ValueError(message)
    found = json.loads(path.read_bytes())
    if not isinstance(found, list):
        message = f"{path} is not a list of keys"
        raise ValueError(message)  # noqa: TRY004 -- a broken file, not a wrong type of ours
    return {str(key.get("key")): str(key.get("public_key")) for key in found if isinstance(key, dict)}


def _refuse(sentence: str) -> int:
    print(f"convoca: {sentence}", file=sys.stderr)
    return 1
