"""`convoca`: the commands of an operator and of the demo."""

import argparse
import sys
from collections.abc import Callable, Sequence

from app import commands


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; answers its exit code."""
    parser = _parser()
    chosen = parser.parse_args(argv)
    run: Callable[[argparse.Namespace], int] = chosen.run
    return run(chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="convoca", description="Calls for proposals, from publication to the last report."
    )
    parts = parser.add_subparsers(required=True, metavar="command")
    _demo(parts)
    _operating(parts)
    _checking(parts)
    return parser


def _command(
    parts: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    help_: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    part = parts.add_parser(name, help=help_, description=help_)
    part.set_defaults(run=run)
    return part


def _demo(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = _command(
        parts, "demo", "serve the demonstration, loading it first when it is not there", commands.demo.serve
    )
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--at", choices=commands.demo.MOMENTS, default="running")
    demo.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    demo.add_argument("--load-only", action="store_true", help="load it and stop")
    _command(parts, "demo-reset", "throw the demonstration's databases away", commands.demo.reset)
    _command(parts, "demo-links", "print the entry links of the running demonstration as JSON", commands.demo.links)


def _operating(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = _command(parts, "serve", "serve the installation that the environment describes", commands.operate.serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=1, help="processes; more than one needs PostgreSQL")
    worker = _command(parts, "worker", "do the background work apart from the pages", commands.operate.worker)
    worker.add_argument("--once", action="store_true", help="one round, then stop")
    _command(parts, "migrate", "bring the database to this version's tables", commands.operate.migrate)
    admin = _command(
        parts,
        "create-admin",
        "register an administrator and print a link to sign in with",
        commands.operate.create_admin,
    )
    admin.add_argument("email")
    admin.add_argument("name")
    mail = _command(parts, "test-mail", "send one mail now and say what happened", commands.operate.test_mail)
    mail.add_argument("email")
    for name, help_, run in (
        ("backup", "write every row and file into one archive", commands.operate.backup),
        ("restore", "fill an empty installation from an archive", commands.operate.restore),
    ):
        _command(parts, name, help_, run).add_argument("archive")
    _command(parts, "rotate-key", "sign receipts with a new key from now on", commands.operate.rotate_key)
    _command(
        parts,
        "verify",
        "check the audit, every sealed proposal, its receipt and the closing lists",
        commands.operate.verify,
    )


def _checking(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = _command(
        parts,
        "verify-receipt",
        "check a receipt without any installation: its file and the published keys are enough",
        commands.receipts.verify_receipt,
    )
    check.add_argument("file", help="the receipt: PDF, JSON, or its line in a text file")
    check.add_argument("--keys", help="what /verify/keys answered, saved; else keys.json beside the receipt")
    check.add_argument("--text", help="the sealed text, to see that it is the one")
    check.add_argument("--proof", help="the proof of inclusion, unless the receipt carries it")
    check.add_argument("--list", help="the whole closing list (JSON)")
    check.add_argument("--root", help="the root from your mail")


if __name__ == "__main__":
    sys.exit(main())
