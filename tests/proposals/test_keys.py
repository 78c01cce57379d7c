from app import cli
from app.core import seals, settings

RECEIPT = {"receipt": "convoca/1", "folio": "SC2-2020-0042-K"}


def test_the_published_keys_check_a_receipt_without_us(client, session):
    signed = seals.sign(session, RECEIPT)
    session.commit()
    (key,) = client.get("/verify/keys").json()
    assert (key["key"], key["algorithm"], key["retired_at"]) == (signed.key_id, "Ed25519", None)
    assert seals.check(RECEIPT, key["public_key"], signed.signature)


def test_a_rotated_key_stays_published_and_old_receipts_hold(client, session, database, capsys, monkeypatch):
    signed = seals.sign(session, RECEIPT)
    session.commit()
    address = database.url.render_as_string(hide_password=False)
    monkeypatch.setattr("app.commands.operate.bring", lambda _: None)
    settings.configure(settings.settings().model_copy(update={"database_url": address}))
    assert cli.main(["rotate-key"]) == 0
    new, old = client.get("/verify/keys").json()
    assert new["key"] in capsys.readouterr().out
    assert (old["key"], bool(old["retired_at"])) == (signed.key_id, True)
    assert seals.check(RECEIPT, old["public_key"], signed.signature)
