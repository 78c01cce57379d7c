"""Answers that are files: the section keeps what each is and its digest, so that they are sealed with the other answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.calls.questionnaire.questions import Question, QuestionKind
from app.core.forms import Form

MOST = 10


class GivenFile(Form):
    """One file of an answer; `id` is that of the stored file. Nobody types it: a save keeps what stands."""

    id: str
    filename: str = ""
    sha256: str = ""
    size: int = 0
    scan: str = ""


def asked_files(questions: Sequence[Question]) -> tuple[str, ...]:
    """The questions that are answered with files."""
    return tuple(each.id for each in questions if each.kind == QuestionKind.file)


def files_in(questions: Sequence[Question], data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every file of a section's data, with the question that it answers."""
    for key in asked_files(questions):
        for each in data.get(key) or []:
            yield key, each
