"""A question that is answered with files: written by the officer, uploaded by the organisation, sealed with its digest."""

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from docx import Document
from sqlmodel import select

from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.questions import QuestionKind
from app.proposals import queries
from app.proposals.models import ProposalFile, SectionVersion, Standing
from app.proposals.sections.files import GivenFile, misfit
from app.proposals.service.carrying import carry_over
from tests.calls import factories as calls
from tests.calls.pages import problems
from tests.proposals import factories
from tests.proposals.test_uploads import begun, piece, told
from tests.questionnaire.forms import KEY, STORY, give, own, question
from tests.questionnaire.test_writing import fields, questions, url
from tests.support.forms import fields_of

MAP = question("map", QuestionKind.file, types=("pdf",), megabytes=1)
PHOTO = question("photo", QuestionKind.file, types=("jpg", "png"), required=False)
URL = f"/sections/{KEY}"
DIGEST = sha256(factories.PDF).hexdigest()
PAPER = ("mapa.pdf", factories.PDF, "application/octet-stream")


def send(scene, files=None, **typed):
    page = scene.client.html(scene.client.get(scene.url(URL)))
    values = {
        name: page.css_first(f"#section input[name='{name}']").attributes["value"] for name in ("revision", "writer")
    }
    return scene.client.post(scene.url(URL), values | {STORY.id: "Sembramos maíz"} | typed, files=files)


def kept(session, proposal):
    return queries.sections(session, proposal.id, with_data=[KEY])[KEY]


@pytest.fixture
def asked(scene, session):
    give(session, scene.call, Asked("summary"), own(MAP, STORY, PHOTO))
    return scene


def test_a_file_goes_up_with_what_was_typed_and_is_read_back(asked, session):
    answer = send(asked, files={MAP.id: PAPER}, upload=MAP.id)
    assert answer.headers["location"] == asked.url(f"{URL}#f-{MAP.id}")
    line = kept(session, asked.proposal)
    [file] = line.data[MAP.id]
    assert (file["filename"], file["sha256"], file["size"]) == ("mapa.pdf", DIGEST, len(factories.PDF))
    assert (line.data[STORY.id], line.standing) == ("Sembramos maíz", Standing.complete)
    page = asked.client.html(asked.client.get(asked.url(URL)))
    [link] = [node.attributes["href"] for node in page.css(".files a")]
    assert asked.client.get(link).content == factories.PDF
    assert f"mapa.pdf (1 kB, SHA-256 {DIGEST[:12]}…)" in asked.client.get(asked.url("/check")).text
    assert asked.client.get(asked.url("/draft.pdf")).status_code == 200


def test_a_file_chosen_beside_the_last_button_goes_up_too(asked, session):
    assert send(asked, files={MAP.id: PAPER}, intent="continue").headers["location"] == asked.url("/check")
    assert len(kept(session, asked.proposal).data[MAP.id]) == 1


def test_what_is_typed_afterwards_leaves_the_files_and_nobody_types_one(asked, session):
    send(asked, files={MAP.id: PAPER}, upload=MAP.id)
    forged = {f"{MAP.id}-0-id": "x", f"{MAP.id}-0-filename": "otra.pdf", f"{MAP.id}-0-sha256": "0" * 64}
    send(asked, **forged | {STORY.id: "Otra cosa"})
    data = kept(session, asked.proposal).data
    assert ([each["filename"] for each in data[MAP.id]], data[STORY.id]) == (["mapa.pdf"], "Otra cosa")


def test_a_file_is_taken_off_and_the_version_before_brings_it_back(asked, session):
    send(asked, files={MAP.id: PAPER}, upload=MAP.id)
    [file] = kept(session, asked.proposal).data[MAP.id]
    page = asked.client.html(asked.client.get(asked.url(URL)))
    assert page.css_first("button[name='drop']").attributes["value"] == f"{MAP.id}/{file['id']}"
    assert send(asked, drop=f"{MAP.id}/{file['id']}").headers["location"] == asked.url(f"{URL}#f-{MAP.id}")
    line = kept(session, asked.proposal)
    assert (line.data[MAP.id], line.standing) == ([], Standing.started)
    assert asked.client.get(asked.url(f"/files/{file['id']}")).content == factories.PDF
    before = next(each for each in session.exec(select(SectionVersion)) if each.data.get(MAP.id))
    there = asked.url(f"{URL}/versions/{before.id}")
    form = fields_of(asked.client.html(asked.client.get(there)), there)
    assert asked.client.post(there, form).status_code == 303
    assert kept(session, asked.proposal).data[MAP.id] == [file]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({MAP.id: ("mapa.png", factories.PDF, "image/png")}, "es en realidad"),
        ({PHOTO.id: PAPER}, "Envíe uno de estos: JPG, PNG."),
        ({MAP.id: ("mapa.pdf", factories.PDF + b" " * 1024 * 1024, "application/pdf")}, "el límite es de 1"),
        ({MAP.id: ("mapa.pdf", b"", "application/pdf")}, "está vacío"),
    ],
)
def test_what_the_question_does_not_take_is_refused_beside_it_and_the_text_is_kept(asked, session, files, sentence):
    [name] = files
    answer = send(asked, files=files, upload=name)
    assert answer.status_code == 422
    said = problems(asked.client, answer)
    assert (list(said), sentence in said[name]) == ([name], True)
    data = kept(session, asked.proposal).data
    assert (data.get(name), data[STORY.id]) == (None, "Sembramos maíz")
    assert session.exec(select(ProposalFile)).all() == []


def test_the_button_without_a_file_asks_for_one(asked):
    assert problems(asked.client, send(asked, upload=MAP.id)) == {MAP.id: "Pregunta map: Primero elija un archivo."}


def test_an_answer_takes_ten_files_and_says_so(asked, session):
    send(asked, files=[(MAP.id, PAPER)] * 10, upload=MAP.id)
    assert len(kept(session, asked.proposal).data[MAP.id]) == 10
    said = problems(asked.client, send(asked, files={MAP.id: PAPER}, upload=MAP.id))
    assert said == {MAP.id: "Pregunta map: Una respuesta admite 10 archivos como máximo. Quite uno antes."}


def test_one_that_must_be_there_is_missing_and_an_optional_one_is_not(asked):
    assert problems(asked.client, send(asked)) == {MAP.id: "Pregunta map: Agregue un archivo."}


def test_it_resumes_in_pieces_and_what_is_typed_meanwhile_is_no_conflict(asked, session):
    page = asked.client.html(asked.client.get(asked.url(URL)))
    writer = page.css_first("#section input[name='writer']").attributes["value"]
    address = page.css_first("[data-uploads]").attributes["data-uploads"]
    there = asked.client.request(
        "POST",
        address,
        headers=told(asked.client, Upload_Length=len(factories.PDF), Upload_Metadata="filename bWFwYS5wZGY="),
    ).headers["location"]
    assert piece(asked, there, 0, factories.PDF[:50]).headers["upload-offset"] == "50"
    assert piece(asked, there, 50, factories.PDF[50:], X_Page=writer).status_code == 204
    assert [each["sha256"] for each in kept(session, asked.proposal).data[MAP.id]] == [DIGEST]
    typed = {"revision": "0", "writer": writer, "stay": MAP.id, STORY.id: "Dos palabras"}
    assert asked.client.post(asked.url(URL), typed).headers["location"] == asked.url(f"{URL}#f-{MAP.id}")
    assert kept(session, asked.proposal).data[STORY.id] == "Dos palabras"


def test_pieces_of_a_paper_still_go_to_the_papers(scene, session):
    address = begun(scene).headers["location"]
    assert piece(scene, address, 0, factories.PDF).status_code == 204
    assert [file.filename for file in queries.files(session, scene.proposal.id)] == ["acta.pdf"]


def test_it_is_sealed_with_its_digest_and_stands_in_the_receipt(ready, session):
    give(session, ready.call, Asked("summary"), own(MAP, STORY))
    send(ready, files={MAP.id: PAPER}, upload=MAP.id)
    proposal = queries.dossier(session, ready.proposal.id).proposal
    sent = ready.client.post(ready.url("/submit"), {"revision": str(proposal.revision), "declaration": "on"})
    assert sent.status_code == 303
    sealed = json.loads(queries.last_submission(session, ready.proposal.id).snapshot)
    [told_once] = sealed["sections"][KEY][MAP.id]
    [again] = [each for each in sealed["files"] if each.get("question")]
    assert (told_once["sha256"], again["sha256"], again["question"]) == (DIGEST, DIGEST, MAP.id)
    assert ready.client.get(ready.url("/receipt.pdf")).status_code == 200


def test_a_file_of_another_organisation_is_not_there(asked, session, client):
    send(asked, files={MAP.id: PAPER}, upload=MAP.id)
    [file] = kept(session, asked.proposal).data[MAP.id]
    other, user = factories.applicant(session, "Otra, A.C.", rfc="OTR010101AB1")
    theirs = factories.draft(session, asked.call, other, user)
    client.as_user(user)
    assert client.get(asked.url(f"/files/{file['id']}")).status_code in {403, 404}
    assert client.get(f"/proposals/{theirs.id}/files/{file['id']}").status_code == 404


def test_it_is_carried_to_the_next_proposal_of_the_same_organisation(asked, session):
    send(asked, files={MAP.id: PAPER}, upload=MAP.id)
    call = factories.open_call(session, slug="otra-convocatoria")
    give(session, call, Asked("summary"), own(MAP, STORY))
    proposal = factories.draft(session, call, asked.organisation, asked.user)
    carry_over(session, proposal, asked.proposal.id, actor=factories.actor(session, asked.user))
    session.commit()
    [file] = kept(session, proposal).data[MAP.id]
    assert file["sha256"] == DIGEST
    assert asked.client.get(f"/proposals/{proposal.id}/files/{file['id']}").content == factories.PDF


def test_the_page_before_sending_leads_to_each_file_of_an_answer(asked, client, session):
    send(asked, files=[(MAP.id, PAPER)] * 2, upload=MAP.id)
    page = asked.client.html(asked.client.get(asked.url("/check")))
    links = [a.attributes["href"] for a in page.css(f"#{KEY} dl a")]
    assert links == [asked.url(f"/files/{each['id']}") for each in kept(session, asked.proposal).data[MAP.id]]
    assert {asked.client.get(link).content for link in links} == {factories.PDF}
    assert client.visitor().get(links[0]).status_code == 303  # to sign in


def test_a_file_that_was_carried_to_a_call_that_takes_others_is_said_and_not_lost(asked, session):
    send(asked, files={MAP.id: PAPER}, upload=MAP.id)
    call = factories.open_call(session, slug="otra-convocatoria")
    give(session, call, Asked("summary"), own(replace(MAP, types=("jpg", "png")), STORY))
    proposal = factories.draft(session, call, asked.organisation, asked.user)
    carry_over(session, proposal, asked.proposal.id, actor=factories.actor(session, asked.user))
    session.commit()
    line = kept(session, proposal)
    assert ([each["filename"] for each in line.data[MAP.id]], line.standing) == (["mapa.pdf"], Standing.errors)
    sentence = "Aquí no se recibe «mapa.pdf»: ponga en su lugar un archivo de estos tipos: JPG, PNG."
    assert sentence in asked.client.get(f"/proposals/{proposal.id}/check").text
    page = asked.client.html(asked.client.get(f"/proposals/{proposal.id}{URL}?check=1"))
    assert [li.text().strip() for li in page.css("#problems li")] == [f"Pregunta map: {sentence}"]


def test_one_that_weighs_more_than_the_call_takes_has_its_sentence():
    heavy = GivenFile(id="x", filename="mapa.pdf", size=2 * 1024 * 1024)
    assert misfit(MAP, heavy) == "“mapa.pdf” pesa 2 MB; el límite es de 1 MB."
    assert misfit(replace(MAP, megabytes=None), heavy) is None


def test_the_officer_writes_it_and_the_preview_and_the_document_say_what_it_takes(officer, session, team):
    call = calls.filled(session, team)
    give(session, call, Asked("summary"), own(STORY))
    form = fields(officer, call) | {"rows-0-kind": "file"}
    assert officer.post(url(call), form).status_code == 303
    form = fields(officer, call) | {"rows-0-types": "scan", "rows-0-megabytes": "26"}
    assert problems(officer, officer.post(url(call), form)) == {
        "rows-0-megabytes": "Un archivo puede pesar de 1 a 25 MB."
    }
    assert officer.post(url(call), form | {"rows-0-megabytes": "5"}).status_code == 303
    [made] = questions(session, call)
    assert (made.kind, made.types, made.megabytes) == (QuestionKind.file, ("pdf", "jpg", "png"), 5)
    words = "PDF, JPG, PNG, hasta 5 MB cada uno"
    assert words in officer.get(f"/manage/calls/{call.id}/form-preview").text
    answer = officer.get(f"/manage/calls/{call.id}/form.docx")
    assert f"{words}." in [each.text for each in Document(BytesIO(answer.content)).paragraphs]
