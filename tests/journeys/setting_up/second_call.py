"""The Second Call: what its file says, as an officer types it."""

import json
from typing import Any

from app.calls.library.entries import DATA
from app.demo.content import read
from tests.journeys.living import applicant
from tests.journeys.setting_up.plans import Body, Fields, Part, Round, Typed

WRITTEN: dict[str, Any] = json.loads((DATA / "second_call.json").read_text(encoding="utf-8"))["parts"]
SAID = read("second_call")
HOURS = ("deadline", "questions_close")
CATALOGUE = (
    *("territory", "legal_form", "age", "registry", "one_per_organisation", "amounts", "own_contribution"),
    *("indirect_cap", "category_caps", "ceiling", "debts", "documents", "calendar"),
)


def day(text: str) -> str:
    """2020-09-07 as it is typed."""
    return "/".join(reversed(text.split("-")))


def both(name: str, said: dict[str, Any]) -> dict[str, Typed]:
    """A text in two fields; a list goes a line each."""
    return {f"{name}_{key}": "\n".join(text) if isinstance(text, list) else text for key, text in said.items()}


def anchors(levels: list[dict[str, str]]) -> dict[str, Typed]:
    """Each level a line."""
    return both("anchors", {key: [level[key] for level in levels] for key in ("es", "en")})


def dates(calendar: dict[str, Any]) -> dict[str, Typed]:
    """The days of a calendar, and the hours of those that have one."""
    days: dict[str, Typed] = {f"{kind}_on": day(on) for kind, (on, _at) in calendar["dates"].items()}
    return days | {f"{kind}_at": calendar["dates"][kind][1][:5] for kind in HOURS if kind in calendar["dates"]}


def rules(*kinds: str) -> dict[str, Typed]:
    """Ticks of the catalogue."""
    return {f"rows-{CATALOGUE.index(kind)}-applies": "on" for kind in kinds}


def _basics() -> Part:
    part = WRITTEN["basics"]
    return Part(
        {
            **both("title", part["title"]),
            **both("object", part["object"]),
            **both("who", part["who_can_apply"]),
            **both("fictional", SAID["fictional_note"]),
            "partners": ", ".join(part["partners"]),
            "contact_email": SAID["contact_email"],
            "prevailing_language": part["prevailing_language"],
            "donor_required": "on",
        }
    )


def _money() -> Part:
    part = WRITTEN["money"]
    limits = ("currency", "min_grant", "max_grant", "own_contribution_min", "indirect_cap")
    lots = [both("name", lot["name"]) | {"budget": lot["budget"], "awards": str(lot["awards"])} for lot in part["lots"]]
    return Part({name: part[name] for name in limits}, {"rows": lots})


def _calendar() -> Part:
    part = WRITTEN["calendar"]
    own = [
        {"state": each["state"], "on": day(each["day"]), "at": each["at"][:5], "zone": each["zone"]}
        for each in part["own"]
    ]
    return Part({"zone": part["zone"], **dates(part)}, {"rows": own})


def _papers() -> Part:
    part = WRITTEN["papers"]
    return Part({"named_monitor": "on", "both_families": "on"}, {"rows": [_paper(each) for each in part["papers"]]})


def _paper(each: dict[str, Any]) -> Fields:
    dated = {"months_valid": str(each["months_valid"]), "curable": "on"} if "months_valid" in each else {}
    return {**both("title", each["title"]), **both("why", each["why"]), "kinds": "scan", "need": "required", **dated}


def _rubric() -> Part:
    part = WRITTEN["rubric"]
    totals = ("printed_maximum", "minimum_total", "spread_limit", "min_sheets", "min_sheets_recused")
    return Part({name: str(part[name]) for name in totals}, {"rows": [_criterion(each) for each in part["criteria"]]})


def _criterion(each: dict[str, Any]) -> Fields:
    scale = {"scale_max": str(each["scale_max"]), "weight": each["weight"]}
    return {**both("section", each["section"]), **both("name", each["name"]), **scale, **anchors(each["anchors"])}


def _sessions() -> Part:
    meetings = [
        {
            **both("title", each["title"]),
            **both("agenda", each["agenda"]),
            "on": day(each["day"]),
            "at": each["at"][:5],
            "minutes": str(each["minutes"]),
            "zone": each["zone"],
            "hosts": ", ".join(each["hosts"]),
        }
        for each in WRITTEN["sessions"]["meetings"]
    ]
    return Part({}, {"rows": meetings})


PLAN = Round(
    (WRITTEN["basics"]["title"]["es"], WRITTEN["basics"]["title"]["en"]),
    "2",
    {
        "basics": _basics(),
        "themes": Part({}, {"rows": [both("name", each["name"]) for each in WRITTEN["themes"]["themes"]]}),
        "money": _money(),
        "territory": Part({"states": WRITTEN["territory"]["states"]}),
        "calendar": _calendar(),
        "papers": _papers(),
        "rules": Part({**rules(*WRITTEN["rules"]["kinds"]), "forms": WRITTEN["rules"]["forms"]}),
        "rubric": _rubric(),
        "sessions": _sessions(),
        "texts": Part(
            both("conflict", WRITTEN["texts"]["conflict_text"]) | both("data", WRITTEN["texts"]["data_protection"])
        ),
    },
)


def rows_of(tables: tuple[dict[str, Typed], ...]) -> list[Fields]:
    """The rows of another journey, without the number that each has there."""
    return [{name.split("-")[-1]: value for name, value in row.items()} for row in tables]


BODY = Body(
    applicant.EMAIL,
    "Ana Robles Cota",
    applicant.ORGANISATION,
    {
        **{key: Part(fields) for key, fields in applicant.SECTIONS.items()},
        "summary": Part(applicant.SECTIONS["summary"] | {"lot": "L3", "axes": ["A1", "A2"]}),
        "indicators": Part({}, {"rows": rows_of(applicant.INDICATORS)}),
        "budget": Part({}, {"rows": rows_of(applicant.BUDGET)}),
    },
    papers=3,
)
