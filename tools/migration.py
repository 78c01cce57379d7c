"""`make migration MSG="what changes"`: writes the migration that brings the tables to the models, and names it CURRENT."""

import re
import sys
import tempfile
import unicodedata
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory

from app.core.db import Database
from app.core.settings import ROOT

MIGRATIONS = ROOT / "migrations"


def main() -> None:
    """Bring an empty database to the head, compare it with the models, write what is between them."""
    message = " ".join(sys.argv[1:]) or "tables"
    number = len(list((MIGRATIONS / "versions").glob("[0-9]*.py"))) + 1
    name = f"{number:04d}_{_slug(message)}"
    with tempfile.TemporaryDirectory() as folder:
        script = _write(Database(f"sqlite:///{Path(folder) / 'empty.db'}"), message, name)
    path = Path(script.path).rename(MIGRATIONS / "versions" / f"{name}.py")
    (MIGRATIONS / "CURRENT").write_text(f"{name}\n")
    print(f"{path.relative_to(ROOT)} is written; read it before you commit it.")


def _write(database: Database, message: str, name: str) -> Script:
    with database.engine.begin() as connection:
        config = _configuration(connection)
        command.upgrade(config, "head")
        made = command.revision(config, message=message, rev_id=name, autogenerate=True)
    database.close()
    if not isinstance(made, Script):
        message = "one revision was asked for"
        raise TypeError(message)
    return made


def _configuration(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    ScriptDirectory.from_config(config)
    return config


def _slug(message: str) -> str:
    plain = unicodedata.normalize("NFKD", message).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:40]


if __name__ == "__main__":
    main()
