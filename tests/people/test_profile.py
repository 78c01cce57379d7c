"""What an organisation keeps once, through its pages: bank account, board, mandate, papers."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.core.audit import AccessEntry
from app.core.clabe import check_clabe, masked
from app.core.mail import OutboxMail
from app.people.models import Level, Organisation, Role
from app.people.profile.models import AccountState, BankAccount
from tests import factories
from tests.people.test_sign_in import errors
from tests.proposals.factories import PDF
from tests.support.client import Client

CLABE = "032180000118359719"
DATA = {"bank": "IXE", "clabe": CLABE, "holder": "Vigilancia Ciudadana de Colima, A.C."}
PROOF = {"proof": ("caratula.pdf", PDF)}


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_digit_of_a_clabe_is_found(place: int) -> None:
    wrong = CLABE[:place] + str((int(CLABE[place]) + 1) % 10) + CLABE[place + 1 :]
    assert check_clabe(CLABE).ok
    assert not check_clabe(wrong).ok


def test_an_account_counts_when_a_second_owner_has_checked_it(
    client: Client, session: Session, outbox: Callable[[], list[OutboxMail]]
) -> None:
    organisation = factories.organisation(session, representative_email="correo@organizacion.org")
    one, two = factories.member(session, organisation), factories.member(session, organisation, name="Dos Titular")
    page = f"/organisations/{organisation.id}/bank"
    first, second = client.visitor().as_user(one), client.visitor().as_user(two)
    assert first.post(page, DATA, files=PROOF).status_code == 303
    row = session.exec(select(BankAccount)).one()
    assert {mail.to_email for mail in outbox()} == {one.email, two.email, "correo@organizacion.org"}
    assert all(CLABE not in mail.text for mail in outbox())
    assert first.post(f"{page}/{row.id}/check", {}).status_code == 409
    assert second.post(f"{page}/{row.id}/check", {}).status_code == 303
    session.expire_all()
    assert row.state == AccountState.in_force
    assert "032 180 00011835971 9" in second.get(page).text
    assert {entry.user_id for entry in session.exec(select(AccessEntry)).all()} >= {two.id}
    shown = first.get(f"/organisations/{organisation.id}").text
    assert masked(CLABE) in shown
    assert CLABE not in shown


def test_a_mistyped_clabe_and_a_missing_proof_get_their_sentence(client: Client, session: Session) -> None:
    organisation = factories.organisation(session)
    browser = client.as_user(factories.member(session, organisation))
    page = f"/organisations/{organisation.id}/bank"
    wrong = browser.post(page, {**DATA, "clabe": "032180000118359718"}, files=PROOF)
    assert "un dígito mal escrito" in errors(client, wrong)[0]
    assert "documento del banco" in errors(client, browser.post(page, DATA))[0]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (Level.OWNER, 200),
        (Level.EDITOR, 403),
        (Level.VIEWER, 403),
        (Role.FINANCE, 403),
        (Role.AUDITOR, 403),
        (None, 404),
    ],
)
def test_who_sees_the_bank_account(client: Client, session: Session, who: Level | Role | None, status: int) -> None:
    organisation = factories.organisation(session)
    person = _person(session, organisation, who)
    assert client.as_user(person).get(f"/organisations/{organisation.id}/bank").status_code == status


def _person(session: Session, organisation: Organisation, who: Level | Role | None):
    if isinstance(who, Level):
        return factories.member(session, organisation, who)
    return factories.staff(session, who) if who else factories.user(session)


def test_board_mandate_and_papers_are_written_once(client: Client, session: Session) -> None:
    organisation = factories.organisation(session)
    browser = client.as_user(factories.member(session, organisation, Level.EDITOR))
    home = f"/organisations/{organisation.id}"
    board = {"rows-0-name": "Rosa Ñúñez", "rows-0-office": "Presidenta", "rows-0-until": "01/12/2021"}
    assert browser.post(f"{home}/board", board).status_code == 303
    mandate = {"representative_name": "Rosa Ñúñez", "representative_email": "rosa@ejemplo.org", "until": "01/12/2021"}
    assert browser.post(f"{home}/representative", mandate, files={"power": ("poder.pdf", PDF)}).status_code == 303
    assert browser.post(f"{home}/papers", {"kind": "deed"}, files={"file": ("acta.pdf", PDF)}).status_code == 303
    assert "Presidenta" in browser.get(home).text
    assert "acta.pdf" in browser.get(f"{home}/papers").text
    assert browser.get(f"{home}/power").status_code == 200
