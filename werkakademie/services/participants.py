"""Take people in, change their record, find them again."""

from collections.abc import Mapping, Sequence
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import Participant, ParticipantFields
from werkakademie.records.changes import Done
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import (
    ParticipantFilter,
    ParticipantOverview,
    ParticipantPage,
    ParticipantQuery,
    ParticipantRecord,
    PersonStatus,
)
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress
from werkakademie.rules.dates import known_age
from werkakademie.rules.status import esf_target_group, long_term_benefit, long_term_unemployed
from werkakademie.services import access_log, participant_pins, person_rights, reach
from werkakademie.services.validation import validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import exits, job_search, papers, participants, rights
from werkakademie.storage.childcare import children


def participant_page(workplace: Workplace, query: ParticipantQuery) -> ParticipantPage:
    """One page of the list of participants."""
    workplace.require(Permission.READ_PEOPLE)
    with workplace.store.read() as tx:
        return participants.participant_page(tx, query)


def participant_counts(
    workplace: Workplace,
    text: str,
    chips: Sequence[ParticipantFilter] = tuple(ParticipantFilter),
    *,
    progress: Progress | None = None,
) -> Mapping[ParticipantFilter, int]:
    """How many people each chip above the list stands for. It can be cancelled between two chips."""
    workplace.require(Permission.READ_PEOPLE)
    counts: dict[ParticipantFilter, int] = {}
    with workplace.store.read() as tx:
        for done, chip in enumerate(chips):
            if progress is not None:
                progress.advance(done, len(chips))
            counts[chip] = participants.participant_count(tx, ParticipantQuery(text=text, filter=chip))
    return counts


def participant_record(workplace: Workplace, participant_id: ParticipantId) -> ParticipantRecord:
    """One person's whole record."""
    workplace.require(Permission.READ_PEOPLE)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        record = participants.participant_record(tx, participant_id)
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return record


def participant_overview(workplace: Workplace, participant_id: ParticipantId) -> ParticipantOverview:
    """One person's record with what the job-search log and the papers hold of them."""
    workplace.require(Permission.READ_PEOPLE)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        record = participants.participant_record(tx, participant_id)
        log = job_search.log_counts(tx, [participant_id]).get(participant_id, job_search.NO_ENTRIES)
        kept = papers.paper_counts(tx, [participant_id]).get(participant_id, papers.NO_PAPERS)
        status = _status(tx.get(Participant, participant_id), tx.today)
        pin = participant_pins.state_within(tx, participant_id)
        note = rights.rights_note(tx, participant_id)
        jobs = exits.placements_of_person(tx, record.enrolments)
        young = children.count_of(tx, participant_id)
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    counted = log.applications, log.invitations, log.last_entry_on, kept.papers, kept.ready
    return ParticipantOverview(record, *counted, status, pin, note, jobs, young)


def add_participant(workplace: Workplace, *, fields: Mapping[str, object]) -> Done[ParticipantId]:
    """Take a person in. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_PEOPLE)
    valid = _validated_person(fields)
    with workplace.store.write(workplace.account_id) as tx:
        person = Participant(
            **valid.model_dump(), id=ParticipantId(tx.new_id()), created_at=tx.now, created_by=tx.actor
        )
        tx.add(person)
    return Done(person.id, tx.changes)


def change_participant(
    workplace: Workplace, participant_id: ParticipantId, *, fields: Mapping[str, object]
) -> Done[ParticipantId]:
    """Write the fields named; all others stay. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_PEOPLE)
    with workplace.store.write(workplace.account_id) as tx:
        person = tx.get(Participant, participant_id)
        reach.require_participant(workplace, tx, participant_id)
        before = {name: getattr(person, name) for name in ParticipantFields.model_fields}
        valid = _validated_person(before | dict(fields))
        for name in fields:
            setattr(person, name, getattr(valid, name))
        tx.add(person)
    return Done(participant_id, tx.changes)


def remove_participant(
    workplace: Workplace, participant_id: ParticipantId, *, removed: bool = True
) -> Done[ParticipantId]:
    """Take a person out of all lists, or bring them back (`removed=False`); nothing is erased by this."""
    workplace.require(Permission.EDIT_PEOPLE)
    with workplace.store.write(workplace.account_id) as tx:
        person = tx.get(Participant, participant_id)
        reach.require_participant(workplace, tx, participant_id)
        person.deleted = removed
        tx.add(person)
    return Done(participant_id, tx.changes)


def _status(person: Participant, today: date) -> PersonStatus:
    """Months in need are judged on the day for which they are known, all else today."""
    in_need_as_of = person.months_in_need_as_of if person.months_in_need is not None else None
    unemployed_long = long_term_unemployed(unemployed_since=person.unemployed_since, day=today)
    return PersonStatus(
        long_term_benefit=long_term_benefit(
            age=_age_on(person, in_need_as_of or today),
            months_in_need=person.months_in_need if in_need_as_of is not None else None,
        ),
        long_term_unemployed=unemployed_long,
        esf_target_group=esf_target_group(
            age=_age_on(person, today),
            qualification=person.vocational_qualification,
            unemployed_long=unemployed_long,
        ),
        months_in_need_as_of=in_need_as_of,
        unemployed_since=person.unemployed_since,
    )


def _age_on(person: Participant, day: date) -> int | None:
    return known_age(birth_date=person.birth_date, age=person.age, age_as_of=person.age_as_of, day=day)


def _validated_person(fields: Mapping[str, object]) -> ParticipantFields:
    """The fields, with a name or an own number among them."""
    valid = validated(ParticipantFields, fields)
    if not (valid.given_names or valid.family_name or valid.own_number):
        message = _("Bitte geben Sie einen Namen oder eine eigene Nummer ein.")
        raise InvalidFieldsError((FieldProblem("family_name", message),))
    if valid.age is not None and valid.age_as_of is None:
        message = _("Bitte geben Sie zum Alter den Tag an, an dem es galt.")
        raise InvalidFieldsError((FieldProblem("age_as_of", message),))
    if valid.months_in_need is not None and valid.months_in_need_as_of is None:
        message = _("Bitte geben Sie zu den Monaten den Tag an, an dem sie galten.")
        raise InvalidFieldsError((FieldProblem("months_in_need_as_of", message),))
    return valid
