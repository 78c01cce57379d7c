"""A session that ended while somebody wrote, in a browser without scripts: signing in brings the words back."""

import re

import pytest
from sqlmodel import Session, select

from app.core.mail import OutboxMail
from app.people.models import SignInSession
from app.people.routes.carrying import MOST
from app.proposals import queries
from tests.proposals.conftest import noon, scene  # noqa: F401 -- a proposal is what people write longest in
from tests.proposals.test_saving import opened
from tests.support.client import Client

WORDS = 'Los hospitales pagan "sobreprecios" & nadie compara.\r\nSegunda línea: ¿quién?'
HTML = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def ended(scene, session: Session):  # noqa: F811 -- pytest's way of asking for a fixture
    """A page of a section, opened before the session of its browser ended."""
    page = opened(scene, "problem")
    for each in session.exec(select(SignInSession)):
        session.delete(each)
    session.commit()
    return scene, {**page, "description": WORDS, "intent": "leave"}


def sent(client: Client, page, action: str, **more: str):
    """Press the button of the form that goes there, with what it has."""
    form = next(form for form in client.html(page).css("main form") if form.attributes["action"] == action)
    fields = {node.attributes["name"]: node.attributes.get("value") or "" for node in form.css("input[type=hidden]")}
    return client.post(action, {name: value for name, value in fields.items() if name != "csrf"} | more, headers=HTML)


def code_in(session: Session) -> str:
    session.expire_all()
    mail = session.exec(select(OutboxMail).order_by(OutboxMail.created_at.desc())).first()
    assert mail
    return re.search(r"\b(\d{6})\b", mail.text)[1]


def stored(session: Session, scene) -> str:  # noqa: F811 -- see above
    session.expire_all()
    row = queries.section_row(session, scene.proposal.id, "problem")
    return row.data["description"] if row else ""


def test_the_words_are_carried_through_signing_in_and_saved_by_one_button(ended, session: Session):
    scene, typed = ended  # noqa: F811 -- see above
    client, to = scene.client, scene.url("/sections/problem")
    first = client.post(to, typed, headers=HTML)
    assert first.status_code == 401
    assert "Lo que escribió está a salvo en esta página" in first.text
    second = sent(client, first, "/sign-in", email=scene.user.email)
    assert second.status_code == 200
    wrong = sent(client, second, "/sign-in/code", code="000000")
    assert wrong.status_code == 422
    third = sent(client, wrong, "/sign-in/code", code=code_in(session))
    assert third.status_code == 200
    assert stored(session, scene) == ""
    assert sent(client, third, to).status_code == 303
    assert stored(session, scene) == WORDS.replace("\r\n", "\n")


def test_whoever_signs_in_with_the_mailed_link_comes_back_to_the_page(ended, session: Session):
    scene, typed = ended  # noqa: F811 -- see above
    client, to = scene.client, scene.url("/sections/problem")
    page = sent(client, client.post(to, typed, headers=HTML), "/sign-in", email=scene.user.email)
    assert sent(client, page, to).status_code == 401
    client.as_user(scene.user)
    assert sent(client, page, to).status_code == 303
    assert stored(session, scene) == WORDS.replace("\r\n", "\n")


def test_nothing_of_it_is_stored_for_somebody_unknown(ended, session: Session):
    scene, typed = ended  # noqa: F811 -- see above
    before = len(session.exec(select(OutboxMail)).all())
    scene.client.post(scene.url("/sections/problem"), typed, headers=HTML)
    assert len(session.exec(select(OutboxMail)).all()) == before
    assert stored(session, scene) == ""


def test_more_than_a_page_carries_is_said(ended):
    scene, typed = ended  # noqa: F811 -- see above
    answer = scene.client.post(scene.url("/sections/problem"), {**typed, "description": "a" * (MOST + 1)}, headers=HTML)
    assert "demasiado largo" in answer.text
    assert len(answer.text) < MOST


def test_a_script_and_an_empty_form_are_led_to_the_page_of_signing_in(ended):
    scene, typed = ended  # noqa: F811 -- see above
    to = scene.url("/sections/problem")
    assert scene.client.post(to, typed, headers={"Accept": "application/json"}).status_code == 303
    blank = {name: typed[name] for name in ("revision", "writer")}
    assert scene.client.post(to, blank, headers=HTML).headers["location"] == "/sign-in?next="


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org", ""])
def test_it_is_only_sent_to_an_address_of_our_own(client: Client, to: str):
    answer = client.post("/sign-in", {"email": "ana@ejemplo.org", "kept": "a=b", "kept_to": to})
    assert answer.status_code == 303
