"""A call of two rounds: four proposals scored in the first, two of which go on, and the second one open to them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from app.calls.models import Call, CallState, Milestone, MilestoneKind
from app.calls.rounds.models import CallRound, CutKind
from app.calls.service.rounds import begin_next
from app.core import clock
from app.review.models import Candidacy
from app.review.queries import cut as queries
from app.review.service import cut
from app.review.service.cut import Named
from tests.review.factories import NAMES, Stage

ZONE = "America/Mexico_City"


class Rounds(Stage):
    """The first round is called `call`, the second `after`; 100, 80, 60 and 40 points, and 60 are needed."""

    after: Call

    def __init__(
        self,
        session: Session,
        at: Callable[[str | datetime], datetime],
        *,
        kind: CutKind = CutKind.ranking,
        going_on: int | None = 2,
        names: tuple[str, ...] = NAMES,
    ) -> None:
        super().__init__(session, at, names=names)
        session.add(CallRound(call_id=self.call.id, cut=kind, going_on=going_on))
        session.flush()

    def ruled(self) -> "Rounds":
        self.validated().seated().declared().scored()
        self.signed()
        return self

    def begun(self) -> "Rounds":
        title = {"es": "Propuesta completa", "en": "Full proposal"}
        self.after = begin_next(self.session, self.call, title=title, actor=self.as_(self.officer))
        return self

    def opened(self, days: int = 20) -> "Rounds":
        """The second round is public; it closes at the end of a day some days from now."""
        self.after.state, self.after.published_at = CallState.published, clock.now()
        self.after.sent_by, self.after.published_by = self.officer.id, self.second.id
        closes = (clock.now() + timedelta(days=days)).replace(hour=5, minute=59, second=59, microsecond=0)
        wall = closes.astimezone(clock.now().tzinfo).isoformat(timespec="seconds")[:19]
        self.session.add(Milestone(call_id=self.after.id, kind=MilestoneKind.deadline, wall=wall, zone=ZONE, at=closes))
        self.session.flush()
        return self

    def named(self, *going: Candidacy) -> "Rounds":
        said = {each.id: Named(each in going, "" if each in going else "Otra pesa más.") for each in self.candidacies}
        cut.name(self.session, self.call, said, actor=self.as_(self.officer))
        self.session.flush()
        return self

    def confirmed(self) -> "Rounds":
        made = queries.cut_of(self.session, self.call.id)
        assert made
        cut.confirm(self.session, self.call, seen=made.named_at, actor=self.as_(self.second))
        self.session.flush()
        return self

    def gone_on(self) -> "Rounds":
        """Everything up to two organisations being invited to an open second round."""
        self.ruled().begun()
        return self.named(*self.candidacies[:2]).confirmed().opened()

    def page(self, path: str, call: Call | None = None) -> str:
        return f"/manage/calls/{(call or self.call).id}/{path}"

    def fields(self, *going: Candidacy, **reasons: str) -> dict[str, Any]:
        return {"goes": [each.id for each in going]} | {f"reason-{key}": words for key, words in reasons.items()}


def text(browser: Any, url: str) -> str:
    """What a page says."""
    return " ".join(browser.html(browser.get(url)).css_first("main").text().split())


def problems(browser: Any, response: Any) -> dict[str, str]:
    """The summary of what is wrong: field -> sentence."""
    assert response.status_code == 422
    links = browser.html(response).css("#problems li a")
    return {link.attributes["href"].removeprefix("#f-"): link.text().strip() for link in links}
