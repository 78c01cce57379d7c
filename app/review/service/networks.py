"""What the team should know of the partners of a network: those that present the call too, and those that owe [D4]."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.core.seals import unsealed
from app.core.text import folded
from app.people.models import Organisation
from app.proposals.eligibility import PartnerFacts
from app.proposals.models import Submission
from app.proposals.queries import held
from app.proposals.sections.network import NETWORK


@dataclass(frozen=True)
class Named:
    """A partner as a sealed text names it, with the folio of that text."""

    id: str
    folio: str
    name: str
    rfc: str | None

    @property
    def search_key(self) -> str:
        return folded(self.name)

    @property
    def keys(self) -> set[str]:
        """By what it is recognised elsewhere: its RFC and its name."""
        return {key for key in (self.rfc, self.search_key) if key}


def partner_facts(
    session: Session, call: Call, sent: Sequence[tuple[Submission, Organisation]]
) -> Mapping[str, tuple[PartnerFacts, ...]]:
    """By folio; only for sealed texts that name partners."""
    named = [each for submission, _lead in sent for each in _named(submission)]
    if not named:
        return {}
    debts, folios = held(session, call, named), _folios(sent, named)
    found: dict[str, list[PartnerFacts]] = defaultdict(list)
    for each in named:
        others = {folio for key in each.keys for folio in folios[key]} - {each.folio}
        owed = tuple(entry for entry in debts[each.id] if entry.is_open and entry.kind == "debt")
        found[each.folio].append(PartnerFacts(each.name, tuple(sorted(others)), owed))
    return {folio: tuple(facts) for folio, facts in found.items()}


def _named(submission: Submission) -> Iterator[Named]:
    if f'"{NETWORK.key}"' not in submission.snapshot:
        return
    said = unsealed(submission.snapshot, submission.digest)
    for row in said["sections"].get(NETWORK.key, {}).get("rows") or []:
        yield Named(f"{submission.id}/{row['id']}", submission.folio, row["name"], row.get("rfc"))


def _folios(sent: Sequence[tuple[Submission, Organisation]], named: Sequence[Named]) -> Mapping[str, set[str]]:
    """In which folios of the call a body appears, as lead or as partner."""
    found: dict[str, set[str]] = defaultdict(set)
    for submission, lead in sent:
        for key in (lead.rfc, lead.search_key):
            if key:
                found[key].add(submission.folio)
    for each in named:
        for key in each.keys:
            found[key].add(each.folio)
    return found
