"""What a list of questions must keep: choices to choose from, and conditions that only look back."""

from collections.abc import Sequence

from app.calls.questionnaire.questions import MEGABYTES, Question, QuestionKind, asked_now
from app.calls.questionnaire.reaching import reaches
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _

OPTIONS_MIN = 2
CHOSEN = frozenset({QuestionKind.choice, QuestionKind.several})
DECIDING = frozenset({QuestionKind.choice, QuestionKind.yes_no})


def check(questions: Sequence[Question]) -> None:
    """Refuse the first thing that cannot be asked, beside its field."""
    asked = asked_now(questions)
    places = {each.id: place for place, each in enumerate(asked)}
    by_id = {each.id: each for each in asked}
    for place, each in enumerate(asked):
        field = f"rows-{place}-"
        if each.kind in CHOSEN and sum(not option.gone for option in each.options) < OPTIONS_MIN:
            raise Refused(_("Write at least two choices, one on each line."), field + "options_es")
        if each.kind == QuestionKind.table and all(column.gone for column in each.columns):
            raise Refused(_("Write at least one column of the table."), field + "columns_es")
        if each.words is not None and each.words < 1:
            raise Refused(_("A limit is at least one word."), field + "words")
        if each.megabytes is not None and not 1 <= each.megabytes <= MEGABYTES:
            raise Refused(_("A file may weigh from 1 to %(most)s MB.", most=MEGABYTES), field + "megabytes")
        if each.when and not reaches(each.when):
            _look_back(each, by_id, places, field + "when")


def _look_back(each: Question, by_id: dict[str, Question], places: dict[str, int], field: str) -> None:
    if each.when is None:
        return
    other = by_id.get(each.when.question)
    if other is None or other.kind not in DECIDING or each.when.value not in dict(other.values()):
        raise Refused(_("The answer that it waits for is no longer there. Choose another one, or none."), field)
    if _circles(each, by_id):
        raise Refused(_("These questions wait for one another in a circle, so that nobody would be asked."), field)
    if places[other.id] >= places[each.id]:
        words = _("It waits for an answer that comes later: move it below “%(name)s”.", name=both_text(other.label))
        raise Refused(words, field)


def _circles(first: Question, by_id: dict[str, Question]) -> bool:
    seen, here = {first.id}, first
    while here.when and not reaches(here.when) and (after := by_id.get(here.when.question)):
        if after.id in seen:
            return True
        seen.add(after.id)
        here = after
    return False
