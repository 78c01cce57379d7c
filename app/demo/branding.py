"""Logos of the demonstration: neutral signs that say whose place they hold, since a real one is not ours to show."""

from functools import cache
from io import BytesIO

from app.calls.branding import service
from app.calls.branding.models import DonorLogo, LogoRole
from app.calls.models import Call
from app.core.logos import Drawn, drawn
from app.demo.cast import Cast

SIGNS = {
    LogoRole.implementer: (
        "IMPLEMENTA",
        "#14508c",
        {"es": "Implementa (signo de muestra)", "en": "Implementer (sample sign)"},
    ),
    LogoRole.donor: ("DONANTE", "#8a1538", {"es": "Donante (signo de muestra)", "en": "Donor (sample sign)"}),
    LogoRole.partner: ("ALIADO", "#35602a", {"es": "Aliado (signo de muestra)", "en": "Partner (sample sign)"}),
}


def dress(cast: Cast, call: Call, accent: str = "") -> None:
    """A sign for each role; the donor's must be shown."""
    officer = cast.actor("officer")
    for role, (_word, _colour, alt) in SIGNS.items():
        service.add(cast.session, call, role, alt, _sign(role), actor=officer)
    service.choose(cast.session, call, accent=accent, donor_logo=DonorLogo.required, actor=officer)


@cache
def _sign(role: LogoRole) -> Drawn:
    """A disc and a word."""
    from PIL import Image, ImageDraw, ImageFont

    word, colour, _alt = SIGNS[role]
    font = ImageFont.load_default(64)
    wide = round(font.getlength(word))
    image = Image.new("RGB", (wide + 150, 110), "white")
    drawing = ImageDraw.Draw(image)
    drawing.ellipse((8, 8, 102, 102), fill=colour)
    drawing.ellipse((38, 38, 72, 72), fill="white")
    drawing.text((130, 55), word, font=font, fill=colour, anchor="lm")
    out = BytesIO()
    image.save(out, "PNG")
    return drawn(out.getvalue(), "logo.png")
