"""What organisations keep once: board and mandate, papers with their days, and the account that finance has compared."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.agreements.models import Agreement
from app.core import clock
from app.core.clabe import clabe_check_digit
from app.core.forms import Upload
from app.demo.cast import Cast
from app.demo.papers import paper
from app.people.models import Organisation
from app.people.profile.models import PaperKind
from app.people.profile.service import bank, board, papers
from app.people.profile.service.board import Represents, Seat
from app.people.profile.service.papers import Described
from app.people.service import organisations

FICTION = "Documento ficticio de demostración."


def keep(cast: Cast, applicant: Organisation, agreements: Sequence[Agreement], until: datetime) -> None:
    """The applicant keeps everything; of two agreements the first account is in force and the second waits for finance.

    The organisation of the last agreement asks that its identity be protected: its results were public already.
    """
    with clock.at(until - timedelta(days=2)):
        _describe(cast, applicant, until.date())
        for place, organisation in enumerate(_paid(cast, agreements[:2]) or [applicant]):
            account = _account(cast, organisation)
            if agreements and not place:
                bank.check(cast.session, organisation, account, actor=cast.actor("finance"))
        for organisation in _paid(cast, agreements[-1:]):
            organisations.change(cast.session, organisation, {"protected": True}, actor=cast.owner(organisation))


def _paid(cast: Cast, agreements: Sequence[Agreement]) -> list[Organisation]:
    return [cast.by_id[each.organisation_id] for each in agreements]


def _describe(cast: Cast, organisation: Organisation, today: date) -> None:
    session, owner = cast.session, cast.owner(organisation)
    name, address = organisation.representative_name or owner.name, organisation.representative_email or ""
    since = date(today.year - 1, 3, 1)
    seats = [
        Seat(name, "Presidencia", since, date(today.year + 2, 2, 28)),
        Seat("Irene Salgado Mota", "Secretaría", since, date(today.year + 2, 2, 28)),
        Seat("Efraín Villa Ochoa", "Tesorería", since),
    ]
    board.seat(session, organisation, seats, actor=owner)
    who = Represents(name, address, since, date(today.year + 2, 2, 28))
    board.represent(session, organisation, who, _sheet("poder", "Poder notarial", organisation, name), actor=owner)
    _keep(session, organisation, Described(PaperKind.deed, "", organisation.founded_on), "acta-constitutiva", cast)
    opinion = Described(PaperKind.tax_opinion, "", today - timedelta(days=10), today + timedelta(days=20))
    _keep(session, organisation, opinion, "opinion-de-cumplimiento", cast)


def _keep(session: Session, organisation: Organisation, what: Described, name: str, cast: Cast) -> None:
    file = _sheet(name, name.replace("-", " ").capitalize(), organisation)
    papers.add(session, organisation, what, file, actor=cast.owner(organisation))


def _account(cast: Cast, organisation: Organisation) -> str:
    """An account whose digits follow from the organisation's name, with the bank's document."""
    digits = "072180" + f"{sum(organisation.legal_name.encode()) * 7919:011d}"
    clabe = digits + clabe_check_digit(digits)
    proof = _sheet("caratula-bancaria", "Carátula del estado de cuenta", organisation, f"CLABE {clabe}")
    given = bank.Given("Banorte", clabe, organisation.legal_name)
    return bank.give(cast.session, organisation, given, proof, actor=cast.owner(organisation)).id


def _sheet(name: str, title: str, organisation: Organisation, *lines: str) -> Upload:
    return Upload(f"{name}.pdf", paper(title, [organisation.legal_name, *lines, "", FICTION]))
