"""A concept note that needs thirty of fifty points, with criteria that count twice; then the full proposal."""

from dataclasses import replace

from tests.journeys.living import applicant
from tests.journeys.setting_up.plans import Body, Form, Own, Part, Question, Round
from tests.journeys.setting_up.second_call import rows_of, rules
from tests.journeys.setting_up.usual import TEXTS, basics, calendar, criterion, rubric

RELEVANCE, DESIGN = ("Pertinencia", "Relevance"), ("Diseño", "Design")
CRITERIA = [
    criterion(RELEVANCE, ("Responde al objeto", "Answers the object"), "2"),
    criterion(RELEVANCE, ("Responde al territorio", "Answers the territory"), "2"),
    criterion(RELEVANCE, ("Población definida", "Defined population"), "1"),
    criterion(RELEVANCE, ("Aporta algo nuevo", "Adds something new"), "1"),
    criterion(DESIGN, ("Actividades que llevan al resultado", "Activities that lead to the result"), "2"),
    criterion(DESIGN, ("Viable en el tiempo previsto", "Can be done in time"), "1"),
    criterion(DESIGN, ("Prevé sus riesgos", "Foresees its risks"), "1"),
]
IDEA = Own(
    "Nota conceptual",
    "Concept note",
    (
        Question("long", "¿Cómo responde su idea al objeto?", "How does your idea answer?", {"words": "250"}),
        Question("yes_no", "¿Trabajará con otra organización?", "Will you work with another organisation?"),
        Question("short", "¿Con cuál?", "With which one?", when=("¿Trabajará con otra organización?", "Sí")),
        Question(
            "choice",
            "¿En qué etapa está la idea?",
            "At which stage is the idea?",
            {"options_es": "Es nueva\nYa se probó", "options_en": "It is new\nIt was tried"},
        ),
        Question("money", "¿Cuánto pedirían?", "How much would you ask for?"),
        Question(
            "table",
            "Equipo que la haría",
            "Team that would do it",
            {"columns_es": "Nombre | texto\nMeses | número", "columns_en": "Name\nMonths"},
        ),
    ),
)
TITLE = ("Fondo de vigilancia: nota conceptual", "Oversight fund: concept note")

CONCEPT = Round(
    TITLE,
    "1",
    {
        "basics": basics(
            TITLE,
            ("Ideas en pocas páginas.", "Ideas in a few pages."),
            ("Asociaciones civiles.\nUna nota por organización.", "Civil associations.\nOne note per organisation."),
        ),
        "territory": Part({"states": ["MX-JAL", "MX-SON"]}),
        "money": Part(
            {"currency": "MXN", "min_grant": "300,000", "max_grant": "900,000"},
            {
                "rows": [
                    {"name_es": "Incidencia", "name_en": "Advocacy", "budget": "3,600,000", "awards": "4"},
                ]
            },
        ),
        "calendar": calendar(
            launch="17/08/2020",
            deadline="07/09/2020",
            results="16/10/2020",
            project_start="01/02/2021",
            project_end="31/01/2022",
        ),
        "rules": Part({**rules("territory", "legal_form", "one_per_organisation", "calendar"), "forms": ["ac", "iap"]}),
        "rubric": rubric("50", "30", CRITERIA),
        "rounds": Part({"cut": "ranking"}),
        "texts": TEXTS,
    },
    Form(frozenset({"organisation", "summary", "problem"}), IDEA),
)

BODY = Body(
    applicant.EMAIL,
    "Ana Robles Cota",
    applicant.ORGANISATION,
    {
        **{key: Part(applicant.SECTIONS[key]) for key in ("organisation", "problem")},
        "summary": Part({key: value for key, value in applicant.SECTIONS["summary"].items() if key != "axes"}),
    },
    {
        "¿Cómo responde su idea al objeto?": "Los vecinos siguen las obras de su colonia.",
        "¿Trabajará con otra organización?": "Sí",
        "¿Con cuál?": "Colectivo Trazo Claro",
        "¿En qué etapa está la idea?": "Ya se probó",
        "¿Cuánto pedirían?": "450,000",
        "Equipo que la haría": ({"Nombre": "Ana Robles Cota", "Meses": "10"},),
    },
)

FULL_TITLE = ("Fondo de vigilancia: propuesta completa", "Oversight fund: full proposal")
FULL = Round(
    FULL_TITLE,
    "1",
    {
        "calendar": calendar(
            launch="19/10/2020",
            deadline="13/11/2020",
            results="18/12/2020",
            project_start="01/02/2021",
            project_end="31/01/2022",
        ),
        "papers": Part(
            {},
            {
                "rows": [
                    {
                        "title_es": "Acta constitutiva",
                        "title_en": "Articles of association",
                        "why_es": "Para comprobar la figura legal.",
                        "why_en": "To check the legal form.",
                        "kinds": "scan",
                        "need": "required",
                    }
                ]
            },
        ),
        "rules": Part({**rules("territory", "legal_form", "amounts", "documents", "calendar"), "forms": ["ac", "iap"]}),
        "rubric": rubric(
            "100",
            "60",
            [
                *CRITERIA,
                criterion(("Recursos", "Resources"), ("Costo razonable", "Reasonable cost"), "6"),
                criterion(("Recursos", "Resources"), ("Capacidad", "Capacity"), "4"),
            ],
        ),
    },
    Form(
        frozenset({"organisation", "summary", "problem", "objective", "work_plan", "indicators", "budget", "documents"})
    ),
)
WORK = {**applicant.SECTIONS["work_plan"], "rows-0-start": "01/02/2021", "rows-0-end": "30/06/2021"}
FULL_BODY = replace(
    BODY,
    sections={
        "organisation": Part(applicant.SECTIONS["organisation"]),
        "objective": Part(applicant.SECTIONS["objective"]),
        "work_plan": Part(WORK),
        "indicators": Part({}, {"rows": rows_of(applicant.INDICATORS)}),
        "budget": Part({}, {"rows": rows_of(applicant.BUDGET)}),
    },
    answers={},
    papers=1,
)
# Two counts of the same sheet: as they are, and with the three criteria that count twice. Only the second decides.
MARKS = {
    applicant.NAME: (4, 4, 4, 4, 4, 4, 4),
    "Más Crudo, A.C.": (2, 2, 4, 4, 2, 4, 4),
    "Cuenta Doble, A.C.": (4, 4, 2, 2, 4, 2, 2),
}
