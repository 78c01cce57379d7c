"""A person in front of the pages: signs in by mail, fills in, presses, and leaves a picture of each step."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from sqlmodel import col, select

from app.core import jobs
from app.core.db import Database
from app.core.i18n import _, using_locale
from app.core.mail import OutboxMail

DESK = {"width": 1280, "height": 900}
TABS = 400
PLACE = ":is(main, aside)"
LINK = re.compile(r"https?://[^\s)>\"]+")


def es(text: str, **values: object) -> str:
    """A sentence of the pages as it is shown in Spanish."""
    with using_locale("es"):
        return _(text, **values)


@dataclass
class World:
    """The running site with its database, and where the pictures go."""

    browser: Browser
    address: str
    database: Database
    pictures: Path
    taken: list[str] = field(default_factory=list)

    def tick(self) -> None:
        """Let the background work pass once."""
        jobs.run_once(self.database)

    def last_link(self, email: str, part: str) -> str:
        """The newest mailed link to this address that leads to such a page."""
        with self.database.transaction(write=False) as session:
            query = (
                select(OutboxMail.text).where(OutboxMail.to_email == email).order_by(col(OutboxMail.created_at).desc())
            )
            links = [link for text in session.exec(query) for link in LINK.findall(text) if part in link]
        assert links, f"no mail to {email} leads to {part}"
        return links[0]


class Person:
    """One browser of one person. `keyboard` means no mouse and, with `scripts` off, no JavaScript either."""

    def __init__(
        self, world: World, email: str, *, scripts: bool = True, keyboard: bool = False, width: int = DESK["width"]
    ) -> None:
        self.world = world
        self.email = email
        self.keyboard = keyboard
        self.scripts = scripts
        context = world.browser.new_context(
            viewport={**DESK, "width": width}, locale="es-MX", java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        self.page: Page = context.new_page()

    def go(self, path: str) -> "Person":
        """Open an address of the site, or a whole link from a mail."""
        answer = self.page.goto(path if path.startswith("http") else self.world.address + path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"
        return self

    def refused(self, path: str) -> "Person":
        """Open an address that is not for this person."""
        answer = self.page.goto(self.world.address + path)
        assert answer is not None
        assert answer.status == 403, f"{path}: {answer.status}"
        return self

    def sign_in(self) -> "Person":
        """Ask for a link by mail and follow it."""
        self.go("/sign-in").fill({"email": self.email}).press("Send me the code")
        return self.go(self.world.last_link(self.email, "/sign-in/link/")).press("Sign in")

    def fill(self, values: Mapping[str, str | list[str]]) -> "Person":
        """Fill in fields by their names; ticks and choices by their values."""
        for name, value in values.items():
            for each in [value] if isinstance(value, str) else value:
                self._put(name, each)
        return self

    def press(self, label: str, **values: object) -> "Person":
        """Press a button, or follow a link, by its words in English (they are shown in Spanish)."""
        words = es(label, **values)
        found = self._main.get_by_role("button", name=words).or_(self._main.get_by_role("link", name=words)).first
        if self.keyboard:
            self._tab_to(found)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter") if self.keyboard else found.click()
        return self.fine()

    def attach(self, name: str, filename: str, data: bytes) -> "Person":
        """Choose a file."""
        self.page.locator(f'input[type="file"][name="{name}"]').set_input_files(
            {"name": filename, "mimeType": "application/pdf", "buffer": data}
        )
        return self

    def sees(self, text: str) -> "Person":
        """The page says this."""
        shown = " ".join(" ".join(self._main.all_inner_texts()).split())
        assert " ".join(text.split()) in shown, f"{text!r} is not on {self.page.url}:\n{shown[:1500]}"
        return self

    def fine(self) -> "Person":
        """The page has no error."""
        problems = self.page.locator('[role="alert"] li, .error').all_inner_texts()
        assert not self.page.title().startswith(("Error", "404", "403", "500")), (
            f"{self.page.url}: {self.page.title()} {problems}"
        )
        return self

    def value(self, name: str) -> str:
        """What a field holds."""
        return self.page.locator(f'{PLACE} [name="{name}"]:not([type="hidden"])').first.input_value()

    def rows(self) -> list[str]:
        """What the rows of the page's tables say, one after the other."""
        return [" ".join(each.split()) for each in self._main.locator("tbody tr").all_inner_texts()]

    def picture(self, name: str) -> "Person":
        """Keep a picture of the page as it is now."""
        self.world.taken.append(name)
        self.page.screenshot(path=self.world.pictures / f"{len(self.world.taken):02}-{name}.png", full_page=True)
        return self

    def leave(self) -> None:
        """Close the browser."""
        self.page.context.close()

    @property
    def at(self) -> str:
        """The path of the page."""
        return self.page.url.removeprefix(self.world.address)

    @property
    def _main(self) -> Locator:
        return self.page.locator(PLACE)

    def _put(self, name: str, value: str) -> None:
        fields = self.page.locator(f'{PLACE} [name="{name}"]:not([type="hidden"])')
        assert fields.count(), f"no field {name} on {self.page.url}: {self._names()}"
        kind = fields.first.get_attribute("type") or fields.first.evaluate("e => e.localName")
        if kind in {"radio", "checkbox"}:
            self._choose(self.page.locator(f'{PLACE} [name="{name}"][value="{value}"]'))
        elif kind == "select":
            self._select(fields.first, value)
        else:
            self._type(fields.first, value)

    def _choose(self, option: Locator) -> None:
        if not self.keyboard:
            option.check(force=True)
            return
        self._tab_to(option)
        if not option.is_checked():
            self.page.keyboard.press("Space")
        for _step in range(TABS):
            if option.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def _select(self, field_: Locator, value: str) -> None:
        if not self.keyboard:
            field_.select_option(value)
            return
        self._tab_to(field_)
        self.page.keyboard.press("Home")
        for _step in range(TABS):
            if field_.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")

    def _type(self, field_: Locator, value: str) -> None:
        if not self.keyboard:
            field_.fill(value)
            return
        self._tab_to(field_)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(value)

    def _tab_to(self, wanted: Locator) -> None:
        """Press the tab key until the focus is there, as somebody without a mouse does; a group of radios has one stop."""
        here = "e => document.activeElement === e || (e.type === 'radio' && document.activeElement.name === e.name)"
        for _step in range(TABS):
            if wanted.evaluate(here):
                return
            self.page.keyboard.press("Tab")
        message = f"the keyboard does not reach {wanted} on {self.page.url}"
        raise AssertionError(message)

    def _names(self) -> list[str]:
        return [one or "" for one in self.page.locator(f"{PLACE} [name]").evaluate_all("all => all.map(e => e.name)")]
