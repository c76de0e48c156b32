"""Who may sit down now: the people of the sessions that run, and what a card number stands for."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import CoachingSession, Group, Participant, ParticipantPin, PresenceClaim
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import AttendanceMark, ClaimState
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, ParticipantId
from werkakademie.records.own_sign_in import ClaimRow
from werkakademie.rules.attendance import PRESENT
from werkakademie.rules.room_mode import AFTER_SESSION, BEFORE_SESSION
from werkakademie.storage import rosters
from werkakademie.storage.attendance import group_facts
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.transaction import Transaction


def running_sessions(tx: Transaction) -> Sequence[CoachingSession]:
    """The sessions that a room may be open for now, by their beginning."""
    statement = (
        select(CoachingSession)
        .join(Group, col(Group.id) == CoachingSession.group_id)
        .where(
            col(CoachingSession.deleted).is_(False),
            col(Group.deleted).is_(False),
            col(CoachingSession.cancelled_because) == "",
            col(CoachingSession.starts_at) <= tx.now + BEFORE_SESSION,
            col(CoachingSession.ends_at) > tx.now - AFTER_SESSION,
        )
        .order_by(col(CoachingSession.starts_at), col(CoachingSession.id))
    )
    return tx.scalars(statement)


def people_of_running_sessions(tx: Transaction) -> dict[ParticipantId, tuple[CoachingSessionId, EnrolmentId]]:
    """Who is on the sheet of a running session, with that session and their enrolment in its group."""
    found: dict[ParticipantId, tuple[CoachingSessionId, EnrolmentId]] = {}
    for session in running_sessions(tx):
        sheet = rosters.attendance_sheet(tx, session.id)
        on_sheet = {row.enrolment_id for row in sheet.rows}
        (facts,) = group_facts(tx, [session.group_id])
        for person in facts.people:
            if person.enrolment.id in on_sheet:
                found.setdefault(person.enrolment.participant_id, (session.id, person.enrolment.id))
    return found


def people(tx: Transaction, participant_ids: Sequence[ParticipantId]) -> Sequence[Participant]:
    """Those of the people who may be shown: neither deleted nor restricted."""
    statement = select(Participant).where(
        col(Participant.id).in_(list(participant_ids)), col(Participant.deleted).is_(False), unrestricted()
    )
    return tx.scalars(statement)


def person_of_card(tx: Transaction, card_number: str) -> ParticipantId | None:
    """Whose card it is."""
    statement = select(ParticipantPin.participant_id).where(col(ParticipantPin.card_number) == card_number)
    found = tx.scalars(statement)
    return ParticipantId(found[0]) if card_number and found else None


def claim_of(tx: Transaction, participant_id: ParticipantId, session_id: CoachingSessionId) -> PresenceClaim | None:
    """The newest word of the person about this session."""
    statement = (
        select(PresenceClaim)
        .where(
            col(PresenceClaim.participant_id) == participant_id,
            col(PresenceClaim.session_id) == session_id,
            col(PresenceClaim.deleted).is_(False),
        )
        .order_by(col(PresenceClaim.claimed_at).desc(), col(PresenceClaim.id).desc())
        .limit(1)
    )
    found = tx.scalars(statement)
    return found[0] if found else None


def is_marked_present(tx: Transaction, session_id: CoachingSessionId, enrolment_id: EnrolmentId) -> bool:
    """Whether a coach wrote down that the person is there."""
    return mark_of(tx, session_id, enrolment_id) in PRESENT


def mark_of(tx: Transaction, session_id: CoachingSessionId, enrolment_id: EnrolmentId) -> AttendanceMark:
    sheet = rosters.attendance_sheet(tx, session_id)
    return next((row.mark for row in sheet.rows if row.enrolment_id == enrolment_id), AttendanceMark.NOT_BOOKED)


def open_claims(tx: Transaction, session_id: CoachingSessionId) -> tuple[ClaimRow, ...]:
    """Who says to be there and has no mark yet, in the order in which they said it."""
    sheet = rosters.attendance_sheet(tx, session_id)
    unmarked = {row.enrolment_id for row in sheet.rows if row.mark is AttendanceMark.NOT_RECORDED}
    (facts,) = group_facts(tx, [sheet.session.group_id])
    enrolments = {
        person.enrolment.participant_id: person.enrolment.id
        for person in facts.people
        if person.enrolment.id in unmarked
    }
    statement = (
        sa.select(PresenceClaim, Participant)
        .join(Participant, col(Participant.id) == PresenceClaim.participant_id)
        .where(
            col(PresenceClaim.session_id) == session_id,
            col(PresenceClaim.state) == ClaimState.OPEN,
            col(PresenceClaim.deleted).is_(False),
            col(Participant.id).in_(list(enrolments)),
        )
        .order_by(col(PresenceClaim.claimed_at), col(PresenceClaim.id))
    )
    return tuple(_claim_row(claim, person, enrolments[person.id]) for claim, person in tx.rows(statement))


def _claim_row(claim: PresenceClaim, person: Participant, enrolment_id: EnrolmentId) -> ClaimRow:
    names = (person.given_names, person.family_name, person.own_number)
    return ClaimRow(
        claim.id, claim.session_id, enrolment_id, person.id, *names, claimed_at=local_moment(claim.claimed_at)
    )
