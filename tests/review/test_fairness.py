"""Nobody is judge in his or her own case, and nothing is judged after the ranking is closed."""

import pytest

from app.core.errors import Refused
from app.people.models import Level, Membership, Role
from app.review.models import CandidacyState, Conflict, Decision
from app.review.queries import commission as queries
from app.review.queries import validation
from app.review.service import conflicts, donor
from app.review.service.conflicts import Declared
from app.review.service.donor import Reply
from tests import factories as people


def joins(stage, user, place: int = 0) -> None:
    """Somebody of the process also belongs to the organisation of the first proposal."""
    organisation_id = stage.sent[place][0].organisation_id
    stage.session.add(Membership(user_id=user.id, organisation_id=organisation_id, level=Level.EDITOR))
    stage.session.flush()


def manage(stage, path: str) -> str:
    return f"/manage/calls/{stage.call.id}{path}"


def test_an_officer_does_not_validate_the_proposal_of_his_own_organisation(stage, client) -> None:
    own = stage.received().candidacies[0]
    joins(stage, stage.officer)
    officer = client.as_user(stage.officer)
    assert officer.get(manage(stage, f"/validation/{own.id}")).status_code == 403
    assert officer.post(manage(stage, f"/validation/{own.id}"), {}).status_code == 403
    with pytest.raises(Refused):
        stage.check(own)


def test_a_bulk_confirmation_leaves_out_ones_own_organisation(stage, client) -> None:
    own = stage.received().candidacies[0]
    stage.check(own)
    joins(stage, stage.second)
    answer = client.as_user(stage.second).post(manage(stage, "/validation"), {"act": "confirm", "chosen": [own.id]})
    assert answer.status_code == 422
    assert "Usted pertenece a la organización" in answer.text
    assert all(verdict.confirmed_by is None for verdict, _rule in validation.verdicts(stage.session, own))


def test_a_member_of_the_commission_recuses_from_the_own_organisation(stage, client) -> None:
    stage.validated().seated()
    joins(stage, stage.member("UNAM"))
    member = client.as_user(stage.member("UNAM"))
    typed = {f"kind-{each.id}": "none" for each in stage.candidacies}
    answer = member.post(f"/review/{stage.call.id}/interests", typed)
    assert answer.status_code == 422
    assert "Usted pertenece a la organización" in answer.text
    assert queries.live_sheets(stage.session, stage.call.id) == []


def test_who_joins_an_applicant_later_scores_it_no_more(stage, client) -> None:
    stage.validated().seated().declared()
    joins(stage, stage.member("UNAM"))
    sheet = stage.sheet("UNAM", stage.candidacies[0])
    assert client.as_user(stage.member("UNAM")).get(f"/review/sheets/{sheet.id}").status_code == 403


def test_the_donor_does_not_decide_on_the_own_organisation(stage) -> None:
    made = stage.validated().seated().declared().scored().signed()
    donor.send(stage.session, made, stage.call, actor=stage.as_(stage.officer))
    joins(stage, stage.donor)
    replies = {each.id: Reply(Decision.approved) for each in stage.candidacies}
    with pytest.raises(Refused):
        donor.decide(stage.session, made, stage.call, replies, actor=stage.as_(stage.donor))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR])
def test_nobody_sends_the_ruling_and_answers_for_the_donor(stage, client, role) -> None:
    made = stage.validated().seated().declared().scored().signed()
    donor.send(stage.session, made, stage.call, actor=stage.as_(stage.officer))
    people.grant(stage.session, stage.donor, role)
    picked = next(each for each in stage.candidacies if each.state == CandidacyState.recommended)
    answer = client.as_user(stage.donor).post(f"/donor/rulings/{made.id}", {f"decision-{picked.id}": "approved"})
    assert answer.status_code == 403
    assert picked.state == CandidacyState.recommended


def test_a_seat_neither_publishes_nor_looks_at_what_will_be_published(stage, client) -> None:
    stage.validated().seated().declared().scored().decided()
    member = stage.member("CCE")
    people.grant(stage.session, member, Role.OFFICER)
    browser = client.as_user(member)
    assert browser.get(manage(stage, "/results")).status_code == 403
    assert browser.post(manage(stage, "/results"), {}).status_code == 403
    assert stage.call.results_published_at is None


def test_nobody_declares_or_scores_after_the_ranking_is_closed(stage, client) -> None:
    stage.validated().seated().declared().scored().closed()
    sheet = stage.sheet("UNAM", stage.candidacies[0])
    seat = next(seat for seat in stage.seats if seat.institution == "UNAM")
    said = {each.id: Declared(Conflict.recuse, "Ahora lo digo.") for each in stage.candidacies}
    with pytest.raises(Refused):
        conflicts.declare(stage.session, seat, stage.call, said, actor=stage.as_(stage.member("UNAM")))
    assert sheet.retired_at is None
