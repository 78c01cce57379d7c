"""The first round of the funnel of Oaxaca [F6]: municipalities that attended the workshop, of which all that meet the rules go on."""

from tests.journeys.setting_up.plans import Body, Form, Part, Round
from tests.journeys.setting_up.second_call import rules
from tests.journeys.setting_up.usual import TEXTS, basics, calendar, criterion, rubric

PLAN = ("Plan", "Plan")
WORKSHOP = ("Agua en los municipios: taller", "Water in the municipalities: workshop")
WHO = (
    "Municipios de Oaxaca que asistieron al taller.\nNo hace falta ser organización civil.",
    "Municipalities of Oaxaca that attended the workshop.\nOne need not be a civil society organisation.",
)
CRITERIA = [
    criterion(PLAN, ("Problema y prioridades", "Problem and priorities"), "4"),
    criterion(PLAN, ("Quién hace qué", "Who does what"), "3"),
    criterion(PLAN, ("Resultados alcanzables", "Results that can be reached"), "3"),
]

FIRST = Round(
    WORKSHOP,
    "1",
    {
        "basics": basics(WORKSHOP, ("Mejorar el agua con la ciudadanía.", "Better water with citizens."), WHO),
        "territory": Part({"states": ["MX-OAX"], "asks": "on"}),
        "money": Part(
            {"currency": "MXN", "max_grant": "500,000"},
            {"rows": [{"name_es": "Agua", "name_en": "Water", "budget": "1,000,000", "awards": "2"}]},
        ),
        "calendar": calendar(
            launch="17/08/2020",
            deadline="07/09/2020",
            results="30/09/2020",
            project_start="01/02/2021",
            project_end="31/01/2022",
        ),
        "rules": Part(
            {**rules("territory", "legal_form", "one_per_organisation"), "forms": ["public"]},
            {
                "questions": [
                    {"words_es": "Asistió al taller de agosto.", "words_en": "It attended the workshop of August."}
                ]
            },
        ),
        "rubric": rubric("50", "30", CRITERIA),
        "rounds": Part({"cut": "eligible"}),
        "texts": TEXTS,
    },
    Form(frozenset({"organisation", "summary"})),
)

SECTIONS = {
    "organisation": Part({"confirmed": "on"}),
    "summary": Part(
        {
            "title": "Agua para todas las colonias",
            "lot": "L1",
            "states": ["MX-OAX"],
            "municipalities": "San Ignacio",
            "abstract": "El municipio y el comité de agua publican cuánto entra y cuánto se gasta.",
        }
    ),
}
EMAIL = "sindica@sanignacio.example"
TOWN = Body(
    EMAIL,
    "Rosalba Cruz Martínez",
    {
        "legal_name": "Municipio de San Ignacio",
        "kind": "public",
        "legal_form": "public",
        "state": "MX-OAX",
        "municipality": "San Ignacio",
        "representative_name": "Rosalba Cruz Martínez",
        "representative_email": EMAIL,
    },
    SECTIONS,
)
