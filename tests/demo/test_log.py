"""Everything that happened in the demonstration is told in words: no code of a program is left in the log."""

import re

from sqlmodel import select

from app.core.acts import _FIELDS, change_list, is_named
from app.core.audit import AuditEntry
from tests.support.demo import House

CODE = re.compile(r"[a-z][a-z_0-9]*")
MOVED = re.compile(r"(?<![^ ])[a-z_]+ → [a-z_]+(?![^ ])")


def test_every_act_and_what_it_tells_has_a_name(demo_house: House) -> None:
    entries = demo_house.session.exec(select(AuditEntry)).all()
    assert {entry.action for entry in entries if not is_named(entry.action)} == set()
    told = {(entry.action, field) for entry in entries for field in entry.detail or {}}
    codes = {(action, field) for action, field in told if CODE.fullmatch(field)} - {
        (action, field) for action, field in told if field in {"from", "to"}
    }
    assert {(action, field) for action, field in codes if field not in _FIELDS} == set()


def test_every_change_of_state_is_told_in_words(demo_house: House) -> None:
    entries = demo_house.session.exec(select(AuditEntry)).all()
    moved = {
        (entry.action, change)
        for entry in entries
        if "from" in (entry.detail or {})
        for _, change in change_list(entry)
    }
    assert moved
    assert {(action, change) for action, change in moved if MOVED.fullmatch(change)} == set()
