"""Any sequence of saves, reloads, conflicts and restores keeps every acknowledged value reachable."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, select

from app.core.forms import flatten
from app.proposals import queries, service
from app.proposals.models import SectionVersion
from app.proposals.queries import Dossier
from tests.proposals import factories

KEY = "problem"
WRITERS = st.sampled_from(["a", "b", "c"])
WORDS = st.text(alphabet="añz <&\n", max_size=12)


class Writing(RuleBasedStateMachine):
    """Three open pages of one section, each with the revision that it last saw."""

    session: Session

    def __init__(self) -> None:
        super().__init__()
        session = type(self).session
        self.savepoint = session.begin_nested()
        call = factories.open_call(session)
        organisation, self.user = factories.applicant(session)
        self.proposal = factories.draft(session, call, organisation, self.user)
        self.actor = factories.actor(session, self.user)
        self.seen = dict.fromkeys("abc", 0)
        self.acknowledged: list[dict[str, Any]] = []
        self.standing: dict[str, Any] | None = None
        self.written: list[tuple[int, str]] = []

    def teardown(self) -> None:
        self.savepoint.rollback()

    @property
    def dossier(self) -> Dossier:
        found = queries.dossier(self.session, self.proposal.id)
        assert found
        return found

    def current(self) -> tuple[int, dict[str, Any]]:
        line = queries.sections(self.session, self.proposal.id, with_data={KEY}).get(KEY)
        return (line.revision, dict(line.data or {})) if line else (0, {})

    def kept(self) -> list[str]:
        """Every version, in an order that a second run finds again: identifiers are drawn at random."""
        history = queries.versions(self.session, self.proposal.id, KEY)
        rows = [queries.version(self.session, self.proposal.id, KEY, line[0]) for line in history]
        found = sorted((row[0] for row in rows if row), key=lambda one: (one.revision, one.aside, str(one.data)))
        return [one.id for one in found]

    @rule(writer=WRITERS, words=WORDS)
    def save(self, writer: str, words: str) -> None:
        typed = {"description": words, "affected": writer}
        before = self.current()[1]
        others = any(revision > self.seen[writer] and who != writer for revision, who in self.written)
        saved = service.save_typed(
            self.session, self.dossier, KEY, flatten(typed), revision=self.seen[writer], writer=writer, actor=self.actor
        )
        if saved.aside:
            assert others, "a page never conflicts with itself"
            self.acknowledged.append(saved.aside.data)
            return
        assert not others or saved.section.data == before, "somebody else's words were written over in silence"
        self.seen[writer] = saved.section.revision
        self.written.append((saved.section.revision, writer))
        self.standing = dict(saved.section.data)
        self.acknowledged.append(self.standing)

    @rule(writer=WRITERS, words=WORDS)
    def resend(self, writer: str, words: str) -> None:
        """What a closed page left on a device comes once more: it changes nothing if it was acknowledged before."""
        words = words.strip()  # white space around a text is no part of it
        raw = flatten({"description": words, "affected": writer})
        known = service.taken_before(self.session, self.dossier, KEY, raw, writer=writer)
        assert (known is not None) is any(
            value["description"] == words and value["affected"] == writer for value in self.acknowledged
        )

    @rule(writer=WRITERS)
    def reload(self, writer: str) -> None:
        self.seen[writer] = self.current()[0]

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        kept = self.kept()
        if not kept:
            return
        chosen = data.draw(st.sampled_from(kept))
        found = queries.version(self.session, self.proposal.id, KEY, chosen)
        assert found
        service.restore(self.session, self.dossier, found[0], revision=self.current()[0], actor=self.actor)
        self.standing = dict(found[0].data)
        self.written.append((self.current()[0], ""))

    @invariant()
    def every_acknowledged_value_is_reachable(self) -> None:
        kept = self.session.exec(select(SectionVersion.data).where(SectionVersion.proposal_id == self.proposal.id))
        reachable = [*kept, self.current()[1]]
        assert [value for value in self.acknowledged if value not in reachable] == []

    @invariant()
    def nobody_is_written_over_in_silence(self) -> None:
        assert self.standing is None or self.current()[1] == self.standing


@pytest.fixture
def machine(session: Session, noon) -> type[Writing]:
    """The machine on this test's own database."""

    class Here(Writing):
        pass

    Here.session = session
    return Here


def test_any_sequence_of_saves_conflicts_and_restores_keeps_every_acknowledged_value(machine: type[Writing]):
    run_state_machine_as_test(machine, settings=settings(max_examples=20, stateful_step_count=15, deadline=None))
