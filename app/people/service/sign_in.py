"""Sign-in by a mailed code or link: used once, expiring, counted per account and not per address."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _, locale
from app.people import mails, queries
from app.people.models import NO_CODE, FailedCode, SignInCode, User
from app.people.service.sessions import open_session, token_hash

CODE_LIFE = timedelta(minutes=20)
CODES_PER_ACCOUNT = 5
WINDOW = timedelta(minutes=15)
FAILURES_PER_CODE = 5
FAILURES_PER_ADDRESS = 60


@dataclass(frozen=True)
class Entered:
    """Somebody got in: the cookie's secret, and where he or she was going."""

    token: str
    goal: str
    user: User


def ask(session: Session, email: str, *, next_path: str) -> None:
    """Mail a code and a link. Known and unknown addresses are answered alike."""
    since = clock.now() - WINDOW
    asked = session.exec(
        select(func.count())
        .select_from(SignInCode)
        .where(SignInCode.email == email, SignInCode.code_hash != NO_CODE, SignInCode.created_at > since)
    ).one()
    if asked >= CODES_PER_ACCOUNT:
        raise Refused(
            _("We have sent several codes to this address already. Use the newest one, or wait a quarter of an hour."),
            "email",
        )
    code = f"{secrets.randbelow(1_000_000):06d}"
    link = secrets.token_urlsafe(24)
    session.add(
        SignInCode(
            email=email,
            code_hash=_code_hash(email, code),
            link_hash=token_hash(link),
            next_path=safe_path(next_path),
            expires_at=clock.now() + CODE_LIFE,
        )
    )
    known = queries.user_by_email(session, email)
    mails.sign_in_code(session, email, known, code=code, link=link, language=known.locale if known else locale())


def link_for(session: Session, user: User) -> str:
    """The secret of a link that signs this person in, once (for an operator's terminal)."""
    link = secrets.token_urlsafe(24)
    session.add(
        SignInCode(email=user.email, code_hash=NO_CODE, link_hash=token_hash(link), expires_at=clock.now() + CODE_LIFE)
    )
    return link


def enter_with_code(session: Session, email: str, code: str, *, address: str, browser: str) -> Entered:
    """Sign in with the six digits of the newest unused code."""
    _check_address(session, address)
    found = session.exec(
        select(SignInCode)
        .where(SignInCode.email == email, SignInCode.code_hash != NO_CODE, col(SignInCode.used_at).is_(None))
        .order_by(col(SignInCode.created_at).desc())
        .limit(1)
        .with_for_update()
    ).first()
    if found is None or found.expires_at < clock.now() or found.failures >= FAILURES_PER_CODE:
        raise Refused(_("This code has expired or was used. Ask for a new one."), "code")
    if not secrets.compare_digest(found.code_hash, _code_hash(email, "".join(code.split()))):
        raise WrongCode(found.id)
    return _enter(session, found, browser)


class WrongCode(Exception):  # noqa: N818 -- a domain word, read at the raise
    """The digits do not fit; the failure is counted even though the page is refused."""

    def __init__(self, code_id: str) -> None:
        super().__init__(code_id)
        self.code_id = code_id


def count_failure(session: Session, code_id: str, *, address: str) -> str:
    """Remember a wrong code; answers the sentence to show."""
    found = session.get(SignInCode, code_id)
    if found is not None:
        found.failures += 1
    session.add(FailedCode(address=token_hash(address)))
    return _(
        "These are not the six digits of the newest mail. Look again; after five wrong tries a new code is needed."
    )


def link_is_good(session: Session, link: str) -> bool:
    """Whether a mailed link can still be used; looking burns nothing (mail scanners look)."""
    return _by_link(session, link) is not None


def enter_with_link(session: Session, link: str, *, browser: str) -> Entered:
    """Sign in with the secret of a mailed link."""
    found = _by_link(session, link)
    if found is None:
        raise Refused(_("This link has expired or was used. Ask for a new one."))
    return _enter(session, found, browser)


def _by_link(session: Session, link: str) -> SignInCode | None:
    query = select(SignInCode).where(
        SignInCode.link_hash == token_hash(link), col(SignInCode.used_at).is_(None), SignInCode.expires_at > clock.now()
    )
    return session.exec(query.with_for_update()).first()


def _enter(session: Session, code: SignInCode, browser: str) -> Entered:
    code.used_at = clock.now()
    user = queries.user_by_email(session, code.email) or _new_user(session, code.email)
    if not user.active:
        raise Refused(_("This account is closed. Write to the programme's team if that is a mistake."))
    return Entered(open_session(session, user, browser=browser), code.next_path or "/desk", user)


def _new_user(session: Session, email: str) -> User:
    user = User(email=email, name="", locale=locale())
    session.add(user)
    session.flush()
    audit.record(session, "user.created", user, actor=user)
    return user


def _check_address(session: Session, address: str) -> None:
    since = clock.now() - WINDOW
    failed = session.exec(
        select(func.count())
        .select_from(FailedCode)
        .where(FailedCode.address == token_hash(address), FailedCode.created_at > since)
    ).one()
    if failed >= FAILURES_PER_ADDRESS:
        raise Refused(
            _(
                "Too many wrong codes came from this connection. Wait a quarter of an hour, or use the link in the mail."
            ),
            "code",
        )


def _code_hash(email: str, code: str) -> str:
    return token_hash(f"{email}:{code}")


def safe_path(path: str) -> str:
    """A path of our own site, or nothing: a mailed link must not lead elsewhere."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else ""
