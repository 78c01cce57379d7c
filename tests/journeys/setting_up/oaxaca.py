"""The funnel of Oaxaca [F6]: eight municipalities, four plans, three polished with technical assistance, two winners."""

from dataclasses import replace

from tests.journeys.setting_up.plans import Body, Form, Part, Round
from tests.journeys.setting_up.second_call import rules
from tests.journeys.setting_up.usual import TEXTS, basics, calendar, criterion, rubric

PLAN = ("Plan", "Plan")
WORKSHOP = ("Agua en los municipios: taller", "Water in the municipalities: workshop")
PLANS = ("Agua en los municipios: planes de acción", "Water in the municipalities: action plans")
POLISH = ("Agua en los municipios: planes con acompañamiento", "Water in the municipalities: plans with assistance")
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
        "money": Part({"currency": "MXN"}, {"rows": [{"name_es": "Agua", "name_en": "Water", "awards": "2"}]}),
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
MATRIX = {
    "problem": "El agua llega dos días por semana.",
    "gains": "Quienes venden pipas.",
    "loses": "Las colonias altas.",
    "government": "Publicar el calendario y las fugas.",
    "society": "Medir y contar lo que llega.",
    "results": "Agua cuatro días por semana.",
}
WORK = {
    "rows-0-activity": "Medir el caudal con el comité",
    "rows-0-start": "01/02/2021",
    "rows-0-end": "31/05/2021",
    "rows-0-outcome": "Caudal publicado cada mes",
    "rows-0-deliverable": "Bitácora",
    "rows-0-responsible": "Síndica",
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
TOWNS = (
    str(TOWN.organisation["legal_name"]),
    *(f"Municipio de {name}" for name in ("Santa Lucía", "San Miguel", "Santa Ana", "San Juan", "San Pedro")),
    *("Municipio de Santa Rosa", "Municipio de San Bartolo"),
)

SECOND = Round(
    PLANS,
    "1",
    {
        "calendar": calendar(
            launch="01/10/2020",
            deadline="30/10/2020",
            results="20/11/2020",
            project_start="01/02/2021",
            project_end="31/01/2022",
        ),
        "rubric": rubric("50", "30", CRITERIA),
        "rounds": Part({"cut": "commission", "going_on": "3"}),
    },
    Form(frozenset({"organisation", "summary", "matrix"})),
)
SECOND_ANSWER = replace(
    TOWN, sections={"organisation": SECTIONS["organisation"], "matrix": Part({}, {"rows": [MATRIX]})}
)
# Four presented a plan; the commission leaves out one that has the points and says why.
PLANS_SCORED = dict(zip(TOWNS[:4], ((4, 4, 4), (5, 4, 4), (4, 3, 4), (3, 4, 3)), strict=True))

THIRD = Round(
    POLISH,
    "1",
    {
        "calendar": calendar(
            launch="23/11/2020",
            deadline="15/12/2020",
            results="15/01/2021",
            project_start="01/02/2021",
            project_end="31/01/2022",
        ),
        "rounds": Part({"cut": "last", "assistance": "on"}),
    },
    Form(frozenset({"organisation", "summary", "matrix", "work_plan"})),
)
THIRD_ANSWER = replace(TOWN, sections={"organisation": SECTIONS["organisation"], "work_plan": Part(WORK)})
# The third plan reaches the minimum too, but there are two awards.
POLISHED_SCORED = dict(zip((TOWNS[0], *TOWNS[2:4]), ((4, 5, 4), (5, 5, 4), (3, 3, 4)), strict=True))
