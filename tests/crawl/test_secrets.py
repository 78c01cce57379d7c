"""Every page as every role, and what no page may tell: bank accounts, and who a protected organisation is."""

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from sqlmodel import col, select

from app.calls.models import Call
from app.review.models import Candidacy, CandidacyState
from tests.crawl.test_refusals import rows
from tests.support.crawl import Map
from tests.support.demo import House
from tests.support.registry import addresses
from tests.support.secrets import ACCOUNT, known, protected

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

TO_OWNERS = "/organisations/{organisation_id}/bank"
TO_PAYERS = "/agreements/{agreement_id}/bank"
PUBLISHED = frozenset(
    {
        "/",
        "/calls",
        "/calls/{slug}",
        "/calls/{slug}/calendar.ics",
        "/calls/{slug}/card-{language}.png",
        "/calls/{slug}/closing",
        "/calls/{slug}/closing.json",
        "/calls/{slug}/closing/{folio}.json",
        "/results",
        "/results/{slug}",
        "/results/{slug}/ruling.pdf",
        "/robots.txt",
        "/sitemap.xml",
        "/verify",
        "/verify/keys",
    }
)


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


def test_no_public_address_tells_who_a_protected_organisation_is(demo_house: House) -> None:
    """Every address that needs no leave, with every call and every folio: pages, feeds, lists, proofs, cards, PDFs."""
    visitor = demo_house.browser(None)
    heard = Map(demo_house.app, secrets=known(demo_house.session))
    reached = set()
    for path, url in everywhere(demo_house):
        answer = visitor.get(url)
        if answer.status_code < 300:
            reached.add(path)
            heard.listen("visitor", path, answer)
    assert heard.told == set()
    assert reached >= PUBLISHED


def test_what_was_protected_took_part_in_all_that_is_published(demo_house: House) -> None:
    """Else silence would prove nothing: one was selected, and both stand in the closing list by their folio."""
    states = [each.state for each in _candidacies(demo_house)]
    assert (len(states), states.count(CandidacyState.approved)) in {(2, 1), (2, 2)}
    text = demo_house.browser(None).get(f"/results/{_second(demo_house)}").text
    assert all(each.folio in text for each in _candidacies(demo_house))
    assert text.count("Identidad protegida") >= len(_candidacies(demo_house))


def test_those_who_take_no_part_in_its_process_never_meet_its_name(demo_house: House) -> None:
    """The pages under /dev show all mails, in a demonstration only."""
    told = {each for each in demo_house.map().told if each[0] != ACCOUNT and not each[2].startswith("/dev/")}
    strangers = {"visitor", "newcomer", "organisation"}
    assert {each for each in told if each[1] in strangers} == set()
    assert {role for _secret, role, _path in told} >= {"officer", "coordinator"}


def everywhere(house: House) -> Iterator[tuple[str, str]]:
    """(route, address) of everything that answers a GET, and the searches by a part of each secret."""
    session = house.session
    known_values = {
        "slug": list(session.exec(select(Call.slug)).all()),
        "folio": [each.folio for each in _candidacies(house)],
        "language": ["es", "en"],
    }
    for address in addresses(house.app):
        names = re.findall(r"\{(\w+)", address.path)
        if "GET" in address.methods and not address.path.startswith("/dev/"):
            for values in product(*(known_values.get(name) or rows(session, name) for name in names)):
                yield address.path, address.path.format(**dict(zip(names, values, strict=True)))
    for folio in known_values["folio"]:
        yield "/verify", f"/verify?code={folio}"
    for body in protected(session):
        for field, path in (("q", "/calls"), ("q", "/"), ("q", "/results"), ("code", "/verify")):
            part = (body.rfc or body.legal_name)[:9]
            yield path, f"{path}?{field}={quote(part)}"


def _candidacies(house: House) -> list[Candidacy]:
    keys = [each.id for each in protected(house.session)]
    query = select(Candidacy).where(col(Candidacy.organisation_id).in_(keys), Candidacy.call_id == _call(house).id)
    return list(house.session.exec(query).all())


def _call(house: House) -> Call:
    return house.session.exec(select(Call).where(Call.edition == 2)).one()


def _second(house: House) -> str:
    return _call(house).slug
