"""What is sealed: the canonical snapshot of a proposal, and the receipt that the installation signs."""

import base64
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from app.core import identifiers
from app.core.seals import Signature, canonical, digest, sign, verify
from app.people.models import Organisation
from app.proposals import queries
from app.proposals.models import Submission
from app.proposals.proving import Held, decoded
from app.proposals.queries import Dossier, FileLine, SectionLine
from app.proposals.sections import DOCUMENTS, ORGANISATION
from app.proposals.sections.files import files_in
from app.proposals.sections.frame import Frame

UNTYPED = frozenset({ORGANISATION.key, DOCUMENTS.key})

Snapshot = dict[str, Any]
Payload = dict[str, Any]


PRACTICE = "TEST"


def new_folio(*, practice: bool = False) -> str:
    """Eight symbols drawn by lot and a check character: not a count, so it tells nobody how many applied.

    Those of a practice call, and no others, begin with TEST.
    """
    while True:
        drawn = "".join(secrets.choice(identifiers.FOLIO_SYMBOLS) for _place in range(8))
        if practice:
            return identifiers.folio(PRACTICE + drawn[:4])
        if not drawn.startswith(PRACTICE):
            return identifiers.folio(drawn)


def snapshot(content: Snapshot, *, folio: str, version: int, acts: Snapshot) -> Snapshot:
    """What is sealed: the content under its folio, with who sent it and who authorised that."""
    return {"folio": folio, "version": version, **content, **acts}


def content_of(session: Session, dossier: Dossier) -> Snapshot:
    """The whole proposal as one canonical object: answers, tables, digests of the files."""
    typed = [key for key in dossier.sections if key not in UNTYPED]
    lines = queries.sections(session, dossier.id, with_data=typed)
    frame = queries.frame(session, dossier, lines)
    return compose(dossier, lines, frame, queries.files(session, dossier.id))


def compose(dossier: Dossier, lines: Mapping[str, SectionLine], frame: Frame, files: Sequence[FileLine]) -> Snapshot:
    """What a snapshot says of a proposal, from what is at hand; the draft is checked in this shape too."""
    typed = {key for key in dossier.sections if key not in UNTYPED}
    names = {need.id: need.code for need in frame.needs}
    told = {key: dossier.sections[key].relevant(dict(line.data or {})) for key, line in lines.items() if key in typed}
    return {
        "call": {"slug": dossier.call.slug, "title": dossier.call.title},
        "organisation": _organisation(dossier.organisation),
        "lot": {"code": frame.lot.code, "name": dict(frame.lot.name)} if frame.lot else None,
        "sections": told,
        "files": [_file(each, names) for each in files] + _answers(dossier, told),
        **_form(dossier),
    }


def _file(given: FileLine, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": given.id,
        "requirement": names.get(given.requirement_id, ""),
        "filename": given.filename,
        "sha256": given.sha256,
        "size": given.size,
        "scan": given.scan.value,
        "issued_on": given.issued_on.isoformat() if given.issued_on else None,
    }


def _answers(dossier: Dossier, told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The files that answer questions: named once more beside the papers, for all who look at the files."""
    return [
        {"requirement": "", "question": code, "issued_on": None, **each}
        for key, section in dossier.sections.items()
        for code, each in files_in(section.questions, told.get(key, {}))
    ]


def _form(dossier: Dossier) -> dict[str, Any]:
    """The form that was answered, in its version of this moment; a call without one of its own asks what all ask."""
    form = dossier.questionnaire
    return {"form": {"version": form.version, "sections": form.sections}} if form else {}


def _organisation(organisation: Organisation) -> dict[str, Any]:
    plain = ("id", "legal_name", "rfc", "cluni", "state", "municipality", "representative_name", "protected")
    return {
        **{name: getattr(organisation, name) for name in plain},
        "kind": str(organisation.kind),
        "legal_form": str(organisation.legal_form),
        "working_states": list(organisation.working_states),
        "founded_on": organisation.founded_on.isoformat() if organisation.founded_on else None,
    }


def receipt(submission: Submission, slug: str) -> Payload:
    """What the installation signs: which sealed text arrived when. Times in UTC, to the second."""
    return {
        "receipt": "convoca/1",
        "call": slug,
        "folio": submission.folio,
        "version": submission.number,
        "arrived_at": submission.arrived_at.isoformat(timespec="seconds"),
        "digest": submission.digest,
    }


def sign_receipt(session: Session, submission: Submission, slug: str) -> Signature:
    """The signature over a receipt."""
    return sign(session, receipt(submission, slug))


def is_signed(session: Session, submission: Submission, slug: str) -> bool:
    """Whether a kept receipt, and the text that it stands for, still say what was signed."""
    whole = digest(submission.snapshot.encode()) == submission.digest
    return whole and verify(session, receipt(submission, slug), submission.key_id, submission.signature)


def code(submission: Submission, slug: str) -> str:
    """The receipt as one line that can be checked without us: payload.key.signature."""
    payload = base64.urlsafe_b64encode(canonical(receipt(submission, slug))).decode().rstrip("=")
    return f"{payload}.{submission.key_id}.{submission.signature.replace('+', '-').replace('/', '_').rstrip('=')}"


def read_code(session: Session, text: str) -> Payload | None:
    """The payload of a receipt's code when this installation signed it; None for anything else."""
    held = decoded("".join(text.split()))
    return signed_here(session, held) if held else None


def signed_here(session: Session, held: Held) -> Payload | None:
    """The payload of a receipt when a key of this installation signed it, a retired one too."""
    try:
        good = verify(session, held.payload, held.key_id, held.signature)
    except (ValueError, RecursionError):  # nested without end
        return None
    return held.payload if good else None
