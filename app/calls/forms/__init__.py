"""The forms of a call, by the parts that they write."""

from app.calls.forms.base import PartForm
from app.calls.forms.basics import BasicsForm, TerritoryForm, TextsForm, ThemesForm
from app.calls.forms.calendar import CalendarForm
from app.calls.forms.money import MoneyForm
from app.calls.forms.papers import PapersForm
from app.calls.forms.questionnaire import QuestionnaireForm
from app.calls.forms.rounds import RoundsForm
from app.calls.forms.rubric import RubricForm
from app.calls.forms.rules import RulesForm
from app.calls.forms.sessions import SessionsForm

FORMS: dict[str, type[PartForm]] = {
    "basics": BasicsForm,
    "themes": ThemesForm,
    "money": MoneyForm,
    "territory": TerritoryForm,
    "calendar": CalendarForm,
    "papers": PapersForm,
    "questionnaire": QuestionnaireForm,
    "rules": RulesForm,
    "rubric": RubricForm,
    "rounds": RoundsForm,
    "sessions": SessionsForm,
    "texts": TextsForm,
}
