"""A draft whose author has begun to photograph a paper: two drawn pages that wait to be bound."""

from functools import cache
from io import BytesIO

from sqlmodel import Session

from app.calls.models import Requirement
from app.core.photos import Photo, tidied
from app.core.sniffing import PDF
from app.people.access import Actor
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.photos.service import add
from app.proposals.sections.frame import Need

PAGES = 2
_SHEET = (900, 1200)


def photograph(session: Session, paper: Requirement, proposal: Proposal, actor: Actor) -> None:
    """The pages of one paper, where it takes a PDF."""
    dossier = queries.dossier(session, proposal.id)
    if dossier is None or PDF.key not in paper.kinds:
        return
    need = Need(paper.id, paper.code, paper.title, paper.why, tuple(paper.kinds), paper.required)
    for number in range(1, PAGES + 1):
        add(session, dossier, need, _sheet(number), f"IMG_{number:04d}.jpg", actor=actor)


@cache
def _sheet(number: int) -> Photo:
    """A sheet on a table, with lines instead of words."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", _SHEET, (206, 196, 180))
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((70, 60, 830, 1140), fill=(250, 249, 244))
    for line in range(24 - 6 * number):
        drawing.rectangle((140, 200 + line * 38, 700 - line * 53 % 190, 212 + line * 38), fill=(88, 88, 92))
    drawing.rectangle((140, 120, 420 + 60 * number, 146), fill=(52, 52, 56))
    out = BytesIO()
    image.save(out, "JPEG")
    return tidied(out.getvalue())
