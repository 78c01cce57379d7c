"""Minutes are signed by those who were there, sealed, and corrected by addenda."""

from typing import Any

import pytest
from sqlmodel import select

from app.calls.scoring.models import CallScoring
from app.core.audit import AuditEntry
from app.core.mail import OutboxMail
from app.core.seals import canonical, digest
from app.review.minutes import queries
from app.review.minutes.models import MinutesState
from tests.review.minuting import begun, closed, sealed, seat, signs, there, typed
from tests.review.rounds import problems, text


@pytest.fixture
def scored(stage: Any) -> Any:
    return stage.validated().seated(alternates=True).declared().scored()


def test_without_the_quorum_of_the_rubric_nothing_is_voted(scored: Any, client: Any) -> None:
    scored.session.add(CallScoring(call_id=scored.call.id, quorum=3))
    officer = client.as_user(scored.officer)
    minutes = begun(scored, officer)
    key = seat(scored, "CCE")
    fields = typed(scored, minutes) | {
        f"attendance-{key}": "",
        f"motions-0-vote_{key}": "",
        "contributions-0-who": "",
    }
    officer.post(f"/minutes/{minutes.id}/edit", fields)
    answer = officer.post(f"/minutes/{minutes.id}/close")
    assert answer.status_code == 422
    said = officer.html(answer).css_first("main").text()
    assert "Asistieron 2 lugares y el quórum es de 3" in said
    assert "Votación 1: votaron 2 lugares y el quórum es de 3." in said
    assert minutes.state == MinutesState.draft


def test_every_seat_that_was_there_answers_each_vote(scored: Any, client: Any) -> None:
    officer = client.as_user(scored.officer)
    minutes = begun(scored, officer)
    officer.post(f"/minutes/{minutes.id}/edit", typed(scored, minutes) | {f"motions-0-vote_{seat(scored, 'UNAM')}": ""})
    assert "Votación 1: diga cómo votaron estos lugares: UNAM." in text(officer, f"/minutes/{minutes.id}")


def test_a_meeting_to_come_is_not_signed(scored: Any, client: Any) -> None:
    officer = client.as_user(scored.officer)
    minutes = begun(scored, officer)
    officer.post(f"/minutes/{minutes.id}/edit", typed(scored, minutes) | {"on": "09/10/2020"})
    assert "La sesión todavía no empieza." in text(officer, f"/minutes/{minutes.id}")


def test_those_who_were_there_sign_what_they_saw_and_the_last_signature_seals(
    scored: Any, client: Any, outbox: Any
) -> None:
    minutes = closed(scored, client)
    asked = scored.session.exec(select(OutboxMail.to_email).where(OutboxMail.mail == "review/minutes_to_sign")).all()
    assert set(asked) == {person.email for person in there(scored)}
    one, two, three = there(scored)
    assert signs(client, minutes, scored.member("UNAM")).status_code == 403
    assert signs(client, minutes, one, seen="0" * 64).status_code == 422
    assert signs(client, minutes, one).status_code == 303
    assert signs(client, minutes, one).status_code == 422
    assert signs(client, minutes, two, dissent="No comparto el orden.").status_code == 303
    assert minutes.digest is None
    assert signs(client, minutes, three).status_code == 303
    assert minutes.state == MinutesState.sealed
    assert minutes.digest == digest(canonical(minutes.said))
    assert [each["dissent"] for each in minutes.said["signatures"]] == ["", "No comparto el orden.", ""]
    assert "Votos particulares UNAM No comparto el orden." in text(
        client.as_user(scored.officer), f"/minutes/{minutes.id}"
    )


def test_sealed_minutes_change_only_by_a_numbered_addendum(scored: Any, client: Any) -> None:
    minutes = sealed(scored, client)
    officer, before = client.as_user(scored.officer), dict(minutes.said)
    assert officer.post(f"/minutes/{minutes.id}/edit", typed(scored, minutes)).status_code == 422
    assert officer.post(f"/minutes/{minutes.id}/reopen", {"reason": "Error."}).status_code == 422
    assert problems(officer, officer.post(f"/minutes/{minutes.id}/addenda", {"words": "Fue en línea."})) == {
        "why": "Llene este campo."
    }
    for words in ("Fue en línea.", "Duró dos horas."):
        sent = officer.post(f"/minutes/{minutes.id}/addenda", {"words": words, "why": "Se anotó mal."})
        assert sent.status_code == 303
    said = text(officer, f"/minutes/{minutes.id}")
    assert "Adenda 1 Fue en línea. Por qué: Se anotó mal." in said
    assert "Adenda 2 Duró dos horas." in said
    assert minutes.said == before
    mails = scored.session.exec(select(OutboxMail.to_email).where(OutboxMail.mail == "review/minutes_added")).all()
    assert len(mails) == 6


def test_a_text_taken_back_loses_its_signatures(scored: Any, client: Any) -> None:
    minutes = closed(scored, client)
    signs(client, minutes, there(scored)[0])
    officer = client.as_user(scored.officer)
    assert problems(officer, officer.post(f"/minutes/{minutes.id}/reopen")) == {
        "reason": "Diga en pocas palabras por qué."
    }
    assert officer.post(f"/minutes/{minutes.id}/reopen", {"reason": "Falta un punto."}).status_code == 303
    assert (minutes.state, queries.signatures(scored.session, [minutes])) == (MinutesState.draft, {})
    assert officer.post(f"/minutes/{minutes.id}/close").status_code == 303


def test_everything_is_in_the_log(scored: Any, client: Any) -> None:
    minutes = sealed(scored, client)
    acts = scored.session.exec(select(AuditEntry.action).where(AuditEntry.subject_id == minutes.id)).all()
    assert sorted(set(acts)) == ["minutes.begun", "minutes.close", "minutes.seal", "minutes.signed", "minutes.written"]


def test_the_paper_holds_the_minutes_in_both_languages(scored: Any, client: Any) -> None:
    minutes = sealed(scored, client)
    for language in ("es", "en"):
        made = client.visitor().as_user(scored.officer).speak(language).get(f"/minutes/{minutes.id}/minutes.pdf")
        assert made.content.startswith(b"%PDF")


def test_whoever_must_sign_finds_it_in_the_tray(scored: Any, client: Any) -> None:
    closed(scored, client)
    member = client.as_user(scored.member("CPC"))
    assert "El acta 1 espera su firma." in text(member, f"/review/{scored.call.id}/sheets")
