"""The answers and facts, beyond its own section, for which a question or a section may wait: the options of a select."""

from collections.abc import Iterable, Iterator

from app.calls import queries
from app.calls.forms.conditions import written
from app.calls.models import Call
from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.checking import DECIDING
from app.calls.questionnaire.questions import Condition
from app.calls.questionnaire.reaching import KIND, LINE, STATE
from app.calls.questionnaire.saying import value_said
from app.core.db import Db
from app.core.format import both_text
from app.core.i18n import _
from app.core.territory import state_choices
from app.people.words import KINDS

Options = list[tuple[str, str]]


def answers_beyond(sections: Iterable[Asked], key: str) -> Options:
    """Every answer of the other sections of the call's own."""
    return [option for each in sections if each.own and each.on and each.key != key for option in _answers(each)]


def facts(session: Db, call: Call) -> Options:
    """What is known of who applies, and for what."""
    lines = [(LINE, lot.code, _("Line: %(name)s", name=both_text(lot.name))) for lot in queries.lots(session, call)]
    states = [(STATE, code, _("State: %(name)s", name=name)) for code, name in state_choices(call.states or None)]
    kinds = [(KIND, kind.value, _("Kind of organisation: %(name)s", name=str(name))) for kind, name in KINDS.items()]
    return [(written(Condition(fact, value)), label) for fact, value, label in [*lines, *states, *kinds]]


def _answers(section: Asked) -> Iterator[tuple[str, str]]:
    for each in section.questions:
        if each.kind in DECIDING and not each.gone:
            for value, _label in each.values():
                words = f"{section.name} · {both_text(each.label)}: {value_said(each, value)}"
                yield written(Condition(each.id, value, section.key)), words
