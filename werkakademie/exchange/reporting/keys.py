"""The keys that centre and sites tell each other: whom to encrypt for, and whose signature to believe."""

from uuid import UUID

import pyrage

from werkakademie.errors import SituationError
from werkakademie.exchange.reporting.minisign import SignatureInvalidError, key_id
from werkakademie.i18n import _


class NoSiteLineError(SituationError):
    """A text that is not what a site gives its centre."""

    def sentence(self) -> str:
        return _(
            "Das ist kein Ausweis eines Standorts. Es wurde nichts eingetragen. Bitte kopieren Sie die ganze Zeile, "
            "die der Standort auf der Seite „Export“ sieht."
        )


def new_identity() -> tuple[str, str]:
    """A fresh age key: the secret identity, and the recipient that others encrypt for."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def is_recipient(text: str) -> bool:
    """Whether a text is an age recipient („age1…“)."""
    try:
        pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        return False
    return True


def site_line(site_id: UUID, public_key: str) -> str:
    """What a site gives its centre, in one line: who it is, and the key behind its signatures."""
    return f"{site_id}:{public_key}"


def of_site_line(line: str) -> tuple[UUID, str]:
    """Site and public key of such a line; raises NoSiteLineError."""
    number, _colon, public_key = "".join(line.split()).partition(":")
    try:
        key_id(public_key)
        return UUID(number), public_key
    except (ValueError, SignatureInvalidError) as error:
        raise NoSiteLineError from error
