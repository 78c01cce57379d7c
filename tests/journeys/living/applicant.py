"""Step 4: an organisation signs in by mail, writes and sends its proposal with the keyboard alone and no JavaScript."""

from app.demo.papers import paper
from tests.journeys.living.person import Person, World

EMAIL = "ana@vigia.example"
NAME = "Observatorio Vigía Ciudadana, A.C."
ORGANISATION = {
    "legal_name": NAME,
    "kind": "ngo",
    "legal_form": "ac",
    "founded_on": "07/09/2010",
    "state": "MX-JAL",
    "municipality": "Guadalajara",
    "representative_name": "Ana Robles Cota",
    "representative_email": EMAIL,
}
SECTIONS: dict[str, dict[str, str | list[str]]] = {
    "organisation": {"confirmed": "on"},
    "summary": {
        "title": "Obra a la vista en Guadalajara",
        "lot": "L1",
        "axes": ["A1"],
        "states": ["MX-JAL"],
        "abstract": "Formaremos comités vecinales que seguirán las obras del municipio.",
    },
    "problem": {
        "description": "Las obras se modifican sin que quienes viven junto a ellas conozcan el expediente.",
        "affected": "Habitantes de ocho colonias con obra en curso.",
        "causes-0-text": "El expediente no se publica completo.",
        "causes-0-kind": "necessary",
        "causes-1-text": "Los comités se integran con firmas.",
        "causes-1-kind": "sufficient",
        "effects-0-text": "Obras inconclusas.",
    },
    "objective": {
        "verb": "Aumentar",
        "result": "las obras con expediente completo y bitácora pública",
        "population": "en favor de ocho colonias de Guadalajara,",
        "goal": "con una meta de 30 obras en diez meses",
    },
    "work_plan": {
        "rows-0-activity": "Integrar y formar comités de obra",
        "rows-0-start": "16/11/2020",
        "rows-0-end": "28/02/2021",
        "rows-0-outcome": "Comités que saben leer un expediente",
        "rows-0-deliverable": "Actas y manual",
        "rows-0-responsible": "Ana Robles Cota",
        "rows-0-monitor": "Comité de Participación Ciudadana",
    },
}
INDICATORS: tuple[dict[str, str | list[str]], ...] = (
    {
        "rows-0-name": "Obras con bitácora pública",
        "rows-0-family": "management",
        "rows-0-unit": "obras",
        "rows-0-direction": "increase",
        "rows-0-baseline": "0",
        "rows-0-target": "30",
        "rows-0-means": "Bitácoras en línea",
    },
    {
        "rows-1-name": "Hallazgos con respuesta",
        "rows-1-family": "effectiveness",
        "rows-1-unit": "porcentaje",
        "rows-1-direction": "increase",
        "rows-1-baseline_missing": "not_available",
        "rows-1-target": "60",
        "rows-1-means": "Oficios de respuesta",
    },
)
BUDGET: tuple[dict[str, str | list[str]], ...] = (
    {
        "rows-0-concept": "Coordinación",
        "rows-0-quantity": "1",
        "rows-0-unit_cost": "30,000.00",
        "rows-0-times": "10",
        "rows-0-source": "grant",
        "rows-0-category": "staff",
    },
    {
        "rows-1-concept": "Trabajo voluntario",
        "rows-1-quantity": "1",
        "rows-1-unit_cost": "$50,000",
        "rows-1-times": "1",
        "rows-1-source": "in_kind",
        "rows-1-category": "staff",
    },
)


def apply(world: World, public: str) -> tuple[Person, str]:
    """From the public page to the receipt; answers the writer and the proposal's address."""
    ana = Person(world, EMAIL, scripts=False, keyboard=True)
    ana.sign_in()
    ana.fill({"name": "Ana Robles Cota", "language": "es", "consent": "on"}).press("Continue")
    ana.go(f"/organisations/new?next={public}/start").fill(ORGANISATION).press("Save")
    ana.go(f"{public}/start")
    choice = ana.page.locator('main input[name="organisation_id"]').get_attribute("value") or ""
    ana.fill({"organisation_id": choice}).press("Start the proposal")
    proposal = ana.at.split("?")[0]
    _write(ana, proposal)
    ana.go(proposal).picture("propuesta-lista-de-tareas")
    ana.go(f"{proposal}/check").fill({"declaration": "on"}).picture("propuesta-revisar").press("Send the proposal")
    ana.go(f"{proposal}/receipt").sees("Recibimos su propuesta").picture("acuse")
    return ana, proposal


def _write(ana: Person, proposal: str) -> None:
    for key, values in SECTIONS.items():
        ana.go(f"{proposal}/sections/{key}").fill(values).press("Save and continue")
    ana.go(f"{proposal}/sections/indicators").fill(INDICATORS[0]).press("Add another indicator")
    ana.fill(INDICATORS[1]).picture("propuesta-indicadores").press("Save and continue")
    ana.go(f"{proposal}/sections/budget").fill(BUDGET[0]).press("Add another line")
    ana.fill(BUDGET[1]).press("Save and continue")
    ana.go(f"{proposal}/sections/documents")
    field = ana.page.locator('input[type="file"]').first.get_attribute("name") or ""
    ana.attach(field, "acta.pdf", paper("Acta constitutiva", [NAME])).press("Upload")


def too_late(ana: Person, proposal: str) -> None:
    """After the deadline the page says so and nothing is lost."""
    ana.go(f"{proposal}/sections/objective").fill({"goal": "con una meta de 40 obras en diez meses"}).press(
        "Save and continue"
    )
    ana.go(f"{proposal}/check").sees("El plazo ya venció")
