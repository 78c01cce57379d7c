"""What the calls of our own have in common: texts, a rubric from 1 to 5, and small helpers to type them."""

from tests.journeys.setting_up.plans import Fields, Part, Typed

FIVE = {
    "anchors_es": "Muy deficiente\nDeficiente\nSuficiente\nBien\nMuy bien",
    "anchors_en": "Very poor\nPoor\nAdequate\nGood\nVery good",
}
TEXTS = Part(
    {
        "conflict_es": "Quien califica declara sus conflictos.",
        "conflict_en": "Whoever scores declares conflicts.",
        "data_es": "Los datos se usan solo aquí.",
        "data_en": "Data are used only here.",
    }
)


def basics(title: tuple[str, str], object_: tuple[str, str], who: tuple[str, str]) -> Part:
    """What the call is."""
    return Part(
        {
            "title_es": title[0],
            "title_en": title[1],
            "object_es": object_[0],
            "object_en": object_[1],
            "who_es": who[0],
            "who_en": who[1],
            "contact_email": "convocatoria@equipo.example",
            "prevailing_language": "es",
            "donor_required": "on",
        }
    )


def criterion(section: tuple[str, str], name: tuple[str, str], weight: str) -> Fields:
    """One criterion from 1 to 5."""
    said = {"section_es": section[0], "section_en": section[1], "name_es": name[0], "name_en": name[1]}
    return {**said, "scale_min": "1", "scale_max": "5", "weight": weight, **FIVE}


def rubric(maximum: str, minimum: str, criteria: list[Fields]) -> Part:
    """Two sheets for each proposal, one where somebody stepped aside."""
    totals = {"printed_maximum": maximum, "minimum_total": minimum, "min_sheets": "2", "min_sheets_recused": "1"}
    return Part(totals, {"rows": criteria})


def calendar(**days: str) -> Part:
    """Days of 2020 and 2021 as they are typed; the deadline ends its day."""
    typed: dict[str, Typed] = {f"{kind}_on": day for kind, day in days.items()}
    return Part(typed | {"deadline_at": "23:59"})
