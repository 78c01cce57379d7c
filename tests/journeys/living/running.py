"""Steps 7 and 8: the award, the agreement and its money, the quarter's report, the team's own, the donor's."""

from tests.journeys.living.papers import signed_copy
from tests.journeys.living.person import Person

REPORT_SECTIONS = ("activities", "indicators", "expenses", "projection", "trainings", "events", "products")
NARRATIVE = {
    "progress": "Se integraron cuatro comités de obra.",
    "problems": "La autoridad tardó en entregar expedientes.",
    "corrective": "Se presentó un recurso de revisión.",
}
INDICATOR = {
    "rows-0-value": "413",
    "rows-0-group_size": "521",
    "rows-0-group_name": "enrolled",
    "rows-0-reason": "Algunas personas no terminaron el curso a tiempo.",
}
OWN_NARRATIVE = {
    "context": "El trimestre transcurrió a distancia.",
    "problems": "Se retrasaron dos talleres.",
    "corrective": "Se reprogramaron en línea.",
    "evaluation": "En este periodo no se realizaron evaluaciones ni planes de aprendizaje.",
    "environmental": "No aplica.",
}


def accept_award(ana: Person) -> None:
    """The organisation accepts what was offered, from its desk."""
    ana.go("/desk").press("Accept or decline the award")
    ana.press("Accept the award").picture("adjudicacion-aceptada")


def agree(officer: Person, coordinator: Person, ana: Person) -> str:
    """Drafted from the award, accepted by both, signed; answers the agreement's address."""
    officer.go("/desk").press("Draft the agreement").fill({"start_on": "16/11/2020", "end_on": "31/08/2021"}).press(
        "Draft it"
    )
    agreement = officer.at.split("?")[0]
    officer.press("Accept this text").picture("convenio-en-redaccion")
    ana.go("/desk").press("Read and accept the text of the agreement")
    ana.press("Accept this text")
    coordinator.go(f"{agreement}/signature").fill(
        {
            "cso_name": "Ana Robles Cota",
            "cso_post": "Representante legal",
            "cso_signed_on": "12/11/2020",
            "staff_name": "Lucía Barrientos",
            "staff_post": "Coordinadora de programa",
            "staff_signed_on": "12/11/2020",
        }
    ).attach("signed", "convenio-firmado.pdf", signed_copy()).press("Record the signatures")
    coordinator.go(agreement).picture("convenio-firmado")
    return agreement


def pay(finance: Person, ana: Person) -> None:
    """Finance pays the first tranche; the organisation confirms it."""
    finance.go("/desk").press("Pay the tranche whose condition is met")
    finance.press("Record the payment").fill({"paid_on": "17/11/2020", "reference": "SPEI 0001"}).press(
        "Record the payment"
    )
    ana.go("/desk").press("Confirm that the payment arrived")
    ana.press("Confirm that it arrived").picture("pago-confirmado")


def report(ana: Person, officer: Person) -> str:
    """The quarter is reported, returned with a comment, corrected and accepted; answers the report's address."""
    ana.go("/desk").press("Write and send the quarterly report")
    address = ana.at.split("?")[0]
    _write(ana, address, spent="60,000.00")
    ana.go(f"{address}/check").picture("informe-revisar").press("Send the report")
    officer.go("/desk").press("Read the report")
    officer.fill({"comment": "Falta aclarar el gasto.", "return_due_on": "22/01/2021"}).picture(
        "informe-en-revision"
    ).press("Return it for correction")
    ana.go("/desk").press("Correct and send the report again")
    ana.go(f"{address}/sections/expenses").fill({"rows-0-spent": "58,500.00"}).press("Save and continue")
    ana.go(f"{address}/check").press("Send the report")
    officer.go(f"{address}/review").fill({"rating": "on_track"}).press("Accept the report")
    officer.go(address).picture("informe-aceptado")
    return address


def _write(person: Person, address: str, *, spent: str) -> None:
    for key in REPORT_SECTIONS:
        person.go(f"{address}/sections/{key}")
        values = _given(person, spent)
        person.fill(values).press("Save and continue")
    person.go(f"{address}/sections/narrative").fill(NARRATIVE).press("Save and continue")


def _given(person: Person, spent: str) -> dict[str, str]:
    """An answer for every given row of the section that is shown."""
    answers = {"status": "in_progress", "value": "4", "spent": spent, "amount": "60,000.00"}
    names = person.page.locator('main [name^="rows-"]:not([type="hidden"])').evaluate_all("all => all.map(e => e.name)")
    given = person.page.locator('main input[type="hidden"][name$="-row"]').count()
    found = (
        {name: answers[name.rsplit("-", 1)[1]] for name in names if name.rsplit("-", 1)[1] in answers} if given else {}
    )
    for name in [name for name in found if name.endswith("-spent") and name != "rows-0-spent"]:
        found[name] = "0"
    return found


def own_report(officer: Person, coordinator: Person) -> str:
    """The team writes its own quarter; a second person accepts it."""
    officer.go("/own-reports")
    window = officer.page.locator('select[name="window_id"] option', has_text="Q1 FY21").get_attribute("value") or ""
    officer.fill({"window_id": window}).press("Start")
    address = officer.at.split("?")[0]
    officer.go(f"{address}/sections/activities").fill(
        {"rows-0-title": "Curso de ética", "rows-0-status": "in_progress"}
    ).press("Save and continue")
    officer.go(f"{address}/sections/accomplishments").fill(
        {"rows-0-text": "Ocho organizaciones iniciaron su proyecto."}
    ).press("Save and continue")
    officer.go(f"{address}/sections/indicators").fill(INDICATOR).press("Save and continue")
    officer.go(f"{address}/sections/projection")
    officer.fill(_given(officer, "0")).press("Save and continue")
    officer.go(f"{address}/sections/narrative").fill(OWN_NARRATIVE).press("Save and continue")
    officer.go(f"{address}/check").press("Send the report")
    coordinator.go("/desk").press("Read the team's own report")
    coordinator.go(f"{address}/review").fill({"rating": "on_track"}).press("Accept the report")
    return address


def donor_report(officer: Person, coordinator: Person) -> bytes:
    """Built from what was accepted, translated paragraph by paragraph, locked; answers its PDF."""
    officer.go("/donor-reports")
    window = officer.page.locator('select[name="window_id"] option', has_text="Q1 FY21").get_attribute("value") or ""
    rate = officer.page.locator('select[name="rate_id"] option').last.get_attribute("value") or ""
    officer.fill({"window_id": window, "rate_id": rate}).press("Start")
    address = officer.at.split("?")[0]
    links = officer.page.locator(f'main a[href^="{address}/paragraphs/"]').evaluate_all(
        "all => all.map(e => e.getAttribute('href'))"
    )
    for link in dict.fromkeys(links):
        officer.go(link).fill({"en": "The same, in English."}).press("Save")
    coordinator.go(address).sees("87.9").sees("79.3").picture("informe-al-donante").press("Lock it")
    coordinator.go(address).picture("informe-al-donante-cerrado")
    return coordinator.page.request.get(f"{coordinator.world.address}{address}/document.pdf").body()
