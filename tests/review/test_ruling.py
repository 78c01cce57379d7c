"""From the ranking to the letters: gates, signatures, the donor's answer, and nothing public before."""

import json

import pytest

from app.core.errors import Refused
from app.core.seals import canonical, digest
from app.people.models import Organisation
from app.review.models import AwardState, CandidacyState, Decision, RulingState
from app.review.queries import ruling as queries
from app.review.queries.standings import standings
from app.review.service import donor, publication, ruling, sheets
from app.review.service.donor import Reply
from tests.review.factories import NAMES
from tests.support.reading import words


@pytest.fixture
def scored(stage):
    return stage.validated().seated().declared().scored()


def manage(stage, path: str) -> str:
    return f"/manage/calls/{stage.call.id}/{path}"


def test_the_official_score_is_the_mean_of_the_sheets_as_shown(stage) -> None:
    stage.validated().seated().declared()
    one, two, three = stage.candidacies
    for institution, values in (("CPC", (5, 5)), ("UNAM", (4, 4)), ("CCE", (4, 3))):
        stage.score(institution, one, *values)
        stage.score(institution, two, 3, 3)
        stage.score(institution, three, 3, 3)
    rows = {row.candidacy.id: row for lot in standings(stage.session, stage.call).lots for row in lot.rows}
    assert str(rows[one.id].place.score) == "84.00"
    assert {rows[two.id].place.rank, rows[three.id].place.rank} == {2, 3}
    assert rows[two.id].place.tie_broken_by or rows[three.id].place.tie_broken_by


def test_the_ranking_does_not_close_while_a_sheet_is_missing(stage, client) -> None:
    stage.validated().seated().declared()
    for candidacy in stage.candidacies[:2]:
        for institution in ("CPC", "UNAM", "CCE"):
            stage.score(institution, candidacy, 4, 4)
    stage.score("CPC", stage.candidacies[2], 4, 4)
    officer = client.as_user(stage.officer)
    page = officer.html(officer.get(manage(stage, "ruling")))
    assert f"{stage.candidacies[2].folio}: 1 de 3 cédulas." in page.css_first("main").text()
    assert page.css_first("button[formaction]") is None
    assert officer.post(manage(stage, "ruling/close"), {"considerations": "Listo."}).status_code == 422
    assert queries.closed(stage.session, stage.call.id) is False


def test_a_disagreement_over_the_limit_is_discussed_first(stage) -> None:
    stage.validated().seated().declared().scored()
    candidacy = stage.candidacies[0]
    for other in stage.candidacies:
        assert other.state == CandidacyState.scored
    chair = stage.as_(stage.member("CPC"))
    sheets.reopen(stage.session, stage.sheet("CCE", candidacy), "Captura.", actor=chair)
    stage.session.flush()
    stage.score("CCE", candidacy, 2, 2)
    with pytest.raises(Refused, match="60"):
        stage.closed()
    sheets.discuss(stage.session, candidacy, "Se mantuvo la diferencia.", actor=chair)
    stage.session.flush()
    assert stage.closed().state == RulingState.signing


def test_a_recusal_lowers_the_minimum_and_is_said_in_the_ruling(stage) -> None:
    stage.validated().seated()
    folio = stage.candidacies[0].folio
    made = stage.declared(UNAM=folio).scored().closed()
    place = next(p for lot in made.ranking["lots"] for p in lot["places"] if p["folio"] == folio)
    assert (len(place["sheets"]), place["recused"]) == (2, ["UNAM"])


def test_a_chair_who_is_recused_does_not_see_the_draft_of_the_ruling(stage, client) -> None:
    stage.validated().seated().declared(CPC=stage.candidacies[0].folio).scored()
    chair = client.visitor().as_user(stage.member("CPC"))
    assert chair.get(manage(stage, "ranking")).status_code == 200
    assert chair.html(chair.get(manage(stage, "ranking"))).css_first("a[href$='/ruling']") is None
    assert chair.get(manage(stage, "ruling")).status_code == 403
    for verb in ("ruling", "ruling/close"):
        assert chair.post(manage(stage, verb), {"considerations": "Listo."}).status_code == 403
    assert queries.current(stage.session, stage.call.id) is None
    assert client.as_user(stage.officer).get(manage(stage, "ruling")).status_code == 200


def test_a_chair_who_is_not_recused_writes_the_draft(scored, client) -> None:
    chair = client.as_user(scored.member("CPC"))
    assert chair.get(manage(scored, "ruling")).status_code == 200


def test_every_seat_signs_what_it_was_shown_and_the_last_one_freezes_it(scored, client) -> None:
    made = scored.closed()
    for institution in ("CPC", "UNAM", "CCE"):
        assert made.digest is None
        member = client.as_user(scored.member(institution))
        assert member.post(f"/rulings/{made.id}/sign", {"seen": "0" * 64}).status_code == 422
        dissent = "No comparto el segundo lugar." if institution == "UNAM" else ""
        assert (
            member.post(f"/rulings/{made.id}/sign", {"seen": made.draft_digest, "dissent": dissent}).status_code == 303
        )
        assert member.post(f"/rulings/{made.id}/sign", {"seen": made.draft_digest}).status_code == 422
    assert made.state == RulingState.signed
    assert made.digest == digest(canonical(json.loads(json.dumps(made.ranking))))
    assert sorted(s["dissent"] for s in made.ranking["signatures"]) == ["", "", "No comparto el segundo lugar."]


def test_a_closed_ranking_no_longer_moves(scored) -> None:
    scored.closed()
    with pytest.raises(Refused):
        sheets.reopen(
            scored.session, scored.sheet("CCE", scored.candidacies[0]), "Tarde.", actor=scored.as_(scored.member("CPC"))
        )
    with pytest.raises(Refused):
        ruling.draft(scored.session, scored.call, "Otra cosa.", actor=scored.as_(scored.officer))


def test_only_the_donor_decides_and_every_no_has_its_reason(scored, client, outbox) -> None:
    made = scored.signed()
    picked = next(each for each in scored.candidacies if each.state == CandidacyState.recommended)
    assert client.as_user(scored.donor).get(f"/donor/rulings/{made.id}").status_code == 404
    donor.send(scored.session, made, scored.call, actor=scored.as_(scored.officer))
    mail = next(each for each in outbox() if each.mail == "review/sent_to_donor")
    assert "/sign-in/link/" in mail.text
    path = f"/donor/rulings/{made.id}"
    for user in (scored.officer, scored.member("CPC"), scored.sent[0][1]):
        assert client.as_user(user).post(path, {f"decision-{picked.id}": "approved"}).status_code == 404
    browser = client.as_user(scored.donor)
    assert browser.post(path, {f"decision-{picked.id}": "returned"}).status_code == 422
    done = {f"decision-{picked.id}": "conditions", f"reason-{picked.id}": "Actualizar el acta."}
    assert browser.post(path, done).status_code == 303
    assert browser.post(path, done).status_code == 422
    assert (picked.state, made.state) == (CandidacyState.approved, RulingState.decided)


def test_nothing_is_public_before_the_donor_approves(scored, client, outbox) -> None:
    made = scored.signed()
    officer = client.as_user(scored.officer)
    donor.send(scored.session, made, scored.call, actor=scored.as_(scored.officer))
    assert officer.post(manage(scored, "results")).status_code == 422
    visitor = client.visitor()
    for path in (f"/results/{scored.call.slug}", f"/results/{scored.call.slug}/ruling.pdf", f"/rulings/{made.id}"):
        assert visitor.get(path).status_code in {303, 404}
    assert scored.call.title["es"] not in visitor.html(visitor.get("/results")).css_first("main").text()
    for proposal, author in scored.sent:
        cso = client.as_user(author)
        assert "En evaluación" in cso.get(f"/proposals/{proposal.id}/outcome").text
        assert cso.get(f"/proposals/{proposal.id}/letter.pdf").status_code == 404
    assert not [mail for mail in outbox() if mail.mail == "review/outcome"]


def test_everybody_gets_a_letter_and_only_those_who_agreed_are_named(scored, client, outbox) -> None:
    proposal, author = scored.sent[1]
    cso = client.as_user(author)
    assert cso.post(f"/proposals/{proposal.id}/consent", {"name_consent": "on"}).status_code == 303
    scored.published()
    letters = {mail.to_email: mail for mail in outbox() if mail.mail == "review/outcome"}
    assert set(letters) == {author.email for _, author in scored.sent}
    assert "Su propuesta fue seleccionada." in letters[scored.sent[0][1].email].text
    assert "lista de reserva" in letters[author.email].text
    assert "Comentario de UNAM" in letters[author.email].text
    visitor = client.visitor()
    text = visitor.html(visitor.get(f"/results/{scored.call.slug}")).css_first("main").text()
    assert [name in text for name in NAMES[:3]] == [True, True, False]
    assert all(each.folio in text for each in scored.candidacies)


def test_a_comment_that_names_another_stays_out_of_the_letter(stage, client, outbox) -> None:
    stage.validated().seated().declared().scored()
    chair = stage.as_(stage.member("CPC"))
    candidacy = stage.candidacies[0]
    sheet = stage.sheet("CCE", candidacy)
    sheets.reopen(stage.session, sheet, "Captura.", actor=chair)
    stage.session.flush()
    reviewer = stage.as_(stage.member("CCE"))
    kept = {key: sheets.Mark(row.value, f"Mejor que {NAMES[1]}") for key, row in _scores(stage, sheet).items()}
    sheets.save(stage.session, sheet, kept, revision=sheet.revision, actor=reviewer)
    stage.session.flush()
    sheets.submit(stage.session, sheet, actor=reviewer)
    stage.session.flush()
    stage.published()
    winner = next(
        mail for mail in outbox() if mail.mail == "review/outcome" and mail.to_email == stage.sent[0][1].email
    )
    assert NAMES[1] not in winner.text


def _scores(stage, sheet):
    from app.review.queries import commission

    return commission.scores(stage.session, [sheet.id])[sheet.id]


def test_the_organisation_accepts_or_declines_its_award(scored, client) -> None:
    scored.published()
    award = queries.award_of(scored.session, scored.candidacies[0].id)
    assert award
    other = client.as_user(scored.sent[1][1])
    assert other.post(f"/awards/{award.id}/accept").status_code == 404
    owner = client.as_user(scored.sent[0][1])
    assert owner.get(f"/awards/{award.id}").status_code == 200
    assert owner.post(f"/awards/{award.id}/decline", {"reason": ""}).status_code == 422
    assert owner.post(f"/awards/{award.id}/accept").status_code == 303
    assert award.state == AwardState.accepted
    assert owner.post(f"/awards/{award.id}/decline", {"reason": "Ya no."}).status_code == 422


def test_publishing_twice_publishes_once(scored, outbox) -> None:
    made = scored.published()
    before = len(outbox())
    with pytest.raises(Refused):
        publication.publish(scored.session, made, scored.call, actor=scored.as_(scored.officer))
    assert len(outbox()) == before


def test_a_call_without_donor_goes_on_by_itself(session, at) -> None:
    from tests.review.factories import Stage

    stage = Stage(session, at, donor_required=False).validated().seated().declared().scored()
    made = stage.signed()
    donor.decide_without_donor(session, made, stage.call, actor=stage.as_(stage.officer))
    assert made.state == RulingState.decided


def test_the_donor_may_not_be_left_out_where_the_call_asks_for_it(scored) -> None:
    made = scored.signed()
    with pytest.raises(Refused):
        donor.decide_without_donor(scored.session, made, scored.call, actor=scored.as_(scored.officer))
    donor.send(scored.session, made, scored.call, actor=scored.as_(scored.officer))
    with pytest.raises(Refused):
        donor.decide(scored.session, made, scored.call, {}, actor=scored.as_(scored.donor))
    picked = [each for each in scored.candidacies if each.state == CandidacyState.recommended]
    donor.decide(
        scored.session,
        made,
        scored.call,
        {e.id: Reply(Decision.objected, "Doble financiamiento.") for e in picked},
        actor=scored.as_(scored.donor),
    )
    assert {each.state for each in picked} == {CandidacyState.objected}


def test_of_a_protected_organisation_only_the_folio_and_the_outcome_are_public(scored, client) -> None:
    picked, other = scored.candidacies[:2]
    body = scored.session.get_one(Organisation, picked.organisation_id)
    body.protected, body.rfc, body.phone = True, "ABC010203AB1", "555 000 1122"
    picked.home_state, picked.title = "MX-BCN", "Vigilancia en Tijuana"
    scored.published()
    visitor = client.visitor()
    page, paper = (visitor.get(f"/results/{scored.call.slug}{path}") for path in ("", "/ruling.pdf"))
    hidden = (NAMES[0], "Baja California", "Tijuana", "ABC010203AB1", "555 000 1122", scored.sent[0][1].email)
    for answer in (page, paper):
        said = " ".join(words(answer).split())
        assert [each for each in hidden if each in said] == []
        assert picked.folio in said
        assert "Identidad protegida" in said
        assert other.folio in said
    preview = client.as_user(scored.officer).get(manage(scored, "results"))
    assert "Identidad protegida" in preview.text
