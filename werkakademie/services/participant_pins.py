"""The PIN with which a participant signs in inside the opened store; it never opens the file.

No PIN is kept, logged or shown again; what is stored is its hash.
"""

import secrets
from collections.abc import Collection
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import Participant, ParticipantPin
from werkakademie.records.access import PinAnswer, PinResult, PinState
from werkakademie.records.changes import Done
from werkakademie.records.clock import local_moment
from werkakademie.records.ids import ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.rules import pin_tries
from werkakademie.services import reach
from werkakademie.services.workplace import Workplace
from werkakademie.storage import pins
from werkakademie.storage.own.sign_in import person_of_card
from werkakademie.storage.restricted import RestrictedError
from werkakademie.storage.retention import restricted_people
from werkakademie.storage.transaction import Transaction

LONGEST_CARD_NUMBER = 20


def suggested_pin(length: int = pin_tries.SHORTEST, *, born: date | None = None) -> str:
    """A PIN by chance that is not an easy one, nor the birthday of somebody born on that day."""
    while True:
        pin = f"{secrets.randbelow(10**length):0{length}}"
        if not pin_tries.is_easy(pin, born):
            return pin


def set_card_number(workplace: Workplace, participant_id: ParticipantId, *, card_number: str) -> Done[ParticipantId]:
    """Note the number on the person's card; empty for none. They need a PIN first. Raises InvalidFieldsError."""
    workplace.require(Permission.RESET_PIN)
    number = card_number.strip()
    if len(number) > LONGEST_CARD_NUMBER or not (number.isalnum() or not number):
        message = _("Bitte geben Sie höchstens {most} Ziffern oder Buchstaben ein.")
        raise InvalidFieldsError((FieldProblem("card_number", message.format(most=LONGEST_CARD_NUMBER)),))
    with workplace.store.write(workplace.account_id) as tx:
        require_settable(workplace, tx, (participant_id,))
        row = tx.find(ParticipantPin, participant_id)
        if row is None:
            raise InvalidFieldsError((FieldProblem("card_number", _("Bitte setzen Sie zuerst eine Geheimzahl.")),))
        owner = person_of_card(tx, number)
        if owner is not None and owner != participant_id:
            raise InvalidFieldsError((FieldProblem("card_number", _("Diese Nummer hat schon jemand anderes.")),))
        row.card_number = number
        tx.add(row)
    return Done(participant_id, tx.changes)


def set_pin(workplace: Workplace, participant_id: ParticipantId, *, pin: str) -> Done[ParticipantId]:
    """Give a person a PIN, or another one; earlier wrong tries are forgotten.

    Raises InvalidFieldsError, and what `require_settable` raises.
    """
    workplace.require(Permission.RESET_PIN)
    with workplace.store.write(workplace.account_id) as tx:
        person = tx.get(Participant, participant_id)
        require_settable(workplace, tx, (participant_id,))
        _check(pin, person)
        store_within(tx, participant_id, pin)
    return Done(participant_id, tx.changes)


def require_settable(workplace: Workplace, tx: Transaction, participant_ids: Collection[ParticipantId]) -> None:
    """Raises OutsideOwnGroupsError for other coaches' people, RestrictedError for those whose data are only kept.

    PINs stand outside the journal, and so the gate behind it sees no change of them.
    """
    reach.require_participants(workplace, tx, participant_ids)
    if not set(participant_ids).isdisjoint(restricted_people(tx)):
        raise RestrictedError


def store_within(tx: Transaction, participant_id: ParticipantId, pin: str) -> None:
    """Write the hash of a PIN that was checked; earlier wrong tries are forgotten."""
    row = tx.find(ParticipantPin, participant_id)
    row = row or ParticipantPin(participant_id=participant_id, pin_hash="", set_at=tx.now)
    row.pin_hash, row.failed_tries, row.last_try_at = pins.hash_pin(pin), 0, None
    row.set_at, row.set_by = tx.now, tx.actor
    tx.add(row)


def pin_state(workplace: Workplace, participant_id: ParticipantId) -> PinState:
    """Whether the person has a PIN, and whether it is blocked."""
    workplace.require(Permission.RESET_PIN)
    with workplace.store.read() as tx:
        return state_within(tx, participant_id)


def state_within(tx: Transaction, participant_id: ParticipantId) -> PinState:
    """The same inside a transaction that reads more of the person."""
    row = tx.find(ParticipantPin, participant_id)
    if row is None:
        return PinState()
    return PinState(local_moment(row.set_at), pin_tries.blocked(row.failed_tries), row.card_number)


def check(workplace: Workplace, participant_id: ParticipantId, *, pin: str) -> PinAnswer:
    """Try a PIN. Wrong tries slow down; after the fifth nothing is looked at until a coach sets a new one.

    The try is counted in the transaction that reads the count, so that no two tries run beside each other.
    """
    workplace.require(Permission.CHECK_PIN)
    with workplace.store.write(workplace.account_id) as tx:
        return tried(tx, participant_id, pin)


def tried(tx: Transaction, participant_id: ParticipantId, pin: str) -> PinAnswer:
    """The try itself, inside a transaction that goes on to open the person's place."""
    row = tx.find(ParticipantPin, participant_id)
    if row is None or tx.get(Participant, participant_id).deleted:
        return PinAnswer(PinResult.NOT_SET)
    if pin_tries.blocked(row.failed_tries):
        return PinAnswer(PinResult.BLOCKED)
    left = pin_tries.MOST_TRIES - row.failed_tries
    if wait := pin_tries.wait_seconds(row.failed_tries, row.last_try_at, tx.now):
        return PinAnswer(PinResult.TOO_SOON, left, wait)
    right = pins.is_right(row.pin_hash, pin)
    row.failed_tries = 0 if right else row.failed_tries + 1
    row.last_try_at = tx.now
    tx.add(row)
    if right:
        return PinAnswer(PinResult.RIGHT, pin_tries.MOST_TRIES)
    if pin_tries.blocked(row.failed_tries):
        return PinAnswer(PinResult.BLOCKED)
    return PinAnswer(PinResult.WRONG, left - 1, pin_tries.wait_seconds(row.failed_tries, tx.now, tx.now))


def _check(pin: str, person: Participant) -> None:
    if not pin_tries.is_pin(pin):
        message = _("Bitte geben Sie {least} bis {most} Ziffern ein.")
        _refuse(message.format(least=pin_tries.SHORTEST, most=pin_tries.LONGEST))
    if pin_tries.is_easy(pin, person.birth_date):
        _refuse(_("Diese Geheimzahl errät man leicht, wie 1234 oder einen Geburtstag. Bitte wählen Sie eine andere."))


def _refuse(message: str) -> None:
    raise InvalidFieldsError((FieldProblem("pin", message),))
