"""Questions for tests, and the form of a call that asks them."""

from typing import Any

from sqlmodel import Session, select

from app.calls.models import Call
from app.calls.questionnaire.asked import OFFERED, Asked, stored
from app.calls.questionnaire.models import Questionnaire
from app.calls.questionnaire.questions import Column, ColumnKind, Condition, Option, Question, QuestionKind

KEY = "own_prueba"


def question(name: str, kind: QuestionKind = QuestionKind.short, **more: Any) -> Question:
    return Question(f"q_{name}", kind, {"es": f"Pregunta {name}", "en": ""}, **({"help": {"es": "", "en": ""}} | more))


LAND = question("land", QuestionKind.yes_no)
AREA = question("area", QuestionKind.number, when=Condition(LAND.id, "yes"))
CROP = question(
    "crop",
    QuestionKind.choice,
    options=(Option("c_maiz", {"es": "Maíz", "en": ""}), Option("c_cafe", {"es": "Café", "en": ""})),
)
ALLIES = question(
    "allies",
    QuestionKind.table,
    required=False,
    columns=(
        Column("c_name", ColumnKind.text, {"es": "Nombre", "en": ""}),
        Column("c_since", ColumnKind.date, {"es": "Desde", "en": ""}),
        Column("c_gives", ColumnKind.money, {"es": "Aporta", "en": ""}),
    ),
)
STORY = question("story", QuestionKind.long, words=5)
PLACES = question(
    "places",
    QuestionKind.several,
    required=False,
    options=(Option("c_norte", {"es": "Norte", "en": ""}), Option("c_sur", {"es": "Sur", "en": ""})),
)
NOTE = question("note", QuestionKind.statement, required=False)
EVERY = (LAND, AREA, CROP, ALLIES, STORY, PLACES, NOTE)


def own(*questions: Question, **more: Any) -> Asked:
    return Asked(KEY, title={"es": "La milpa", "en": "The field"}, questions=questions, **more)


def give(session: Session, call: Call, *sections: Asked) -> None:
    """Give a call a form of these sections; all others are off."""
    named = {each.key for each in sections}
    off = [Asked(key, on=False) for key in OFFERED if key not in named]
    row = session.exec(select(Questionnaire).where(Questionnaire.call_id == call.id)).first()
    row = row or Questionnaire(call_id=call.id)
    row.sections = stored([*sections, *off])
    session.add(row)
    session.commit()
