"""Who stands behind a call: its logos, its colour, and the rule of the donor's logo [A10]."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from app.calls import gate, service
from app.calls.branding import queries
from app.calls.models import Call
from app.core.audit import history
from app.core.logos import HEAVIEST
from tests.calls import factories
from tests.calls.pages import problems, save

SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(size=(400, 160), colour="#8a1538", ground="#ffffff", kind="PNG", **options) -> bytes:
    image = Image.new("RGB", size, ground)
    ImageDraw.Draw(image).rectangle((20, 20, size[0] - 20, size[1] - 20), fill=colour)
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def home(call) -> str:
    return f"/manage/calls/{call.id}/branding"


def add(browser, call, data=None, name="logo.png", **fields):
    said = {"role": "donor", "alt_es": "Donante de prueba", "alt_en": "Test donor"} | fields
    return browser.post(f"{home(call)}/logos/new", said, files={"file": (name, data or picture())})


def choose(browser, call, accent="", donor_logo="allowed"):
    return browser.post(home(call), {"accent": accent, "donor_logo": donor_logo})


def shown(browser, call) -> list[tuple[str, str]]:
    page = browser.html(browser.get(f"/calls/{call.slug}"))
    return [(img.attributes["alt"], img.attributes["src"]) for img in page.css("main .marks img")]


def test_a_logo_is_drawn_anew_and_served_to_everybody_with_words_in_the_reader_s_language(
    session, client, officer, team
):
    call = factories.published(session, team)
    assert add(officer, call).status_code == 303
    visitor = client.visitor()
    [(alt, address)] = shown(visitor, call)
    assert alt == "Donante de prueba"
    answer = visitor.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "immutable" in answer.headers["cache-control"]
    with Image.open(BytesIO(answer.content)) as image:
        assert (image.format, image.size, image.info) == ("PNG", (400, 160), {})
    visitor.get("/?lang=en")
    assert shown(visitor, call)[0][0] == "Test donor"


def test_what_a_file_carries_beside_its_picture_does_not_travel(session, officer, draft):
    exif = Image.Exif()
    exif[0x010E] = "Tomada en casa de Juana"
    sent = picture((1200, 300), kind="JPEG", exif=exif)
    assert b"Juana" in sent
    assert add(officer, draft, sent, "logo.jpg").status_code == 303
    [(_alt, address)] = shown(officer, draft)
    kept = officer.get(address)
    assert b"Juana" not in kept.content
    assert kept.headers["cache-control"] == "private, no-store"  # a draft is nobody's yet
    with Image.open(BytesIO(kept.content)) as image:
        assert image.size == (480, 120)


def test_the_logo_of_a_draft_is_not_for_everybody(client, officer, draft):
    add(officer, draft)
    [(_alt, address)] = shown(officer, draft)
    assert client.visitor().get(address).status_code == 303  # to sign in


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("logo.svg", SVG, "es un dibujo SVG, que puede llevar programas"),
        ("logo.png", SVG, "es un dibujo SVG, que puede llevar programas"),
        ("logo.png", picture(kind="JPEG"), "es en realidad una imagen JPG"),
        ("logo.pdf", b"%PDF-1.4\n%%EOF", "Este PDF"),
        ("logo.png", picture()[:-40], "está incompleto"),
        ("logo.png", picture((90, 60)), "mide 90 × 60 puntos"),
        ("logo.png", picture(colour="#fafafa"), "Sobre blanco no se ve nada de este logotipo"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(2 * HEAVIEST), "pesa 4 MB; el límite es de 2 MB"),
    ],
)
def test_what_is_no_logo_is_refused_beside_the_file_and_the_words_stay(officer, draft, name, data, sentence):
    answer = add(officer, draft, data, name)
    said = problems(officer, answer)
    assert list(said) == ["file"]
    assert sentence in said["file"]
    assert officer.html(answer).css_first("#f-alt_es").attributes["value"] == "Donante de prueba"
    assert shown(officer, draft) == []


@pytest.mark.parametrize(("missing", "field"), [({"alt_es": ""}, "alt_es"), ({"alt_en": " "}, "alt_en")])
def test_the_words_are_asked_in_both_languages(officer, draft, missing, field):
    assert problems(officer, add(officer, draft, **missing)) == {field: "Llene este campo."}


def test_logos_are_moved_changed_and_taken_away(session, officer, draft):
    for name in ("Uno", "Dos", "Tres"):
        add(officer, draft, role="partner", alt_es=name, alt_en=name)
    keys = [mark.id for mark in queries.marks(session, draft.id)]
    officer.post(f"{home(draft)}/order", {"move": f"rows-{keys[2]}-up"})
    assert [alt for alt, _src in shown(officer, draft)] == ["Uno", "Tres", "Dos"]
    officer.post(f"{home(draft)}/order", {"move": f"rows-{keys[0]}-up"})  # already first
    officer.post(f"{home(draft)}/order", {"drop": keys[1]})
    assert [alt for alt, _src in shown(officer, draft)] == ["Uno", "Tres"]
    before = dict(shown(officer, draft))
    said = {"role": "implementer", "alt_es": "Primera", "alt_en": "First"}
    assert officer.post(f"{home(draft)}/logos/{keys[0]}", said).status_code == 303
    assert shown(officer, draft)[0] == ("Primera", before["Uno"])
    officer.post(f"{home(draft)}/logos/{keys[0]}", said, files={"file": ("otro.png", picture(colour="#123456"))})
    assert shown(officer, draft)[0][1] != before["Uno"]
    acts = [entry.action for entry in history(session, draft)]
    assert {act: acts.count(act) for act in acts if "logo" in act} == {
        "call.logo_added": 3,
        "call.logo_moved": 2,
        "call.logo_removed": 1,
        "call.logo_changed": 2,
    }


def test_the_donor_s_logo_is_asked_for_at_the_gate_with_a_link_to_its_page(session, officer, draft):
    assert choose(officer, draft, donor_logo="required").status_code == 303
    [gap] = [gap for gap in gate.missing(session, draft) if gap.part == "branding"]
    page = officer.html(officer.get(f"/manage/calls/{draft.id}"))
    assert next(a.text() for a in page.css(f'a[href="{home(draft)}"]')) == (
        "El logotipo del donante: la regla de esta convocatoria dice que debe mostrarse."
    )
    assert "must be shown" in gap.sentence or "debe mostrarse" in gap.sentence
    add(officer, draft)
    assert not [gap for gap in gate.missing(session, draft) if gap.part == "branding"]


def test_a_donor_whose_logo_must_not_be_shown_has_none(officer, draft):
    choose(officer, draft, donor_logo="never")
    said = problems(officer, add(officer, draft))
    assert list(said) == ["role"]
    assert add(officer, draft, role="partner").status_code == 303
    choose(officer, draft, donor_logo="allowed")
    add(officer, draft)
    assert problems(officer, choose(officer, draft, donor_logo="never")) == {
        "donor_logo": "El logotipo del donante está entre los logotipos: quítelo primero."
    }


def test_what_branding_asks_for_does_not_vanish_from_a_public_page(session, officer, team, draft, outbox):
    choose(officer, draft, donor_logo="required")
    add(officer, draft)
    service.send_to_review(session, draft, actor=team.drafts)
    assert problems(officer, add(officer, draft)) == {
        "": "En revisión y después de una cancelación la imagen queda como está."
    }
    service.publish(session, draft, actor=team.publishes)
    session.commit()
    mails = len(outbox())
    [mark] = queries.marks(session, draft.id)
    assert officer.post(f"{home(draft)}/order", {"drop": mark.id}).status_code == 422
    said = {"role": "partner", "alt_es": "Donante", "alt_en": "Donor"}
    assert list(problems(officer, officer.post(f"{home(draft)}/logos/{mark.id}", said))) == ["role"]
    assert (
        officer.post(
            f"{home(draft)}/logos/{mark.id}",
            said | {"role": "donor"},
            files={"file": ("x.png", picture(colour="#0b5c52"))},
        ).status_code
        == 303
    )
    assert len(outbox()) == mails  # a logo is no rule: nobody is written to


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        (
            "#F5A623",
            {
                "En una página clara #F5A623 contrasta 1.8 a 1 y se necesita 4.5: ahí se muestra 38 % más oscuro, como #976615 (4.5 a 1).",
                "En una página oscura #F5A623 se muestra como es: contrasta 7.7 a 1.",
            },
        ),
        (
            "0b5",
            {
                "En una página clara #00BB55 contrasta 2.3 a 1 y se necesita 4.5: ahí se muestra 30 % más oscuro, como #00823B (4.5 a 1).",
                "En una página oscura #00BB55 se muestra como es: contrasta 6.1 a 1.",
            },
        ),
    ],
)
def test_a_colour_that_cannot_be_read_is_changed_and_it_is_said_by_how_much(officer, draft, typed, sentences):
    assert choose(officer, draft, accent=typed).status_code == 303
    page = officer.html(officer.get(home(draft)))
    assert sentences <= {p.text() for p in page.css("p.muted")}
    public = officer.html(officer.get(f"/calls/{draft.slug}"))
    assert len({rect.attributes["fill"] for rect in public.css("svg.band rect")}) == 2


@pytest.mark.parametrize("typed", ["verde", "#12345", "rgb(1,2,3)", "#0b5c52; x", "url(//x)"])
def test_what_is_no_colour_has_its_sentence_and_stays(officer, draft, typed):
    answer = choose(officer, draft, accent=typed)
    assert list(problems(officer, answer)) == ["accent"]
    assert officer.html(answer).css_first("#f-accent").attributes["value"] == typed


def test_the_paper_the_card_and_the_receipt_carry_them(session, client, officer, team):
    call = factories.published(session, team)
    visitor = client.visitor()
    plain = {path: visitor.get(f"/calls/{call.slug}/{path}").content for path in ("call-es.pdf", "card-es.png")}
    add(officer, call)
    choose(officer, call, accent="#8A1538")
    dressed = {path: visitor.get(f"/calls/{call.slug}/{path}") for path in plain}
    assert all(answer.status_code == 200 for answer in dressed.values())
    assert all(dressed[path].content != plain[path] for path in plain)
    with Image.open(BytesIO(dressed["card-es.png"].content)) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (0x8A, 0x15, 0x38)


def test_a_mail_about_the_call_has_its_colour(session, officer, team, outbox):
    call = factories.published(session, team)
    choose(officer, call, accent="#8A1538")
    said = save(officer, call, "themes", rows__0__name_es="Integridad", reason_es="Se precisa.")
    assert said.status_code == 303
    heads = [mail.html for mail in outbox() if mail.mail == "calls/amended"]
    assert heads
    assert all('bgcolor="#8a1538"' in html for html in heads)


def test_a_copy_and_the_next_round_look_like_the_call_they_come_from(session, team, officer, draft):
    from app.calls.branding.service import copy

    add(officer, draft)
    choose(officer, draft, accent="#8A1538", donor_logo="required")
    session.expire_all()
    made = factories.draft(session, team, programme=factories._programme(session, draft), title="Otra edición")
    copy(session, draft, made)
    there, here = queries.branding(session, made.id), queries.branding(session, draft.id)
    assert (there.accent, there.donor_logo) == (here.accent, here.donor_logo) == ("#8a1538", "required")
    assert [(mark.file.id, mark.alt) for mark in there.marks] == [(mark.file.id, mark.alt) for mark in here.marks]


def test_who_may_only_read_sees_and_does_not_change(session, client, team, draft):
    from app.people.models import Role
    from tests import factories as people

    reader = client.visitor().as_user(people.staff(session, Role.AUDITOR, name="Aída Auditora"))
    page = reader.html(reader.get(home(draft)))
    assert page.css("main form button[type=submit]") == []
    assert choose(reader, draft).status_code == 403
    assert client.visitor().get(home(draft)).status_code == 303


def test_a_logo_of_another_call_is_not_found(session, officer, team, draft):
    other: Call = factories.draft(session, team, programme=factories._programme(session, draft), title="Ajena")
    add(officer, draft)
    [mark] = queries.marks(session, draft.id)
    assert officer.get(f"{home(other)}/logos/{mark.id}").status_code == 404
    assert officer.get(f"/calls/{other.slug}/logos/{mark.file.id}").status_code == 404
    assert officer.post(f"{home(other)}/order", {"drop": mark.id}).status_code == 404
