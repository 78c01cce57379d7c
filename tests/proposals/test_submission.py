"""Sending: the instant of arrival decides, once is once, and every version is kept and can be proved."""

import json

import pytest
from sqlmodel import Session, select

from app.calls.models import DeadlineOverride
from app.core.audit import history
from app.core.errors import Refused
from app.core.seals import digest
from app.people.models import Level
from app.proposals import service
from app.proposals.models import Proposal, ProposalState, Submission
from tests import factories as people
from tests.proposals import factories
from tests.proposals.conftest import Scene


def send(scene: Scene, revision: int | None = None, **fields: str):
    asked = scene.proposal.revision if revision is None else revision
    return scene.client.post(scene.url("/submit"), {"revision": str(asked), "declaration": "on", **fields})


def sealed(session: Session) -> list[Submission]:
    return list(session.exec(select(Submission).order_by(Submission.number)))


def test_sending_twice_makes_one_submission_and_one_receipt(ready: Scene, session: Session, outbox):
    revision = ready.proposal.revision
    answers = [send(ready, revision) for _ in range(2)]
    assert [answer.headers["location"] for answer in answers] == [ready.url("/receipt")] * 2
    assert len(sealed(session)) == 1
    assert [mail.mail for mail in outbox()] == ["proposals/receipt"]


def test_the_back_button_after_sending_shows_that_it_was_received(ready: Scene, session: Session):
    send(ready)
    page = ready.client.html(ready.client.get(ready.url("/check")))
    assert page.css_first(f"a[href='{ready.url('/receipt')}']")
    assert "Folio" in ready.client.get(ready.url("/receipt")).text
    send(ready, 0)
    assert len(sealed(session)) == 1


def test_the_snapshot_is_what_was_written_and_its_digest_holds(ready: Scene, session: Session):
    send(ready)
    [one] = sealed(session)
    said = json.loads(one.snapshot)
    assert digest(one.snapshot.encode()) == one.digest
    assert set(said) == {
        "folio",
        "version",
        "call",
        "organisation",
        "lot",
        "sections",
        "files",
        "declarations",
        "sent_by",
        "authorised",
    }
    assert list(said["sections"]) == sorted(["summary", "problem", "objective", "work_plan", "indicators", "budget"])
    assert said["sections"]["budget"]["rows"][0]["unit_cost"] == "25000.00"
    assert [file["filename"] for file in said["files"]] == ["acta.pdf"]


@pytest.mark.parametrize(
    ("arrival", "is_in"), [("2020-09-07T23:59:59.900-05:00", True), ("2020-09-08T00:00:00-05:00", False)]
)
def test_the_last_second_is_in_and_midnight_is_out(ready: Scene, session: Session, at, arrival, is_in):
    at(arrival)
    answer = send(ready)
    assert len(sealed(session)) == is_in
    if not is_in:
        assert answer.status_code == 409
        page = answer.text
        assert "lunes 7 de septiembre de 2020 a las 23:59:59 (hora del centro de México)" in page
        assert "martes 8 de septiembre de 2020 a las 00:00:00 (hora del centro de México)" in page
        assert "El reloj del servidor ahora" in page


def test_a_state_with_its_own_deadline_is_bound_by_it(ready: Scene, session: Session, at):
    wall = "2020-09-07T23:59:59"
    session.add(
        DeadlineOverride(
            call_id=ready.call.id,
            state="MX-SON",
            wall=wall,
            zone="America/Hermosillo",
            at=factories.instant(wall, "America/Hermosillo"),
        )
    )
    at("2020-09-08T01:30:00-05:00")
    assert send(ready).headers["location"] == ready.url("/receipt")
    at("2020-09-08T02:00:00-05:00")
    assert send(ready, 999).status_code == 409


def test_a_passed_deadline_is_not_escaped_by_moving_to_a_state_with_a_later_one(ready: Scene, session: Session, at):
    wall = "2020-09-07T23:59:59"
    later = factories.instant(wall, "America/Tijuana")
    session.add(DeadlineOverride(call_id=ready.call.id, state="MX-BCN", wall=wall, zone="America/Tijuana", at=later))
    at("2020-09-08T00:30:00-05:00")
    ready.organisation.state = "MX-BCN"
    data = {"confirmed": "yes", "intent": "leave", "revision": "1", "writer": ""}
    ready.client.post(ready.url("/sections/organisation"), {**data, "confirmed": ""})
    ready.client.post(ready.url("/sections/organisation"), {**data, "revision": "2"})
    assert send(ready, session.get(Proposal, ready.proposal.id).revision).status_code == 409
    assert sealed(session) == []


def arrived(scene: Scene, session: Session, instant) -> None:
    """The headers came at that instant, the body only now."""
    who = factories.actor(session, scene.user)
    service.submit(session, scene.proposal, revision=scene.proposal.revision, arrived_at=instant, actor=who)


def test_a_body_held_open_does_not_lengthen_the_time_to_write(ready: Scene, session: Session, at):
    headers = at("2020-09-07T23:59:58-05:00")
    at("2020-09-08T00:00:30-05:00")
    data = factories.SECTIONS["summary"] | {"title": "Escrito después de la hora"}
    who = factories.actor(session, ready.user)
    service.save_section(session, ready.proposal, "summary", data, revision=1, actor=who)
    with pytest.raises(Refused):
        arrived(ready, session, headers)
    assert sealed(session) == []


def test_nothing_is_sealed_after_the_closing_list(ready: Scene, session: Session, at):
    headers = at("2020-09-07T23:59:58-05:00")
    at("2020-09-08T00:10:00-05:00")
    service.close_call(session, ready.call)
    with pytest.raises(Refused):
        arrived(ready, session, headers)
    assert sealed(session) == []


def test_what_is_missing_keeps_it_from_being_sent(scene: Scene, session: Session):
    answer = send(scene)
    assert answer.status_code == 422
    assert "Todavía falta algo" in answer.text
    assert sealed(session) == []


def test_the_declaration_is_asked(ready: Scene, session: Session):
    answer = send(ready, declaration="")
    assert answer.status_code == 422
    assert "Marque la declaración para enviar." in answer.text


def test_an_old_check_page_cannot_send_what_it_did_not_show(ready: Scene, session: Session):
    old = ready.proposal.revision
    data = factories.SECTIONS["summary"] | {"title": "Otro título"}
    service.save_section(
        session, ready.proposal, "summary", data, revision=1, actor=factories.actor(session, ready.user)
    )
    answer = send(ready, old)
    assert answer.status_code == 422
    assert "La propuesta cambió después de que usted abrió esta página" in answer.text


def test_changing_and_sending_again_keeps_every_version(ready: Scene, session: Session):
    send(ready)
    folio = session.get(Proposal, ready.proposal.id).folio
    page = ready.client.html(ready.client.get(ready.url("/sections/summary")))
    hidden = {
        name: page.css_first(f"#section input[name={name}]").attributes["value"] for name in ("revision", "writer")
    }
    ready.client.post(
        ready.url("/sections/summary"),
        {**hidden, **factories.SECTIONS["summary"], "title": "Título nuevo", "intent": "leave"},
    )
    assert "Hay cambios sin enviar." in ready.client.get(ready.url()).text
    send(ready, session.get(Proposal, ready.proposal.id).revision)
    assert [
        (one.number, one.folio, json.loads(one.snapshot)["sections"]["summary"]["title"]) for one in sealed(session)
    ] == [
        (1, folio, "Ojos en las compras de medicamentos"),
        (2, folio, "Título nuevo"),
    ]
    assert ready.client.get(ready.url("/receipt")).text.count("Versión") >= 2


def test_the_record_says_who_sent_what(ready: Scene, session: Session):
    send(ready)
    entries = history(session, ready.proposal)
    assert {(entry.action, entry.actor_name) for entry in entries} == {
        ("proposal.submit", ready.user.name),
        ("proposal.start", ready.user.name),
    }


def test_withdrawing_takes_it_out_and_another_may_be_started(ready: Scene, session: Session, outbox):
    send(ready)
    assert ready.client.post(ready.url("/withdraw"), {"reason": "", "agreed": "on"}).status_code == 303
    assert session.get(Proposal, ready.proposal.id).state == ProposalState.withdrawn
    assert ready.client.post(ready.url("/sections/problem"), {"description": "x", "intent": "leave"}).status_code == 409
    answer = ready.client.post(f"/calls/{ready.call.slug}/start", {"organisation_id": ready.organisation.id})
    assert answer.headers["location"] != ready.url()
    assert [mail.mail for mail in outbox()] == ["proposals/receipt", "proposals/withdrawn"]


def test_starting_twice_is_starting_once(scene: Scene):
    for _ in range(2):
        answer = scene.client.post(f"/calls/{scene.call.slug}/start", {"organisation_id": scene.organisation.id})
        assert answer.headers["location"] == scene.url()


def test_nobody_starts_for_an_organisation_that_is_not_theirs(scene: Scene, session: Session):
    other = people.organisation(session, "Ajena, A.C.")
    answer = scene.client.post(f"/calls/{scene.call.slug}/start", {"organisation_id": other.id})
    assert answer.status_code == 422
    assert "Elija la organización que participa." in answer.text


def test_a_viewer_reads_but_does_not_send(ready: Scene, session: Session):
    viewer = people.member(session, ready.organisation, Level.VIEWER)
    browser = ready.client.visitor().as_user(viewer)
    page = browser.html(browser.get(ready.url("/check")))
    assert page.css_first("#send") is None
    assert browser.post(ready.url("/submit"), {"revision": "9", "declaration": "on"}).status_code == 403


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 8),
        ("/sections/problem", 6),
        ("/sections/summary", 7),
        ("/sections/budget", 8),
        ("/sections/documents", 11),
        ("/check", 11),
        ("/receipt", 6),
    ],
)
def test_pages_need_few_statements(ready: Scene, count_queries, path: str, most: int):
    """Two of them are the person and what he or she may do; the documents also ask for papers that were sent before."""
    send(ready)
    address = ready.url(path)
    ready.client.get(address)
    assert count_queries(address) <= most


def test_a_large_proposal_needs_no_more_statements_than_a_small_one(ready: Scene, session: Session, count_queries):
    address = ready.url("/sections/budget")
    ready.client.get(address)
    small = count_queries(address)
    rows = [
        {
            "concept": f"Concepto {n}",
            "quantity": "1",
            "unit_cost": "10.00",
            "times": "1",
            "category": "other",
            "source": "grant",
        }
        for n in range(200)
    ]
    service.save_section(
        session, ready.proposal, "budget", {"rows": rows}, revision=1, actor=factories.actor(session, ready.user)
    )
    ready.client.get(address)
    assert count_queries(address) == small
