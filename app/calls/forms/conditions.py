"""A condition as a select sends it: "question=value", with "section/" before it where it looks beyond its own."""

from app.calls.questionnaire.questions import Condition


def written(when: Condition | None) -> str:
    """The value of the option that stands for a condition."""
    if when is None:
        return ""
    return f"{when.section}/{when.question}={when.value}" if when.section else f"{when.question}={when.value}"


def condition(text: str | None) -> Condition | None:
    """What was chosen; nothing is no condition."""
    name, _sign, value = (text or "").partition("=")
    section, _slash, question = name.rpartition("/")
    return Condition(question, value, section) if question else None
