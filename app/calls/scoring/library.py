"""Criteria that other calls have used, to begin from [B23]. Each is only a text: staff change it as they like."""

from app.calls.words import Both

LIBRARY: dict[str, Both] = {
    "need": {
        "es": "Claridad del problema y evidencia que lo sostiene",
        "en": "Clarity of the problem and evidence that supports it",
    },
    "design": {
        "es": "Coherencia entre objetivo, actividades y resultados",
        "en": "Coherence between objective, activities and results",
    },
    "advocacy": {
        "es": "Incidencia en instituciones y políticas de derechos humanos",
        "en": "Advocacy before institutions and policies on human rights",
    },
    "gender": {
        "es": "Igualdad de género en el diagnóstico, las actividades y los indicadores",
        "en": "Gender equality in the diagnosis, the activities and the indicators",
    },
    "diversity": {
        "es": "Respeto a la diversidad sexual y de género en el diseño",
        "en": "Respect for sexual and gender diversity in the design",
    },
    "marginalised": {
        "es": "Participación de comunidades marginadas, desde la decisión hasta el resultado",
        "en": "Participation of marginalised communities, from the decision to the result",
    },
    "bridge": {
        "es": "Vínculo entre autoridades, ciudadanía y organizaciones",
        "en": "Links between authorities, citizens and organisations",
    },
    "capacity": {
        "es": "Experiencia y capacidad de la organización y de su equipo",
        "en": "Experience and capacity of the organisation and its team",
    },
    "budget": {
        "es": "Presupuesto razonable para lo que se propone",
        "en": "A budget that is reasonable for what is proposed",
    },
    "sustainability": {
        "es": "Permanencia de los resultados cuando termine el apoyo",
        "en": "Results that last when the support ends",
    },
    "risks": {
        "es": "Riesgos reconocidos y forma de atenderlos",
        "en": "Risks that are named, and how they are met",
    },
    "innovation": {
        "es": "Aporte nuevo frente a lo que ya se hace",
        "en": "What is new beside what is done already",
    },
}


def levels() -> tuple[Both, ...]:
    """What each level of a scale from 0 to 5 usually means."""
    return (
        {"es": "No lo aborda", "en": "Not addressed"},
        {"es": "Muy débil", "en": "Very weak"},
        {"es": "Débil", "en": "Weak"},
        {"es": "Suficiente", "en": "Sufficient"},
        {"es": "Bueno", "en": "Good"},
        {"es": "Excelente", "en": "Excellent"},
    )
