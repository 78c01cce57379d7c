"""An officer in front of the pages of a call: part by part, the form, the questions; then a second person publishes."""

from collections.abc import Mapping

from app.calls.questionnaire.asked import OWN
from tests.journeys.living.person import Person, es
from tests.journeys.setting_up.plans import Form, Own, Part, Question, Round


def begin(officer: Person, programme: str, plan: Round) -> str:
    """From nothing; answers the call's address for staff."""
    title_es, title_en = plan.title
    officer.go(f"{programme}/calls/new").fill({"title_es": title_es, "title_en": title_en, "edition": plan.edition})
    officer.press("Begin")
    return officer.at.split("#")[0].split("?")[0]


def follow(officer: Person, call: str, plan: Round) -> str:
    """The next round of a call, begun from its page; answers the new one's address for staff."""
    title_es, title_en = plan.title
    officer.go(call).press("Begin the next round")
    officer.fill({"title_es": title_es, "title_en": title_en}).press("Begin")
    return officer.at.split("#")[0].split("?")[0]


def write(officer: Person, call: str, plan: Round) -> None:
    """Every part of the plan, the form last but one: what is judged by has to be asked for."""
    for key, part in plan.parts.items():
        officer.go(f"{call}/parts/{key}")
        if key == "basics":
            officer.fill({"result_id": _choice(officer, "result_id", "1.2")})
        fill(officer, part).press("Save")
    if plan.form:
        _write_form(officer, call, plan.form)


def name(officer: Person, reasons: Mapping[str, str]) -> None:
    """On the page of the cut: who goes on as the rule says, or everybody but those whose reason is written."""
    for panel in officer.page.locator("main section.panel").all() if reasons else ():
        who = panel.locator("h3").inner_text()
        panel.locator('input[type="checkbox"]').set_checked(who not in reasons, force=True)
        panel.locator("textarea").fill(reasons.get(who, ""))
    officer.press("Name who goes on").sees(es("It waits to be confirmed"))


def publish(officer: Person, coordinator: Person, call: str) -> str:
    """Nothing is missing; the second person reads and publishes. Answers the public address."""
    officer.go(call).sees(es("Nothing is missing")).press("Send to review")
    coordinator.go(call).press("Publish")
    public = coordinator.page.get_by_role("link", name=es("See it as the public does")).get_attribute("href") or ""
    coordinator.go(public)
    return public


def fill(person: Person, part: Part) -> Person:
    """A page's fields and its tables, a row after the other."""
    person.fill(part.fields)
    for table, rows in part.rows.items():
        for place, row in enumerate(rows):
            _make_room(person, table, place)
            person.fill({f"{table}-{place}-{name}": value for name, value in row.items()})
    return person


def _make_room(person: Person, table: str, place: int) -> None:
    """With scripts a new row appears at once; without, the page comes back with one more."""
    if person.page.locator(f'[data-rows="{table}"] fieldset').count() > place:
        return
    button = person.page.locator(f'button[name="add"][value="{table}"]')
    if person.scripts:
        button.click()
    else:
        with person.page.expect_navigation():
            button.click()


def _write_form(officer: Person, call: str, form: Form) -> None:
    officer.go(f"{call}/parts/questionnaire")
    for key in officer.page.locator('main input[name$="-key"]').all():
        row = (key.get_attribute("name") or "").removesuffix("-key")
        tick = officer.page.locator(f'input[type="checkbox"][name="{row}-on"]')
        name = key.get_attribute("value") or ""
        if tick.count() and not name.startswith(OWN):
            tick.set_checked(name in form.asked, force=True)
    if form.own:
        officer.press("Add a section of your own")
        row = _last_row(officer)
        officer.fill({f"{row}-title_es": form.own.title, f"{row}-title_en": form.own.english})
    officer.press("Save")
    if form.own:
        officer.go(f"{call}/parts/questionnaire").press("Its questions")
        _write_questions(officer, form.own)


def _write_questions(officer: Person, own: Own) -> None:
    here = officer.at
    for question in own.questions:
        officer.press("Add a question")
        _write_question(officer, question)
    officer.press("Save")
    waiting = [(place, each.when) for place, each in enumerate(own.questions) if each.when]
    if waiting:
        officer.go(here)
        for place, (words, answer) in waiting:
            officer.page.locator(f"#rows-{place} details summary").click()
            officer.fill({f"rows-{place}-when": _choice(officer, f"rows-{place}-when", f"{words}: {answer}")})
        officer.press("Save")


def _write_question(officer: Person, question: Question) -> None:
    """Its kind first: what a kind needs beside its words is asked for once it is chosen."""
    row = _last_row(officer)
    officer.fill({f"{row}-kind": question.kind, f"{row}-label_es": question.words, f"{row}-label_en": question.english})
    if question.more:
        officer.press("Show what this kind needs")
        officer.fill({f"{row}-{name}": value for name, value in question.more.items()})


def _last_row(officer: Person) -> str:
    return officer.page.locator("main section.part").last.get_attribute("id") or ""


def _choice(person: Person, name: str, begins: str) -> str:
    """The value of the choice whose words begin so."""
    for option in person.page.locator(f'select[name="{name}"] option').all():
        if option.inner_text().startswith(begins):
            return option.get_attribute("value") or ""
    message = f"{name} has no choice {begins!r}"
    raise AssertionError(message)
