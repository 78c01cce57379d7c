"""How far somebody's roles reach, as a condition of a select: lists and counts pass through the same rule as pages."""

from typing import Any

from sqlmodel import col, or_, true

from app.agreements.models import Agreement
from app.calls.models import Call
from app.people.access import Actor
from app.people.models import Role, Scope
from app.programmes.models import Programme


def calls(actor: Actor, *roles: Role) -> Any:  # noqa: ANN401 -- an SQL condition
    """The calls where one of these roles holds: everywhere, by programme or by call."""
    if actor.everywhere(*roles):
        return true()
    return or_(
        col(Call.programme_id).in_(actor.scope_ids(Scope.PROGRAMME, *roles)),
        col(Call.id).in_(actor.scope_ids(Scope.CALL, *roles)),
    )


def agreements(actor: Actor, *roles: Role) -> Any:  # noqa: ANN401 -- an SQL condition
    """The agreements of the programmes where one of these roles holds."""
    return (
        true()
        if actor.everywhere(*roles)
        else col(Agreement.programme_id).in_(actor.scope_ids(Scope.PROGRAMME, *roles))
    )


def programmes(actor: Actor, *roles: Role) -> Any:  # noqa: ANN401 -- an SQL condition
    """The programmes where one of these roles holds."""
    return true() if actor.everywhere(*roles) else col(Programme.id).in_(actor.scope_ids(Scope.PROGRAMME, *roles))
