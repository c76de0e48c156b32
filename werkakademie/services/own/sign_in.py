"""Signing in at a room's PC: who is offered, the PIN, and the page that everybody reads once."""

from dataclasses import dataclass, field
from typing import Final

from werkakademie.records.access import PinAnswer, PinResult
from werkakademie.records.changes import ChangeSet, Done
from werkakademie.records.ids import ParticipantId
from werkakademie.records.own_sign_in import OfferedPerson
from werkakademie.records.permissions import Permission
from werkakademie.rules.folding import fold
from werkakademie.services.own.place import OwnPlace, own_place, require_writable, short_name
from werkakademie.services.own.settings import PlaceSettings, settings_for_writing, settings_within
from werkakademie.services.participant_pins import tried
from werkakademie.services.workplace import Workplace
from werkakademie.storage.own import sign_in as queries
from werkakademie.storage.transaction import Transaction

#: Counted up when the page about data and rights says something else: then everybody reads it again.
INFORMATION_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a try came to; without a right PIN there is no place. `informed`: the page about data was confirmed."""

    answer: PinAnswer
    own: OwnPlace | None = None
    chosen: PlaceSettings = field(default_factory=PlaceSettings)
    informed: bool = False


def offered_people(workplace: Workplace) -> tuple[OfferedPerson, ...]:
    """The people of the sessions that run now, by first name and initial; nobody whose record is restricted."""
    workplace.require(Permission.OPEN_ROOM)
    with workplace.store.read() as tx:
        found = queries.people(tx, list(queries.people_of_running_sessions(tx)))
        names = [OfferedPerson(person.id, short_name(person)) for person in found]
    return tuple(sorted(names, key=lambda one: (fold(one.name), str(one.participant_id))))


def person_of_card(workplace: Workplace, card_number: str) -> OfferedPerson | None:
    """Whose card it is, if the person is offered now; None otherwise, without a word about who else it might be."""
    workplace.require(Permission.OPEN_ROOM)
    with workplace.store.read() as tx:
        found = queries.person_of_card(tx, card_number.strip())
    return next((one for one in offered_people(workplace) if one.participant_id == found), None)


def sign_in(workplace: Workplace, participant_id: ParticipantId, *, pin: str) -> Done[SignedIn]:
    """Try the PIN of somebody who is offered now; a right one gives their place.

    Somebody who is not offered is answered as if they had no PIN.
    """
    workplace.require(Permission.OPEN_ROOM)
    with workplace.store.write(workplace.account_id) as tx:
        if not _is_offered(tx, participant_id):
            return Done(SignedIn(PinAnswer(PinResult.NOT_SET)), ChangeSet())
        answer = tried(tx, participant_id, pin)
        own = own_place(workplace, tx, participant_id) if answer.result is PinResult.RIGHT else None
        chosen = settings_within(tx, participant_id)
        row = settings_for_writing(tx, participant_id)
        informed = row.informed_at is not None and row.informed_version >= INFORMATION_VERSION
    return Done(SignedIn(answer, own, chosen, informed), tx.changes)


def confirm_information(own: OwnPlace) -> Done[ParticipantId]:
    """The person read who sees what, for how long, and their rights."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = settings_for_writing(tx, own.participant_id)
        row.informed_at, row.informed_version = tx.now, INFORMATION_VERSION
        tx.add(row)
    return Done(own.participant_id, tx.changes)


def _is_offered(tx: Transaction, participant_id: ParticipantId) -> bool:
    if participant_id not in queries.people_of_running_sessions(tx):
        return False
    return bool(queries.people(tx, [participant_id]))
