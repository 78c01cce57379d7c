"""Mails: each in two languages and three parts, each sent by somebody, none sent without its template."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Undefined
from markupsafe import Markup

from app.core import mail
from app.core.i18n import LANGUAGES, using_locale
from app.core.settings import ROOT
from app.core.templating import FILTERS, make_environment
from tests.architecture.sources import files, tree

pytestmark = pytest.mark.once

MAILS = ROOT / "templates" / "mail"


class Anything(Undefined):
    """Stands for whatever a mail is given: a text, a number, a person, a list of one."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(name=name)

    def __call__(self, *_: Any, **__: Any) -> Any:
        return self

    __getitem__ = __add__ = __radd__ = __sub__ = __mul__ = __truediv__ = __mod__ = __neg__ = __call__

    def __str__(self) -> str:
        return self._undefined_name or "something"

    def __html__(self) -> Markup:
        return Markup.escape(str(self))

    def __iter__(self) -> Any:
        return iter([Anything(name="one")])

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return True

    def __eq__(self, _: object) -> bool:
        return False

    def __lt__(self, *_: Any) -> Any:
        return False

    __gt__ = __le__ = __ge__ = __lt__
    __hash__ = None  # type: ignore[assignment]  # nothing keys by it


def names() -> set[str]:
    """The mails that have a template: "calls/published"."""
    return {path.relative_to(MAILS).as_posix().split(".")[0] for path in MAILS.rglob("*.md")}


def test_each_mail_is_written_in_both_languages() -> None:
    missing = [f"{name}.{x}" for name in sorted(names()) for x in LANGUAGES if not (MAILS / f"{name}.{x}.md").exists()]
    assert missing == []


def test_mails_sent_and_mails_written_are_the_same() -> None:
    stages = "|".join(path.name for path in (ROOT / "app").iterdir() if path.is_dir())
    named = re.compile(rf"(?:{stages})/[a-z_]+")
    said = (node.value for path in files("app") for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
    assert {text for text in said if isinstance(text, str) and named.fullmatch(text)} == names()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(names()))
def test_a_mail_has_subject_text_and_html(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lenient = make_environment().overlay(undefined=Anything, autoescape=False)
    lenient.filters = {**lenient.filters, **dict.fromkeys(FILTERS, lambda value, *_, **__: str(value))}
    monkeypatch.setattr(mail, "_plain_environment", lenient)
    with using_locale(language):
        subject, text, html = mail.render(name, language, because="porque")
    assert subject
    assert not subject.startswith("#")
    assert text.strip().endswith("porque")
    assert "<p>" in html
    assert f'lang="{language}"' in html


def test_mail_templates_lie_in_their_stage() -> None:
    stages = {path.name for path in (ROOT / "app").iterdir() if path.is_dir()}
    assert {Path(name).parts[0] for name in names()} <= stages
