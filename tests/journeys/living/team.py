"""Steps 2 and 3: the team is invited by mail, writes the programme and the call; a second person publishes it."""

from collections.abc import Iterable

from app.people.models import Role, Scope, User
from app.people.service import roles, sign_in
from tests.journeys.living.person import Person, World

PEOPLE = {
    "officer": ("oficial@equipo.example", "Damián Orozco"),
    "coordinator": ("coordinacion@equipo.example", "Lucía Barrientos"),
    "finance": ("finanzas@equipo.example", "Ramiro Castellanos"),
    "donor": ("donante@donante.example", "Grace Whitfield"),
}
PROGRAMME = {
    "code": "TIPC",
    "name_es": "Apoyo a la Transparencia, la Integridad y la Participación Ciudadana",
    "name_en": "Support Transparency, Integrity and Citizen Participation",
    "start_on": "01/08/2019",
    "end_on": "30/09/2022",
    "donor_name_es": "Agencia de los Estados Unidos para el Desarrollo Internacional",
    "donor_name_en": "United States Agency for International Development",
    "donor_acronym": "USAID",
    "implementer_name_es": "Programa de las Naciones Unidas para el Desarrollo",
    "implementer_name_en": "United Nations Development Programme",
    "implementer_acronym": "PNUD",
    "purpose_es": "Fortalecer la participación ciudadana.",
    "purpose_en": "Strengthen citizen participation.",
    "donor_currency": "USD",
    "local_currency": "MXN",
}
INDICATOR = {
    "code": "DR 2.4-1",
    "name_es": "Personas servidoras públicas que reciben capacitación anticorrupción",
    "name_en": "Number of government officials receiving anti-corruption training",
    "unit": "number",
    "direction": "increase",
    "combine_periods": "sum",
    "combine_grantees": "sum",
    "baseline_missing": "not_available",
    "rows-0-value": "470",
}
WINDOWS = (("Q4 FY20", "01/07/2020", "30/09/2020", "30/10/2020"), ("Q1 FY21", "01/10/2020", "31/12/2020", "31/01/2021"))


def begin(world: World) -> Person:
    """The first administrator, made on the server's terminal, follows the printed link."""
    with world.database.transaction() as session:
        user: User = roles.create_user(session, "admin@equipo.example", "Aurora Villaseñor", actor=None)
        roles.grant(session, user, Role.ADMINISTRATOR, Scope.INSTALLATION, actor=None)
        link = sign_in.link_for(session, user)
    admin = Person(world, user.email)
    admin.go(f"/sign-in/link/{link}").press("Sign in")
    if admin.at.startswith("/welcome"):
        admin.fill({"name": "Aurora Villaseñor", "language": "es", "consent": "on"}).press("Continue")
    return admin


def invite(world: World, admin: Person, roles: Iterable[str] = tuple(PEOPLE)) -> dict[str, Person]:
    """Each is invited by mail and accepts; nobody types a password."""
    found = {}
    for role in roles:
        email, name = PEOPLE[role]
        admin.go("/users/invite").fill({"email": email, "name": name, "role": role, "scope": "installation"}).press(
            "Send the invitation"
        )
        person = Person(world, email)
        person.go(world.last_link(email, "/invitations/")).fill({"name": name, "consent": "on"}).press(
            "Accept and sign in"
        )
        found[role] = person
    admin.go("/users").picture("personas-y-funciones")
    return found


def write_frame(officer: Person) -> str:
    """The programme, a component and a result, which is all that a call needs; answers its address."""
    officer.go("/programmes/new").fill(PROGRAMME).press("Save")
    programme = officer.at.split("?")[0]
    _write_results(officer, programme)
    return programme


def write_programme(officer: Person) -> str:
    """The frame, a year, the implementer's dates and a rate; answers its address."""
    programme = write_frame(officer)
    officer.go(f"{programme}/years").fill({"rows-0-start_on": "01/08/2019", "rows-0-end_on": "31/12/2020"}).press(
        "Save"
    )
    _write_windows(officer, programme)
    officer.go(f"{programme}/rates").fill(
        {"rows-0-on": "30/09/2020", "rows-0-local_per_donor": "22.25", "rows-0-source": "Informe trimestral"}
    ).press("Save")
    officer.go(f"{programme}/indicators/new").fill(
        INDICATOR | {"result_id": _option(officer, "result_id", "1.2")}
    ).press("Save")
    officer.go(programme).picture("programa")
    return programme


def _write_results(officer: Person, programme: str) -> None:
    officer.go(f"{programme}/results/new").fill(
        {
            "code": "1",
            "name_es": "Participación ciudadana",
            "name_en": "Citizen participation",
            "scope": "to_be_confirmed",
        }
    ).press("Save")
    officer.go(f"{programme}/results/new").fill(
        {
            "code": "1.2",
            "name_es": "Sociedad civil corresponsable",
            "name_en": "Co-responsible civil society",
            "scope": "states",
            "states": ["MX-JAL"],
            "states_target": "8",
        }
    )
    officer.fill({"parent_id": _option(officer, "parent_id", "1 ")}).press("Save")


def _write_windows(officer: Person, programme: str) -> None:
    for label, start, end, due in WINDOWS:
        officer.go(f"{programme}/windows")
        place = officer.page.locator('input[name$="-label"]').count() - 1
        officer.fill(
            {
                f"rows-{place}-label": label,
                f"rows-{place}-start_on": start,
                f"rows-{place}-end_on": end,
                f"rows-{place}-donor_due_on": due,
            }
        ).press("Save")


def _option(person: Person, name: str, begins: str) -> str:
    """The value of the choice whose words begin so."""
    for option in person.page.locator(f'select[name="{name}"] option').all():
        if option.inner_text().startswith(begins):
            return option.get_attribute("value") or ""
    message = f"{name} has no choice {begins!r}"
    raise AssertionError(message)
