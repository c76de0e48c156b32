"""Files inside the store: each content lies there once, under its SHA-256, and is never changed."""

import hashlib

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models.job_search import Attachment
from werkakademie.storage.errors import MissingRowError
from werkakademie.storage.transaction import Transaction


def put(tx: Transaction, data: bytes) -> str:
    """Store a file's bytes and return their SHA-256; the same content again takes no more room."""
    digest = hashlib.sha256(data).hexdigest()
    known = tx.scalar(sa.select(col(Attachment.sha256)).where(col(Attachment.sha256) == digest))
    if known is None:
        tx.insert_many(Attachment, [{"sha256": digest, "size": len(data), "data": data}])
    return digest


def get(tx: Transaction, digest: str) -> bytes:
    """The bytes under this SHA-256, or MissingRowError."""
    data = tx.scalar(sa.select(col(Attachment.data)).where(col(Attachment.sha256) == digest))
    if data is None:
        raise MissingRowError("attachment")
    return data
