"""Nobody is swayed: what a seat may know before its own sheets are in, and what a recused one never knows."""

import re

import pytest

from app.core.errors import Refused
from app.review.models import Conflict, SheetState
from app.review.queries import commission as queries
from app.review.service import conflicts, sheets
from app.review.service.conflicts import Declared
from app.review.service.sheets import Mark


@pytest.fixture
def sitting(stage):
    """Three eligible proposals, three seats; UNAM is recused from the second."""
    stage.validated().seated()
    second = stage.candidacies[1]
    return stage.declared(UNAM=second.folio)


def ranking(stage, path: str = "") -> str:
    return f"/manage/calls/{stage.call.id}/ranking{path}"


def folios(browser, answer) -> set[str]:
    text = browser.html(answer).css_first("main").text()
    return set(re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]\b", text))


def test_no_sheet_before_the_declaration(stage, client) -> None:
    stage.validated().seated()
    assert queries.live_sheets(stage.session, stage.call.id) == []
    member = client.as_user(stage.member("UNAM"))
    assert member.get(f"/review/candidacies/{stage.candidacies[0].id}").status_code == 404


def test_a_declaration_covers_every_proposal_and_explains_each_conflict(stage, client) -> None:
    stage.validated().seated()
    member = client.as_user(stage.member("UNAM"))
    rows = {each.id: each for each in stage.candidacies}
    typed = {f"kind-{key}": "none" for key in rows}
    first = next(iter(rows))
    assert member.post(f"/review/{stage.call.id}/interests", {**typed, f"kind-{first}": ""}).status_code == 422
    assert member.post(f"/review/{stage.call.id}/interests", {**typed, f"kind-{first}": "recuse"}).status_code == 422
    assert queries.live_sheets(stage.session, stage.call.id) == []
    done = {**typed, f"kind-{first}": "recuse", f"reason-{first}": "Fui su asesor."}
    assert member.post(f"/review/{stage.call.id}/interests", done).status_code == 303
    assert {sheet.candidacy_id for sheet in queries.live_sheets(stage.session, stage.call.id)} == set(rows) - {first}


def test_a_recused_member_sees_nothing_of_it(sitting, client) -> None:
    member = client.as_user(sitting.member("UNAM"))
    hidden = sitting.candidacies[1]
    tray = member.get(f"/review/{sitting.call.id}/sheets")
    assert folios(member, tray) == {each.folio for each in sitting.candidacies} - {hidden.folio}
    assert member.get(f"/review/candidacies/{hidden.id}").status_code == 404
    for candidacy in (sitting.candidacies[0], sitting.candidacies[2]):
        sitting.score("UNAM", candidacy, 4, 4)
    sitting.score("CPC", hidden, 5, 5)
    page = member.get(ranking(sitting))
    assert folios(member, page) == {each.folio for each in sitting.candidacies} - {hidden.folio}
    assert member.get(ranking(sitting, f"/{hidden.id}")).status_code == 404
    searched = member.html(member.get(ranking(sitting, f"?q={hidden.folio}")))
    assert searched.css("table.cards tbody tr") == []


@pytest.mark.parametrize("path", ["", ".xlsx", "?standing=apart", "?q=a"])
def test_before_its_own_sheets_a_seat_sees_no_score(sitting, client, path) -> None:
    sitting.score("CPC", sitting.candidacies[0], 5, 1)
    member = client.as_user(sitting.member("CCE"))
    assert member.get(ranking(sitting, path)).status_code == 403
    assert member.get(ranking(sitting, f"/{sitting.candidacies[0].id}")).status_code == 403


def test_no_page_of_a_member_holds_anothers_points(sitting, client) -> None:
    sitting.score("CPC", sitting.candidacies[0], 5, 1)
    member = client.as_user(sitting.member("CCE"))
    own = sitting.sheet("CCE", sitting.candidacies[0])
    for path in (
        f"/review/{sitting.call.id}/sheets",
        f"/review/sheets/{own.id}",
        f"/review/candidacies/{sitting.candidacies[0].id}",
    ):
        text = member.get(path).text
        assert "68.00" not in text
        assert "Comentario de CPC" not in text


def test_a_sheet_belongs_to_its_reviewer_alone(sitting, client) -> None:
    sheet = sitting.sheet("CPC", sitting.candidacies[0])
    for user in (sitting.member("CCE"), sitting.officer, sitting.donor, sitting.sent[0][1]):
        assert client.as_user(user).get(f"/review/sheets/{sheet.id}").status_code == 404


def test_the_team_sees_counts_of_the_commission_and_no_points(sitting, client) -> None:
    sitting.score("CPC", sitting.candidacies[0], 5, 1)
    officer = client.as_user(sitting.officer)
    text = officer.html(officer.get(f"/manage/calls/{sitting.call.id}/commission")).css_first("main").text()
    assert "1/8" in text
    assert "68.00" not in text


def test_the_alternate_scores_where_the_member_is_recused(stage) -> None:
    stage.validated().seated(alternates=True)
    stage.declared(UNAM=stage.candidacies[1].folio)
    seat = next(seat for seat in stage.seats if seat.institution == "UNAM")
    reviewers = {c.folio: stage.sheet("UNAM", c).reviewer_id for c in stage.candidacies}
    assert reviewers[stage.candidacies[1].folio] == seat.alternate_id
    assert {reviewers[c.folio] for c in (stage.candidacies[0], stage.candidacies[2])} == {seat.member_id}


def test_a_late_recusal_retires_the_sheet_and_keeps_it(sitting) -> None:
    candidacy = sitting.candidacies[0]
    sheet = sitting.score("CPC", candidacy, 5, 5)
    seat = next(seat for seat in sitting.seats if seat.institution == "CPC")
    said = {row.id: Declared(Conflict.none) for row in queries.to_declare(sitting.session, sitting.call)}
    said[candidacy.id] = Declared(Conflict.recuse, "Me enteré hoy.")
    conflicts.declare(sitting.session, seat, sitting.call, said, actor=sitting.as_(sitting.member("CPC")))
    assert sheet.retired_at is not None
    assert sheet.total is not None
    assert seat.id not in {each.seat_id for each in queries.sheets_of(sitting.session, candidacy.id)}


def test_autosave_takes_half_a_sheet_and_says_the_running_total(sitting, client) -> None:
    sheet = sitting.sheet("CPC", sitting.candidacies[0])
    member = client.as_user(sitting.member("CPC"))
    first = queries.rubric(sitting.session, sitting.call)[0]
    answer = member.post(
        f"/review/sheets/{sheet.id}",
        {"intent": "autosave", "revision": "0", f"value-{first.id}": "3", f"comment-{first.id}": "Va bien"},
    )
    assert answer.json()["revision"] == 1
    assert "36.00 de 100" in answer.json()["saved"]
    old = member.post(f"/review/sheets/{sheet.id}", {"intent": "autosave", "revision": "0", f"value-{first.id}": "5"})
    assert old.status_code == 409
    assert queries.scores(sitting.session, [sheet.id])[sheet.id][first.id].value == 3


def test_an_incomplete_sheet_is_not_submitted_and_keeps_what_was_typed(sitting, client) -> None:
    sheet = sitting.sheet("CPC", sitting.candidacies[0])
    member = client.as_user(sitting.member("CPC"))
    one, two = queries.rubric(sitting.session, sitting.call)
    answer = member.post(
        f"/review/sheets/{sheet.id}/submit", {"revision": "0", f"value-{one.id}": "4", f"comment-{one.id}": "Sólido"}
    )
    assert answer.status_code == 422
    assert sheet.state == SheetState.open
    assert queries.scores(sitting.session, [sheet.id])[sheet.id][one.id].comment == "Sólido"
    assert two.id not in queries.scores(sitting.session, [sheet.id])[sheet.id]


@pytest.mark.parametrize("value", [-1, 6])
def test_a_value_outside_the_scale_is_refused(sitting, value) -> None:
    sheet = sitting.sheet("CPC", sitting.candidacies[0])
    first = queries.rubric(sitting.session, sitting.call)[0]
    with pytest.raises(Refused):
        sheets.save(
            sitting.session, sheet, {first.id: Mark(value)}, revision=0, actor=sitting.as_(sitting.member("CPC"))
        )


def test_a_submitted_sheet_is_locked_until_the_chair_opens_it_with_a_reason(sitting, client) -> None:
    candidacy = sitting.candidacies[0]
    sheet = sitting.score("CCE", candidacy, 5, 5)
    for other in sitting.candidacies:
        sitting.score("CPC", other, 3, 3)
    before = sheet.digest
    with pytest.raises(Refused):
        sheets.save(sitting.session, sheet, {}, revision=sheet.revision, actor=sitting.as_(sitting.member("CCE")))
    path = ranking(sitting, f"/{candidacy.id}/sheets/{sheet.id}/reopen")
    assert client.as_user(sitting.officer).post(path, {"reason": "No."}).status_code == 403
    chair = client.as_user(sitting.member("CPC"))
    assert chair.post(path, {"reason": ""}).status_code == 422
    assert chair.post(path, {"reason": "Hay un error de captura."}).status_code == 303
    assert sheet.state == SheetState.open
    sitting.score("CCE", candidacy, 4, 4)
    old = queries.versions(sitting.session, sheet)[-1]
    assert (old.digest, old.total, old.reopen_reason) == (before, 100, "Hay un error de captura.")
    assert sheet.digest != before


def test_ranking_and_tray_cost_the_same_for_one_and_three(session, at, client, count_queries) -> None:
    from tests.review.factories import NAMES, Stage

    costs = []
    for names, slug in ((NAMES[:1], "una"), (NAMES[1:4], "tres")):
        stage = Stage(session, at, names=names, slug=slug).validated().seated().declared().scored()
        officer = client.as_user(stage.officer)
        rows = officer.html(officer.get(ranking(stage))).css("table.cards tbody tr:not(.band)")
        assert len(rows) == len(names)
        seen = [count_queries(ranking(stage)), count_queries(f"/manage/calls/{stage.call.id}/commission")]
        member = client.as_user(stage.member("UNAM"))
        member.get(f"/review/{stage.call.id}/sheets")
        costs.append([*seen, count_queries(f"/review/{stage.call.id}/sheets")])
    assert costs[0] == costs[1]
