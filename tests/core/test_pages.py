"""Pages from templates: our shorter ways say what Jinja's own would."""

from hypothesis import given
from hypothesis import strategies as st
from jinja2.runtime import markup_join
from markupsafe import Markup, escape

from app.core.i18n import lazy, using_locale
from app.core.templating import fragment, joined, shown

TEXTS = st.text(alphabet="a<>&\"'é ", max_size=12)
PARTS = TEXTS | TEXTS.map(Markup) | st.integers() | st.none() | st.floats(allow_nan=False) | TEXTS.map(lazy)


@given(PARTS)
def test_a_value_is_shown_as_escaping_says(value: object) -> None:
    assert str(shown(value)) == str(escape(value))


@given(st.lists(PARTS, max_size=5))
def test_what_is_joined_and_shown_is_what_jinja_would_join(parts: list[object]) -> None:
    assert str(shown(joined(parts))) == str(escape(markup_join(parts)))


def test_a_kept_part_is_made_once_a_language_and_again_under_another_key() -> None:
    made: list[str] = []

    def make(text: str) -> dict[str, object]:
        made.append(text)
        said = {"organisation": {"legal_name": text, "rfc": "", "state": "OAX", "representative_name": ""}, "files": []}
        return {"said": said, "sealed_parts": [], "proposal_id": "x"}

    def shown_in(language: str, text: str) -> Markup:
        with using_locale(language):
            return fragment("proposals/sealed_text.html", ("test of a kept part", text), lambda: make(text))

    pages = [shown_in(*asked) for asked in [("es", "<Uno>"), ("es", "<Uno>"), ("en", "<Uno>"), ("es", "Dos")]]
    assert made == ["<Uno>", "<Uno>", "Dos"]
    assert pages[0] == pages[1]
    assert "&lt;Uno&gt;" in pages[0]
    assert "Nombre legal" in pages[0]
    assert "Legal name" in pages[2]
    assert "Dos" in pages[3]
