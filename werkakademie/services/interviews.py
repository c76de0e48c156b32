"""What a coach sees of a person's interviews, practice and course; changed only at the person's own place."""

from werkakademie.records.ids import ParticipantId
from werkakademie.records.interviews import TalksAndCourse
from werkakademie.records.permissions import Permission
from werkakademie.services import access_log, person_rights
from werkakademie.services.workplace import Workplace
from werkakademie.storage.own import course, interviews


def talks_and_course(workplace: Workplace, participant_id: ParticipantId) -> TalksAndCourse:
    """Interviews, how far the preparation came, and the cards of the course; the answers themselves stay unread."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        found = TalksAndCourse(
            interviews=interviews.interviews_of(tx, participant_id),
            answered=len(interviews.answers_of(tx, participant_id)),
            talks=len(interviews.talks_of(tx, participant_id)),
            cards_done=course.cards_done(tx, participant_id),
        )
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return found
