"""An operator's commands, on the installation that the environment describes."""

import argparse
import asyncio
import contextlib
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from pydantic import TypeAdapter, ValidationError

from app.core import audit, jobs, logs, mail, postman, seals
from app.core import backup as archives
from app.core.addresses import absolute
from app.core.db import Database
from app.core.fields import Email
from app.core.i18n import lazy
from app.core.installation import load_clock
from app.core.migrations import migrate as bring
from app.core.settings import EVENT_LOOP, settings
from app.main import create_app
from app.people.models import Role, Scope
from app.people.queries import user_by_email
from app.people.service import roles, sign_in
from app.people.service.sessions import actor_for
from app.proposals.service import proof
from app.tables import metadata


def serve(chosen: argparse.Namespace) -> int:
    """Serve pages; on SQLite one process, because a second writer would wait and be waited for."""
    with _installation() as database:
        if chosen.workers > 1 and database.is_sqlite:
            return _refuse("several processes need PostgreSQL: set CONVOCA_DATABASE_URL")
    run_server("app.main:create_app", chosen.host, chosen.port, workers=chosen.workers)
    return 0


def run_server(app: str, host: str, port: int, *, workers: int = 1) -> None:
    """Run uvicorn as we want it: JSON logs, the files of many slow uploads open at once, headers of trusted proxies."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    logs.set_up(access=not settings().demo)
    uvicorn.run(
        app,
        factory=True,
        loop=EVENT_LOOP,
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        access_log=False,
        proxy_headers=True,
        forwarded_allow_ips=settings().trusted_proxies,
        server_header=False,
        timeout_graceful_shutdown=20,
    )


def worker(chosen: argparse.Namespace) -> int:
    """Mails, ticks and seals without serving pages (beside several processes with CONVOCA_BACKGROUND=0)."""
    logs.set_up(access=False)
    database: Database = create_app().state.database
    with database.transaction(write=False) as session:
        load_clock(session)
    if chosen.once:
        jobs.run_once(database)
        if settings().smtp_host:
            asyncio.run(postman.deliver(database))
        return 0
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(jobs.work(database))
    return 0


def migrate(_chosen: argparse.Namespace) -> int:
    """Bring the database to this version's tables."""
    with _installation():
        pass
    print("The database has this version's tables.")
    return 0


def create_admin(chosen: argparse.Namespace) -> int:
    """The first administrator, with a link that signs in once."""
    try:
        email = TypeAdapter(Email).validate_python(chosen.email)
    except ValidationError:
        return _refuse(f"{chosen.email} is not a mail address")
    with _installation() as database, database.transaction() as session:
        user = user_by_email(session, email) or roles.create_user(session, email, chosen.name, actor=None)
        if not actor_for(session, user).has(Role.ADMINISTRATOR):
            roles.grant(session, user, Role.ADMINISTRATOR, Scope.INSTALLATION, actor=None)
        link = sign_in.link_for(session, user)
    print(f"{chosen.name} is an administrator. Sign in once within twenty minutes: {absolute(f'/sign-in/link/{link}')}")
    return 0


def test_mail(chosen: argparse.Namespace) -> int:
    """Send one mail through the configured server, now."""
    if not settings().smtp_host:
        return _refuse("no mail server is set: CONVOCA_SMTP_HOST")
    subject, text, html = mail.render(
        "people/test",
        "es",
        recipient=mail.Recipient(chosen.email),
        because=str(lazy("You receive this because an operator tests the mail.")),
    )
    row = mail.OutboxMail(
        to_email=chosen.email, language="es", mail="people/test", subject=subject, text=text, html=html
    )
    error = asyncio.run(postman.send(postman.message_of(row), settings()))
    if error:
        return _refuse(f"not sent: {error}")
    print(f"Sent to {chosen.email} through {settings().smtp_host}.")
    return 0


def backup(chosen: argparse.Namespace) -> int:
    """Write the archive beside a running installation: it reads one consistent moment."""
    with _installation() as database:
        manifest = archives.backup(database, metadata(), Path(chosen.archive))
    print(
        f"{chosen.archive}: {sum(manifest['rows'].values())} rows of {len(manifest['rows'])} tables, tables of {manifest['tables']}."
    )
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Fill an empty installation."""
    try:
        with _installation() as database:
            manifest = archives.restore(database, metadata(), Path(chosen.archive))
    except (archives.NotEmpty, archives.Damaged) as problem:
        return _refuse(str(problem))
    print(f"Restored {sum(manifest['rows'].values())} rows as of {manifest['at']}.")
    return 0


def rotate_key(_chosen: argparse.Namespace) -> int:
    """Sign receipts with a new key from now on; what the old ones signed still holds."""
    with _installation() as database, database.transaction() as session:
        load_clock(session)
        key = seals.rotate(session)
        audit.record(session, "key.rotated", key, actor=None)
    print(f"Receipts are signed with the key {key.id} from now on. Publish it: {absolute('/verify/keys')}")
    return 0


def verify(_chosen: argparse.Namespace) -> int:
    """Check that the audit, the sealed proposals, their receipts and the closing lists say what they said."""
    with _installation() as database, database.transaction() as session:
        while audit.seal(session):
            pass
        problems = [*audit.broken(session), *proof.broken(session)]
    for problem in problems:
        print(problem, file=sys.stderr)
    print("The audit and every seal hold." if not problems else f"{len(problems)} problems.")
    return 1 if problems else 0


@contextlib.contextmanager
def _installation() -> Iterator[Database]:
    """The database of this installation, at this version's tables; let go afterwards."""
    database = Database(settings().database)
    try:
        bring(database)
        yield database
    finally:
        database.close()


def _refuse(sentence: str) -> int:
    print(f"convoca: {sentence}", file=sys.stderr)
    return 1
