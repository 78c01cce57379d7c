"""What the fictional organisations write is whole, varied, and always the same."""

import io
from datetime import date
from decimal import Decimal

import pypdf
import pytest

from app.core.identifiers import check_cluni, check_rfc
from app.core.territory import is_state
from app.demo.content import Frame, compose, organisations, read, requested
from app.demo.costs import Limits
from app.demo.papers import paper
from app.demo.receiving import NEVER_SENT
from app.proposals.sections import SECTIONS
from app.proposals.sections.base import examine
from app.proposals.sections.frame import Activity, AxisChoice, LotChoice
from app.proposals.sections.frame import Frame as Asked

AXES = {"detection": "A1", "prevention": "A2", "sanction": "A3"}
LIMITS = Limits(Decimal(650_000), Decimal(250_000), Decimal(10), Decimal(10))
FRAME = Frame("L1", AXES, date(2020, 11, 16), date(2021, 8, 31), LIMITS)
EIGHT = {"MX-BCN", "MX-BCS", "MX-SON", "MX-COA", "MX-JAL", "MX-ROO", "MX-ZAC", "MX-GUA"}


def test_sixty_four_organisations_send_and_two_never_do() -> None:
    fates = [block.get("fate") in NEVER_SENT for block in organisations()]
    assert (fates.count(False), fates.count(True)) == (64, 2)


def test_all_eight_states_take_part_and_one_organisation_comes_from_outside() -> None:
    homes = {block["state"] for block in organisations()}
    assert homes - EIGHT == {"MX-DUR"}
    assert homes >= EIGHT
    assert all(is_state(home) for home in homes)


def test_identifiers_have_their_form_and_their_check_digit() -> None:
    for block in organisations():
        if block["rfc"]:
            assert (check_rfc(block["rfc"]).error, check_rfc(block["rfc"]).warning) == (None, None), block["name"]
            assert check_cluni(block["cluni"]).ok, block["name"]


def test_nobody_shares_a_name_or_a_tax_number() -> None:
    names = [block["name"] for block in organisations()]
    numbers = [block["rfc"] for block in organisations() if block["rfc"]]
    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("block", organisations(), ids=lambda block: block["name"])
def test_what_it_writes_meets_every_rule_of_the_form(block: dict[str, str]) -> None:
    sections = compose(block, FRAME)
    asked = Asked(
        min_grant=LIMITS.minimum,
        max_grant=LIMITS.maximum,
        own_minimum=LIMITS.own_percent,
        indirect_cap=LIMITS.indirect_percent,
        named_monitor=True,
        both_families=True,
        lots=(LotChoice("1", "L1", {}),),
        axes=tuple(AxisChoice(code, {}) for code in AXES.values()),
        chosen_lot="L1",
        activities=tuple(Activity(row["id"], row["activity"]) for row in sections["work_plan"]["rows"]),
    )
    found = {key: problems for key, data in sections.items() if (problems := examine(SECTIONS[key], data, asked))}
    assert found == {}


def test_the_same_organisation_writes_the_same_and_no_two_write_alike() -> None:
    block = organisations()[0]
    assert compose(block, FRAME) == compose(block, FRAME)
    abstracts = {
        (compose(each, FRAME)["summary"]["title"], requested(compose(each, FRAME))) for each in organisations()
    }
    assert len(abstracts) == len(organisations())


def test_no_placeholder_is_left_in_any_text() -> None:
    text = str([compose(block, FRAME) for block in organisations()])
    assert "{few}" not in text
    assert "{municipality}" not in text


def test_the_work_plan_stays_inside_the_project_and_ends_with_it() -> None:
    for block in organisations():
        rows = compose(block, FRAME)["work_plan"]["rows"]
        assert 4 <= len(rows) <= 6
        assert min(row["start"] for row in rows) == "2020-11-16"
        assert max(row["end"] for row in rows) == "2021-08-31"


def test_every_theme_is_written_by_somebody_and_has_both_families() -> None:
    themes = {block["theme"] for block in organisations()}
    for theme in themes:
        assert {row["family"] for row in read(f"themes/{theme}")["indicators"]} == {"management", "effectiveness"}


def test_a_paper_is_a_pdf_of_one_page_that_says_its_lines() -> None:
    page = pypdf.PdfReader(io.BytesIO(paper("Acta (copia)", ["Ñandú, A.C."])), strict=True).pages[0]
    assert "Ñandú, A.C." in page.extract_text()
