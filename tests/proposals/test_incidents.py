"""After a technical failure: told within a day, answered once for all by two people, in public; nothing in silence."""

from dataclasses import dataclass

import pytest
from sqlmodel import Session, select

from app.calls.models import EligibilityRule, RuleKind
from app.core.errors import Refused
from app.core.seals import merkle_root
from app.people.models import Organisation, Role, User
from app.proposals import queries, service
from app.proposals.models import ClosingList, Incident, Proposal
from app.proposals.service import proof
from app.review.service import intake
from tests import factories as people
from tests.proposals import factories
from tests.proposals.conftest import Scene
from tests.proposals.test_submission import send
from tests.support.client import Client

REASON = "El registro del servidor muestra la interrupción."


@dataclass
class Closing:
    """A call that has just closed: one proposal sent, one complete and not sent, one more that told nobody."""

    scene: Scene
    session: Session
    officer: User
    coordinator: User
    silent: Proposal
    silent_user: User

    @property
    def call(self):
        return self.scene.call

    def tell(self, words: str = "La página no respondió."):
        return self.scene.client.post(self.scene.url("/incident"), {"happened": "23:40 a 23:59", "words": words})

    def team(self, user: User) -> Client:
        return self.scene.client.visitor().as_user(user)

    def propose(self, decision: str = "admit", day: str = "12/09/2020", time: str = "18:00", user: User | None = None):
        fields = {"decision": decision, "until_day": day, "until_time": time, "reason_es": REASON}
        return self.team(user or self.officer).post(f"/manage/calls/{self.call.id}/incidents", fields)

    def sign(self, user: User | None = None):
        page = f"/manage/calls/{self.call.id}/incidents"
        browser = self.team(user or self.coordinator)
        form = browser.html(browser.get(page)).css_first("form[action$='/sign']")
        act = form.attributes["action"] if form else f"{page}/{self.act_id()}/sign"
        return browser.post(act, {})

    def act_id(self) -> str:
        from app.calls.admissions.models import LateAdmission

        return self.session.exec(select(LateAdmission.id)).all()[-1]


@pytest.fixture
def closing(ready: Scene, session: Session, at) -> Closing:
    factories.submitted(session, ready.call, "Red Mirada Abierta, A.C.")
    organisation, user = factories.applicant(session, "Silenciosa, A.C.")
    silent = factories.complete(session, factories.draft(session, ready.call, organisation, user), user)
    officer = factories.officer(session, ready.call)
    coordinator = people.staff(session, Role.COORDINATOR, ready.call.programme_id, name="Carla Coordina")
    at("2020-09-08T00:30:00-05:00")
    service.close_due(session)
    return Closing(ready, session, officer, coordinator, silent, user)


def admitted(closing: Closing, at) -> None:
    closing.tell()
    assert closing.propose().status_code == 303
    at("2020-09-09T00:10:00-05:00")
    assert closing.sign().status_code == 303


def test_it_is_told_from_the_deadline_until_a_day_later(closing: Closing, at):
    assert closing.tell().status_code == 303
    at("2020-09-08T23:59:59-05:00")
    assert closing.tell().status_code == 303
    at("2020-09-09T00:00:00-05:00")
    late = closing.tell()
    assert late.status_code == 422
    assert "hasta 24 horas después" in late.text
    at("2020-09-07T23:59:59-05:00")
    assert closing.tell().status_code == 422
    assert "sigue abierta para usted" in closing.scene.client.get(closing.scene.url("/incident")).text


def test_the_team_is_told_and_reads_no_word_of_the_proposal(closing: Closing, outbox):
    closing.tell()
    told = [mail.to_email for mail in outbox() if mail.mail == "proposals/incident"]
    assert sorted(told) == sorted([closing.officer.email, closing.coordinator.email])
    page = closing.team(closing.officer).get(f"/manage/calls/{closing.call.id}/incidents")
    assert "La página no respondió." in page.text
    assert "medicamentos" not in page.text
    sealed_page = closing.team(closing.officer).get(f"/manage/calls/{closing.call.id}/proposals").text
    assert "1 incidente técnico espera respuesta" in sealed_page
    assert closing.scene.organisation.legal_name not in sealed_page


def test_only_who_may_open_the_call_reads_and_answers(closing: Closing):
    closing.tell()
    page = f"/manage/calls/{closing.call.id}/incidents"
    finance = people.staff(closing.session, Role.FINANCE, closing.call.programme_id)
    assert closing.team(finance).get(page).status_code == 403
    for stranger in (people.user(closing.session), closing.scene.user):
        assert closing.team(stranger).get(page).status_code == 404


def test_whoever_proposes_does_not_sign(closing: Closing, at):
    closing.tell()
    closing.propose()
    at("2020-09-09T00:10:00-05:00")
    own = closing.sign(closing.officer)
    assert own.status_code == 422
    assert "lo hace otra persona" in own.text
    assert closing.sign(closing.coordinator).status_code == 303


def test_it_is_signed_only_once_everybody_could_tell(closing: Closing, at):
    closing.tell()
    closing.propose()
    early = closing.sign()
    assert early.status_code == 422
    assert "Todavía pueden reportarse incidentes" in early.text
    assert closing.scene.proposal.late_until is None


def test_it_admits_all_who_told_and_nobody_else(closing: Closing, at, session: Session):
    closing.tell()
    other = queries.dossier(session, closing.silent.id)
    assert other
    admitted(closing, at)
    session.refresh(closing.silent)
    assert closing.scene.proposal.late_until is not None
    assert closing.silent.late_until is None
    silent = closing.team(closing.silent_user)
    answer = silent.post(
        f"/proposals/{closing.silent.id}/submit", {"revision": str(closing.silent.revision), "declaration": "on"}
    )
    assert answer.status_code == 409
    browser = closing.scene.client.visitor().as_user(closing.scene.user)
    assert "Admisión extemporánea." in browser.get(closing.scene.url()).text
    closing.scene.client.as_user(closing.scene.user)
    assert send(closing.scene).headers["location"] == closing.scene.url("/receipt")


def test_the_act_is_public_on_the_call_and_mailed_to_everybody(closing: Closing, at, outbox):
    admitted(closing, at)
    visitor = closing.scene.client.visitor()
    for address in (f"/calls/{closing.call.slug}", f"/calls/{closing.call.slug}/closing"):
        page = visitor.get(address).text
        for words in (
            REASON,
            "admisión extemporánea hasta el sábado 12 de septiembre de 2020 a las 18:00:00",
            "Carla Coordina",
            closing.officer.name,
        ):
            assert words in page
        assert closing.scene.organisation.legal_name not in page
    mails = {mail.to_email: mail.text for mail in outbox() if mail.mail == "proposals/incidents_answered"}
    assert "Este acto le corresponde." in mails[closing.scene.user.email]
    assert "Su propuesta no cambia." in mails[closing.officer.email]
    assert closing.silent_user.email not in mails


def test_what_arrives_late_stands_in_an_addendum_and_the_first_list_stays(
    closing: Closing, at, session: Session, outbox
):
    before = session.exec(select(ClosingList)).one()
    entries, root = list(before.entries), before.root
    admitted(closing, at)
    closing.scene.client.as_user(closing.scene.user)
    send(closing.scene)
    at("2020-09-12T18:05:00-05:00")
    service.close_due(session)
    service.close_due(session)
    first, addendum = queries.closing_lists(session, closing.call.id)
    assert (first.entries, first.root) == (entries, root)
    assert [entry["folio"] for entry in addendum.entries] == [closing.scene.proposal.folio]
    assert addendum.root == merkle_root([entry["digest"] for entry in addendum.entries])
    page = closing.scene.client.visitor().get(f"/calls/{closing.call.slug}/closing").text
    assert "Adenda: admisión extemporánea, acto 1" in page
    assert addendum.root in page
    receipt = closing.scene.client.as_user(closing.scene.user).get(closing.scene.url("/receipt.json")).json()
    assert receipt["proof"]["root"] == addendum.root
    mails = [mail for mail in outbox() if mail.mail == "proposals/closed" and "Adenda" in mail.subject]
    assert closing.scene.user.email in {mail.to_email for mail in mails}
    assert proof.broken(session) == []


def test_the_last_second_of_a_late_admission_is_in_and_the_next_is_out(closing: Closing, at, session: Session):
    admitted(closing, at)
    at("2020-09-12T18:00:01-05:00")
    closing.scene.client.as_user(closing.scene.user)
    assert send(closing.scene).status_code == 409
    at("2020-09-12T18:00:00-05:00")
    assert send(closing.scene).status_code == 303


def test_the_opening_waits_for_the_answer_and_for_the_addendum(closing: Closing, at, session: Session):
    officer = factories.actor(session, closing.officer)
    closing.tell()
    with pytest.raises(Refused, match="sin respuesta"):
        service.open_call(session, closing.call, actor=officer)
    closing.propose()
    at("2020-09-09T00:10:00-05:00")
    closing.sign()
    with pytest.raises(Refused, match="en curso"):
        service.open_call(session, closing.call, actor=officer)
    closing.scene.client.as_user(closing.scene.user)
    send(closing.scene)
    at("2020-09-12T18:05:00-05:00")
    service.close_due(session)
    service.open_call(session, closing.call, actor=officer)
    rule = EligibilityRule(call_id=closing.call.id, code="R1", kind=RuleKind.documents, words={"es": "x", "en": "x"})
    session.add(rule)
    taken = intake.receive(session, closing.call, actor=officer)
    assert len(taken) == 2


def test_it_may_be_declined_and_then_the_opening_goes_on(closing: Closing, at, session: Session, outbox):
    closing.tell()
    closing.propose("decline", day="", time="")
    at("2020-09-09T00:10:00-05:00")
    closing.sign()
    assert closing.scene.proposal.late_until is None
    assert "sin admisión extemporánea" in closing.scene.client.visitor().get(f"/calls/{closing.call.slug}").text
    service.open_call(session, closing.call, actor=factories.actor(session, closing.officer))


def test_after_the_opening_nothing_is_told_or_admitted(closing: Closing, session: Session):
    service.open_call(session, closing.call, actor=factories.actor(session, closing.officer))
    assert closing.tell().status_code == 422
    assert session.exec(select(Incident)).all() == []
    assert closing.propose().status_code == 422


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"day": ""}, "Escriba hasta qué día."),
        ({"time": "seis"}, "Escriba la hora como en 18:00."),
        ({"day": "01/09/2020"}, "Ese momento ya pasó."),
        ({"decision": ""}, "Elija una de las opciones."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(closing: Closing, fields, sentence):
    closing.tell()
    answer = closing.propose(**fields)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_an_unsigned_answer_may_be_taken_back(closing: Closing, at):
    closing.tell()
    closing.propose()
    page = f"/manage/calls/{closing.call.id}/incidents/{closing.act_id()}/take-back"
    assert closing.team(closing.coordinator).post(page, {}).status_code == 303
    assert closing.team(closing.coordinator).post(page, {}).status_code == 404
    assert closing.propose().status_code == 303


def test_the_form_stands_beside_the_servers_own_log(closing: Closing):
    page = closing.scene.client.get(closing.scene.url("/incident")).text
    assert "Lo que anotó nuestro servidor" in page


def test_who_may_not_write_does_not_report(closing: Closing, session: Session):
    other: tuple[Organisation, User] = factories.applicant(session, "Otra, A.C.")
    assert closing.team(other[1]).get(closing.scene.url("/incident")).status_code == 404
