"""The text that an agreement starts from, in the organisation's language; both sides edit it while drafting.

These are contents of a Spanish document, not interface text: they are stored with the agreement.
"""

FIRST_TRANCHE = "Firma del convenio"
LAST_TRANCHE = "Aceptación del primer informe trimestral"

_CLAUSES = (
    (
        "Objeto",
        (
            "Las partes acuerdan la realización del proyecto «{title}», conforme al plan de trabajo, los indicadores y el presupuesto "
            "de los anexos, que son los de la propuesta presentada por la organización."
        ),
    ),
    (
        "Vigencia",
        "El convenio estará vigente del {start_on} al {end_on}. Los hechos anteriores o posteriores a estas fechas no se cubren con sus recursos.",
    ),
    (
        "Aportación y desembolsos",
        (
            "La aportación total es de {amount}. Se entrega en los desembolsos del calendario anexo, cada uno una vez cumplida su condición. "
            "La organización confirma la recepción de cada desembolso."
        ),
    ),
    (
        "Informes",
        (
            "La organización presenta un informe por cada periodo del calendario anexo, a más tardar en la fecha que ahí se indica. "
            "El equipo del programa lo acepta o lo devuelve con observaciones y una nueva fecha."
        ),
    ),
    (
        "Uso y comprobación de los recursos",
        (
            "Los recursos se destinan solo a las líneas del presupuesto anexo y se comprueban con documentos a nombre de la organización, "
            "que los conserva durante cinco años."
        ),
    ),
    (
        "Imagen y difusión",
        "Los productos y actos del proyecto reconocen el apoyo de {donor} y de {implementer} según el plan de imagen del programa.",
    ),
    (
        "Modificaciones",
        "Todo cambio de objeto, vigencia o monto requiere un convenio modificatorio firmado por ambas partes.",
    ),
    (
        "Terminación",
        "Cualquiera de las partes puede terminar el convenio con aviso escrito de treinta días. Los recursos no ejercidos se devuelven.",
    ),
)


def starting_clauses(**facts: str) -> list[dict[str, str]]:
    """The clauses with their blanks filled: title, start_on, end_on, amount, donor, implementer."""
    return [{"heading": heading, "body": body.format(**facts)} for heading, body in _CLAUSES]
