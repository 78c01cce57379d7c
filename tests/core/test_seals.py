import base64
import json
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import settings
from app.core.seals import (
    SigningKey,
    canonical,
    check,
    check_proof,
    digest,
    merkle_proof,
    merkle_root,
    public_keys,
    rotate,
    sign,
    verify,
)

# The leaves and roots that Certificate Transparency's own implementations are tested with (RFC 6962).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
RECEIPT = {"folio": "SC2-2020-0042-K", "requested": "1200000.00", "organisation": "Colectivo Ñandú, A.C."}

content = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=20,
)
digests = st.lists(st.binary(max_size=8).map(lambda raw: sha256(raw).hexdigest()), min_size=1, max_size=40)


def test_canonical_bytes_are_these():
    assert canonical({"b": [1, True, None], "a": {"é": "Ñ\n"}}) == '{"a":{"é":"Ñ\\n"},"b":[1,true,null]}'.encode()


@given(content)
def test_canonical_json_is_read_back_and_is_stable(content):
    sealed = canonical(content)
    assert json.loads(sealed) == content
    assert canonical(json.loads(sealed)) == sealed


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers(0, 9)))
def test_the_order_of_keys_does_not_matter(content):
    assert canonical(content) == canonical(dict(reversed(content.items())))


@pytest.mark.parametrize("bad", [1.5, Decimal("1.50"), date(2020, 9, 7), b"x", {"a": [1.0]}, {1: "a"}, {"a": {"b"}}])
def test_what_can_be_written_in_two_ways_is_not_sealed(bad):
    with pytest.raises(TypeError):
        canonical(bad)


def test_numbers_that_other_programs_misread_are_not_sealed():
    with pytest.raises(ValueError, match="as text"):
        canonical({"n": 2**53})


def test_a_digest_is_plain_sha256():
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_roots_are_those_of_certificate_transparency(size):
    assert merkle_root(LEAVES[:size]) == ROOTS[size]


@given(digests, st.data())
def test_every_digest_proves_its_place_and_no_other(digests, data):
    index = data.draw(st.integers(0, len(digests) - 1))
    root, proof = merkle_root(digests), merkle_proof(digests, index)
    assert check_proof(digests[index], index, len(digests), proof, root)
    assert not check_proof(digest(b"another"), index, len(digests), proof, root)
    assert not check_proof(digests[index], index, len(digests), [*proof, root], root)
    assert not proof or not check_proof(digests[index], index, len(digests), proof[:-1], root)


@given(digests.filter(lambda found: len(found) > 1), st.data())
def test_a_changed_list_has_another_root(digests, data):
    index = data.draw(st.integers(0, len(digests) - 1))
    changed = [*digests[:index], digest(b"altered after the close"), *digests[index + 1 :]]
    assert merkle_root(changed) != merkle_root(digests)
    assert merkle_root([*digests, digest(b"added")]) != merkle_root(digests)


def test_a_node_does_not_pass_for_a_leaf():
    pair = [digest(b"a"), digest(b"b")]
    assert merkle_root([merkle_root(pair)]) != merkle_root(pair)


def test_proofs_outside_the_list_or_not_hexadecimal():
    with pytest.raises(IndexError):
        merkle_proof([digest(b"a")], 1)
    assert not check_proof(digest(b"a"), 1, 1, [], merkle_root([digest(b"a")]))
    assert not check_proof("not hex", 0, 1, [], digest(b"a"))


def test_a_signed_receipt_holds_and_a_changed_one_does_not(session):
    signed = sign(session, RECEIPT)
    assert verify(session, RECEIPT, *signed)
    assert not verify(session, RECEIPT | {"requested": "1200000.01"}, *signed)
    assert not verify(session, RECEIPT, "no-such-key", signed.signature)
    assert not verify(session, RECEIPT, signed.key_id, "no signature")


def test_one_key_signs_until_it_is_rotated_and_old_receipts_still_hold(session):
    before = sign(session, RECEIPT)
    assert sign(session, {"other": "payload"}).key_id == before.key_id
    rotate(session)
    after = sign(session, RECEIPT)
    assert after.key_id != before.key_id
    assert verify(session, RECEIPT, *before)
    assert verify(session, RECEIPT, *after)
    assert [(key.key_id, key.retired_at is None) for key in public_keys(session)] == [
        (after.key_id, True),
        (before.key_id, False),
    ]


def test_anyone_checks_a_receipt_with_the_published_key(session):
    signed = sign(session, RECEIPT)
    (key,) = public_keys(session)
    assert check(RECEIPT, key.raw, signed.signature)
    assert not check(RECEIPT | {"folio": "SC2-2020-0043-X"}, key.raw, signed.signature)
    assert not check(RECEIPT, "not a key", signed.signature)
    assert key.pem.startswith("-----BEGIN PUBLIC KEY-----")


def test_the_private_half_is_not_in_the_database(session):
    signed = sign(session, RECEIPT)
    kept = base64.b64decode(session.get(SigningKey, signed.key_id).private_key)
    assert len(kept) == 32 + 16
    settings.configure(settings.Settings(data_dir=settings.settings().data_dir, secret="another secret"))
    with pytest.raises(RuntimeError, match="rotate"):
        sign(session, RECEIPT)
    assert verify(session, RECEIPT, *signed)
    rotate(session)
    assert verify(session, RECEIPT, *sign(session, RECEIPT))
