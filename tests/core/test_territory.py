from app.core.i18n import using_locale
from app.core.territory import is_state, sdg_choices, sdgs, state_choices, state_name, state_names, states


def test_thirty_two_states_each_with_its_codes():
    assert len(states()) == 32
    assert len({state.iso for state in states()}) == len({state.inegi for state in states()}) == 32
    assert [state.short for state in states()][:3] == ["Aguascalientes", "Baja California", "Baja California Sur"]


def test_accents_do_not_send_a_state_to_the_end():
    names = [name for _, name in state_choices()]
    assert names[names.index("Puebla") : names.index("Quintana Roo") + 1] == ["Puebla", "Querétaro", "Quintana Roo"]


def test_names_and_choices():
    assert state_name("MX-COA") == "Coahuila"
    assert state_name("MX-ZZZ") == "MX-ZZZ"
    assert is_state("MX-SON")
    assert not is_state("Sonora")
    assert state_names(["MX-ZAC", "MX-BCN"]) == ["Baja California", "Zacatecas"]
    assert state_choices({"MX-SON"}) == [("MX-SON", "Sonora")]


def test_seventeen_goals_in_two_languages():
    assert [goal.number for goal in sdgs()] == list(range(1, 18))
    assert all(goal.name[language] and goal.short[language] for goal in sdgs() for language in ("es", "en"))
    assert [target.code for target in sdgs()[15].targets] == ["16.5", "16.6", "16.7", "16.10"]
    assert sdg_choices()[4] == ("5", "5. Igualdad de género")
    with using_locale("en"):
        assert sdg_choices()[4] == ("5", "5. Gender equality")
