"""The cut of a round: named by one person, confirmed by another."""

from datetime import datetime
from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.parts.rounds import passage
from app.calls.parts.rounds import read as read_rounds
from app.calls.rounds.queries import line
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.review import forms
from app.review.minutes import queries as minutes
from app.review.queries import cut as queries
from app.review.queries.bench import Bench
from app.review.queries.commission import people
from app.review.queries.standings import standings
from app.review.routes.ranking import words
from app.review.routes.subjects import CallToRule
from app.review.rules.cut import by_rule
from app.review.service import cut

router = Router(prefix="/manage/calls/{call_id}/cut")
PAGE = "review/cut.html"


@router.get("")
def show(request: Request, session: Db, bench: CallToRule, actor: SignedIn) -> Response:
    context = _context(session, bench, actor)
    return page(request, PAGE, form=Bound.blank(forms.Blank, _initial(context)), **context)


@router.post("")
def name(
    request: Request,
    session: Db,
    bench: CallToRule,
    actor: SignedIn,
    form: Annotated[Bound[forms.Blank], bound(forms.Blank)],
) -> Response:
    context = _context(session, bench, actor)

    def act() -> None:
        said = forms.named(form.raw, [row.candidacy.id for row in context["rows"]])
        cut.name(session, bench.call, said, minutes_id=forms.first(form.raw, "minutes"), actor=actor)

    return form.run(session, act, request=request, page=PAGE, to=_home(bench), **context)


@router.post("/confirm")
def confirm(
    request: Request,
    session: Db,
    bench: CallToRule,
    actor: SignedIn,
    form: Annotated[Bound[forms.ConfirmForm], bound(forms.ConfirmForm)],
) -> Response:
    context = _context(session, bench, actor)

    def act() -> None:
        cut.confirm(session, bench.call, seen=_instant(form.data.seen), actor=actor)

    to = f"/results/{bench.call.slug}"
    return form.run(session, act, request=request, page=PAGE, to=to, **context)


def _home(bench: Bench) -> str:
    return f"/manage/calls/{bench.id}/cut"


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _context(session: Session, bench: Bench, actor: Actor) -> dict[str, Any]:
    where = line(session, bench.call)
    terms = read_rounds(session, bench.call)
    if where is None or terms.cut is None:
        raise NotFound
    made = queries.cut_of(session, bench.id)
    ranking = standings(session, bench.call)
    names = people(session, [made.named_by, made.confirmed_by] if made else [])
    return {
        "call": bench.call,
        "line": where,
        "passage": passage(terms),
        "obstacles": cut.obstacles(session, bench.call),
        "cut": made,
        "minutes": {each.id: each for each in minutes.sealed(session, bench.id)},
        "said": queries.lines(session, made),
        "names": {key: user.name for key, user in names.items()},
        "rows": ranking.rows,
        "rule": {row.candidacy.id: by_rule(terms.cut, row.choice) for row in ranking.rows},
        "why": words(ranking),
        "scores": terms.cut != "eligible",
        "own": made is not None and made.named_by == actor.id,
    }


def _initial(context: dict[str, Any]) -> dict[str, Any]:
    """What was named, else what the rule says, else the shortlist of the last sealed minutes that have one."""
    said, rule = context["said"], context["rule"]
    sealed = [each for each in context["minutes"].values() if each.draft.get("shortlist")]
    if not said:
        ruled = [key for key, goes_on in rule.items() if goes_on]
        after = sealed[-1] if sealed else None
        chosen = after.draft["shortlist"] if after and not ruled else ruled
        return {"goes": chosen, "minutes": after.id if after else ""}
    going = [key for key, each in said.items() if each.goes_on]
    return {"goes": going, "minutes": context["cut"].minutes_id or ""} | {
        f"reason-{key}": each.reason for key, each in said.items()
    }
