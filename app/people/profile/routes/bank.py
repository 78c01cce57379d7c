"""The bank account, on a page of its own: its owners see it whole, and each look is written down."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core import files
from app.core.audit import note_reading
from app.core.clabe import bank_of, masked, spaced
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, download, later, page, redirect
from app.people import permissions, queries
from app.people.access import Actor
from app.people.guards import SignedIn, guard
from app.people.models import Organisation
from app.people.profile.forms import AccountForm, RefusalForm
from app.people.profile.models import AccountState, BankAccount
from app.people.profile.queries import account, account_by_id, stored
from app.people.profile.service import bank

router = Router(prefix="/organisations/{organisation_id}/bank")

Own = Annotated[Organisation, Depends(guard(queries.organisation, permissions.see_account, "organisation_id"))]
PAGE = "people/profile/bank.html"


def accounts(session: Session, organisation_id: str, viewer: Actor) -> dict[str, Any]:
    """The account that holds and the one that waits, each in full, with the look written down."""
    found = {state: account(session, organisation_id, state) for state in (AccountState.in_force, AccountState.waiting)}
    for state, row in found.items():
        if row is not None:
            note_reading(session, viewer, subject_kind="bankaccount", subject_id=row.id, what=f"bank account {state}")
    return {
        "holding": _whole(session, found[AccountState.in_force]),
        "waiting": _whole(session, found[AccountState.waiting]),
        "reader": viewer.id,
    }


def _whole(session: Session, row: BankAccount | None) -> dict[str, Any] | None:
    if row is None:
        return None
    names = {
        key: person.name for key in (row.given_by, row.checked_by) if key and (person := queries.user(session, key))
    }
    return {
        "row": row,
        "clabe": spaced(row.clabe),
        "named": bank_of(row.clabe),
        "proof": stored(session, row.proof_id),
        "given_by": names.get(row.given_by, ""),
        "checked_by": names.get(row.checked_by or "", ""),
    }


def proof(session: Session, organisation_id: str, key: str, reader: Actor) -> Response:
    """The bank's document of one account of this organisation; the look is written down."""
    row = account_by_id(session, key)
    if row is None or row.organisation_id != organisation_id:
        raise NotFound
    file = stored(session, row.proof_id)
    what = f"proof of bank account {masked(row.clabe)}"
    note_reading(session, reader, subject_kind="bankaccount", subject_id=row.id, what=what)
    return later(lambda: download(files.read(file), file.media_type, file.filename))


def _context(session: Session, organisation: Organisation, actor: Actor) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "base": f"/organisations/{organisation.id}/bank",
        "refusal_form": Bound.blank(RefusalForm),
        **accounts(session, organisation.id, actor),
    }


@router.get("")
def show(request: Request, session: Db, actor: SignedIn, organisation: Own) -> Response:
    form = Bound.blank(AccountForm, {"holder": organisation.legal_name})
    return page(request, PAGE, form=form, **_context(session, organisation, actor))


@router.post("")
def give(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: Own,
    form: Annotated[Bound[AccountForm], bound(AccountForm)],
) -> Response:
    def save() -> None:
        given = bank.Given(form.data.bank, form.data.clabe, form.data.holder)
        bank.give(session, organisation, given, form.file("proof"), actor=actor)

    context = _context(session, organisation, actor)
    return form.run(session, save, request=request, page=PAGE, to=context["base"], **context)


@router.get("/{key}/proof")
def read_proof(session: Db, actor: SignedIn, organisation: Own, key: str) -> Response:
    return proof(session, organisation.id, key, actor)


@router.post("/{key}/check")
def check(session: Db, actor: SignedIn, organisation: Own, key: str) -> Response:
    bank.check(session, organisation, key, actor=actor)
    return redirect(f"/organisations/{organisation.id}/bank")


@router.post("/{key}/refuse")
def refuse(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: Own,
    key: str,
    form: Annotated[Bound[RefusalForm], bound(RefusalForm)],
) -> Response:
    def no() -> None:
        bank.refuse(session, organisation, key, form.data.reason, actor=actor)

    context = _context(session, organisation, actor) | {"refusal_form": form}
    return form.run(session, no, request=request, page=PAGE, to=context["base"], **context)


@router.post("/{key}/take-back")
def take_back(session: Db, actor: SignedIn, organisation: Own, key: str) -> Response:
    bank.take_back(session, organisation, key, actor=actor)
    return redirect(f"/organisations/{organisation.id}/bank")
