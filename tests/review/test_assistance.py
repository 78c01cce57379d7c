"""A round with technical assistance: comments on a version, answers, another version; all of it kept [F6, F7]."""

import pytest
from sqlmodel import select

from app.calls.rounds.queries import round_of
from app.people.models import Level, Membership, Role
from app.people.queries import organisation
from app.proposals import queries as proposals
from app.proposals import service
from app.proposals.models import Submission
from app.review.models import Conflict, ConflictDeclaration, VersionComment
from tests import factories
from tests.proposals import factories as written
from tests.review.rounds import Rounds, problems, text


class Assisted:
    """The second of two rounds, with technical assistance; one organisation sent its first version."""

    def __init__(self, two: Rounds, place: int = 0) -> None:
        self.two, self.session, self.call = two, two.session, two.after
        row = round_of(self.session, self.call.id)
        row.assistance = True
        self.user = two.sent[place][1]
        who = two.as_(self.user)
        body = next(each for each in two.as_(self.user).organisation_ids)
        self.proposal = service.start(self.session, self.call, organisation(self.session, body), actor=who)
        service.save_section(self.session, self.proposal, "organisation", {"confirmed": True}, revision=0, actor=who)
        self.session.flush()
        self.send()

    def send(self) -> Submission:
        return service.submit(
            self.session,
            self.proposal,
            revision=self.proposal.revision,
            arrived_at=self.two.later(minutes=1),
            actor=self.two.as_(self.user),
        )

    @property
    def last(self) -> Submission:
        return proposals.last_submission(self.session, self.proposal.id)

    def page(self) -> str:
        return f"/review/versions/{self.last.id}"

    @property
    def kept(self) -> list[VersionComment]:
        return list(self.session.exec(select(VersionComment).order_by(VersionComment.created_at)))


@pytest.fixture
def polish(two) -> Assisted:
    return Assisted(two)


def test_a_comment_is_read_once_it_was_sent_answered_and_stays_with_its_version(polish, client, outbox) -> None:
    officer, author = client.as_user(polish.two.officer), client.as_user(polish.user)
    first = polish.last
    digest, snapshot = first.digest, first.snapshot
    said = {"section": "problem", "text-problem": "Diga de qué hospitales habla."}
    assert officer.post(polish.page(), said).status_code == 303
    own = f"/proposals/{polish.proposal.id}/comments"
    assert "Todavía no hay comentarios" in text(author, own)
    assert officer.post(f"{polish.page()}/send").status_code == 303
    assert [mail.to_email for mail in outbox() if mail.mail == "review/commented"] == [polish.user.email]
    page = text(author, own)
    assert "Diga de qué hospitales habla." in page
    assert polish.two.officer.name not in page
    comment = polish.kept[0]
    answered = author.post(
        f"/review/comments/{comment.id}/answer", {f"answer-{comment.id}": "Son doce, ya los nombro."}
    )
    assert answered.status_code == 303
    assert [mail.to_email for mail in outbox() if mail.mail == "review/comment_answered"] == [polish.two.officer.email]
    problem = written.SECTIONS["problem"] | {"affected": "Las usuarias de doce hospitales, que se nombran."}
    polish.session.expire_all()
    service.save_section(
        polish.session, polish.proposal, "problem", problem, revision=9, actor=polish.two.as_(polish.user)
    )
    polish.session.flush()
    second = polish.send()
    assert (second.number, polish.kept[0].submission_id) == (2, first.id)
    assert (first.digest, first.snapshot) == (digest, snapshot)
    after = officer.html(officer.get(polish.page()))
    assert "Son doce, ya los nombro." in after.css_first("#part-problem").text()
    changed = {part.attributes["id"] for part in after.css("section.part") if "Cambió desde" in part.text()}
    assert changed == {"part-problem"}
    assert officer.get(f"/review/versions/{first.id}").status_code == 200


def test_an_empty_comment_and_a_second_answer_are_refused(polish, client) -> None:
    officer, author = client.as_user(polish.two.officer), client.as_user(polish.user)
    response = officer.post(polish.page(), {"section": "budget", "text-budget": " "})
    assert problems(officer, response) == {"text-budget": "Escriba el comentario."}
    assert officer.post(f"{polish.page()}/send").status_code == 422
    officer.post(polish.page(), {"section": "", "text-all": "Va bien."})
    officer.post(f"{polish.page()}/send")
    comment = polish.kept[0]
    answer = {f"answer-{comment.id}": "Gracias."}
    assert author.post(f"/review/comments/{comment.id}/answer", answer).status_code == 303
    assert author.post(f"/review/comments/{comment.id}/answer", answer).status_code == 422


def test_a_comment_is_taken_back_only_by_its_author_and_before_it_is_sent(polish, client) -> None:
    officer, second = client.as_user(polish.two.officer), client.as_user(polish.two.second)
    officer.post(polish.page(), {"section": "summary", "text-summary": "El título es largo."})
    key = polish.kept[0].id
    assert "El título es largo." not in text(second, polish.page())
    assert second.post(f"{polish.page()}/comments/{key}/remove").status_code == 422
    assert officer.post(f"{polish.page()}/comments/{key}/remove").status_code == 303
    assert polish.kept == []


def test_who_reads_and_who_comments(polish, client) -> None:
    observer = factories.staff(polish.session, Role.OBSERVER, polish.call.programme_id)
    stranger = factories.staff(polish.session, Role.OFFICER, written.programme(polish.session).id)
    others = {
        "officer": polish.two.officer,
        "observer": observer,
        "stranger": stranger,
        "rival": polish.two.sent[1][1],
        "author": polish.user,
        "seat of the round before": polish.two.member("CPC"),
    }
    seen = {name: client.as_user(user).get(polish.page()).status_code for name, user in others.items()}
    assert seen == {
        "officer": 200,
        "observer": 200,
        "stranger": 404,
        "rival": 404,
        "author": 404,
        "seat of the round before": 404,
    }
    said = {"section": "", "text-all": "Opino."}
    assert client.as_user(observer).post(polish.page(), said).status_code == 403
    assert client.as_user(polish.two.sent[1][1]).get(f"/proposals/{polish.proposal.id}/comments").status_code == 404


def test_a_member_of_the_team_who_applied_and_a_recused_seat_stay_outside(polish, client) -> None:
    polish.two.session.add(
        Membership(user_id=polish.two.second.id, organisation_id=polish.proposal.organisation_id, level=Level.VIEWER)
    )
    polish.session.flush()
    assert client.as_user(polish.two.second).get(polish.page()).status_code == 403
    seat = polish.two.seats[0]
    declared = polish.session.exec(
        select(ConflictDeclaration).where(
            ConflictDeclaration.user_id == seat.member_id,
            ConflictDeclaration.candidacy_id == polish.two.candidacies[0].id,
        )
    ).one()
    seat.call_id = polish.call.id
    polish.session.add(seat)
    polish.session.flush()
    member = client.as_user(polish.two.person(seat.member_id))
    assert member.get(polish.page()).status_code == 200
    assert "Observatorio del Desierto" in text(member, f"/review/{polish.call.id}/assistance")
    declared.kind, declared.reason = Conflict.recuse, "Es pariente."
    polish.session.add(declared)
    polish.session.flush()
    assert member.get(polish.page()).status_code == 404
    assert "Observatorio del Desierto" not in text(member, f"/review/{polish.call.id}/assistance")


def test_nothing_is_read_before_the_opening_in_a_round_without_assistance(polish, client) -> None:
    round_of(polish.session, polish.call.id).assistance = False
    polish.session.flush()
    officer = client.as_user(polish.two.officer)
    assert officer.get(polish.page()).status_code == 404
    assert officer.get(f"/review/{polish.call.id}/assistance").status_code == 404


def test_after_the_deadline_nothing_more_is_commented(polish, client) -> None:
    polish.two.later(days=21)
    officer = client.as_user(polish.two.officer)
    response = officer.post(polish.page(), {"section": "", "text-all": "Tarde."})
    assert response.status_code == 422
    assert "ya no se puede enviar otra versión" in officer.html(response).css_first("main").text()


def test_the_list_says_what_waits_for_comments_with_as_many_statements_for_two_as_for_one(
    polish, client, count_queries
) -> None:
    officer = client.as_user(polish.two.officer)
    url = f"/review/{polish.call.id}/assistance"
    assert "Por comentar" in text(officer, url)
    count_queries(url)
    one = count_queries(url)
    officer.post(polish.page(), {"section": "", "text-all": "Va bien."})
    officer.post(f"{polish.page()}/send")
    assert "Por comentar" not in text(officer, url)
    second = Assisted(polish.two, place=1)
    assert second.proposal.id != polish.proposal.id
    client.as_user(polish.two.officer)
    count_queries(url)
    assert count_queries(url) == one


def test_pages_say_that_in_this_round_what_is_sent_is_read_before_it_closes(polish, client, outbox) -> None:
    assert "asistencia técnica" in text(client.visitor(), f"/calls/{polish.call.slug}").lower()
    receipt = [mail.text for mail in outbox() if mail.mail == "proposals/receipt"][-1]
    assert "leen lo enviado antes del cierre" in receipt
    assert "Nadie fuera" not in receipt
