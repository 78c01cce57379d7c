"""From one round to the next: who goes on, who may come in, what is carried over, and who does not present."""

import json
from decimal import Decimal

import pytest
from sqlmodel import select

from app.calls import queries as calls
from app.calls.models import Lot
from app.calls.questionnaire.asked import restored, stored, usual
from app.calls.questionnaire.models import Questionnaire
from app.calls.questionnaire.queries import questionnaire_of
from app.calls.rounds.models import CallRound, CutKind
from app.calls.rounds.queries import line
from app.core.errors import Refused
from app.core.jobs import TICKS
from app.people.queries import organisation
from app.proposals import queries as proposals
from app.proposals import service
from app.proposals.models import Proposal, RoundInvitation, Submission
from tests import factories
from tests.proposals import factories as written
from tests.review.rounds import Rounds, text


def test_exactly_those_who_went_on_may_start_and_the_others_read_why(two, client) -> None:
    newcomer = factories.member(
        two.session, factories.organisation(two.session, "Recién Llegada, A.C.", state="MX-SON")
    )
    people = [user for _, user in two.sent] + [newcomer]
    start = f"/calls/{two.after.slug}/start"
    answers = [client.as_user(user).get(start) for user in people]
    assert [answer.status_code for answer in answers] == [200, 200, 403, 403, 403]
    for answer in answers[2:]:
        assert "sólo participan las organizaciones que pasaron la anterior" in answer.text
    for user in people[2:]:
        key = next(iter(two.as_(user).organisation_ids))
        assert client.as_user(user).post(start, {"organisation_id": key}).status_code == 403
    both = people[0]
    outsider = two.session.get(Proposal, two.candidacies[3].proposal_id).organisation_id
    refused = client.as_user(both).post(start, {"organisation_id": outsider})
    assert refused.status_code == 422
    assert two.session.exec(select(Proposal).where(Proposal.call_id == two.after.id)).all() == []


def test_nobody_who_was_not_invited_starts_through_the_verb_either(two) -> None:
    user = two.sent[3][1]
    body = organisation(two.session, two.sent[3][0].organisation_id)
    with pytest.raises(Refused, match="sólo participan"):
        service.start(two.session, two.after, body, actor=two.as_(user))


def begin(two: Rounds, client, place: int = 0) -> tuple[object, Proposal]:
    """One of those who went on starts in the second round, through the page."""
    browser = client.as_user(two.sent[place][1])
    key = two.candidacies[place].organisation_id
    response = browser.post(f"/calls/{two.after.slug}/start", {"organisation_id": key})
    assert response.status_code == 303
    two.session.expire_all()
    return browser, proposals.live_proposal(two.session, two.after.id, key)


def test_what_was_sealed_is_there_when_the_next_round_begins(two, client) -> None:
    before = two.session.get(Submission, two.candidacies[0].submission_id)
    snapshot, digest = before.snapshot, before.digest
    _browser, proposal = begin(two, client)
    said = json.loads(snapshot)
    lines = proposals.sections(two.session, proposal.id, with_data=tuple(said["sections"]))
    sealed = said["sections"]
    assert (sealed["summary"]["lot"], sealed["summary"]["axes"]) == ("1", ["detection"])
    wanted = sealed | {"summary": sealed["summary"] | {"lot": "L1", "axes": ["A1"]}}  # the same ones, as numbered here
    assert {key: line.data for key, line in lines.items() if key in sealed} == wanted
    assert [f.sha256 for f in proposals.files(two.session, proposal.id)] == [f["sha256"] for f in said["files"]]
    assert (proposal.title, proposal.requested) == (two.candidacies[0].title, two.candidacies[0].requested)
    two.session.refresh(before)
    assert (before.snapshot, before.digest) == (snapshot, digest)


def test_the_pages_say_what_was_carried_over_and_what_was_changed_since(two, client) -> None:
    browser, proposal = begin(two, client)
    page = text(browser, f"/proposals/{proposal.id}")
    assert "Traída de «Segunda Convocatoria»" in page
    assert page.count("Como se envió en la etapa anterior") == 6
    summary = written.SECTIONS["summary"] | {"title": "Otro título", "lot": "L1", "axes": ["A1"]}
    service.save_section(
        two.session, proposal, "summary", summary, revision=proposal.revision, actor=two.as_(two.sent[0][1])
    )
    page = text(browser, f"/proposals/{proposal.id}")
    assert page.count("Como se envió en la etapa anterior") == 5
    assert page.count("Cambiada desde la etapa anterior") == 1


def test_a_line_that_is_numbered_anew_is_carried_by_its_name(two, client) -> None:
    lot = calls.lots(two.session, two.after)[0]
    lot.code, lot.order_index = "L2", 2
    two.session.add(Lot(call_id=two.after.id, code="L1", name={"es": "Otra", "en": "Other"}, budget=Decimal(1000)))
    two.session.flush()
    _browser, proposal = begin(two, client)
    assert proposal.lot_id == lot.id
    assert proposals.section_row(two.session, proposal.id, "summary").data["lot"] == "L2"


def test_starting_twice_carries_over_once(two, client) -> None:
    _browser, proposal = begin(two, client)
    revision = proposal.revision
    _again, same = begin(two, client)
    assert (same.id, same.revision) == (proposal.id, revision)


def finish(two: Rounds, proposal: Proposal, user) -> None:
    """Confirm what each round asks anew and send it."""
    who = two.as_(user)
    service.save_section(two.session, proposal, "organisation", {"confirmed": True}, revision=0, actor=who)
    two.session.flush()
    service.submit(two.session, proposal, revision=proposal.revision, arrived_at=two.later(minutes=1), actor=who)


def test_whoever_sends_nothing_is_not_presented_and_told_once(two, client, outbox) -> None:
    TICKS["round invitations"].run(two.session)
    invited = [mail for mail in outbox() if mail.mail == "proposals/invited_to_round"]
    assert {mail.to_email for mail in invited} == {two.sent[0][1].email, two.sent[1][1].email}
    TICKS["round invitations"].run(two.session)
    assert len([mail for mail in outbox() if mail.mail == "proposals/invited_to_round"]) == len(invited)
    _one, sent = begin(two, client, 0)
    finish(two, sent, two.sent[0][1])
    begin(two, client, 1)
    officer = client.as_user(two.officer)
    TICKS["not presented"].run(two.session)
    assert "No se presentó" not in text(officer, two.page("invited", two.after))
    two.later(days=21)
    assert proposals.not_presented(two.session, two.after.id) == []  # something may still be on its way
    service.close_call(two.session, two.after)
    for _ in range(2):
        TICKS["not presented"].run(two.session)
        two.session.flush()
    absent = proposals.not_presented(two.session, two.after.id)
    assert [each.organisation_id for each, _, _ in absent] == [two.candidacies[1].organisation_id]
    told = [mail.to_email for mail in outbox() if mail.mail == "proposals/not_presented"]
    assert told == [two.sent[1][1].email]
    officer, other = client.as_user(two.officer), client.as_user(two.sent[1][1])
    page = officer.html(officer.get(two.page("invited", two.after))).css_first("table")
    assert [tag.text().strip() for tag in page.css("td .tag")].count("No se presentó") == 1
    assert "no había llegado ninguna propuesta" in text(other, "/proposals")
    assert officer.get(two.page("invited.xlsx", two.after)).status_code == 200


def test_the_page_of_each_round_shows_the_funnel_of_the_whole_line(two, client) -> None:
    _one, sent = begin(two, client, 0)
    finish(two, sent, two.sent[0][1])
    two.later(days=21)
    service.close_call(two.session, two.after)
    visitor = client.visitor()
    for call, place in ((two.call, "Etapa 1 de 2"), (two.after, "Etapa 2 de 2")):
        page = visitor.html(visitor.get(f"/calls/{call.slug}"))
        assert place in page.css_first("main").text()
        table = page.css_first("#rounds ~ .scroll table")
        cells = [
            [" ".join(cell.text(separator=" ").split()) for cell in row.css("td")] for row in table.css("tbody tr")
        ]
        assert cells == [["abierta a todas", "4", "4", "2"], ["2", "1 1 no se presentó", "–", "–"]]


def test_before_anything_is_public_the_funnel_has_no_numbers(rounds, client) -> None:
    rounds.validated()
    page = client.visitor().html(client.visitor().get(f"/calls/{rounds.call.slug}"))
    rows = page.css("#rounds ~ .scroll table tbody tr")
    assert [cell.text().strip() for cell in rows[0].css("td")][1:] == ["–", "–", "–"]
    assert "en preparación" in rows[1].text()


def test_the_next_round_has_the_same_parts_but_for_its_dates(two, client) -> None:
    officer = client.as_user(two.officer)
    page = text(officer, f"/manage/calls/{two.after.id}")
    assert "Etapa 2 de 2" in page
    assert line(two.session, two.after).before.call.id == two.call.id
    again = officer.post(two.page("next-round"), {"title_es": "Otra"})
    assert again.status_code == 422
    assert two.session.exec(select(CallRound).where(CallRound.follows_id == two.call.id)).all() != []


def test_the_staff_list_asks_as_often_for_one_as_for_three(session, at, client, count_queries) -> None:
    few = Rounds(session, at, names=("Una, A.C.",), kind=CutKind.eligible, going_on=None).validated().begun()
    few.named(*few.candidacies).confirmed().opened()
    client.as_user(few.officer)
    count_queries(few.page("invited", few.after))
    one = count_queries(few.page("invited", few.after))
    for number in range(2):
        body = factories.organisation(session, f"Otra {number}, A.C.")
        session.add(
            RoundInvitation(
                call_id=few.after.id,
                organisation_id=body.id,
                submission_id=few.candidacies[0].submission_id,
                invited_by=few.officer.id,
            )
        )
    session.flush()
    assert count_queries(few.page("invited", few.after)) == one


def test_the_next_round_asks_for_the_same_sections_until_somebody_changes_them(rounds) -> None:
    fewer = [each for each in stored(usual()) if each["key"] != "indicators"]
    rounds.session.add(Questionnaire(call_id=rounds.call.id, version=1, sections=fewer))
    rounds.session.flush()
    rounds.begun()
    assert questionnaire_of(rounds.session, rounds.after.id).sections == stored(restored(fewer))
