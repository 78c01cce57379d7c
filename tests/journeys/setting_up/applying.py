"""Whoever applies: signs in by mail, registers, writes every section that the call asks for, and sends it."""

from app.demo.papers import paper
from tests.journeys.living.person import Person, World, es
from tests.journeys.setting_up.building import fill
from tests.journeys.setting_up.plans import Answer, Body


def arrive(world: World, body: Body) -> Person:
    """By a mailed link, the first time; without scripts, as on an old phone."""
    person = Person(world, body.email, scripts=False).sign_in()
    return person.fill({"name": body.person, "language": "es", "consent": "on"}).press("Continue")


def register(person: Person, body: Body, public: str) -> None:
    """Its data, kept once."""
    person.go(f"/organisations/new?next={public}/start").fill(body.organisation).press("Save")


def start(person: Person, public: str) -> str:
    """Begins the proposal; answers its address."""
    person.go(f"{public}/start")
    choice = person.page.locator('main input[name="organisation_id"]').first.get_attribute("value") or ""
    person.fill({"organisation_id": choice}).press("Start the proposal")
    return person.at.split("?")[0]


def answer(person: Person, body: Body, public: str) -> tuple[str, str]:
    """Begins, writes and sends; answers the proposal's address and its folio."""
    proposal = start(person, public)
    write(person, body, proposal)
    return proposal, send(person, proposal)


def asked(person: Person, proposal: str) -> list[str]:
    """The sections of the proposal's own list, in its order."""
    person.go(proposal)
    links = person.page.locator(f'main a[href^="{proposal}/sections/"]')
    found = [link.split("/")[-1].split("?")[0] for link in links.evaluate_all("all => all.map(a => a.href)")]
    return list(dict.fromkeys(found))


def write(person: Person, body: Body, proposal: str) -> None:
    """Every section that is asked, and no other."""
    for key in asked(person, proposal):
        if key == "documents":
            _attach(person, body, proposal)
        else:
            person.go(f"{proposal}/sections/{key}")
            if key in body.sections:
                fill(person, body.sections[key])
            else:
                _answer(person, body)
            person.press("Save and continue")


def send(person: Person, proposal: str) -> str:
    """Checks, declares everything that is asked and sends; answers the folio."""
    person.go(f"{proposal}/check")
    for tick in person.page.locator('#send input[type="checkbox"]').all():
        tick.check(force=True)
    person.press("Send the proposal")
    person.go(f"{proposal}/receipt").sees(es("We received your proposal"))
    return person.page.locator("dt", has_text=es("Folio")).first.locator("xpath=following-sibling::dd[1]").inner_text()


def _attach(person: Person, body: Body, proposal: str) -> None:
    """A file for each paper that waits for one."""
    for place in range(body.papers):
        person.go(f"{proposal}/sections/documents")
        section = person.page.locator("main section.paper").nth(place)
        issued = section.locator('input[name^="issued-"]')
        if issued.count():
            issued.fill("15/08/2020")
        name = section.locator('input[type="file"]').get_attribute("name") or ""
        person.attach(name, "papel.pdf", paper("Documento", [body.person]))
        with person.page.expect_navigation():
            section.locator("form[enctype] button[type=submit]").last.click()
        person.fine()


def _answer(person: Person, body: Body) -> None:
    """The questions of the call's own, by their words."""
    for words, answer in body.answers.items():
        _put(person, words, answer)


def _put(person: Person, words: str, answer: Answer) -> None:
    main = person.page.locator("main")
    if not isinstance(answer, str):
        table = main.get_by_role("heading", name=words)
        name = (table.get_attribute("id") or "").removeprefix("f-")
        for place, row in enumerate(answer):
            for label, value in row.items():
                person.page.locator(f'[data-rows="{name}"] fieldset').nth(place).get_by_label(label).fill(value)
        return
    group = main.get_by_role("group", name=words)
    if group.count():
        group.get_by_label(answer, exact=True).check(force=True)
    else:
        main.get_by_label(words).fill(answer)
