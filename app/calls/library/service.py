"""Beginning a call from what somebody wrote before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from app.calls.branding.service import copy as copy_branding
from app.calls.library.shifting import preview
from app.calls.library.sources import Source
from app.calls.models import Call, CallDocument
from app.calls.parts import PARTS
from app.calls.service import templates
from app.calls.service.drafting import save_part, start
from app.calls.words import Both
from app.core import audit
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _
from app.people.access import Actor
from app.programmes.models import Programme


def begin(
    session: Session,
    programme: Programme,
    source: Source,
    *,
    title: Both,
    edition: int,
    parts: Mapping[str, Any],
    actor: Actor,
) -> Call:
    """A draft with these parts of the source, its documents and its templates: nothing of its proposals, amendments or publication."""
    problem = next((moved.problem for moved in preview(source.parts, parts) if moved.problem), None)
    if problem:
        raise Refused(problem, "moved_on")
    made = start(session, programme, title=title, edition=edition, actor=actor)
    for key in PARTS:
        if key in parts:
            part = _named(parts[key], title, edition) if key == "basics" else parts[key]
            save_part(session, made, key, part, revision=0, actor=actor)
    session.add_all(
        CallDocument(call_id=made.id, title=dict(words), file_id=file_id) for words, file_id in source.documents
    )
    if source.call:
        copy_branding(session, source.call, made)
    session.flush()
    if source.call is not None:
        templates.carry(session, source.call, made)
    audit.record(session, "call.begun_from", made, actor=actor, detail={_("Begun from"): both_text(source.title)})
    return made


def _named(part: Any, title: Both, edition: int) -> Any:  # noqa: ANN401 -- the basics of whatever source
    return replace(part, title=title, edition=edition)
