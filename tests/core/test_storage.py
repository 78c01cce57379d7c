import os
import stat
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from app.core import settings
from app.core.storage import LocalStorage, ObjectStorage, Storage, storage

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    """A pretended S3 service on loopback, in this very process."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_endpoint: str) -> str:
    given = {"region_name": "us-east-1", "aws_access_key_id": "test", "aws_secret_access_key": "test"}
    boto3.client("s3", endpoint_url=s3_endpoint, **given).create_bucket(Bucket="evidence")
    settings.configure(
        settings.Settings(
            files_url="s3://evidence/convoca",
            s3_endpoint=s3_endpoint,
            s3_region="us-east-1",
            s3_access_key="test",
            s3_secret_key="test",
        )
    )
    return s3_endpoint


@pytest.fixture(params=["folder", "bucket"])
def kept(request: pytest.FixtureRequest) -> Storage:
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return storage()


def test_bytes_come_back(kept):
    key = f"ab/{os.urandom(4).hex()}"
    kept.put(key, b"\x00evidence\xff" * 1000)
    assert kept.get(key) == b"\x00evidence\xff" * 1000


def test_a_key_is_written_once(kept):
    key = f"ab/{os.urandom(4).hex()}"
    kept.put(key, b"first")
    with pytest.raises(FileExistsError):
        kept.put(key, b"second")
    assert kept.get(key) == b"first"


def test_an_unknown_key(kept):
    with pytest.raises(FileNotFoundError):
        kept.get("ab/nothing")


def test_the_settings_choose(bucket):
    assert isinstance(storage(), ObjectStorage)
    settings.configure(settings.Settings())
    assert isinstance(storage(), LocalStorage)


def test_a_local_file_reaches_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    order: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def synced(descriptor: int) -> None:
        order.append("file" if stat.S_ISREG(os.fstat(descriptor).st_mode) else "folder")
        fsync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        order.append("rename")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    LocalStorage(tmp_path).put("ab/abc", b"x")
    assert order == ["file", "rename", "folder", "folder"]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["abc"]


def test_a_disk_that_fails_leaves_no_half_file(tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        LocalStorage(tmp_path).put("ab/abc", b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_no_key_leads_outside(tmp_path):
    with pytest.raises(ValueError, match="outside"):
        LocalStorage(tmp_path / "files").get("../secret")
