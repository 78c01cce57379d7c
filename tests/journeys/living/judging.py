"""Steps 5 and 6: closing, opening, validation by two people, the commission, the ruling, the donor, the results."""

from tests.journeys.living.clock import jump
from tests.journeys.living.person import Person, World

SEATS = (
    ("CPC", "citizens", "Irene Maldonado", "cpc@comision.example"),
    ("UNAM", "academia", "Gonzalo Pineda", "unam@comision.example"),
    ("CCE", "business", "Patricia Echeverría", "cce@comision.example"),
)


def close_and_open(world: World, coordinator: Person, call: str, public: str) -> None:
    """The clock passes every state's deadline, the list is published, one logged act opens the proposals."""
    jump(9, 8, 2, 30)
    world.tick()
    coordinator.go(f"{public}/closing").picture("lista-de-cierre")
    jump(9, 8, 11)
    coordinator.sign_in().go("/desk").sees("Abrir las propuestas recibidas")
    coordinator.go(f"{call}/opening").fill({"witnesses": "Irene Maldonado, CPC", "agreed": "on"}).picture(
        "acto-de-apertura"
    ).press("Open the proposals")


def validate(officer: Person, coordinator: Person, call: str) -> None:
    """One checks every rule, another confirms."""
    officer.go(f"{call}/validation").press("Start the validation")
    officer.go(f"{call}/validation?step=check").picture("validacion")
    officer.page.locator('main th a[href*="/validation/"]').first.click()
    for option in officer.page.locator('main input[type="radio"][value="pass"]').all():
        option.check(force=True)
    officer.press("Save and go to the next")
    coordinator.go(f"{call}/validation?step=confirm").picture("validacion-segunda-persona").press(
        "Confirm the chosen ones as eligible"
    )


def seat(world: World, officer: Person, call: str) -> list[Person]:
    """Three seats are invited by mail and accept."""
    found = []
    for institution, sector, name, email in SEATS:
        values = {"institution": institution, "sector": sector, "member_name": name, "member_email": email}
        officer.go(f"{call}/commission/seats/new").fill(
            values | ({"chair": "on"} if institution == "CPC" else {})
        ).press("Send the invitation")
        member = Person(world, email).sign_in()
        if member.at.startswith("/welcome"):
            member.fill({"name": name, "language": "es", "consent": "on"}).press("Continue")
        found.append(member)
    officer.go(f"{call}/commission").fill({"declare_by": "25/09/2020", "score_by": "09/10/2020"}).press(
        "Save the dates"
    ).picture("comision")
    return found


def score(world: World, members: list[Person], call: str) -> None:
    """Interests before any file opens; then a sheet each, with comments."""
    key = call.rsplit("/", 1)[1]
    for member in members:
        member.go("/desk").page.locator('main a[href^="/review/invitations/"]').first.click()
        member.press("Accept")
    for member in members:
        member.go(f"/review/{key}/interests")
        for choice in member.page.locator("main select").all():
            choice.select_option("none")
        member.picture("conflictos").press("Sign my declaration")
    for place, member in enumerate(members):
        member.go(f"/review/{key}/sheets").page.locator('main a[href^="/review/sheets/"]').first.click()
        member.page.locator('main input[type="radio"][value="4"]').first.check(force=True)
        member.page.locator("main textarea").first.fill("Propuesta clara, con responsables y vigilancia externa.")
        if not place:
            member.picture("cedula")
        member.press("Submit the sheet")


def rule(world: World, officer: Person, members: list[Person], call: str) -> str:
    """The ranking is closed, every seat signs what it was shown; answers the ruling's address."""
    officer.go(f"{call}/ranking").picture("orden-de-prelacion")
    officer.go(f"{call}/ruling").fill({"considerations": "La comisión recomienda el proyecto."}).press(
        "Close the ranking and ask for signatures"
    )
    for member in members:
        member.go("/desk").page.locator('main a[href^="/rulings/"]').first.click()
        ruling = member.at
        member.press("Sign the ruling")
    return ruling


def decide(coordinator: Person, donor: Person, call: str, ruling: str) -> None:
    """Sent, decided by the donor on a link from the mail, published; nothing is public before."""
    coordinator.go(ruling).picture("dictamen-firmado").press("Send to the donor")
    donor.go(donor.world.last_link(donor.email, "/sign-in/link/")).press("Sign in")
    donor.page.locator('main input[type="radio"][value="approved"]').first.check(force=True)
    donor.picture("decision-del-donante").press("Send my decision")
    coordinator.go(f"{call}/results").press("Publish the results and send the letters")


def look(visitor: Person, public: str) -> None:
    """Anybody reads the results."""
    visitor.go(public.replace("/calls/", "/results/")).sees("Observatorio Vigía Ciudadana").picture("resultados")
