"""A file's bytes come back under their SHA-256, and lie there once."""

import hashlib

import pytest
import sqlalchemy as sa

from werkakademie.errors import MissingRecordError
from werkakademie.models import Attachment
from werkakademie.storage import attachments
from werkakademie.storage.transaction import Store


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", bytes(range(256)) * 4096])
def test_what_was_put_is_got(store: Store, data: bytes) -> None:
    with store.write(None) as tx:
        digest = attachments.put(tx, data)
    assert digest == hashlib.sha256(data).hexdigest()
    with store.read() as tx:
        assert attachments.get(tx, digest) == data


def test_the_same_file_twice_takes_no_more_room(store: Store) -> None:
    with store.write(None) as tx:
        assert attachments.put(tx, b"Zeugnis") == attachments.put(tx, b"Zeugnis")
    with store.write(None) as tx:
        attachments.put(tx, b"Zeugnis")
    with store.read() as tx:
        assert tx.scalar(sa.select(sa.func.count()).select_from(Attachment)) == 1


def test_an_unknown_digest_is_named(store: Store) -> None:
    with store.read() as tx, pytest.raises(MissingRecordError):
        attachments.get(tx, "0" * 64)
