"""Pasted text as it is kept: nothing unseen, dashes for bullets, and not a word more or less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pasting import tidied
from app.core.words import word_count

ODD = st.text(
    alphabet=st.sampled_from("aá 1\n\t\r\x0b\x1c\x1f\x85\xa0\xad\u200b\u200d\u2028\u202e\ufeff\x01•·\uf0b7-.é👩")
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Uno\r\ndos\rtres", "Uno\ndos\ntres"),
        ("• Uno\n\t·\xa0 Dos\n\uf0b7\tTres", "- Uno\n\t- Dos\n- Tres"),
        ("contra\xadtos\u200b públicos\ufeff", "contratos públicos"),
        ("uno\u2028dos\x1ftres", "uno\ndos tres"),
        ("20\xa0% · y un 👩\u200d🌾", "20\xa0% · y un 👩\u200d🌾"),
        ("- Ya limpio\n\n**Así** queda", "- Ya limpio\n\n**Así** queda"),
    ],
)
def test_what_is_kept_of_what_was_pasted(typed: str, kept: str) -> None:
    assert tidied(typed) == kept


@given(ODD)
def test_it_is_done_once(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)


@given(ODD)
def test_no_word_is_won_or_lost_but_those_that_nobody_sees(text: str) -> None:
    seen = "".join(char for char in text if tidied(char))
    assert word_count(tidied(text)) == word_count(seen)
