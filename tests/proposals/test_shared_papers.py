"""One file for several requirements: sent once, given twice, taken away from each by itself."""

import json

import pytest
from sqlmodel import Session, select

from app.calls.models import Requirement
from app.core import clock
from app.core.files import StoredFile
from app.core.seals import digest
from app.proposals import queries, service
from app.proposals.models import ProposalFile
from tests import factories as people
from tests.calls.pages import problems
from tests.core import samples
from tests.proposals import factories
from tests.proposals.conftest import Scene


@pytest.fixture
def two(scene: Scene, session: Session) -> Scene:
    """The call asks for a second paper; the first one is there."""
    session.add(_asked(scene, "powers", "Poderes", 1))
    session.add(_asked(scene, "sheet", "Hoja", 2, kinds=["xlsx"]))
    session.flush()
    factories.complete(session, scene.proposal, scene.user)
    return scene


def _asked(scene: Scene, code: str, title: str, place: int, **values) -> Requirement:
    words = {"es": title, "en": title}
    return Requirement(
        call_id=scene.call.id,
        code=code,
        title=words,
        why=words,
        order_index=place,
        **{"kinds": ["pdf"], "required": False, **values},
    )


def sent_before(session: Session) -> str:
    return session.exec(select(StoredFile.id)).one()


def choices(scene: Scene, code: str) -> list[tuple[str, str]]:
    page = scene.client.html(scene.client.get(scene.url("/sections/documents")))
    return [(each.attributes["value"] or "", each.text()) for each in page.css(f"#f-known-{code} option")]


def use(scene: Scene, code: str, file_id: str):
    return scene.client.post(scene.url(f"/documents/{code}/known"), {f"known-{code}": file_id})


def given(session: Session, scene: Scene) -> list[str]:
    session.expire_all()
    needs = {each.id: each.code for each in session.exec(select(Requirement))}
    return sorted(needs[line.requirement_id] for line in queries.files(session, scene.proposal.id))


def test_a_paper_stands_for_a_second_requirement_without_being_sent_again(two: Scene, session: Session):
    file = sent_before(session)
    assert choices(two, "powers") == [("", "Elija…"), (file, "acta.pdf · Acta constitutiva")]
    assert choices(two, "deed") == choices(two, "sheet") == []
    assert use(two, "powers", file).status_code == 303
    assert given(session, two) == ["deed", "powers"]
    assert sent_before(session) == file
    assert choices(two, "powers") == []


def test_each_is_taken_away_by_itself(two: Scene, session: Session):
    first = session.exec(select(ProposalFile)).one()
    use(two, "powers", sent_before(session))
    two.client.post(two.url(f"/files/{first.id}/remove"))
    assert given(session, two) == ["powers"]
    two.client.post(two.url("/documents/powers"), files={"powers": ("poder.pdf", samples.pdf(2))})
    assert given(session, two) == ["powers", "powers"]


def test_the_sealed_text_names_the_digest_for_each(two: Scene, session: Session):
    use(two, "powers", sent_before(session))
    session.refresh(two.proposal)
    who = factories.actor(session, two.user)
    sealed = service.submit(session, two.proposal, revision=two.proposal.revision, arrived_at=clock.now(), actor=who)
    mark = digest(factories.PDF)
    named = {(each["requirement"], each["sha256"]) for each in json.loads(sealed.snapshot)["files"]}
    assert named == {("deed", mark), ("powers", mark)}


def test_what_is_no_choice_is_refused_beside_the_list(two: Scene, session: Session):
    file = sent_before(session)
    assert problems(two.client, use(two, "sheet", file)) == {"known-sheet": "Elija un documento de la lista."}
    assert problems(two.client, use(two, "powers", "")) == {"known-powers": "Elija un documento de la lista."}
    assert problems(two.client, use(two, "deed", file)) == {"known-deed": "«acta.pdf» ya está aquí."}
    assert problems(two.client, use(two, "gone", file)) == {"gone": "Esta convocatoria ya no pide ese documento."}


def test_nobody_uses_the_paper_of_another_organisation(two: Scene, session: Session):
    organisation, user = factories.applicant(session, "Otra, A.C.", rfc="OTR100203XY9")
    other = factories.draft(session, two.call, organisation, user)
    browser = two.client.visitor().as_user(user)
    refused = browser.post(f"/proposals/{other.id}/documents/powers/known", {"known-powers": sent_before(session)})
    assert problems(browser, refused) == {"known-powers": "Elija un documento de la lista."}
    stranger = two.client.visitor().as_user(people.user(session))
    assert use(Scene(two.call, organisation, user, two.proposal, stranger), "powers", "x").status_code == 404


def test_a_paper_of_an_earlier_proposal_may_be_used(two: Scene, session: Session):
    later = factories.open_call(session, slug="tercera")
    proposal = factories.draft(session, later, two.organisation, two.user)
    here = Scene(later, two.organisation, two.user, proposal, two.client)
    assert use(here, "deed", sent_before(session)).status_code == 303
    assert given(session, here) == ["deed"]


def test_the_list_costs_the_same_for_one_and_for_three(two: Scene, session: Session, count_queries):
    count_queries(two.url("/sections/documents"))  # the first visit settles the session
    one = count_queries(two.url("/sections/documents"))
    for pages in (2, 3):
        two.client.post(two.url("/documents/powers"), files={"powers": ("poder.pdf", samples.pdf(pages))})
    assert count_queries(two.url("/sections/documents")) == one
