"""Papers: taken for what they are, refused with a sentence, kept once sealed."""

import pytest
from sqlmodel import Session, select

from app.proposals import queries
from app.proposals.models import ProposalFile, Standing
from tests.proposals import factories
from tests.proposals.conftest import Scene


def upload(scene: Scene, data: bytes, name: str, code: str = "deed"):
    return scene.client.post(scene.url(f"/documents/{code}"), files={code: (name, data, "application/octet-stream")})


def given(session: Session) -> list[ProposalFile]:
    return list(session.exec(select(ProposalFile)))


def test_a_paper_is_received_and_read_back(scene: Scene, session: Session):
    assert upload(scene, factories.PDF, "acta constitutiva.pdf").status_code == 303
    [file] = given(session)
    assert scene.client.get(scene.url(f"/files/{file.id}")).content == factories.PDF
    assert queries.section_row(session, scene.proposal.id, "documents").standing == Standing.complete


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ\x90\x00 not a pdf", "acta.pdf"),
        (b"", "acta.pdf"),
        (factories.PDF, "acta.exe"),
        (factories.PDF[:60], "acta.pdf"),
    ],
)
def test_a_file_of_a_false_type_is_refused_in_words(scene: Scene, session: Session, data: bytes, name: str):
    answer = upload(scene, data, name)
    assert answer.status_code == 422
    assert scene.client.html(answer).css_first("#problems li").text(strip=True)
    assert given(session) == []


def test_no_file_chosen_says_so(scene: Scene):
    answer = scene.client.post(scene.url("/documents/deed"))
    assert answer.status_code == 422
    assert "Primero elija un archivo." in answer.text


def test_taking_a_paper_away_unfinishes_the_section_and_keeps_the_row(scene: Scene, session: Session):
    upload(scene, factories.PDF, "acta.pdf")
    [file] = given(session)
    scene.client.post(scene.url(f"/files/{file.id}/remove"))
    assert given(session)[0].removed_at is not None
    assert queries.section_row(session, scene.proposal.id, "documents").standing == Standing.empty
