"""Step 3: the call is drafted part by part and published by a second person."""

from tests.journeys.living.person import Person

BOTH = ("_es", "_en")
ANCHORS_ES = "No lo aborda\nLo menciona\nLo desarrolla en parte\nLo desarrolla con vacíos\nLo desarrolla\nLo desarrolla con pruebas"
ANCHORS_EN = (
    "Does not address it\nMentions it\nDevelops part\nDevelops it with gaps\nDevelops it\nDevelops it with proof"
)
PARTS: dict[str, dict[str, str | list[str]]] = {
    "basics": {
        "object_es": "Propuestas con enfoque local contra la corrupción.",
        "object_en": "Local proposals against corruption.",
        "who_es": "Organizaciones de la sociedad civil.",
        "who_en": "Civil society organisations.",
        "contact_email": "convocatoria@equipo.example",
        "prevailing_language": "es",
        "donor_required": "on",
        "fictional_es": "Los montos son ficticios.",
        "fictional_en": "Amounts are fictional.",
    },
    "themes": {"rows-0-name_es": "detección", "rows-0-name_en": "detection"},
    "territory": {"states": ["MX-JAL", "MX-BCN"]},
    "money": {
        "currency": "MXN",
        "min_grant": "100,000",
        "max_grant": "$500,000.00",
        "own_contribution_min": "10",
        "indirect_cap": "10",
        "rows-0-name_es": "Proyectos locales",
        "rows-0-name_en": "Local projects",
        "rows-0-budget": "1000000",
        "rows-0-awards": "2",
    },
    "calendar": {
        "launch_on": "17/08/2020",
        "deadline_on": "07/09/2020",
        "deadline_at": "23:59",
        "results_on": "29/10/2020",
        "project_start_on": "16/11/2020",
        "project_end_on": "31/08/2021",
        "rows-0-state": "MX-BCN",
        "rows-0-on": "07/09/2020",
        "rows-0-at": "23:59",
        "rows-0-zone": "America/Tijuana",
    },
    "papers": {
        "rows-0-title_es": "Acta constitutiva",
        "rows-0-title_en": "Articles of association",
        "rows-0-why_es": "Para comprobar la figura legal.",
        "rows-0-why_en": "To check the legal form.",
        "rows-0-kinds": "scan",
        "rows-0-need": "required",
        "named_monitor": "on",
        "both_families": "on",
    },
    "rules": {
        "rows-0-applies": "on",
        "rows-4-applies": "on",
        "rows-5-applies": "on",
        "rows-11-applies": "on",
        "rows-12-applies": "on",
    },
    "rubric": {
        "printed_maximum": "100",
        "minimum_total": "60",
        "spread_limit": "40",
        "min_sheets": "3",
        "min_sheets_recused": "2",
        "rows-0-section_es": "Proyecto",
        "rows-0-section_en": "Project",
        "rows-0-name_es": "Calidad del proyecto",
        "rows-0-name_en": "Quality of the project",
        "rows-0-scale_max": "5",
        "rows-0-weight": "20",
        "rows-0-anchors_es": ANCHORS_ES,
        "rows-0-anchors_en": ANCHORS_EN,
    },
    "texts": {
        "conflict_es": "Quien califica declara sus conflictos.",
        "conflict_en": "Whoever scores declares conflicts.",
        "data_es": "Los datos se usan solo aquí.",
        "data_en": "Data are used only here.",
    },
}


def draft(officer: Person, programme: str) -> str:
    """Every part, then to a second person; answers the call's address for staff."""
    officer.go(f"{programme}/calls/new").fill(
        {
            "title_es": "Segunda Convocatoria de Corresponsabilidad",
            "title_en": "Second Call for Co-responsibility",
            "edition": "2",
        }
    ).press("Begin")
    call = officer.at.split("#")[0].split("?")[0]
    for key, values in PARTS.items():
        officer.go(f"{call}/parts/{key}")
        if key == "basics":
            result = officer.page.locator('select[name="result_id"] option').last.get_attribute("value") or ""
            officer.fill({"result_id": result})
        officer.fill(values).press("Save")
    officer.go(call).picture("convocatoria-borrador").press("Send to review")
    return call


def publish(coordinator: Person, call: str) -> str:
    """The second person reads and publishes; answers the public address."""
    coordinator.go("/desk").sees("Segunda Convocatoria").picture("escritorio-coordinacion")
    coordinator.go(call).press("Publish")
    coordinator.go("/calls")
    public = coordinator.page.locator('main a[href^="/calls/"]').first.get_attribute("href") or ""
    coordinator.go(public).picture("convocatoria-publica")
    return public
