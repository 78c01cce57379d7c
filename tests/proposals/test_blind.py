"""Before the opening act nobody outside the organisation finds a word of a proposal: on no page, list, count, search or file."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pytest
from fastapi import FastAPI
from sqlmodel import Session

from app.people.models import Role
from app.proposals import service
from tests import factories as people
from tests.proposals import factories
from tests.support.client import Client
from tests.support.crawl import Map

WORDS = ("Zarzamora", "xilófono", "quetzalli", "ocarina", "berenjena")
WHO = "Ornitorrinco Cívico, A.C."
TEXTS = {
    "summary": {"title": "Zarzamora en los hospitales", "abstract": "Un xilófono para cada sala."},
    "problem": {"description": "Falta el quetzalli en las farmacias."},
    "objective": {"result": "la ocarina de las compras"},
    "work_plan": {"rows": [factories.SECTIONS["work_plan"]["rows"][0] | {"activity": "Sembrar berenjena"}]},
}
OUTSIDERS = list(Role)


@pytest.fixture
def call(session: Session, noon, at):
    made = factories.open_call(session)
    budget = {"rows": [row | {"activity_id": None} for row in factories.SECTIONS["budget"]["rows"]]}
    factories.submitted(session, made, WHO, **TEXTS, budget=budget)
    organisation, user = factories.applicant(session, "Otra Berenjena, A.C.")
    draft = factories.draft(session, made, organisation, user)
    factories.save(session, draft, "summary", factories.SECTIONS["summary"] | TEXTS["summary"], user)
    at("2020-09-08T00:30:00-05:00")
    service.close_due(session)
    return made


def said(data: bytes) -> str:
    """The words of an answer: a page, or the parts of a spreadsheet."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return " ".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    except BadZipFile:
        return data.decode("utf-8", "ignore")


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_role_finds_a_word_anywhere(role: Role, call, app: FastAPI, client: Client, session: Session):
    user = people.staff(session, role, "" if role == Role.ADMINISTRATOR else call.programme_id)
    browser = client.as_user(user)
    found = Map(app)
    found.explore(str(role), browser)
    base = f"/manage/calls/{call.id}"
    asked = {url for urls in found.found.values() for url in urls} | {
        f"{base}/proposals",
        f"{base}/proposals.xlsx",
        f"{base}/board",
        f"{base}/incidents",
        f"{base}/validation",
        f"{base}/opening",
        f"/calls/{call.slug}/closing.json",
        *(f"{base}/proposals?q={word}" for word in WORDS),
        f"{base}/proposals?sort=title&status=submitted",
        f"{base}/proposals.xlsx?q=Zarzamora",
    }
    for url in sorted(asked):
        answer = browser.get(url)
        words = said(answer.content)
        typed = url.partition("?q=")[2]
        assert [word for word in WORDS if word in words and word != typed] == [], url
        if url.startswith((base, "/calls", "/desk")):
            assert WHO not in words, url
