from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.i18n import using_locale
from app.core.identifiers import FOLIO_SYMBOLS, RfcKind, check_cluni, check_rfc, folio, read_folio, rfc_check_digit

FOLIO = st.text(FOLIO_SYMBOLS, min_size=8, max_size=8).map(folio)


@pytest.mark.parametrize("rfc", ["GODE561231GR8", "gode 561231-gr8", " GODE561231GR8 "])
def test_the_rfc_of_a_person_as_people_type_it(rfc):
    checked = check_rfc(rfc)
    assert (checked.text, checked.kind, checked.error, checked.warning) == ("GODE561231GR8", RfcKind.PERSON, None, None)


def test_the_rfc_of_the_tax_authority_itself():
    checked = check_rfc("SAT970701NN3")
    assert (checked.kind, checked.error, checked.warning) == (RfcKind.COMPANY, None, None)


def test_a_wrong_check_digit_is_only_a_warning():
    checked = check_rfc("SAT970701NN4")
    assert checked.ok
    assert "último carácter" in checked.warning


@pytest.mark.parametrize("generic", ["XAXX010101000", "XEXX010101000"])
def test_generic_rfcs_belong_to_nobody(generic):
    assert "genérico" in check_rfc(generic).error


@pytest.mark.parametrize("bad", ["", "ABC", "SAT970701NN", "SATX970701NN33", "S4T970701NN3", "SAT970701NNB"])
def test_what_cannot_be_an_rfc(bad):
    checked = check_rfc(bad)
    assert not checked.ok
    assert checked.kind is None


def test_the_date_inside_an_rfc_exists_in_some_century():
    assert "971131" in check_rfc("SAT971131NN3").error
    assert check_rfc("ABC000229XY9").ok
    assert not check_rfc("ABC010229XY9").ok


@given(st.from_regex(r"[A-Z&]{3,4}(0[0-9]|9[0-9])(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[A-Z0-9]{2}", fullmatch=True))
def test_an_rfc_with_its_own_digit_has_no_warning(body):
    whole = body + rfc_check_digit(body + "0")
    if whole not in {"XAXX010101000", "XEXX010101000"}:
        assert check_rfc(whole).warning is None


def test_a_cluni_with_its_date_and_state():
    assert check_cluni("abc 010203-09-014").text == "ABC01020309014"
    assert check_cluni("ABC01020309014").ok
    assert "14 caracteres" in check_cluni("ABC0102030901").error
    assert "011331" in check_cluni("ABC01133109014").error
    assert "estado" in check_cluni("ABC01020339014").warning


def test_sentences_in_english_too():
    with using_locale("en"):
        assert check_cluni("x").error == "A CLUNI has 14 characters, as in ABC01020309014."


def test_a_folio_has_its_check_character():
    assert folio("7K3MQX2C") == "7K3M-QX2C-V"


@given(FOLIO)
def test_a_folio_is_read_back_however_it_is_typed(made):
    assert read_folio(made) == made
    assert read_folio(f"  {made.lower()} ") == made
    assert read_folio(made.replace("-", " ")) == made
    assert read_folio(made.replace("-", "–")) == made
    assert read_folio(made.replace("-", "")) == made


@given(FOLIO, st.data())
def test_one_wrong_symbol_is_caught(made, data):
    place = data.draw(st.sampled_from([place for place, symbol in enumerate(made) if symbol != "-"]))
    other = data.draw(st.sampled_from(FOLIO_SYMBOLS).filter(lambda symbol: symbol != made[place]))
    assert read_folio(made[:place] + other + made[place + 1 :]) is None


def test_two_neighbours_exchanged_are_nearly_always_caught():
    tried = missed = 0
    for first, second in permutations(FOLIO_SYMBOLS, 2):
        for place in range(7):
            body = "7K3MQX2C"[:place] + first + second + "7K3MQX2C"[place + 2 :]
            swapped = body[:place] + second + first + body[place + 2 :]
            tried += 1
            missed += folio(body)[-1] == folio(swapped)[-1]
    assert missed / tried < 0.04


@pytest.mark.parametrize("bad", ["", "7K3MQX2", "7K3MQX2C2", "7K3MQX2O", "7k3mqx2c", "ÑÑÑÑÑÑÑÑ"])
def test_no_folio_without_eight_symbols(bad):
    with pytest.raises(ValueError, match="folio"):
        folio(bad)
