"""Routes: each is guarded or public for a reason, and none awaits between BEGIN and COMMIT."""

import inspect
from typing import get_args, get_type_hints

import pytest
from fastapi import FastAPI

from app.core.db import unit_of_work
from tests.support.registry import addresses

pytestmark = pytest.mark.once


def test_every_route_is_guarded_or_public(app: FastAPI) -> None:
    open_doors = [f"{a.path} ({a.endpoint})" for a in addresses(app) if not a.guards and not a.public]
    assert open_doors == []


def test_public_routes_say_why(app: FastAPI) -> None:
    assert [a.path for a in addresses(app) if a.public is not None and len(a.public) < 8] == []


def test_an_address_and_method_has_one_route(app: FastAPI) -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for address in addresses(app):
        for method in address.methods:
            first = seen.setdefault((method, address.path), address.endpoint)
            if first != address.endpoint:
                twice.append(f"{method} {address.path}: {first} and {address.endpoint}")
    assert twice == []


def test_dependencies_run_on_the_loop(app: FastAPI) -> None:
    """A plain function as a dependency would run, and commit, in another thread."""
    plain = {
        f"{call.__module__}.{call.__qualname__}"
        for address in addresses(app)
        for call in address.calls
        if call is not unit_of_work and not inspect.iscoroutinefunction(call) and not inspect.isasyncgenfunction(call)
    }
    assert plain == set()


def test_a_guarded_subject_can_be_named_in_the_log_of_readings(app: FastAPI) -> None:
    nameless = {
        f"{load.__module__}.{load.__qualname__}"
        for address in addresses(app)
        for load, _, _ in (call.__expects__ for call in address.calls if hasattr(call, "__expects__"))
        for subject in get_args(get_type_hints(load)["return"])
        if subject is not type(None) and not hasattr(subject, "id") and "id" not in subject.__annotations__
    }
    assert nameless == set()
