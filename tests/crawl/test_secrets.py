"""Every page as every role, and what no page may tell: bank accounts, and who a protected organisation is."""

import pytest

from tests.support.demo import House
from tests.support.secrets import ACCOUNT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

TO_OWNERS = "/organisations/{organisation_id}/bank"
TO_PAYERS = "/agreements/{agreement_id}/bank"


def test_a_bank_account_is_read_on_its_two_pages_and_nowhere_else(demo_house: House) -> None:
    told = {(role, path) for secret, role, path in demo_house.map().told if secret == ACCOUNT}
    payers = {
        (role, path)
        for role in ("officer", "coordinator", "finance")
        for path in (TO_PAYERS, f"{TO_PAYERS}/{{key}}/proof")
    }
    owners = {("organisation", path) for path in (TO_OWNERS, f"{TO_OWNERS}/{{key}}/proof")}
    assert told - payers - owners == set()
    assert {("organisation", TO_OWNERS), ("finance", TO_PAYERS)} <= told
