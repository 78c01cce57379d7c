"""`python -m bench.thin`: what a person waits for on an old phone with a thin line, in a real browser."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize, sync_playwright

from app import __version__
from app.people.service.sessions import SESSION_COOKIE
from bench.__main__ import ground, surroundings
from bench.plan import FORM
from bench.servers import serving
from tests.support import browser as finder

PROPOSALS = 60
ROUNDS = 3
PHONE: ViewportSize = {"width": 360, "height": 740}
SLOWER = 6  # a processor of an old phone beside this one
PATIENCE = 180_000
PAGE = "performance.timeOrigin"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()"


@dataclass(frozen=True)
class Wire:
    """A line: its name, kilobits a second down and up, milliseconds until anything comes back."""

    name: str
    down: int
    up: int
    wait: int


WIRES = (Wire("3G, slow", 400, 400, 400), Wire("2G, EDGE", 200, 100, 600), Wire("2G, GPRS", 50, 20, 800))


@dataclass(frozen=True)
class Seen:
    """One step: requests, bytes on the wire, seconds until a new page is read (0: no page came) and until all is done."""

    requests: int
    kilobytes: float
    first: float
    whole: float


class Phone:
    """A browser on a thin line that counts what comes over it."""

    def __init__(self, context: BrowserContext, wire: Wire) -> None:
        self.page: Page = context.new_page()
        self._requests = 0
        self._bytes = 0.0
        protocol: CDPSession = context.new_cdp_session(self.page)
        protocol.send("Network.enable")
        protocol.on("Network.requestWillBeSent", lambda _: self._asked())
        protocol.on("Network.loadingFinished", lambda event: self._came(event["encodedDataLength"]))
        throttled = {"offline": False, "latency": wire.wait, "downloadThroughput": wire.down * 125}
        protocol.send("Network.emulateNetworkConditions", {**throttled, "uploadThroughput": wire.up * 125})
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def step(self, act: Callable[[Page], object]) -> Seen:
        """Do something and wait until it is done; a page that came says itself when it could first be read."""
        self._requests, self._bytes = 0, 0.0
        before = self.page.evaluate(PAGE)
        began = perf_counter()
        act(self.page)
        self.page.wait_for_load_state("networkidle")
        whole = perf_counter() - began
        first = float(self.page.evaluate(PAINTED)) / 1000 if self.page.evaluate(PAGE) != before else 0.0
        return Seen(self._requests, self._bytes / 1000, first, whole)

    def _asked(self) -> None:
        self._requests += 1

    def _came(self, size: float) -> None:
        self._bytes += size


def main() -> None:
    """Walk the steps on each line, and write what was seen."""
    parser = argparse.ArgumentParser(prog="bench.thin")
    parser.add_argument("--to", default="bench/thin.md")
    to = Path(parser.parse_args().to)
    path = finder.obtain()
    if path is None:
        sys.exit("No browser was found: set APP_CHROMIUM.")
    with (
        ground("sqlite", PROPOSALS) as place,
        serving("house", "app.main:create_app", 1, surroundings(place)) as house,
        _browser(path) as browser,
    ):
        proposal, cookie = place.loaded.drafts[0]
        steps = _steps(f"http://127.0.0.1:{house.port}", place.loaded.call_slug, proposal)
        to.write_text("\n".join(_report(browser, steps, cookie, house.port)) + "\n", encoding="utf-8")
    print(f"{to} is written.")


@contextmanager
def _browser(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, chromium_sandbox=False, args=finder.ARGUMENTS)
        yield started
        started.close()


def _steps(site: str, call: str, proposal: str) -> dict[str, Callable[[Page], object]]:
    """In the order of a visit: what is kept by the phone from one step is not asked for in the next."""
    form = f"{site}/proposals/{proposal}/sections"
    return {
        "call page, first visit": lambda page: page.goto(f"{site}/calls/{call}"),
        "task list of the proposal": lambda page: page.goto(f"{site}/proposals/{proposal}"),
        f"section {FORM}": lambda page: page.goto(f"{form}/{FORM}"),
        "what was typed is kept": _type,
        "save, and the next section": lambda page: page.locator("main form button[type=submit]").last.click(),
        "check page": lambda page: page.goto(f"{site}/proposals/{proposal}/check"),
    }


def _type(page: Page) -> None:
    """A word more, and the wait until the page knows that the server has it (the pause before it is sent is in it)."""
    page.locator("main textarea").first.press_sequentially(" más")
    page.locator("form[data-unsent]").wait_for()
    page.locator("form[data-autosave]:not([data-unsent])").wait_for()


def _report(browser: Browser, steps: dict[str, Callable[[Page], object]], cookie: str, port: int) -> Iterator[str]:
    yield "# A thin line\n"
    yield (
        f"Convoca {__version__} in Chromium at {PHONE['width']} px, its processor {SLOWER} times slower, the line as named; "
        f"the middle of {ROUNDS} visits, each on a phone that has never been here. *Read* is when the first text is on the "
        "screen, *done* when nothing more is under way. Written by `python -m bench.thin`."
    )
    for wire in WIRES:
        print(f"{wire.name}…", flush=True)
        visits = [_visit(browser, wire, steps, cookie, port) for _ in range(ROUNDS)]
        yield f"\n## {wire.name}: {wire.down} kbit/s down, {wire.up} up, {wire.wait} ms\n"
        yield "| step | requests | kB | read s | done s |"
        yield "|---|--:|--:|--:|--:|"
        yield from (_line(name, [visit[name] for visit in visits]) for name in steps)


def _visit(
    browser: Browser, wire: Wire, steps: dict[str, Callable[[Page], object]], cookie: str, port: int
) -> dict[str, Seen]:
    context = browser.new_context(viewport=PHONE, locale="es-MX")
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": SESSION_COOKIE, "value": cookie, "url": f"http://127.0.0.1:{port}"}])
    phone = Phone(context, wire)
    seen = {name: phone.step(act) for name, act in steps.items()}
    context.close()
    return seen


def _line(name: str, seen: list[Seen]) -> str:
    requests, kilobytes, first, whole = (
        median(getattr(one, what) for one in seen) for what in ("requests", "kilobytes", "first", "whole")
    )
    return f"| {name} | {requests:.0f} | {kilobytes:.1f} | {f'{first:.1f}' if first else '–'} | {whole:.1f} |"


if __name__ == "__main__":
    main()
