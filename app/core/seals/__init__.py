"""Seals: canonical JSON, digests, Merkle trees (RFC 6962) and the installation's Ed25519 signatures."""

from app.core.seals.digests import canonical, digest, unsealed
from app.core.seals.merkle import check_proof, merkle_proof, merkle_root
from app.core.seals.signing import PublicKey, Signature, SigningKey, check, public_keys, rotate, sign, verify

__all__ = [
    "PublicKey",
    "Signature",
    "SigningKey",
    "canonical",
    "check",
    "check_proof",
    "digest",
    "merkle_proof",
    "merkle_root",
    "public_keys",
    "rotate",
    "sign",
    "unsealed",
    "verify",
]
