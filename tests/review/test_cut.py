"""The cut at the end of a round: named, reasoned, confirmed by another, and public in that act."""

import pytest
from sqlmodel import select

from app.calls.rounds.models import CutKind
from app.calls.rounds.queries import following
from app.core.errors import Refused
from app.people.models import Level, Membership
from app.proposals.models import RoundInvitation
from app.review.models import CandidacyState as C
from app.review.models import CutLine, RulingState
from app.review.queries import ruling as rulings
from app.review.service import donor
from tests.review.rounds import Rounds, problems, text


def test_those_with_most_points_go_on_once_a_second_person_confirms(rounds, client, outbox) -> None:
    rounds.ruled()
    one, two, _three, _four = rounds.candidacies
    officer, second = client.as_user(rounds.officer), client.as_user(rounds.second)
    assert officer.post(rounds.page("cut"), rounds.fields(one, two)).status_code == 303
    assert {each.state for each in rounds.candidacies} == {C.recommended, C.not_recommended}
    seen = second.html(second.get(rounds.page("cut")))
    assert "Empiece primero la siguiente etapa" in seen.css_first("main").text()
    stamp = {"seen": seen.css_first('input[name="seen"]').attributes["value"]}
    own = officer.post(rounds.page("cut/confirm"), stamp)
    assert "otra persona lo confirma" in officer.html(own).css_first("main").text()
    assert second.post(rounds.page("cut/confirm"), stamp).status_code == 422
    begun = officer.post(rounds.page("next-round"), {"title_es": "Propuesta completa", "title_en": "Full proposal"})
    assert begun.status_code == 303
    assert second.post(rounds.page("cut/confirm"), stamp).headers["location"] == f"/results/{rounds.call.slug}"
    assert [each.state for each in rounds.candidacies] == [C.goes_on, C.goes_on, C.stays, C.stays]
    after = following(rounds.session, rounds.call.id)
    invited = rounds.session.exec(select(RoundInvitation)).all()
    assert {each.organisation_id for each in invited} == {one.organisation_id, two.organisation_id}
    assert {each.call_id for each in invited} == {after.id}
    assert {each.submission_id for each in invited} == {one.submission_id, two.submission_id}
    letters = {mail.to_email: mail.text for mail in outbox() if mail.mail == "review/outcome"}
    assert len(letters) == 4
    words = [letters[user.email] for _, user in rounds.sent]
    assert ["no pasa a la siguiente etapa" in each for each in words] == [False, False, True, True]
    assert "fueron para propuestas con más puntos" in words[2]
    assert "mínimo de 60 puntos" in words[3]
    assert [mail for mail in outbox() if mail.mail == "proposals/invited_to_round"] == []  # the round is not public yet


def test_a_cut_without_a_reason_is_refused_beside_the_proposal(rounds, client) -> None:
    rounds.ruled()
    one, two, three, _four = rounds.candidacies
    officer = client.as_user(rounds.officer)
    refused = officer.post(rounds.page("cut"), rounds.fields(one, three))
    assert list(problems(officer, refused)) in ([f"reason-{two.id}"], [f"reason-{three.id}"])
    half = officer.post(rounds.page("cut"), rounds.fields(one, three, **{two.id: "Repite el proyecto de 2019."}))
    assert problems(officer, half) == {
        f"reason-{three.id}": f"Según la regla publicada {three.folio} no pasa: escriba por qué sí."
    }
    assert rounds.session.exec(select(CutLine)).all() == []
    reasons = {two.id: "Repite el proyecto de 2019.", three.id: "Cubre un estado que nadie cubre."}
    assert officer.post(rounds.page("cut"), rounds.fields(one, three, **reasons)).status_code == 303
    said = {each.candidacy_id: (each.goes_on, each.by_rule) for each in rounds.session.exec(select(CutLine))}
    assert said[two.id] == (False, False)
    assert said[three.id] == (True, False)
    rounds.begun().confirmed()
    public = text(client.visitor(), f"/results/{rounds.call.slug}")
    assert "Repite el proyecto de 2019." in public
    assert "Vigías de Cajeme" not in public


def test_no_more_go_on_than_the_call_says(rounds, client) -> None:
    rounds.ruled()
    officer = client.as_user(rounds.officer)
    response = officer.post(rounds.page("cut"), rounds.fields(*rounds.candidacies[:3]))
    assert response.status_code == 422
    assert "pasan 2 propuestas; usted eligió 3" in officer.html(response).css_first("main").text()


def test_where_no_number_of_places_is_set_the_reason_names_none(session, at, client) -> None:
    rounds = Rounds(session, at, going_on=None).ruled()
    page = text(client.as_user(rounds.officer), rounds.page("cut"))
    assert page.count("Su puntaje alcanza para la siguiente etapa: la convocatoria no fija un número de lugares.") == 3
    assert "lugares de su línea" not in page


def test_nobody_is_named_before_the_ruling_is_signed(rounds, client) -> None:
    rounds.validated().seated().declared().scored()
    rounds.closed()
    officer = client.as_user(rounds.officer)
    assert "El dictamen no está firmado todavía." in text(officer, rounds.page("cut"))
    assert officer.post(rounds.page("cut"), rounds.fields(*rounds.candidacies[:2])).status_code == 422


def test_a_cut_named_anew_is_not_confirmed_unread(rounds, client) -> None:
    rounds.ruled().begun().named(*rounds.candidacies[:2])
    second = client.as_user(rounds.second)
    stamp = second.html(second.get(rounds.page("cut"))).css_first('input[name="seen"]').attributes["value"]
    rounds.later(minutes=5)
    rounds.named(rounds.candidacies[0])
    response = second.post(rounds.page("cut/confirm"), {"seen": stamp})
    assert response.status_code == 422
    assert "se señaló de nuevo" in second.html(response).css_first("main").text()


def test_an_earlier_round_goes_to_no_donor_and_makes_no_award(two) -> None:
    made = rulings.current(two.session, two.call.id)
    assert made.state == RulingState.published
    assert rulings.awards(two.session, two.call.id) == []
    with pytest.raises(Refused, match="no es la última etapa"):
        donor.send(two.session, made, two.call, actor=two.as_(two.officer))


def test_a_round_that_scores_nothing_lets_all_that_meet_the_rules_go_on(session, at, client) -> None:
    rounds = Rounds(session, at, kind=CutKind.eligible, going_on=None).validated().begun()
    officer = client.as_user(rounds.officer)
    assert officer.post(rounds.page("cut"), rounds.fields(*rounds.candidacies)).status_code == 303
    rounds.confirmed()
    assert {each.state for each in rounds.candidacies} == {C.goes_on}
    assert "Pasa a la siguiente etapa" in text(client.visitor(), f"/results/{rounds.call.slug}")
    user = rounds.sent[0][1]
    assert client.as_user(user).get(f"/proposals/{rounds.sent[0][0].id}/letter.pdf").status_code == 200


def test_where_the_commission_chooses_each_no_has_a_reason(session, at, client) -> None:
    rounds = Rounds(session, at, kind=CutKind.commission).ruled()
    one, two, three, _under_the_minimum = rounds.candidacies
    officer = client.as_user(rounds.officer)
    response = officer.post(rounds.page("cut"), rounds.fields(one, three))
    assert list(problems(officer, response)) == [f"reason-{two.id}"]
    assert officer.post(rounds.page("cut"), rounds.fields(one, three, **{two.id: "Repite."})).status_code == 303


def test_whoever_applied_names_nobody(rounds, client) -> None:
    rounds.ruled()
    body = rounds.candidacies[0].organisation_id
    rounds.session.add(Membership(user_id=rounds.officer.id, organisation_id=body, level=Level.VIEWER))
    rounds.session.flush()
    officer = client.as_user(rounds.officer)
    assert officer.post(rounds.page("cut"), rounds.fields(*rounds.candidacies[:2])).status_code == 422
