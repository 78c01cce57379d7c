"""Settings, read once from the environment (prefix CONVOCA_)."""

import secrets
from functools import cached_property
from pathlib import Path
from typing import Final

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
# The loop accepts everybody who waits at once; uvloop takes one a turn, and in the last minute before a deadline
# the turns are long: whoever came last waited for all who were being served (docs/decisions/16).
EVENT_LOOP: Final = "asyncio"


class Settings(BaseSettings):
    """One installation's settings; `docs/operating.md` explains each."""

    model_config = SettingsConfigDict(env_prefix="CONVOCA_", extra="ignore")

    data_dir: Path = ROOT / "var"
    database_url: str = ""
    files_url: str = ""
    base_url: str = "http://127.0.0.1:8000"
    secret: str = ""
    demo: bool = False
    background: bool = True
    trusted_proxies: str = "127.0.0.1"
    max_body_bytes: int = 30 * 1024 * 1024
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: str = "starttls"
    mail_from: str = "Convoca <convoca@localhost>"
    contact_email: str = "convocatoria@ejemplo.org"
    clamd_socket: str = ""
    s3_endpoint: str = ""
    s3_region: str = ""
    s3_access_key: str = ""
    s3_secret_key: str = ""

    @property
    def database(self) -> str:
        """The address of the database; SQLite in the data folder unless another is set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'convoca.db'}"

    @property
    def files(self) -> str:
        """Where files live: a local folder, or s3://bucket/prefix."""
        return self.files_url or str(self.data_dir / "files")

    @cached_property
    def secret_key(self) -> bytes:
        """The key of tokens. Several machines share it by setting CONVOCA_SECRET; one machine keeps a file."""
        if self.secret:
            return self.secret.encode()
        return _kept_secret(self.data_dir / "secret")


def _kept_secret(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as new:
            path.chmod(0o600)
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_bytes()


class _Current:
    value: Settings | None = None


def configure(value: Settings) -> None:
    """Make these the settings of this process."""
    _Current.value = value


def settings() -> Settings:
    """The settings of this process."""
    if _Current.value is None:
        _Current.value = Settings()
    return _Current.value
