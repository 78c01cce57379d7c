"""The papers asked, each with its why [B14], and what the proposal's form insists on."""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, Requirement
from app.calls.parts.base import PartKind, Said, keep_rows
from app.calls.words import Both
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import LazyText, _, lazy, ngettext

MONTHS_MAX = 1200

CHECKERS: dict[str, LazyText] = {
    "": lazy("The team"),
    "officer": lazy("Officer of the programme"),
    "finance": lazy("Finance"),
    "coordinator": lazy("Coordinator"),
    "commission": lazy("Commission"),
}


@dataclass(frozen=True)
class Paper:
    """One paper. `kinds` are file kinds; `months_valid` is how old it may be; `checked_by` a role, `checker` a name."""

    id: str
    title: Both
    why: Both
    kinds: tuple[str, ...]
    required: bool
    curable: bool = False
    months_valid: int | None = None
    place: int = 0
    checked_by: str = ""
    checker: str = ""


@dataclass(frozen=True)
class Papers:
    """All papers; whether plans name a monitor, indicators come from both families [C31, K9], the representative authorises."""

    papers: tuple[Paper, ...]
    named_monitor: bool = False
    both_families: bool = False
    authorisation: bool = False


def read(session: Session, call: Call) -> Papers:
    """The part as it stands."""
    papers = tuple(
        Paper(
            r.id, r.title, r.why, tuple(r.kinds), r.required, r.curable, r.months_valid, place, r.checked_by, r.checker
        )
        for place, r in enumerate(queries.requirements(session, call))
    )
    return Papers(papers, call.named_monitor, call.both_families, call.authorisation_required)


def write(session: Session, call: Call, part: Papers) -> None:
    """Keep it."""
    call.named_monitor, call.both_families = part.named_monitor, part.both_families
    call.authorisation_required = part.authorisation
    for paper in part.papers:
        _check(paper)
    wanted = [(paper.id, _columns(paper)) for paper in part.papers]
    keep_rows(session, call, queries.requirements(session, call), wanted, make=Requirement, letter="D")


def _check(paper: Paper) -> None:
    if paper.months_valid is not None and not 1 <= paper.months_valid <= MONTHS_MAX:
        sentence = _("Write from 1 to %(most)s months, or leave it blank.", most=MONTHS_MAX)
        raise Refused(sentence, f"rows-{paper.place}-months_valid")


def _columns(paper: Paper) -> dict[str, object]:
    return {
        "title": paper.title,
        "why": paper.why,
        "kinds": list(paper.kinds),
        "required": paper.required,
        "curable": paper.curable,
        "months_valid": paper.months_valid,
        "checked_by": paper.checked_by,
        "checker": paper.checker,
    }


def facts(part: Papers) -> Said:
    """What the public reads of it."""
    for number, paper in enumerate(part.papers, start=1):
        said = [both_text(paper.title), _("required") if paper.required else _("optional")]
        if paper.months_valid:
            said.append(ngettext("not older than %(n)s month", "not older than %(n)s months", paper.months_valid))
        if paper.curable:
            said.append(_("may be corrected once"))
        if paper.checked_by:
            said.append(_("checked by: %(who)s", who=CHECKERS[paper.checked_by]))
        if both_text(paper.why):
            said.append(both_text(paper.why))
        yield f"paper-{paper.id or number}", _("Document %(n)s", n=number), "; ".join(said)
    yield "monitor", _("The work plan names who monitors each activity"), _("yes") if part.named_monitor else _("no")
    yield "families", _("Indicators of both families"), _("yes") if part.both_families else _("no")
    yield (
        "authorisation",
        _("The legal representative authorises the sending"),
        _("yes") if part.authorisation else _("no"),
    )


PAPERS = PartKind("papers", lazy("Documents asked"), read, write, facts)
