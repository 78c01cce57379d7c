"""The installation's signing keys. A retired key signs no more but verifies for ever, so old receipts hold."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlmodel import Field, Session, col, select

from app.core import clock
from app.core.columns import Table, UTCDateTime, new_id
from app.core.seals.digests import canonical
from app.core.settings import settings

_NONCE = 12


class SigningKey(Table, table=True):
    """An Ed25519 pair; the private half is encrypted (AES-GCM) under the installation's secret."""

    __tablename__ = "signing_key"

    public_key: str = Field(max_length=64, unique=True)
    private_key: str = Field(max_length=120)
    retired_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Signature(NamedTuple):
    """What a receipt carries: the key's id and 64 bytes in base64."""

    key_id: str
    signature: str


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key as published for offline checks: raw base64 and PEM."""

    key_id: str
    raw: str
    pem: str
    since: datetime
    retired_at: datetime | None


def sign(session: Session, payload: dict[str, Any]) -> Signature:
    """Sign the canonical bytes of a payload with the current key; the first signature makes the first key."""
    key = _current(session) or _new(session)
    signature = _private(key).sign(canonical(payload))
    return Signature(key.id, base64.b64encode(signature).decode())


def verify(session: Session, payload: dict[str, Any], key_id: str, signature: str) -> bool:
    """Whether this installation signed exactly this payload, with the current key or a retired one."""
    key = session.get(SigningKey, key_id)
    return key is not None and check(payload, key.public_key, signature)


def check(payload: dict[str, Any], public_key: str, signature: str) -> bool:
    """The same check with the published key alone (raw base64): what anyone can do offline."""
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), canonical(payload))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def rotate(session: Session) -> SigningKey:
    """Retire the current key and sign with a new one from now on."""
    for key in session.exec(select(SigningKey).where(col(SigningKey.retired_at).is_(None))):
        key.retired_at = clock.now()
    return _new(session)


def public_keys(session: Session) -> list[PublicKey]:
    """Every key, newest first, to be published beside the verify page."""
    keys = session.exec(select(SigningKey).order_by(col(SigningKey.created_at).desc(), col(SigningKey.id)))
    return [PublicKey(key.id, key.public_key, _pem(key), key.created_at, key.retired_at) for key in keys]


def _current(session: Session) -> SigningKey | None:
    # Two processes may each make a first key; both verify, and the newest one signs.
    alive = select(SigningKey).where(col(SigningKey.retired_at).is_(None))
    return session.exec(alive.order_by(col(SigningKey.created_at).desc(), col(SigningKey.id))).first()


def _new(session: Session) -> SigningKey:
    private, key_id = Ed25519PrivateKey.generate(), new_id()
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    key = SigningKey(id=key_id, public_key=public, private_key=_locked(private.private_bytes_raw(), key_id))
    session.add(key)
    session.flush()
    return key


def _locked(private: bytes, key_id: str) -> str:
    # One nonce for one message: the wrapping key is derived per signing key, so a fixed nonce never meets it twice.
    sealed = AESGCM(_wrapping(key_id)).encrypt(bytes(_NONCE), private, key_id.encode())
    return base64.b64encode(sealed).decode()


def _private(key: SigningKey) -> Ed25519PrivateKey:
    sealed = base64.b64decode(key.private_key)
    try:
        raw = AESGCM(_wrapping(key.id)).decrypt(bytes(_NONCE), sealed, key.id.encode())
    except InvalidTag:
        message = (
            "the installation's secret is not the one this signing key was kept under: restore it, or rotate the key"
        )
        raise RuntimeError(message) from None
    return Ed25519PrivateKey.from_private_bytes(raw)


def _wrapping(key_id: str) -> bytes:
    derive = HKDF(SHA256(), length=32, salt=key_id.encode(), info=b"convoca signing key")
    return derive.derive(settings().secret_key)


def _pem(key: SigningKey) -> str:
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.public_key))
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
