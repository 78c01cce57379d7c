"""A paper that ages: the day it bears is asked beside the file, kept, sealed, and counted to the deadline."""

from datetime import date

import pytest
from sqlmodel import Session, select

from app.calls.models import Requirement, RuleKind
from app.proposals import queries
from app.proposals.eligibility import Dossier, Facts, Finding, propose
from app.proposals.models import ProposalFile
from tests.calls.pages import problems
from tests.proposals.conftest import Scene
from tests.proposals.factories import PDF

HERE = "/documents/deed"


@pytest.fixture
def ageing(scene: Scene, session: Session) -> Scene:
    paper = session.exec(select(Requirement)).one()
    paper.months_valid = 3
    session.add(paper)
    session.flush()
    return scene


def upload(scene: Scene, day: str, *, with_file: bool = True):
    files = {"deed": ("acta.pdf", PDF)} if with_file else None
    return scene.client.post(scene.url(HERE), {"issued-deed": day}, files=files)


def days(session: Session) -> list[date | None]:
    session.expire_all()
    return [each.issued_on for each in session.exec(select(ProposalFile)).all()]


def test_the_day_is_kept_with_the_file_and_said_on_the_page(ageing: Scene, session: Session):
    assert upload(ageing, "14/07/2020").status_code == 303
    assert days(session) == [date(2020, 7, 14)]
    page = ageing.client.get(ageing.url("/sections/documents")).text
    assert "El día del cierre puede tener como máximo 3 meses. Ahora dice 14/07/2020." in page
    [line] = queries.files(session, ageing.proposal.id)
    assert line.issued_on == date(2020, 7, 14)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/11/2020", "31/11/2020 no existe en el calendario."),
        ("02/09/2020", "Ese día aún no llega"),
        ("", "El archivo se guardó. Escriba también el día"),
        ("ayer", "Escriba la fecha como día/mes/año"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_the_file_is_not_lost(ageing: Scene, session: Session, typed, sentence):
    answer = upload(ageing, typed)
    said = problems(ageing.client, answer)
    assert list(said) == ["issued-deed"]
    assert sentence in said["issued-deed"]
    assert days(session) == [None]
    field = ageing.client.html(answer).css_first("#f-issued-deed")
    assert (field.attributes["value"] or "") == typed
    assert upload(ageing, "01/08/2020", with_file=False).status_code == 303
    assert days(session) == [date(2020, 8, 1)]


def test_a_day_without_any_file_asks_for_the_file(ageing: Scene):
    assert list(problems(ageing.client, upload(ageing, "01/08/2020", with_file=False))) == ["deed"]


def test_the_template_and_the_reason_stand_beside_the_field(scene: Scene, session: Session):
    paper = session.exec(select(Requirement)).one()
    upload(scene, "")
    paper.template_id = session.exec(select(ProposalFile.file_id)).one()
    paper.why = {"es": "Para saber quién es.", "en": ""}
    session.add(paper)
    session.flush()
    page = scene.client.html(scene.client.get(scene.url("/sections/documents")))
    section = page.css_first("section.paper")
    assert "Por qué se pide: Para saber quién es." in " ".join(section.text().split())
    link = next(a.attributes["href"] for a in section.css("a") if "/templates/" in a.attributes["href"])
    assert scene.client.get(link).content == PDF


PARAMS = {"codes": ["D1"], "months": {"D1": 3, "D2": 6}, "on": "2020-09-07"}


@pytest.mark.parametrize(
    ("files", "curable", "finding", "codes"),
    [
        ([("D1", "2020-06-07")], set(), Finding.passes, ["papers_there", "paper_in_force"]),
        ([("D1", "2020-06-06")], set(), Finding.fails, ["paper_expired"]),
        ([("D1", "2020-06-06")], {"D1"}, Finding.cure, ["paper_expired"]),
        ([("D1", "2019-01-01"), ("D1", "2020-09-01")], set(), Finding.passes, ["papers_there", "paper_in_force"]),
        ([("D1", None)], {"D1"}, Finding.unclear, ["paper_undated", "papers_there"]),
        ([("D1", "2020-09-01"), ("D2", "2019-09-01")], {"D1"}, Finding.fails, ["paper_expired"]),
        ([("D2", "2020-09-01")], {"D1"}, Finding.cure, ["papers_missing"]),
    ],
)
def test_age_is_counted_to_the_deadline_from_the_newest_day(files, curable, finding, codes):
    snapshot = {"files": [{"requirement": code, "issued_on": day} for code, day in files]}
    proposed = propose(RuleKind.documents, PARAMS, Dossier(snapshot, Facts(curable=frozenset(curable))))
    assert (proposed.finding, [item["code"] for item in proposed.evidence]) == (finding, codes)
