"""Text pasted with its form becomes light Markdown, and the page and the server count the same words in it."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session

from app.core.words import word_count
from app.proposals.queries import section_row
from tests.journeys.conftest import Site
from tests.proposals import factories

pytestmark = pytest.mark.browser

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style></head><body lang=ES>
<!--StartFragment--><h2>El problema<o:p></o:p></h2>
<p class=MsoNormal>Los hospitales pagan <b>sobreprecios
muy altos</b>, seg&uacute;n la <a href="https://www.asf.gob.mx/informe">auditor&iacute;a</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Nadie compara precios<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>Ni publica contratos</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1)<span>&nbsp;</span></span><![endif]>Primero</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""
FROM_WORD = """## El problema

Los hospitales pagan **sobreprecios muy altos**, según la [auditoría](https://www.asf.gob.mx/informe).

- Nadie compara precios
  - Ni publica contratos
1. Primero"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span style="font-weight:400">Objetivo</span></h1>
<p dir="ltr"><span style="font-weight:400;">Bajar el </span><span style="font-weight:700;">precio</span><span style="font-weight:400;"> en doce hospitales.</span></p><br />
<ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Comparar</span></p></li><ul><li><p><span>cada mes</span></p></li></ul></ul>
<ol start="3"><li><p><span>Publicar en </span><a href="https://www.google.com/url?q=https://example.org/datos&amp;sa=D"><span>datos</span></a></p></li></ol></b>"""
FROM_GOOGLE = """# Objetivo

Bajar el **precio** en doce hospitales.

- Comparar
  - cada mes
3. Publicar en [datos](https://example.org/datos)"""

PAGE = """<div>Uno<br>dos</div><div>tres</div><script>alert(1)</script><p style="display:none">oculto</p>
<p><a href="javascript:alert(1)">malo</a> y <a href="https://x.org">https://x.org</a><img src="https://x.org/a.png" onerror="alert(1)"></p>
<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"""
FROM_PAGE = """Uno
dos

tres

malo y https://x.org

a | b
c | d"""

SAMPLES = [(WORD, FROM_WORD), (GOOGLE, FROM_GOOGLE), (PAGE, FROM_PAGE)]
TYPED = [
    "contra\u00adtos\u200b \u200b pú\ufeffblicos",
    "•\u00a0Uno\u2028dos\u3000tres",
    "\uf0b7\tUno\n· dos",
    "👩\u200d🌾 sola",
    "20\u00a0%",
]

PASTE = """(area, html) => {
  area.value = ""; area.focus();
  const data = new DataTransfer();
  data.setData("text/html", html); data.setData("text/plain", "sin forma");
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  area.dispatchEvent(event);
  return event.defaultPrevented ? area.value : null;
}"""


@pytest.fixture
def desk(site: Site, session: Session, context: BrowserContext, browser_page: Page, at) -> tuple[Page, str]:
    """The page of the problem, and the proposal that it is of."""
    at("2020-09-01T12:00:00-05:00")
    call = factories.open_call(session)
    organisation, owner = factories.applicant(session)
    proposal = factories.draft(session, call, organisation, owner)
    session.commit()
    site.sign_in(context, owner)
    browser_page.goto(f"{site.address}/proposals/{proposal.id}/sections/problem")
    return browser_page, proposal.id


@pytest.mark.parametrize(("html", "light"), SAMPLES, ids=["word", "google", "page"])
def test_what_is_pasted_becomes_light_markdown_and_is_counted_alike(desk, session: Session, html: str, light: str):
    page, proposal = desk
    area = page.locator("#f-description")
    assert area.evaluate(PASTE, html) == light
    assert counted(page) == word_count(light)
    assert saved(page, session, proposal) == light


@pytest.mark.parametrize("text", TYPED)
def test_page_and_server_count_the_same_words(desk, session: Session, text: str):
    page, proposal = desk
    page.locator("#f-description").fill(text)
    here = counted(page)
    assert word_count(saved(page, session, proposal)) == here


def test_plain_text_is_left_to_the_browser(desk):
    page, _proposal = desk
    assert page.locator("#f-description").evaluate(PASTE, "") is None
    assert page.locator("#f-description").evaluate(PASTE, "<script>alert(1)</script>") is None


def counted(page: Page) -> int:
    """How many words the counter of the page says are used."""
    said = page.locator("#f-description-count").text_content() or ""
    left, limit = (int(each) for each in re.findall(r"\d+", said))
    return limit - left


def saved(page: Page, session: Session, proposal: str) -> str:
    """What the server keeps, once autosave has been answered."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("#f-affected").fill("Las usuarias")
    expect(page.locator("#saved")).to_contain_text("Guardado")
    session.expire_all()
    row = section_row(session, proposal, "problem")
    assert row
    text: str = row.data["description"]
    session.commit()
    return text
