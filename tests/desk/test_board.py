"""The board of a call: counts only before it is opened, then the funnel."""

from collections.abc import Callable

from sqlmodel import Session

from app.people.models import Role
from tests import factories
from tests.proposals import factories as written
from tests.review.factories import Stage
from tests.support.client import Client


def funnel(client: Client, address: str) -> dict[str, str]:
    """Stage -> how many, from the table beside the chart."""
    page = client.html(client.get(address))
    rows = page.css('figure[aria-labelledby="funnel-chart-title"] tbody tr')
    return {row.css_first("th").text(strip=True): row.css_first("td").text(strip=True) for row in rows}


def test_before_the_opening_it_counts_and_names_nobody(
    client: Client, session: Session, at: Callable[[str], object]
) -> None:
    at("2020-09-01T12:00:00-05:00")
    made = written.open_call(session)
    organisation, user = written.applicant(session, "Vigías de Cajeme, A.C.")
    written.draft(session, made, organisation, user)
    client.as_user(factories.staff(session, Role.OFFICER, made.programme_id))
    text = client.get(f"/manage/calls/{made.id}/board").text
    assert "Solo cuentas" in text
    assert "Vigías de Cajeme" not in text
    assert "funnel" not in text


def test_the_funnel_follows_the_proposals(client: Client, stage: Stage) -> None:
    stage.validated()
    client.as_user(stage.officer)
    board = f"/manage/calls/{stage.call.id}/board"
    assert funnel(client, board) == {
        "Recibidas": "3",
        "Cumplieron todas las reglas": "3",
        "Calificadas": "0",
        "Recomendadas por la comisión": "0",
        "Aprobadas por el donante": "0",
        "Con convenio": "0",
    }
    stage.seated().declared().scored().published()
    after = funnel(client, board)
    assert (after["Calificadas"], after["Aprobadas por el donante"]) == ("3", after["Recomendadas por la comisión"])


def test_the_commission_and_the_organisations_do_not_see_it(client: Client, stage: Stage) -> None:
    stage.validated().seated()
    board = f"/manage/calls/{stage.call.id}/board"
    for person in (stage.member("CPC"), stage.sent[0][1]):
        client.as_user(person)
        assert client.get(board).status_code == 403
    for role in (Role.OBSERVER, Role.AUDITOR, Role.DONOR, Role.FINANCE):
        client.as_user(factories.staff(stage.session, role, stage.call.programme_id))
        assert client.get(board).status_code == 200


def test_the_same_number_of_questions_for_any_number_of_proposals(
    client: Client, session: Session, at: Callable[[str], object], count_queries: Callable[[str], int]
) -> None:
    at("2020-09-01T12:00:00-05:00")
    made = written.open_call(session)
    client.as_user(factories.staff(session, Role.OFFICER, made.programme_id))
    counts = []
    for name in ("Uno, A.C.", "Dos, A.C.", "Tres, A.C."):
        organisation, user = written.applicant(session, name, rfc=None)
        written.draft(session, made, organisation, user)
        counts.append(count_queries(f"/manage/calls/{made.id}/board"))
    assert counts[0] == counts[2]
