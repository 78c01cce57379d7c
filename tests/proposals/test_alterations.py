"""Whatever somebody with the database changes of a sealed proposal, however little, is detected."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.core.seals import digest, merkle_root
from app.proposals import queries, service
from app.proposals.models import ClosingList, Submission
from app.proposals.service import proof
from app.proposals.service.sealing import is_signed
from tests.proposals import factories

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def one(session: Session, noon) -> Submission:
    call = factories.open_call(session)
    proposal, _user = factories.submitted(session, call)
    found = queries.last_submission(session, proposal.id)
    assert found
    return found


@quick
@given(place=st.integers(min_value=0), letter=st.characters(codec="utf-8"))
def test_one_character_changed_in_a_sealed_text_is_detected(one: Submission, session: Session, place: int, letter: str):
    text = one.snapshot
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    one.snapshot = changed
    try:
        assert is_signed(session, one, "segunda") is (changed == text)
    finally:
        one.snapshot = text


@quick
@given(place=st.integers(min_value=0), letter=st.sampled_from('0a"'))
def test_a_text_changed_together_with_its_digest_is_detected(
    one: Submission, session: Session, place: int, letter: str
):
    text, mark = one.snapshot, one.digest
    place %= len(text)
    one.snapshot = text[:place] + letter + text[place + 1 :]
    one.digest = digest(one.snapshot.encode())
    try:
        assert is_signed(session, one, "segunda") is (one.snapshot == text)
    finally:
        one.snapshot, one.digest = text, mark


@pytest.mark.parametrize("field", ["folio", "number", "arrived_at", "key_id", "signature"])
def test_every_part_of_the_receipt_is_under_the_signature(one: Submission, session: Session, field: str):
    other = {
        "folio": "AAAA-AAAA",
        "number": 2,
        "arrived_at": one.arrived_at.replace(second=59),
        "key_id": "x",
        "signature": one.signature[::-1],
    }
    assert proof.broken(session) == []
    setattr(one, field, other[field])
    session.flush()
    assert not is_signed(session, one, "segunda")
    assert len(proof.broken(session)) == 1


def test_a_list_altered_or_a_proposal_taken_away_after_closing_is_detected(session: Session, one: Submission, at):
    at("2020-09-08T00:05:00-05:00")
    service.close_due(session)
    [closing] = queries.closing_lists(session, one.call_id)
    entries, root = closing.entries, closing.root
    for forged in ([], [entries[0] | {"digest": "0" * 64}], entries * 2):
        closing.entries = forged
        assert proof.broken(session)
        closing.root = merkle_root([str(entry["digest"]) for entry in forged])
        assert proof.broken(session) or _differs(closing, root)
        closing.entries, closing.root = entries, root
    assert proof.broken(session) == []


def _differs(closing: ClosingList, mailed: str) -> bool:
    """What the witnesses hold is the root in their mail."""
    return closing.root != mailed
