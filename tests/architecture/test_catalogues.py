"""Catalogues: every message has its Spanish, placeholders agree, nothing is fuzzy, nothing is said in two ways."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from app.core.settings import ROOT
from app.core.templating import environment
from tests.architecture.sources import calls, files, where

pytestmark = pytest.mark.once

MARKERS = {"_": 1, "lazy": 1, "ngettext": 2, "i18n._": 1, "i18n.lazy": 1, "i18n.ngettext": 2}
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%|%")


def used() -> dict[str, str]:
    """Every message id of code and templates, with one place where it is used."""
    return dict([*_in_code(), *_in_templates()])


def _in_code() -> Iterator[tuple[str, str]]:
    for path in files("app"):
        for name, call in calls(path):
            for argument in call.args[: MARKERS.get(name, 0)]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value, where(path, call)


def _in_templates() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "templates").rglob("*.*"):
        for line, _, message in environment.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]  # added by the i18n extension
            for one in message if isinstance(message, tuple) else (message,):
                if one:
                    yield one, f"{path.relative_to(ROOT)}:{line}"


def catalogue(language: str) -> Iterator[tuple[Path, Message]]:
    """Every message of a language's PO files."""
    for path in sorted((ROOT / "locale" / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if message.id:
                    yield path, message


def ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def texts(message: Message) -> tuple[str, ...]:
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(text or "" for text in said)


def test_every_message_has_its_spanish() -> None:
    translated = {one for _, message in catalogue("es") if all(texts(message)) for one in ids(message)}
    missing = [f"{place}: {message!r}" for message, place in used().items() if message not in translated]
    assert missing == []


def test_nothing_is_fuzzy() -> None:
    assert [f"{path.name}: {m.id}" for x in ("es", "en") for path, m in catalogue(x) if m.fuzzy] == []


def test_placeholders_agree() -> None:
    wrong = [
        f"{path.name}: {message.id}"
        for path, message in catalogue("es")
        if len({frozenset(PLACEHOLDER.findall(text)) - {""} for text in (*ids(message), *texts(message))}) > 1
        and not isinstance(message.id, tuple | list)
    ]
    assert wrong == []


def test_a_message_is_said_in_one_way() -> None:
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for _, message in catalogue("es"):
        said[ids(message)[0]].add(texts(message))
    assert {message: ways for message, ways in said.items() if len(ways) > 1} == {}


def test_no_translation_is_left_over() -> None:
    known = used()
    assert [f"{path.name}: {m.id}" for path, m in catalogue("es") if not any(one in known for one in ids(m))] == []


def test_messages_are_marked_as_constants() -> None:
    """A message built at run time cannot be found, so it would never be translated."""
    built = [
        where(path, call)
        for path in files("app")
        for name, call in calls(path)
        if name in MARKERS and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert built == []
