"""What a form asks only after another answer, in words: for the task list, the preview and the document."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.calls.models import Call
from app.calls.queries import lots
from app.calls.questionnaire.asked import restored
from app.calls.questionnaire.reaching import reaches
from app.calls.questionnaire.saying import condition_said
from app.core.db import Session
from app.core.format import both_text
from app.proposals.queries import Dossier


def conditions(session: Session, call: Call, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What looks beyond its section, by the key of the section or of the question."""
    sections = restored(rows)
    among = [question for each in sections for question in each.questions]
    waiting = [(each.key, each.when) for each in sections] + [(each.id, each.when) for each in among]
    found = [(key, when) for key, when in waiting if when and reaches(when)]
    lines = {lot.code: both_text(lot.name) for lot in lots(session, call)} if found else {}
    return {key: condition_said(when, among, lines) for key, when in found}


def waiting(session: Session, dossier: Dossier) -> dict[str, str]:
    """The sections that this proposal is not asked as it stands now, with what they wait for."""
    if dossier.questionnaire is None or dossier.told is None:
        return {}
    said = conditions(session, dossier.call, dossier.questionnaire.sections)
    return {
        each.key: said[each.key]
        for each in restored(dossier.questionnaire.sections)
        if each.on and each.when and each.key not in dossier.sections
    }
