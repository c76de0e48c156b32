"""How a person wants their place: language, text size; kept for the next time they sit down."""

from dataclasses import dataclass

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import OWN_LANGUAGES, _
from werkakademie.models import OwnSettings
from werkakademie.records.changes import Done
from werkakademie.records.ids import ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.storage.transaction import Transaction

SMALLEST_TEXT, LARGEST_TEXT = 100, 200


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """The language is empty until the person chose one; text size in per cent of the place's own."""

    language: str = ""
    text_percent: int = SMALLEST_TEXT


def settings_of(own: OwnPlace) -> PlaceSettings:
    """What the person chose the last time."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return settings_within(tx, own.participant_id)


def settings_within(tx: Transaction, participant_id: ParticipantId) -> PlaceSettings:
    """The same inside a transaction that reads more of the person."""
    row = tx.find(OwnSettings, participant_id)
    return PlaceSettings() if row is None else PlaceSettings(row.language, row.text_percent)


def settings_for_writing(tx: Transaction, participant_id: ParticipantId) -> OwnSettings:
    """The person's row, made if there is none yet; the caller adds it to the transaction."""
    return tx.find(OwnSettings, participant_id) or OwnSettings(participant_id=participant_id)


def choose_language(own: OwnPlace, language: str) -> Done[PlaceSettings]:
    """Remember the language. Raises InvalidFieldsError for one that the place does not speak."""
    own.require(Permission.OWN_PLACE)
    if language not in OWN_LANGUAGES:
        raise InvalidFieldsError((FieldProblem("language", _("Diese Sprache gibt es hier nicht.")),))
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = settings_for_writing(tx, own.participant_id)
        row.language = language
        tx.add(row)
    return Done(PlaceSettings(row.language, row.text_percent), tx.changes)


def choose_text_size(own: OwnPlace, percent: int) -> Done[PlaceSettings]:
    """Remember the text size, 100 to 200; what lies outside becomes the nearest of them."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = settings_for_writing(tx, own.participant_id)
        row.text_percent = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        tx.add(row)
    return Done(PlaceSettings(row.language, row.text_percent), tx.changes)
