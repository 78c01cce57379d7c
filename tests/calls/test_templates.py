"""A template for each paper asked; after publication each change of it is an amendment."""

import pytest

from app.calls import queries
from app.programmes.models import Programme
from tests.calls import factories
from tests.calls.pages import opened, problems, save
from tests.proposals.factories import PDF


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def address(session, call) -> str:
    return f"/manage/calls/{call.id}/templates/{queries.requirements(session, call)[0].id}"


def offer(browser, url, name, data, **fields):
    return browser.post(url, fields, files={"file": (name, data)} if name else None)


def test_a_template_is_offered_read_by_everybody_and_taken_away(session, client, officer, team, draft):
    url = address(session, draft)
    assert offer(officer, url, "carta.pdf", PDF).status_code == 303
    page = officer.html(officer.get(f"/manage/calls/{draft.id}/templates"))
    assert page.css_first("table td a").text() == "carta.pdf"
    public = page.css_first("table td a").attributes["href"]
    assert client.visitor().get(public).status_code == 303  # to sign in: not before it is published
    assert officer.get(public).content == PDF
    assert offer(officer, url, None, b"", away="on").status_code == 303
    assert queries.requirements(session, draft)[0].template_id is None


def test_after_publication_it_is_an_amendment_with_its_reason(session, client, officer, team):
    call = factories.published(session, team)
    url = address(session, call)
    said = problems(officer, offer(officer, url, "carta.pdf", PDF))
    assert list(said) == ["reason_es"]
    assert offer(officer, url, "carta.pdf", PDF, reason_es="Nos pidieron un formato.").status_code == 303
    visitor = client.visitor()
    link = next(
        a.attributes["href"]
        for a in visitor.html(visitor.get(f"/calls/{call.slug}")).css("a")
        if "/templates/" in (a.attributes.get("href") or "")
    )
    assert visitor.get(link).content == PDF
    [amendment] = queries.amendments(session, call)
    assert (amendment.part, amendment.changes[0]["label"]["es"]) == ("templates", "Plantilla de «Acta constitutiva»")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("carta.docx", PDF, "es en realidad un documento PDF"),
        ("carta.pdf", b"MZ\x90\x00 programa", "No pudimos reconocer qué es este archivo"),
        ("carta.pdf", b"", "está vacío"),
        (None, b"", "Elija un archivo."),
    ],
)
def test_a_template_of_a_false_type_is_refused_beside_the_file(session, officer, draft, name, data, sentence):
    said = problems(officer, offer(officer, address(session, draft), name, data))
    assert list(said) == ["file"]
    assert sentence in said["file"]
    assert queries.requirements(session, draft)[0].template_id is None


def test_a_paper_of_another_call_is_not_found(session, officer, team, draft):
    programme = session.get(Programme, draft.programme_id)
    other = factories.draft(session, team, programme, "Otra convocatoria")
    paper = queries.requirements(session, draft)[0]
    assert officer.get(f"/manage/calls/{other.id}/templates/{paper.id}").status_code == 404


def test_who_checks_a_paper_is_kept_and_the_count_is_said(session, officer, draft):
    saved = save(officer, draft, "papers", rows__0__checked_by="finance", rows__0__checker="Marta Ruiz")
    assert saved.status_code == 303
    paper = queries.requirements(session, draft)[0]
    assert (paper.checked_by, paper.checker) == ("finance", "Marta Ruiz")
    assert opened(officer, draft, "papers")["rows-0-checked_by"] == "finance"
    page = officer.get(f"/manage/calls/{draft.id}/parts/papers").text
    assert "Como está guardada, esta convocatoria pide 1 documento; obligatorios: 1." in page


@pytest.mark.parametrize("typed", ["0", "1201"])
def test_months_that_cannot_be_have_their_sentence(officer, draft, typed):
    said = problems(officer, save(officer, draft, "papers", rows__0__months_valid=typed))
    assert said == {"rows-0-months_valid": "Escriba de 1 a 1200 meses, o déjelo en blanco."}
