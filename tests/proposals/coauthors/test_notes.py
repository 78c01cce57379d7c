"""Co-authors comment on a draft: said, answered, resolved, deleted; mailed to the others; and nobody else ever reads it."""

import json
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.core import clock
from app.core.audit import AuditEntry
from app.people.models import Level, Membership, Role
from app.proposals import service
from app.proposals.coauthors import service as notes
from app.proposals.coauthors.models import Note
from app.proposals.models import Submission
from tests import factories as people
from tests.proposals import factories
from tests.proposals.coauthors.conftest import Team
from tests.support.client import Client

WORDS = "¿Quién tiene la cifra de la zarzamora?"


def say(team: Team, text: str = WORDS, section: str = "problem", client: Client | None = None, **more: str):
    return (client or team.scene.client).post(team.scene.url("/notes"), {"section": section, "new-note": text, **more})


def first(session: Session) -> Note:
    return session.exec(select(Note).order_by(Note.created_at)).all()[0]


def read(team: Team, path: str = "/notes", client: Client | None = None) -> str:
    browser = client or team.scene.client
    return " ".join(browser.html(browser.get(team.scene.url(path))).css_first("main").text().split())


def test_a_comment_is_read_by_the_other_authors_with_who_and_when(team: Team):
    answer = say(team)
    assert answer.status_code == 303
    shown = read(team, client=team.theirs)
    assert WORDS in shown
    assert team.scene.user.name in shown
    assert "12:00" in shown


def test_it_stands_in_its_section_and_is_gone_back_to_there(team: Team):
    answer = say(team, back="yes")
    assert answer.headers["location"] == team.scene.url("/sections/problem#notes")
    assert WORDS in read(team, "/sections/problem", team.theirs)
    assert WORDS not in read(team, "/sections/summary", team.theirs)


def test_open_comments_are_counted_on_the_task_list_and_on_the_check_page(team: Team, session: Session):
    assert "comentarios abiertos" not in read(team, "/check")
    say(team)
    say(team, "Otra cosa")
    say(team, "Del todo", section="")
    assert "2 comentarios abiertos" in read(team, "")
    assert "3 comentarios abiertos" in read(team, "/check")
    say_resolved(team, session)
    assert "2 comentarios abiertos" in read(team, "/check")


def say_resolved(team: Team, session: Session) -> None:
    assert team.scene.client.post(f"/notes/{first(session).id}/resolve").status_code == 303


def test_an_answer_stands_under_what_it_answers_and_opens_a_resolved_thread_again(team: Team, session: Session):
    say(team)
    say_resolved(team, session)
    note = first(session)
    assert f"Resuelto por {team.scene.user.name}" in read(team)
    sent = {"thread": note.id, f"answer-{note.id}": "La tengo yo"}
    assert team.theirs.post(team.scene.url("/notes"), sent).headers["location"].endswith(f"#note-{note.id}")
    shown = read(team)
    assert shown.index(WORDS) < shown.index("La tengo yo")
    assert "Resuelto por" not in shown


def test_resolved_and_opened_again(team: Team, session: Session):
    say(team)
    say_resolved(team, session)
    assert "1 comentario resuelto" in read(team)
    team.theirs.post(f"/notes/{first(session).id}/reopen")
    assert "1 comentario resuelto" not in read(team)
    acts = [each.action for each in session.exec(select(AuditEntry)) if "note" in each.action]
    assert sorted(acts) == ["proposal.note_reopened", "proposal.note_resolved", "proposal.note_written"]
    assert WORDS not in json.dumps([each.detail for each in session.exec(select(AuditEntry))])


def test_a_reader_comments_and_settles_only_what_he_began(team: Team, session: Session):
    say(team)
    say(team, "Del lector", client=team.reading)
    mine, his = session.exec(select(Note).order_by(Note.text.desc())).all()
    refused = team.reading.post(f"/notes/{mine.id}/resolve")
    assert refused.status_code == 403
    assert "Quien lo empezó" in refused.text
    assert team.reading.post(f"/notes/{his.id}/resolve").status_code == 303


def test_one_deletes_ones_own_words_only(team: Team, session: Session):
    say(team)
    assert team.theirs.post(f"/notes/{first(session).id}/remove").status_code == 403
    team.scene.client.post(f"/notes/{first(session).id}/remove")
    assert session.exec(select(Note)).all() == []


def test_a_deleted_beginning_leaves_the_answers_of_the_others(team: Team, session: Session):
    say(team)
    note = first(session)
    team.theirs.post(team.scene.url("/notes"), {"thread": note.id, f"answer-{note.id}": "La tengo yo"})
    team.scene.client.post(f"/notes/{note.id}/remove")
    shown = read(team)
    assert WORDS not in shown
    assert "Su autor borró este comentario." in shown
    assert "La tengo yo" in shown
    reply = session.exec(select(Note).where(Note.id != note.id)).one()
    team.theirs.post(f"/notes/{reply.id}/remove")
    session.expire_all()
    assert session.exec(select(Note)).all() == []


@pytest.mark.parametrize(("text", "sentence"), [("  ", "Escriba el comentario."), ("a" * 4001, "como máximo 4000")])
def test_what_cannot_be_taken_says_why_and_stays_on_the_page(team: Team, text: str, sentence: str):
    answer = say(team, text)
    assert answer.status_code == 422
    page = team.scene.client.html(answer)
    assert sentence in page.css_first("#f-new-note-error").text()
    assert page.css_first("#f-new-note").text().strip() == text.strip()


def test_a_withdrawn_proposal_is_read_but_no_longer_commented(team: Team):
    say(team)
    team.scene.client.post(team.scene.url("/withdraw"), {"reason": "Ya no", "agreed": "on"})
    assert say(team, "Tarde").status_code in {409, 422}
    assert WORDS in read(team)


def test_it_is_never_sealed_printed_or_exported(team: Team, session: Session):
    factories.complete(session, team.scene.proposal, team.scene.user)
    say(team)
    service.submit(
        session,
        team.scene.proposal,
        revision=team.scene.proposal.revision,
        arrived_at=clock.now(),
        actor=factories.actor(session, team.scene.user),
    )
    assert "zarzamora" not in session.exec(select(Submission)).one().snapshot
    for path in ("/draft.pdf", "/receipt.pdf", "/receipt", "/sections/work_plan/table.xlsx"):
        assert b"zarzamora" not in team.scene.client.get(team.scene.url(path)).content


@pytest.mark.parametrize("role", list(Role))
def test_nobody_outside_the_organisation_reads_it(role: Role, team: Team, session: Session):
    say(team)
    user = people.staff(session, role, "" if role == Role.ADMINISTRATOR else team.scene.call.programme_id)
    browser = team.scene.client.visitor().as_user(user)
    assert browser.get(team.scene.url("/notes")).status_code == 404
    assert browser.get(team.scene.url("/writing")).status_code == 404
    assert say(team, "De fuera", client=browser).status_code == 404
    for act in ("resolve", "reopen", "remove"):
        assert browser.post(f"/notes/{first(session).id}/{act}").status_code == 404


def test_a_comment_of_another_proposal_takes_no_answer_here(team: Team, session: Session):
    organisation, user = factories.applicant(session, "Otra, A.C.")
    other = factories.draft(session, team.scene.call, organisation, user)
    browser = team.scene.client.visitor().as_user(user)
    browser.post(f"/proposals/{other.id}/notes", {"section": "", "new-note": "Ajeno"})
    note = first(session)
    answer = team.scene.client.post(team.scene.url("/notes"), {"thread": note.id, f"answer-{note.id}": "Aquí"})
    assert answer.status_code == 422
    assert len(session.exec(select(Note)).all()) == 1


def tick(session: Session) -> None:
    notes.tell(session)
    session.commit()


def told(outbox) -> list[tuple[str, str]]:
    return [(each.to_email, each.subject) for each in outbox() if each.mail == "proposals/notes"]


def test_the_others_are_told_once_by_one_mail_without_the_words(team: Team, session: Session, at, outbox):
    say(team)
    say(team, "Y otra", section="summary")
    tick(session)
    assert told(outbox) == []
    at(clock.now() + timedelta(minutes=31))
    tick(session)
    tick(session)
    assert {email for email, _subject in told(outbox)} == {team.other.email, team.reader.email}
    assert len(told(outbox)) == 2
    mail = next(each for each in outbox() if each.mail == "proposals/notes")
    assert mail.subject.startswith("2 comentarios nuevos")
    assert "zarzamora" not in mail.text + mail.html
    assert f"El problema: 1 comentario ({team.scene.user.name})" in mail.text
    assert mail.one_click


def test_a_mail_program_stops_them_with_one_click_and_the_page_turns_them_on_again(
    team: Team, session: Session, at, outbox
):
    say(team)
    at(clock.now() + timedelta(minutes=31))
    tick(session)
    mail = next(each for each in outbox() if each.to_email == team.other.email)
    address = mail.leave.removeprefix(team.scene.client.origin)
    visitor = team.scene.client.visitor()
    assert "No recibir más estos correos" in visitor.get(address).text
    pressed = visitor.request("POST", address, data={"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 303
    say(team, "Más")
    at(clock.now() + timedelta(minutes=31))
    tick(session)
    assert [email for email, _subject in told(outbox)].count(team.other.email) == 1
    team.theirs.post(team.scene.url("/notes/mails"), {"wanted": "yes"})
    say(team, "Y más")
    at(clock.now() + timedelta(minutes=31))
    tick(session)
    assert [email for email, _subject in told(outbox)].count(team.other.email) == 2


def test_who_left_the_organisation_is_told_no_more(team: Team, session: Session, at, outbox):
    say(team)
    gone = session.exec(select(Membership).where(Membership.user_id == team.other.id)).one()
    gone.ended_at = clock.now()
    session.add(gone)
    session.commit()
    at(clock.now() + timedelta(minutes=31))
    tick(session)
    assert [email for email, _subject in told(outbox)] == [team.reader.email]


def test_no_address_of_a_secret_that_does_not_exist(client: Client):
    assert client.get("/notes/nadie/stop").status_code == 404


def test_many_comments_ask_no_more_statements_than_one(team: Team, session: Session, count_queries):
    def counts() -> list[int]:
        return [count_queries(team.scene.url(path)) for path in ("", "/notes", "/check", "/sections/problem")]

    say(team)
    counts()
    one = counts()
    for n in range(3):
        say(team, f"Otro {n}", section="summary", client=team.theirs)
    assert counts() == one


def test_the_level_of_a_reader_is_enough_to_read_and_to_be_counted(team: Team, session: Session):
    member = session.exec(select(Membership).where(Membership.user_id == team.reader.id)).one()
    assert member.level == Level.VIEWER
    say(team)
    assert WORDS in read(team, client=team.reading)
