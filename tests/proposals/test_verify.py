"""Checking a receipt: by anybody, and nothing is told of what was written."""

import base64

import pytest
from sqlmodel import Session

from app.proposals.models import Submission
from app.proposals.service.sealing import code
from tests.proposals.conftest import Scene
from tests.proposals.test_submission import sealed, send


class TestVerify:
    """Anybody may check a receipt; nobody learns what was written."""

    def ask(self, scene: Scene, text: str):
        return scene.client.visitor().get("/verify", params={"code": text})

    @pytest.fixture
    def one(self, ready: Scene, session: Session) -> Submission:
        send(ready)
        return sealed(session)[0]

    def test_folio_digest_and_code_are_known(self, ready: Scene, one: Submission):
        for text in (one.folio, one.folio.lower(), one.digest, one.digest.upper(), code(one, ready.call.slug)):
            answer = self.ask(ready, text)
            assert "Es auténtico" in answer.text
            for secret in (ready.organisation.legal_name, "medicamentos", ready.user.name):
                assert secret not in answer.text

    def test_one_character_changed_is_not_known(self, ready: Scene, one: Submission):
        receipt = code(one, ready.call.slug)
        changed = receipt[:20] + ("A" if receipt[20] != "A" else "B") + receipt[21:]
        for text in (changed, "0" * 64, "AAAA-AAAA", "x" * 3000, ".."):
            assert "No conocemos este acuse" in self.ask(ready, text).text

    @pytest.mark.parametrize(
        "payload",
        ['{"a": 1.5}', '{"a": 99999999999999999999}', "[" * 1200, '{"a":' + "[" * 600 + "]" * 600 + "}", "[1]", "x"],
    )
    def test_a_forged_payload_of_any_shape_is_only_not_known(self, ready: Scene, one: Submission, payload: str):
        forged = base64.urlsafe_b64encode(payload.encode()).decode()
        assert "No conocemos este acuse" in self.ask(ready, f"{forged}.{one.key_id}.c2ln").text

    def test_a_row_altered_in_the_database_is_not_genuine(self, ready: Scene, session: Session, one: Submission):
        one.arrived_at = one.arrived_at.replace(hour=1)
        session.add(one)
        assert "No conocemos este acuse" in self.ask(ready, one.folio).text

    def test_a_text_altered_in_the_database_is_neither_genuine_nor_read(
        self, ready: Scene, session: Session, one: Submission
    ):
        one.snapshot = one.snapshot.replace("25000.00", "95000.00")
        session.add(one)
        assert "No conocemos este acuse" in self.ask(ready, one.folio).text
        ready.client.expect_faults = True
        assert ready.client.get(ready.url("/receipt.pdf")).status_code == 500

    def test_the_receipt_says_how_to_share_it(self, ready: Scene, one: Submission):
        page = ready.client.html(ready.client.get(ready.url("/receipt")))
        assert page.css_first("a[href^='https://wa.me/?text=']")
        assert one.folio in page.body.text()
