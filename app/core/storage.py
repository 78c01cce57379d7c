"""Where the bytes of files live: a local folder, or an S3 bucket. Written once, never overwritten."""

import os
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, NotFoundError
from obstore.store import S3Store

from app.core.settings import settings

if TYPE_CHECKING:  # obstore gives this name to type checkers only
    from obstore.store import S3Config


class Storage(Protocol):
    """Keeps evidence under keys such as "ab/abcdef": a key is written once."""

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes so that they outlive a power cut; FileExistsError when the key is taken."""

    def get(self, key: str) -> bytes:
        """The bytes under a key; FileNotFoundError when there are none."""


class LocalStorage:
    """A folder. A file appears whole or not at all: temporary file, fsync, rename, fsync of the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, key: str, data: bytes) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise FileExistsError(key)
        part = path.with_name(f".{path.name}.{token_hex(4)}")
        try:
            _write_through(part, data)
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
        _sync(path.parent)
        _sync(self.folder)

    def get(self, key: str) -> bytes:
        return self._path(key).read_bytes()

    def _path(self, key: str) -> Path:
        path = (self.folder / key).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            message = f"{key} lies outside the folder of files"
            raise ValueError(message)
        return path


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class ObjectStorage:
    """A bucket of an S3 service, through obstore; the service itself refuses a key that is taken."""

    def __init__(self, store: S3Store) -> None:
        self.store = store

    def put(self, key: str, data: bytes) -> None:
        try:
            obstore.put(self.store, key, data, mode="create")
        except AlreadyExistsError as error:
            raise FileExistsError(key) from error

    def get(self, key: str) -> bytes:
        try:
            return bytes(obstore.get(self.store, key).bytes())
        except NotFoundError as error:
            raise FileNotFoundError(key) from error


def storage() -> Storage:
    """The storage of this installation's settings."""
    chosen = settings()
    if not chosen.files.startswith("s3://"):
        return LocalStorage(Path(chosen.files))
    return ObjectStorage(
        _bucket(chosen.files, chosen.s3_endpoint, chosen.s3_region, chosen.s3_access_key, chosen.s3_secret_key)
    )


@cache
def _bucket(url: str, endpoint: str, region: str, access_key: str, secret_key: str) -> S3Store:
    """One client per bucket. What is left empty comes from the environment, as with any S3 client (AWS_…)."""
    address = urlsplit(url)
    given = {"endpoint": endpoint, "region": region, "access_key_id": access_key, "secret_access_key": secret_key}
    config: S3Config = {key: value for key, value in given.items() if value}  # type: ignore[assignment]  # a TypedDict of optional keys
    plain = endpoint.startswith("http://")
    return S3Store(
        address.netloc, prefix=address.path.strip("/") or None, client_options={"allow_http": plain}, config=config
    )
