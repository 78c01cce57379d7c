"""The registry of routes: every address with its methods and what guards it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts


@dataclass(frozen=True)
class Address:
    """One route: where, how, and by whose leave."""

    path: str
    methods: frozenset[str]
    endpoint: str
    guards: tuple[str, ...]
    public: str | None
    calls: tuple[Any, ...]


def addresses(app: FastAPI) -> list[Address]:
    """Every route of the application that answers a page or takes a form."""
    return [
        _address(route) for route in iter_route_contexts(app.routes) if getattr(route, "dependant", None) is not None
    ]


def _address(route: Any) -> Address:
    calls = tuple(_calls(route.dependant))
    return Address(
        path=route.path,
        methods=frozenset(route.methods),
        endpoint=f"{route.endpoint.__module__}.{route.endpoint.__qualname__}",
        guards=tuple(call.__guard__ for call in calls if hasattr(call, "__guard__")),
        public=next((call.__public__ for call in calls if hasattr(call, "__public__")), None),
        calls=calls,
    )


def _calls(dependant: Dependant) -> Iterator[Any]:
    for inner in dependant.dependencies:
        if inner.call is not None:
            yield inner.call
        yield from _calls(inner)
