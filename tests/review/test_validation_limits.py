"""Validation's limits: who may not decide, confirm or see, and what is never skipped."""

import pytest

from app.core.errors import Refused
from app.core.forms import Upload
from app.review.models import CandidacyState, Finding
from app.review.queries import validation as queries
from app.review.service import corrections, validation
from app.review.service.validation import Answer
from tests.proposals.factories import PDF
from tests.review.factories import NAMES
from tests.review.test_validation import manage

FAIL = Answer(Finding.fails, "Su representante dirige un partido.")


def test_the_second_person_may_send_it_back(stage) -> None:
    candidacy = stage.received().candidacies[0]
    stage.check(candidacy, R3=FAIL)
    validation.send_back(stage.session, candidacy, "El cargo terminó en 2018.", actor=stage.as_(stage.second))
    assert all(verdict.decided is None for verdict, _ in queries.verdicts(stage.session, candidacy))
    assert candidacy.state == CandidacyState.validation


def test_a_document_is_corrected_once_by_its_date(stage, client, outbox) -> None:
    candidacy = stage.received().candidacies[0]
    stage.check(candidacy, R2=Answer(Finding.cure, "Falta la última hoja del acta."))
    stage.confirm(candidacy)
    assert candidacy.state == CandidacyState.correcting
    assert [mail.mail for mail in outbox()].count("review/correction_asked") == 1
    proposal, author = stage.sent[0]
    cso = client.as_user(author)
    page = cso.get(f"/proposals/{proposal.id}/outcome")
    assert "Falta la última hoja del acta." in page.text
    with pytest.raises(Refused):
        stage.check(candidacy)
    asked = queries.corrections(stage.session, candidacy)[0]
    files = {"file": ("acta.pdf", PDF, "application/pdf")}
    assert cso.post(f"/review/corrections/{asked.id}", {"text": "Va completa."}, files=files).status_code == 303
    stage.later(minutes=1)
    with pytest.raises(Refused):
        stage.check(candidacy, R2=Answer(Finding.cure, "Otra vez."))
    stage.check(candidacy)
    stage.confirm(candidacy)
    assert candidacy.state == CandidacyState.eligible


def test_after_the_date_a_correction_is_late(stage) -> None:
    candidacy = stage.received().candidacies[0]
    stage.check(candidacy, R2=Answer(Finding.cure, "Falta la última hoja del acta."))
    stage.confirm(candidacy)
    stage.later(days=6)
    asked = queries.corrections(stage.session, candidacy)[0]
    with pytest.raises(Refused):
        corrections.answer(
            stage.session, asked, candidacy, "", Upload("acta.pdf", PDF), actor=stage.as_(stage.sent[0][1])
        )


def test_the_applicant_reads_nothing_of_its_standing(stage, client) -> None:
    one, two, _ = stage.received().candidacies
    stage.check(one, R3=FAIL)
    stage.confirm(one)
    stage.check(two)
    stage.confirm(two)
    shown = []
    for proposal, author in stage.sent:
        page = client.as_user(author).get(f"/proposals/{proposal.id}/outcome")
        shown.append(client.html(page).css_first("main .tag").text())
        assert "partido" not in client.html(page).css_first("main").text()
    assert shown == ["En evaluación"] * 3


def test_search_count_and_export_say_the_same(stage, client) -> None:
    stage.received()
    officer = client.as_user(stage.officer)
    page = officer.html(officer.get(manage(stage, "?q=nandu")))
    assert [row.css_first("th a").text() for row in page.css("tbody tr")] == [NAMES[1]]
    assert "1 propuesta" in page.css_first("main").text()


def test_the_list_costs_the_same_for_one_and_three(session, at, count_queries, client) -> None:
    from tests.review.factories import Stage

    few = Stage(session, at, names=NAMES[:1]).received()
    officer = client.as_user(few.officer)
    assert len(officer.html(officer.get(manage(few))).css("tbody tr")) == 1
    one = count_queries(manage(few))
    many = Stage(session, at, names=NAMES[1:4], slug="tercera", programme_id=few.call.programme_id).received()
    assert len(officer.html(officer.get(manage(many))).css("tbody tr")) == 3
    assert count_queries(manage(many)) == one


@pytest.mark.parametrize("who", ["donor", "applicant", "visitor"])
def test_only_the_team_sees_the_validation(stage, client, who) -> None:
    stage.received()
    browser = {
        "donor": lambda: client.as_user(stage.donor),
        "applicant": lambda: client.as_user(stage.sent[0][1]),
        "visitor": client.visitor,
    }[who]()
    answer = browser.get(manage(stage))
    assert answer.status_code in ({303} if who == "visitor" else {404})
