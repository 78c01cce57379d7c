"""The rule on documents: those required are there, and those that age are still in force on the day of the deadline."""

from collections.abc import Iterator
from datetime import date

from app.core.periods import months_later
from app.proposals.eligibility.base import Dossier, Evidence, Finding, Params, Proposed, answer, ask, iso_day, say


def documents(params: Params, dossier: Dossier) -> Proposed:
    """A paper that is missing or expired may be put right where the call says so; a day that is not there, a person asks."""
    given = {file["requirement"] for file in dossier.snapshot.get("files", [])}
    required = list(params.get("codes") or [])
    missing = [code for code in required if code not in given]
    aged = list(_aged(params, dossier))
    expired = [(code, said) for code, finding, said in aged if finding == Finding.fails]
    wrong: Evidence = [
        *([say("papers_missing", papers=missing)] if missing else []),
        *(said for _code, said in expired),
    ]
    if wrong:
        codes = {*missing, *(code for code, _said in expired)}
        return Proposed(Finding.cure if codes <= dossier.facts.curable else Finding.fails, wrong)
    undated: Evidence = [said for _code, finding, said in aged if finding == Finding.unclear]
    there = say("papers_there", count=len(required))
    return ask(*undated, there) if undated else answer(True, there, *(said for _code, _finding, said in aged))


def _aged(params: Params, dossier: Dossier) -> Iterator[tuple[str, Finding, dict[str, object]]]:
    """Each given paper that ages: the newest day that its files bear, against the day of the deadline."""
    on = iso_day(params.get("on"))
    for code, months in (params.get("months") or {}).items():
        files = [file for file in dossier.snapshot.get("files", []) if file["requirement"] == code]
        if not files or on is None:
            continue
        days = [day for file in files if (day := iso_day(file.get("issued_on")))]
        if not days:
            yield code, Finding.unclear, say("paper_undated", paper=code, months=months)
        else:
            yield code, *_dated(code, max(days), int(months), on)


def _dated(code: str, issued: date, months: int, on: date) -> tuple[Finding, dict[str, object]]:
    holds = on <= months_later(issued, months)
    said = say("paper_in_force" if holds else "paper_expired", paper=code, issued=issued, months=months, on=on)
    return (Finding.passes if holds else Finding.fails), said
