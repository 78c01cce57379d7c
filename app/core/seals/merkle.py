"""Merkle tree over digests, hashed as in RFC 6962 §2.1 (leaves and nodes apart, so that neither passes for the other)."""

from collections.abc import Sequence
from hashlib import sha256


def merkle_root(digests: Sequence[str]) -> str:
    """The root over SHA-256 digests in hexadecimal, in their order; of none, the hash of nothing."""
    return _root([_leaf(item) for item in digests]).hex()


def merkle_proof(digests: Sequence[str], index: int) -> list[str]:
    """The sibling hashes that lead from one digest to the root, from the leaf up."""
    if not 0 <= index < len(digests):
        message = f"there is no digest {index} among {len(digests)}"
        raise IndexError(message)
    return [node.hex() for node in _path([_leaf(item) for item in digests], index)]


def check_proof(item: str, index: int, size: int, proof: Sequence[str], root: str) -> bool:
    """Whether `item` is digest number `index` of a list of `size` with this root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    try:
        node, siblings = _leaf(item), [bytes.fromhex(step) for step in proof]
    except ValueError:
        return False
    position, last = index, size - 1
    for sibling in siblings:
        if last == 0:
            return False
        if position % 2 == 1 or position == last:
            node = _node(sibling, node)
            while position % 2 == 0 and position > 0:
                position, last = position >> 1, last >> 1
        else:
            node = _node(node, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and node.hex() == root


def _leaf(item: str) -> bytes:
    return sha256(b"\x00" + bytes.fromhex(item)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _half(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _root(hashes: Sequence[bytes]) -> bytes:
    if len(hashes) <= 1:
        return hashes[0] if hashes else sha256().digest()
    middle = _half(len(hashes))
    return _node(_root(hashes[:middle]), _root(hashes[middle:]))


def _path(hashes: Sequence[bytes], index: int) -> list[bytes]:
    if len(hashes) == 1:
        return []
    middle = _half(len(hashes))
    if index < middle:
        return [*_path(hashes[:middle], index), _root(hashes[middle:])]
    return [*_path(hashes[middle:], index - middle), _root(hashes[:middle])]
