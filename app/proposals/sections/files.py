"""Answers that are files: the section keeps what each is and its digest, so that they are sealed with the other answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.calls.questionnaire.questions import MEGABYTES, Question, QuestionKind
from app.core.files import said_size
from app.core.forms import Form
from app.core.i18n import _
from app.core.sniffing import KINDS

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


def misfit(question: Question, file: GivenFile) -> str | None:
    """Why a file does not fit the question: it came from another call, or the call asks for others since."""
    ending = file.filename.rpartition(".")[2].lower()
    limit = (question.megabytes or MEGABYTES) * 1024 * 1024
    if not any(ending in KINDS[kind].endings for kind in question.types):
        wanted = ", ".join(kind.upper() for kind in question.types)
        return _(
            "“%(name)s” is not taken here: put a file of one of these types in its place: %(wanted)s.",
            name=file.filename,
            wanted=wanted,
        )
    if file.size > limit:
        sizes = {"size": said_size(file.size), "limit": said_size(limit)}
        return _("“%(name)s” weighs %(size)s MB; the limit is %(limit)s MB.", name=file.filename, **sizes)
    return None
