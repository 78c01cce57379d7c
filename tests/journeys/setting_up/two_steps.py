"""The first of two steps: a concept note that needs thirty of fifty points; some criteria count twice."""

from tests.journeys.living import applicant
from tests.journeys.setting_up.plans import Body, Form, Own, Part, Question, Round
from tests.journeys.setting_up.second_call import rules
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
