"""From the home page to the receipt with a keyboard alone: a first address is typed, then only what pages offer is used."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlmodel import Session, col, select

from app.core import clock
from app.core.mail import OutboxMail
from app.demo.papers import paper
from app.proposals.models import Proposal, ProposalState
from tests.journeys.conftest import Site
from tests.journeys.living import applicant
from tests.journeys.living.person import Person, World, es
from tests.proposals import factories

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]
CODE = re.compile(r"\b\d{6}\b")
SECTIONS = {key: dict(values) for key, values in applicant.SECTIONS.items()}
SECTIONS["summary"] |= {"lot": "1", "axes": ["detection"], "states": ["MX-SON"]}
ORGANISATION = applicant.ORGANISATION | {"state": "MX-SON", "municipality": "Hermosillo"}


class Alone(Person):
    """Somebody without a mouse, for whom every page has to fit the screen."""

    def fine(self) -> "Alone":
        """No error, and nothing to scroll sideways for."""
        super().fine()
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{self.at} is {wider} px wider than the screen"
        return self

    def code(self) -> str:
        """The six digits of the newest mail."""
        with self.world.database.transaction(write=False) as session:
            sent = select(OutboxMail.subject).where(OutboxMail.to_email == self.email)
            found = session.exec(sent.order_by(col(OutboxMail.created_at).desc())).first()
        digits = CODE.search(found or "")
        assert digits, found
        return digits.group()

    def rows(self, add: str, rows: Sequence[Mapping[str, str | list[str]]]) -> "Alone":
        """Row after row; with scripts the next one is there at once."""
        for place, row in enumerate(rows):
            if place:
                self._another(add)
            self.fill(row)
        return self

    def choose(self, filename: str, data: bytes) -> "Alone":
        """A file, by the window that the key opens."""
        self._tab_to(self.page.locator('main input[type="file"]').first)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files({"name": filename, "mimeType": "application/pdf", "buffer": data})
        return self

    def _another(self, add: str) -> None:
        if not self.scripts:
            self.press(add)
            return
        self._tab_to(self.page.get_by_role("button", name=es(add)).first)
        self.page.keyboard.press("Enter")


@pytest.fixture
def world(site: Site, chromium: Browser, session: Session, tmp_path: Path) -> World:
    """A call that is open, and nobody who knows about it."""
    opened = factories.instant("2020-08-20T10:00:00", "America/Mexico_City")
    clock.shift(opened - clock.real_now())
    factories.open_call(session)
    session.commit()
    return World(chromium, site.address, site.database, tmp_path)


@pytest.mark.parametrize(
    ("scripts", "width"),
    [(True, 1280), (False, 320)],
    ids=["at a desk", "on an old telephone"],
)
def test_a_first_visitor_comes_from_the_home_page_to_the_receipt_by_the_keyboard_alone(
    world: World, session: Session, *, scripts: bool, width: int
) -> None:
    ana = Alone(world, applicant.EMAIL, scripts=scripts, keyboard=True, width=width)
    ana.go("/")
    ana.press("Segunda Convocatoria").press("Start a proposal")
    ana.fill({"email": ana.email}).press("Send me the code")
    ana.fill({"code": ana.code()}).press("Sign in")
    ana.fill({"name": "Ana Robles Cota", "language": "es", "consent": "on"}).press("Continue")
    ana.press("Register an organisation").fill(ORGANISATION).press("Save")
    ana.press("Start the proposal").press("Your organisation")
    for values in SECTIONS.values():
        ana.fill(values).press("Save and continue")
    ana.rows("Add another indicator", applicant.INDICATORS).press("Save and continue")
    ana.rows("Add another line", applicant.BUDGET).press("Save and continue")
    ana.choose("acta.pdf", paper("Acta constitutiva", [ana.email])).press("Upload")
    ana.press("Continue").fill({"declaration": "on"}).press("Send the proposal")
    ana.sees(es("We received your proposal"))
    session.expire_all()
    sent = session.exec(select(Proposal)).one()
    assert sent.state is ProposalState.submitted
    ana.sees(sent.folio or "no folio")
    ana.leave()
