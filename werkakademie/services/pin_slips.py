"""New PINs for many people at once, each on a slip of paper; nothing but their hashes is stored."""

from collections import Counter
from collections.abc import Collection, Mapping

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import CoachingSession, Participant
from werkakademie.records.access import PinPerson, PinSlip, PinSlips
from werkakademie.records.changes import Done
from werkakademie.records.ids import CoachingSessionId, GroupId, ParticipantId
from werkakademie.records.participants import ParticipantState, display_name
from werkakademie.records.permissions import Permission
from werkakademie.services import participant_pins
from werkakademie.services.own.place import short_name
from werkakademie.services.own.settings import settings_within
from werkakademie.services.workplace import Workplace
from werkakademie.storage import enrolments, reach
from werkakademie.storage.own.sign_in import people_of_running_sessions
from werkakademie.storage.retention import restricted_people
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction

_WITH_A_PLACE = (ParticipantState.ALLOCATED, ParticipantState.ACTIVE)


def people_of_group(workplace: Workplace, group_id: GroupId) -> tuple[PinPerson, ...]:
    """Who is in the group or allocated to it, by name, and whether they can sign in; nobody restricted."""
    workplace.require(Permission.RESET_PIN)
    with workplace.store.read() as tx:
        kept_only = restricted_people(tx)
        found = {
            row.participant_id: PinPerson(
                row.participant_id,
                display_name(row.given_names, row.family_name, row.own_number),
                participant_pins.state_within(tx, row.participant_id),
            )
            for row in enrolments.enrolment_rows(tx, group_id)
            if row.state in _WITH_A_PLACE and row.participant_id not in kept_only
        }
    return tuple(found.values())


def people_without(workplace: Workplace, session_id: CoachingSessionId) -> int:
    """How many people of a session can't sign in while the room is open for it; 0 if it doesn't run now.

    Other coaches' groups count nobody: their people get no PIN from this account.
    """
    workplace.require(Permission.RESET_PIN)
    with workplace.store.read() as tx:
        group_id = tx.get(CoachingSession, session_id).group_id
        if not workplace.reaches_all_groups() and reach.group_outside(tx, workplace.account_id, (group_id,)):
            return 0
        due = {person for person, (of, _enrolment) in people_of_running_sessions(tx).items() if of == session_id}
        states = [participant_pins.state_within(tx, person) for person in due.difference(restricted_people(tx))]
    return sum(state.set_at is None or state.blocked for state in states)


def give(workplace: Workplace, participant_ids: Collection[ParticipantId]) -> Done[PinSlips]:
    """Give each of the people a new PIN by chance, all or none, and all slips as one PDF in the order given.

    The PDF is there before the first PIN is stored. Raises InvalidFieldsError for nobody, OutsideOwnGroupsError,
    RestrictedError.
    """
    from werkakademie.reports.pin_slips import pin_slips

    workplace.require(Permission.RESET_PIN)
    chosen = tuple(dict.fromkeys(participant_ids))
    if not chosen:
        raise InvalidFieldsError((FieldProblem("people", _("Bitte kreuzen Sie mindestens eine Person an.")),))
    with workplace.store.write(workplace.account_id) as tx:
        participant_pins.require_settable(workplace, tx, chosen)
        slips, site = _slips(tx, chosen), the_site(tx)
        content = pin_slips(list(slips.values()), day=tx.today, site_name=site.name, practice=site.practice)
        for participant_id, slip in slips.items():
            participant_pins.store_within(tx, participant_id, slip.pin)
    return Done(PinSlips(content, len(chosen)), tx.changes)


def _slips(tx: Transaction, chosen: Collection[ParticipantId]) -> Mapping[ParticipantId, PinSlip]:
    people = [tx.get(Participant, participant_id) for participant_id in chosen]
    bearers = Counter(short_name(person) for person in people)
    return {
        person.id: PinSlip(
            short_name(person),
            display_name(person.given_names, person.family_name, person.own_number)
            if bearers[short_name(person)] > 1
            else "",
            participant_pins.suggested_pin(born=person.birth_date),
            settings_within(tx, person.id).language,
        )
        for person in people
    }
