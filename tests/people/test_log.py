"""The log: whole, in order, in words, and out of the house."""

from collections.abc import Callable

from sqlmodel import Session, select

from app.core import audit, sheets
from app.core.audit import AuditEntry
from app.people.models import Role, User
from app.people.service import log
from tests import factories
from tests.support.client import Client


def written(session: Session, person: User, count: int) -> list[str]:
    """So many acts on one person at one instant; answers the entries in the order of the acts."""
    return [audit.record(session, f"user.act{number}", person, actor=None).id for number in range(count)]


def test_what_happened_at_one_instant_is_read_in_the_order_of_the_acts(
    session: Session, at: Callable[[str], object]
) -> None:
    at("2020-10-01T10:00:00-05:00")
    person = factories.user(session)
    made = written(session, person, 30)
    session.flush()
    assert [entry.id for entry in audit.history(session, person)][::-1] == made
    audit.seal(session)
    sealed = session.exec(select(AuditEntry.id).where(AuditEntry.number != None).order_by(AuditEntry.number))  # noqa: E711
    assert list(sealed) == made


def test_no_entry_is_lost_between_two_pages_that_meet_within_an_instant(client: Client, session: Session) -> None:
    auditor, person = factories.staff(session, Role.AUDITOR), factories.user(session)
    made = written(session, person, log.PAGE * 2 + 5)
    session.flush()
    same = session.exec(select(AuditEntry)).all()[0].created_at
    for entry in session.exec(select(AuditEntry)):
        entry.created_at = same
    session.commit()
    browser, address, seen = client.as_user(auditor), f"/log?q={person.id}", []
    for _page in range(3):
        page = browser.html(browser.get(address))
        seen += [row.css_first(".sub").text(strip=True) for row in page.css("tbody tr")]
        older = page.css_first('main p a[href^="/log?"]')
        address = older.attributes["href"] if older else ""
    assert (len(seen), address) == (len(made), "")


def test_an_act_is_found_by_its_words(client: Client, session: Session) -> None:
    auditor = factories.staff(session, Role.AUDITOR)
    audit.record(session, "role.granted", auditor, actor=None, detail={"role": "auditor"})
    audit.record(session, "user.closed", auditor, actor=None)
    session.commit()
    page = client.as_user(auditor).html(client.get("/log?q=cuenta+cerrada"))
    assert [row.css_first("th").text(strip=True) for row in page.css("tbody tr")] == [f"Cuenta cerrada{auditor.id}"]


def test_the_log_leaves_the_house_with_what_its_chain_is_made_of(client: Client, session: Session) -> None:
    auditor = factories.staff(session, Role.AUDITOR)
    made = written(session, auditor, 3)
    session.commit()
    assert audit.seal(session) == 3
    session.commit()
    answer = client.as_user(auditor).get("/log.xlsx")
    [sheet] = sheets.read_workbook(answer.content)
    entries = [session.get_one(AuditEntry, entry_id) for entry_id in made]
    sealed = [row for row in sheet.rows if row[0] is not None]
    assert [row[-3:] for row in sealed] == [[entry.id, entry.digest, entry.chain] for entry in entries]
    assert entries[-1].chain in client.get("/log").text
    assert client.visitor().as_user(factories.user(session)).get("/log.xlsx").status_code == 403
