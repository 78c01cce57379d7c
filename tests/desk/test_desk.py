"""What waits for whom: the oldest first, each with its count, its age and its link."""

from collections.abc import Callable

from selectolax.lexbor import LexborNode
from sqlmodel import Session

from app.people.models import Role
from app.review.service import donor
from tests import factories
from tests.calls import factories as calls
from tests.programmes import factories as programmes
from tests.proposals import factories as written
from tests.review.factories import Stage
from tests.support.client import Client


def waiting(client: Client, heading: str) -> list[tuple[str, str, str, str]]:
    """(what, how many, since when, address) of one group of the desk."""
    page = client.html(client.get("/desk"))
    section = next(one for one in page.css("main section") if one.css_first("h2").text(strip=True) == heading)
    return [_line(row) for row in section.css("tbody tr")]


def _line(row: LexborNode) -> tuple[str, str, str, str]:
    link = row.css_first("th a")
    cells = row.css("td")
    since = cells[1].text(strip=True, separator=" ")
    return link.text(strip=True), cells[0].text(strip=True), since, link.attributes["href"] or ""


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/desk").headers["location"].startswith("/sign-in")


def test_nothing_waits_for_somebody_new(client: Client, session: Session) -> None:
    client.as_user(factories.user(session))
    assert "Aquí no le espera nada." in client.get("/desk").text


def test_the_team_sees_rules_to_decide_then_the_second_person_confirms(client: Client, stage: Stage) -> None:
    stage.received()
    validation = f"/manage/calls/{stage.call.id}/validation"
    client.as_user(stage.officer)
    assert ("Decidir las reglas de cada propuesta", "3", "desde hoy 08/09/2020", validation) in waiting(
        client, "El equipo del programa"
    )
    stage.check(stage.candidacies[0])
    confirm = ("Confirmar, como segunda persona, lo que se decidió", "1", "desde hoy 08/09/2020", validation)
    assert confirm not in waiting(client, "El equipo del programa")
    client.as_user(stage.second)
    assert confirm in waiting(client, "El equipo del programa")


def test_a_closed_call_that_nobody_opened_waits_since_its_deadline(
    client: Client, session: Session, at: Callable[[str], object]
) -> None:
    at("2020-09-01T12:00:00-05:00")
    made = written.open_call(session)
    officer = factories.staff(session, Role.OFFICER, made.programme_id)
    client.as_user(officer)
    opening = f"/manage/calls/{made.id}/opening"
    assert opening not in client.get("/desk").text
    at("2020-09-12T12:00:00-05:00")
    (line,) = [each for each in waiting(client, "El equipo del programa") if each[3] == opening]
    assert line[:2] == ("Abrir las propuestas recibidas", "1")
    assert line[2].startswith("desde hace")


def test_a_member_declares_then_scores_then_signs(client: Client, stage: Stage) -> None:
    stage.validated().seated()
    member = stage.member("UNAM")
    client.as_user(member)
    assert [line[:2] for line in waiting(client, "La comisión")] == [("Declarar sus conflictos de interés", "3")]
    stage.declared()
    assert [line[:2] for line in waiting(client, "La comisión")] == [("Calificar las propuestas", "3")]
    stage.scored()
    assert waiting(client, "La comisión") == []
    ruling = stage.closed()
    assert [line[::3] for line in waiting(client, "La comisión")] == [
        ("Leer y firmar el dictamen", f"/rulings/{ruling.id}")
    ]


def test_the_donor_sees_how_long_a_ruling_has_waited(client: Client, stage: Stage) -> None:
    made = stage.validated().seated().declared().scored().signed()
    donor.send(stage.session, made, stage.call, actor=stage.as_(stage.officer))
    stage.session.flush()
    stage.later(days=4)
    client.as_user(stage.donor)
    (line,) = waiting(client, "El donante")
    assert line == (
        "Decidir sobre las propuestas del dictamen",
        "1",
        "desde hace 4 días 08/09/2020",
        f"/donor/rulings/{made.id}",
    )


def test_an_organisation_sees_its_draft_until_its_deadline(
    client: Client, session: Session, at: Callable[[str], object]
) -> None:
    at("2020-09-01T12:00:00-05:00")
    made = written.open_call(session)
    organisation, user = written.applicant(session, "Vigías de Cajeme, A.C.")
    proposal = written.draft(session, made, organisation, user)
    client.as_user(user)
    assert [line[::3] for line in waiting(client, "Mi organización")] == [
        ("Terminar y enviar su propuesta", f"/proposals/{proposal.id}")
    ]
    at("2020-12-01T12:00:00-05:00")
    client.as_user(user)
    assert waiting(client, "Mi organización") == []


def test_a_role_sees_only_what_it_reaches(client: Client, stage: Stage) -> None:
    stage.received()
    stranger = factories.staff(stage.session, Role.OFFICER, "elsewhere")
    client.as_user(stranger)
    assert waiting(client, "El equipo del programa") == []


def test_the_desk_asks_the_same_number_of_questions_for_one_row_and_three(
    client: Client, session: Session, count_queries: Callable[[str], int]
) -> None:
    by = calls.team(session)
    client.as_user(by.officer)
    programme = programmes.programme(session)
    calls.draft(session, by, programme, title="La primera")
    first = count_queries("/desk")
    calls.draft(session, by, programme, title="La segunda")
    calls.draft(session, by, programme, title="La tercera")
    assert count_queries("/desk") == first
