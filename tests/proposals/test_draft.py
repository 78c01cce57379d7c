"""The proposal on paper before it is sent, and every version that was sent."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from app.core.seals import digest
from tests import factories as people
from tests.proposals import factories
from tests.proposals.conftest import Scene
from tests.proposals.test_submission import sealed, send


def words(data: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


@pytest.mark.once
def test_the_draft_is_marked_says_what_is_missing_and_has_no_folio(scene: Scene, session: Session):
    said = words(scene.client.get(scene.url("/draft.pdf")).content)
    for part in ("BORRADOR", "no se ha enviado", "Lo que falta", "Segunda Convocatoria"):
        assert part in said
    factories.complete(session, scene.proposal, scene.user)
    send(scene)
    said = words(scene.client.get(scene.url("/draft.pdf?lang=en")).content)
    for part in ("DRAFT", "Nothing is missing", "Analista", "acta.pdf", "Talleres con usuarias"):
        assert part in said
    assert scene.proposal.folio
    assert scene.proposal.folio not in said


def test_only_its_organisation_prints_it(scene: Scene, session: Session):
    other = factories.applicant(session, "Otra, A.C.")[1]
    for person in (other, factories.officer(session, scene.call), people.user(session)):
        assert scene.client.visitor().as_user(person).get(scene.url("/draft.pdf")).status_code == 404


def test_every_version_is_kept_with_its_digest_and_its_text(ready: Scene, session: Session):
    send(ready)
    data = factories.SECTIONS["objective"] | {"result": "el sobreprecio a la mitad"}
    factories.save(session, ready.proposal, "objective", data, ready.user)
    send(ready)
    first, second = sealed(session)
    page = ready.client.html(ready.client.get(ready.url("/receipt")))
    assert [row.text() for row in page.css("tbody td[data-label='Huella']")] == [second.digest, first.digest]
    assert "Ésta es una versión anterior" not in page.body.text()
    assert "Ésta es una versión anterior" in ready.client.get(ready.url("/receipt?version=1")).text
    for one in (first, second):
        text = ready.client.get(ready.url(f"/sealed.json?version={one.number}")).content
        assert digest(text) == one.digest
    assert ready.client.get(ready.url("/receipt?version=3")).status_code == 404
