"""Asking and answering as people do: a call with its dates for questions, and the forms of their pages."""

from datetime import date, time

from app.calls import service as calls
from app.calls.models import MilestoneKind
from app.calls.parts import PARTS
from app.calls.parts.calendar import Calendar
from app.calls.questions import queries
from app.calls.questions.models import QuestionState
from tests.calls import factories
from tests.support.forms import fields_of

REASON = {"reason_es": "Se aclara el monto.", "reason_en": "The amount is made clear."}
ANSWER = {
    "topic": "money",
    "words_es": "¿Se pueden pagar honorarios?",
    "words_en": "May fees be paid?",
    "answer_es": "Sí, hasta el **30 %** del monto.",
    "answer_en": "Yes, up to **30 %** of the amount.",
}


def with_dates(session, team, **options):
    """Questions close on 28 August at 23:59 of the centre, answers are promised until the 31st."""
    made = factories.filled(session, team, **options)
    part = PARTS["calendar"].read(session, made)
    dates = {
        **part.dates,
        MilestoneKind.questions_close: (date(2020, 8, 28), time(23, 59)),
        MilestoneKind.answers: (date(2020, 8, 31), time(0)),
    }
    ordered = {kind: dates[kind] for kind in MilestoneKind if kind in dates}
    calls.save_part(session, made, "calendar", Calendar(part.zone, ordered), revision=1, actor=team.drafts)
    calls.send_to_review(session, made, actor=team.drafts)
    calls.publish(session, made, actor=team.publishes)
    return made


def ask(browser, call, text="¿Pueden pagarse honorarios?", email="ana@colectivo.example"):
    return browser.post(f"/calls/{call.slug}/questions/ask", {"text": text, "email": email})


def home(call, question=None):
    return f"/manage/calls/{call.id}/questions" + (f"/{question.id}" if question else "")


def newest(session, call):
    """The last one asked; those of the same instant have no order, so a test asks one at a time or by its words."""
    lines = queries.listing(session, call.id, list(QuestionState))
    return queries.question(session, lines[-1].id)


def worded(session, call, text):
    lines = queries.listing(session, call.id, list(QuestionState))
    return next(queries.question(session, line.id) for line in lines if line.original == text)


def answer(browser, call, question, **changes):
    address = home(call, question)
    fields = fields_of(browser.html(browser.get(address)), address) | ANSWER | {"send": "1"} | changes
    return browser.post(address, fields)


def publish(browser, call, *questions):
    return browser.post(f"{home(call)}/publish", {"questions": [question.id for question in questions]})


def answered(session, client, team, call, **changes):
    """A question that went all the way to the public."""
    ask(client.visitor(), call)
    question = newest(session, call)
    assert answer(client.as_user(team.officer), call, question, **changes).status_code == 303
    assert publish(client.visitor().as_user(team.coordinator), call, question).status_code == 303
    return question
