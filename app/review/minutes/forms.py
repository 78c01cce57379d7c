"""The forms of minutes; some names hold a seat (attendance-<seat>, motions-0-vote_<seat>) or a lot."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field

from app.calls.forms.base import Hour, Raw, Row, shown_hour
from app.calls.models import Call
from app.calls.moments import wall
from app.core import deadlines
from app.core.fields import Day, Line, Paragraphs, Tick, Whole
from app.core.forms import Form
from app.review.minutes.content import Room
from app.review.minutes.models import Choice, MeetingKind, Minutes
from app.review.minutes.service.drafting import Agreement, Contribution, Facts, Motion, Written
from app.review.models import Part

VOTE = "vote_"
SHORTLIST = "shortlist-"


class FactsForm(Form):
    """When, where and what for."""

    kind: MeetingKind
    on: Day
    at: Hour
    until: Hour | None = None
    place: Line | None = None
    link: Line | None = None

    def facts(self, call: Call) -> Facts:
        """What the service takes."""
        return Facts(
            self.kind,
            self._instant(call, self.at, "at"),
            self._instant(call, self.until, "until") if self.until else None,
            self.place or "",
            self.link or "",
        )

    def _instant(self, call: Call, at: time, field: str) -> datetime:
        return deadlines.instant(wall(self.on, at), call.timezone, field=field)


class PointRow(Row):
    """One point of the agenda."""

    point: Line


class ContributionRow(Row):
    """What somebody brought in."""

    who: Line | None = None
    about: Line | None = None
    text: Paragraphs


class MotionRow(Row):
    """Something that was voted; the votes of the seats come under names that the commission decides."""

    model_config = ConfigDict(extra="allow")

    text: Line
    about: Line | None = None

    def ballots(self) -> dict[str, Choice]:
        """Seat -> answer; what was left blank is not there."""
        known = {each.value: each for each in Choice}
        extra = self.model_extra or {}
        return {
            key.removeprefix(VOTE): known[value]
            for key, value in extra.items()
            if key.startswith(VOTE) and value in known
        }


class AgreementRow(Row):
    """What was agreed, who sees to it and by when."""

    text: Line
    who: Line | None = None
    by: Day | None = None


class MinutesForm(FactsForm):
    """The whole minutes."""

    revision: Whole
    agenda: list[PointRow] = Field(default_factory=list)
    observers: list[str] = Field(default_factory=list)
    others: Line | None = None
    contributions: list[ContributionRow] = Field(default_factory=list)
    motions: list[MotionRow] = Field(default_factory=list)
    agreements: list[AgreementRow] = Field(default_factory=list)

    def written(self, call: Call, raw: Raw) -> Written:
        """What the service takes."""
        return Written(
            facts=self.facts(call),
            agenda=[row.point for row in self.agenda],
            attendance=attendance(raw),
            observers=self.observers,
            others=self.others or "",
            contributions=[
                Contribution(row.text, row.who or "", row.about or "", row.place) for row in self.contributions
            ],
            motions=[Motion(row.text, row.about or "", row.ballots(), row.place) for row in self.motions],
            agreements=[Agreement(row.text, row.who or "", row.by) for row in self.agreements],
            shortlist=shortlist(raw),
        )


class SignForm(Form):
    """A signature under the very text that was shown."""

    seen: str
    dissent: Paragraphs | None = None


class ReopenForm(Form):
    """Why a text is taken back."""

    reason: Paragraphs | None = None


class AddendumForm(Form):
    """What corrects sealed minutes."""

    words: Paragraphs
    why: Paragraphs


class PublicForm(Form):
    """Whether everybody reads."""

    public: Tick = False


def attendance(raw: Raw) -> dict[str, Part]:
    """attendance-<seat> -> which of its two people was there; a seat that says nothing was absent."""
    known = {each.value: each for each in Part}
    found = {key.removeprefix("attendance-"): known.get(values[-1]) for key, values in raw.items() if values}
    return {key: part for key, part in found.items() if part}


def shortlist(raw: Raw) -> list[str]:
    """shortlist-<lot>: the proposals ticked in each category."""
    return [value for key, values in raw.items() if key.startswith(SHORTLIST) for value in values if value]


def initial(minutes: Minutes, where: Room) -> dict[str, Any]:
    """What the form opens with."""
    draft, zone = minutes.draft, where.call.timezone
    local = minutes.held_at.astimezone(ZoneInfo(zone))
    return {
        "revision": minutes.revision,
        "kind": minutes.kind,
        "on": local.date(),
        "at": shown_hour(local.time()),
        "until": shown_hour(minutes.ended_at.astimezone(ZoneInfo(zone)).time()) if minutes.ended_at else "",
        "place": minutes.place,
        "link": minutes.link,
        "agenda": [{"point": each} for each in draft.get("agenda", [])],
        **{f"attendance-{key}": each["part"] for key, each in draft.get("attendance", {}).items()},
        "observers": draft.get("observers", []),
        "others": draft.get("others", ""),
        "contributions": draft.get("contributions", []),
        "motions": [_motion(each) for each in draft.get("motions", [])],
        "agreements": [_agreement(each) for each in draft.get("agreements", [])],
        **_ticked(draft.get("shortlist", []), where),
    }


def _motion(each: Mapping[str, Any]) -> dict[str, str]:
    votes = {f"{VOTE}{key}": choice for key, choice in each["ballots"].items()}
    return {"text": each["text"], "about": each["about"], **votes}


def _ticked(chosen: list[str], where: Room) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in chosen:
        if key in where.listed:
            found.setdefault(SHORTLIST + (where.listed[key][0].lot_id or "all"), []).append(key)
    return found


def _agreement(each: Mapping[str, str]) -> dict[str, str]:
    day = "/".join(reversed(each["by"].split("-"))) if each["by"] else ""
    return {"text": each["text"], "who": each["who"], "by": day}


def options(pairs: Iterable[tuple[str, object]]) -> list[tuple[str, str]]:
    """Value and words of a select."""
    return [(value, str(words)) for value, words in pairs]
