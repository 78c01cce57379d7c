"""Files offered on the call's page; after publication each is an amendment."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from app.calls import queries
from tests.calls import factories
from tests.calls.pages import problems


@pytest.fixture
def pdf():
    out = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def offer(browser, call, name, data, **fields):
    files = {"file": (name, data)} if name else None
    return browser.post(
        f"/manage/calls/{call.id}/documents", {"title_es": "Bases", "title_en": "Terms", **fields}, files=files
    )


def test_a_document_is_offered_and_downloaded(session, client, officer, team, pdf):
    call = factories.published(session, team)
    assert offer(officer, call, "bases.pdf", pdf, reason_es="Agregamos las bases.").status_code == 303
    page = client.visitor().html(client.visitor().get(f"/calls/{call.slug}"))
    link = page.css_first(".files a")
    assert link.text() == "Bases"
    answer = client.visitor().get(link.attributes["href"])
    assert (answer.content, answer.headers["content-type"]) == (pdf, "application/pdf")
    assert queries.amendments(session, call)[0].part == "documents"


def test_a_false_type_is_said_beside_the_file(session, officer, team):
    call = factories.filled(session, team)
    answer = offer(officer, call, "bases.pdf", b"MZ\x90\x00 this is a program")
    assert answer.status_code == 422
    assert officer.html(answer).css_first("#f-title_es").attributes["value"] == "Bases"
    assert problems(officer, offer(officer, call, None, None)) == {"file": "Elija un archivo."}


def test_a_document_is_taken_away(session, client, officer, team, pdf):
    call = factories.filled(session, team)
    assert offer(officer, call, "bases.pdf", pdf).status_code == 303
    document, _stored = queries.documents(session, call)[0]
    assert officer.post(f"/manage/calls/{call.id}/documents/{document.id}/remove", {}).status_code == 303
    assert queries.documents(session, call) == []
    assert officer.get(f"/manage/calls/{call.id}/documents/{document.id}/remove").status_code == 404
