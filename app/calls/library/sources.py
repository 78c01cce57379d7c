"""What a call may begin from: the templates, and the earlier calls that a person may read. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from app.calls import permissions, queries
from app.calls.library.entries import ENTRIES, template
from app.calls.models import Call, EligibilityRule, RuleKind
from app.calls.parts import PARTS
from app.calls.parts.rules import Rules
from app.calls.parts.sessions import Sessions
from app.calls.rules import usual_words
from app.calls.words import Both
from app.core.format import both_text
from app.core.i18n import _
from app.people.access import Actor
from app.programmes.models import Programme

NOTHING = "nothing"
TEMPLATE, COPY = "template-", "call-"


@dataclass(frozen=True)
class Source:
    """What is copied: parts by their keys, the documents as (title, file), how many files to fill in. `call`: None for a template."""

    key: str
    title: Both
    edition: int
    parts: Mapping[str, Any]
    documents: Sequence[tuple[Both, str]] = ()
    templates: int = 0
    call: Call | None = None


def offered(session: Session, actor: Actor) -> list[tuple[str, str, str]]:
    """(key, name, hint) of everything one may begin from."""
    found = [(NOTHING, _("From nothing"), _("An empty list of tasks."))]
    found += [(TEMPLATE + each.key, str(each.name), str(each.hint)) for each in ENTRIES.values()]
    for call in queries.every(session):
        if permissions.read(actor, call):
            name = _("Copy of “%(title)s”", title=both_text(call.title))
            found.append((COPY + call.id, name, _("Edition %(n)s", n=call.edition)))
    return found


def source(session: Session, actor: Actor, programme: Programme, key: str) -> Source | None:
    """What stands behind a choice; None for nothing, and for what this person may not read."""
    if key.startswith(TEMPLATE) and key.removeprefix(TEMPLATE) in ENTRIES:
        written = template(key.removeprefix(TEMPLATE))
        return Source(key, written.title, 1, written.parts)
    if key.startswith(COPY):
        call = queries.call(session, key.removeprefix(COPY))
        if call is not None and permissions.read(actor, call):
            return of_call(session, call, programme)
    return None


def of_call(session: Session, call: Call, programme: Programme) -> Source:
    """Every part of a call as another call can take it; the next edition of it."""
    parts: dict[str, Any] = {key: kind.read(session, call) for key, kind in PARTS.items()}
    if call.programme_id != programme.id:
        parts["basics"] = replace(parts["basics"], result_id=None)
    parts["rules"] = _rules(parts["rules"], queries.rules(session, call))
    parts["sessions"] = _sessions(parts["sessions"])
    documents = [(document.title, document.file_id) for document, _file in queries.documents(session, call)]
    fillable = sum(file is not None for _paper, file in queries.templates(session, call))
    return Source(COPY + call.id, call.title, call.edition + 1, parts, documents, fillable, call)


def _rules(part: Rules, rows: Sequence[EligibilityRule]) -> Rules:
    """Words that only say the numbers of the other parts are said anew, with the new numbers."""
    params = {row.kind: row.params for row in rows}
    own = {kind: {} if words == _usual(kind, params[kind]) else words for kind, words in part.chosen.items()}
    return replace(part, chosen=own)


def _usual(kind: RuleKind, params: dict[str, Any]) -> Both:
    needs = kind not in {RuleKind.one_per_organisation, RuleKind.documents}
    return {} if needs and not params else usual_words(kind, params)


def _sessions(part: Sessions) -> Sessions:
    """A session of the new call was not held yet: its recording and its link to join belong to the old one."""
    return Sessions(tuple(replace(each, recording_url="", join_url="") for each in part.meetings))
