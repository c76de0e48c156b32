"""Signatures in minisign's format, so that the plain program can check them.

A key is Ed25519; what is signed is the BLAKE2b hash of the content („ED“, the prehashed form), and a second signature
covers the first one and the trusted comment.
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_KEY_ID_BYTES = 8
_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_TRUSTED = "trusted comment: "
_UNTRUSTED = "untrusted comment: "


class SignatureInvalidError(ValueError):
    """The signature does not fit the content, the key or the format."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A site's signing key; `secret` is what the store keeps."""

    key_id: bytes
    seed: bytes

    @classmethod
    def generate(cls) -> "SigningKey":
        """A fresh key."""
        return cls(secrets.token_bytes(_KEY_ID_BYTES), secrets.token_bytes(_KEY_BYTES))

    @classmethod
    def from_secret(cls, secret: str) -> "SigningKey":
        """The key that `secret()` gave."""
        raw = bytes.fromhex(secret)
        return cls(raw[:_KEY_ID_BYTES], raw[_KEY_ID_BYTES:])

    def secret(self) -> str:
        """The key as text, for the encrypted store only."""
        return (self.key_id + self.seed).hex()

    def public_key(self) -> str:
        """The public key as minisign writes it (the argument of `minisign -P`)."""
        public = self._private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return _encoded(b"Ed" + self.key_id + public)

    def sign(self, content: bytes, trusted_comment: str) -> str:
        """The text of a .minisig file; the comment is one line and covered by the second signature."""
        private = self._private()
        signature = private.sign(_prehashed(content))
        comment = " ".join(trusted_comment.split())
        covering = private.sign(signature + comment.encode())
        lines = (
            f"{_UNTRUSTED}signature of a reporting package",
            _encoded(b"ED" + self.key_id + signature),
            f"{_TRUSTED}{comment}",
            _encoded(covering),
        )
        return "\n".join(lines) + "\n"

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def signed_by(signature: str) -> str:
    """The id of the key that a .minisig file names, in hexadecimal as minisign prints it."""
    key_id, _signature, _comment, _covering = _parts(signature)
    return _printed(key_id)


def key_id(public_key: str) -> str:
    """The id of a public key, in hexadecimal as minisign prints it: the fingerprint that people compare."""
    return _printed(_public_parts(public_key)[0])


def verify(content: bytes, signature: str, public_key: str) -> str:
    """The trusted comment of a signature that fits; raises SignatureInvalidError."""
    wanted, public = _public_parts(public_key)
    found, raw, comment, covering = _parts(signature)
    if found != wanted:
        raise SignatureInvalidError("another key")
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(raw, _prehashed(content))
        key.verify(covering, raw + comment.encode())
    except (InvalidSignature, ValueError) as error:
        raise SignatureInvalidError("the signature does not fit") from error
    return comment


def _public_parts(public_key: str) -> tuple[bytes, bytes]:
    raw = _decoded(public_key.strip().splitlines()[-1] if public_key.strip() else "")
    if len(raw) != 2 + _KEY_ID_BYTES + _KEY_BYTES or raw[:2] != b"Ed":
        raise SignatureInvalidError("no minisign public key")
    return raw[2 : 2 + _KEY_ID_BYTES], raw[2 + _KEY_ID_BYTES :]


def _parts(signature: str) -> tuple[bytes, bytes, str, bytes]:
    lines = signature.splitlines()
    if len(lines) != 4 or not lines[2].startswith(_TRUSTED):
        raise SignatureInvalidError("no minisign signature")
    raw, covering = _decoded(lines[1]), _decoded(lines[3])
    if len(raw) != 2 + _KEY_ID_BYTES + _SIGNATURE_BYTES or raw[:2] != b"ED":
        raise SignatureInvalidError("no prehashed minisign signature")
    return raw[2 : 2 + _KEY_ID_BYTES], raw[2 + _KEY_ID_BYTES :], lines[2].removeprefix(_TRUSTED), covering


def _prehashed(content: bytes) -> bytes:
    return hashlib.blake2b(content).digest()


def _printed(raw: bytes) -> str:
    return raw[::-1].hex().upper()


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureInvalidError("no base64") from error
