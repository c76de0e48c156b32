"""A person's interviews, answers and practice talks."""

import json
from collections.abc import Mapping

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import CoverLetter, Employer, Interview, InterviewAnswer, JobApplication, PracticeTalk
from werkakademie.records.ids import CoverLetterId, InterviewId, ParticipantId
from werkakademie.records.interviews import POINTS, InterviewRecord, OwnInterviews, TalkRecord
from werkakademie.records.thanks import THANKS_SUBJECT, talk_words
from werkakademie.storage.errors import MissingRowError
from werkakademie.storage.transaction import Transaction


def interviews_of(tx: Transaction, participant_id: ParticipantId) -> OwnInterviews:
    """Those from today on, the nearest first, and those before, the newest first."""
    found = [_record(*row) for row in tx.execute(_of_person(participant_id))]
    return OwnInterviews(
        coming=tuple(one for one in found if one.held_on >= tx.today),
        past=tuple(reversed([one for one in found if one.held_on < tx.today])),
    )


def interview_record(tx: Transaction, participant_id: ParticipantId, interview_id: InterviewId) -> InterviewRecord:
    """One interview of the person; raises MissingRowError where it was taken out."""
    for row in tx.execute(_of_person(participant_id).where(col(Interview.id) == interview_id)):
        return _record(*row)
    raise MissingRowError("interview")


def thanks_of(tx: Transaction, interview: Interview) -> CoverLetterId | None:
    """The letter of thanks that was begun for an interview and is still there, the newest if there are several.

    Nothing but its words tells: those of its subject or of its first sentence, which somebody may have changed. A
    letter that names another interview of the application belongs to that one.
    """
    days = tx.scalars(
        sa.select(col(Interview.held_on)).where(col(Interview.application_id) == interview.application_id)
    )
    own_words = talk_words(interview.held_on)
    others = {talk_words(day) for day in days} - {own_words}
    found = tx.scalars(
        select(CoverLetter)
        .where(col(CoverLetter.application_id) == interview.application_id, col(CoverLetter.deleted).is_(False))
        .order_by(col(CoverLetter.created_at).desc(), col(CoverLetter.id).desc())
    )
    named = [one.id for one in found if own_words in one.body]
    unnamed = [
        one.id for one in found if one.subject == THANKS_SUBJECT and not any(words in one.body for words in others)
    ]
    return next(iter((*named, *unnamed)), None)


def answers_of(tx: Transaction, participant_id: ParticipantId) -> Mapping[str, str]:
    """The person's answers by the key of the question."""
    rows = tx.scalars(select(InterviewAnswer).where(col(InterviewAnswer.participant_id) == participant_id))
    return {row.question: row.answer for row in rows if row.answer}


def talks_of(tx: Transaction, participant_id: ParticipantId) -> tuple[TalkRecord, ...]:
    """The practice talks, the newest first."""
    rows = tx.scalars(
        select(PracticeTalk)
        .where(col(PracticeTalk.participant_id) == participant_id, col(PracticeTalk.deleted).is_(False))
        .order_by(col(PracticeTalk.held_on).desc(), col(PracticeTalk.created_at).desc(), col(PracticeTalk.id).desc())
    )
    return tuple(TalkRecord(row.id, row.held_on, _ratings(row.ratings), row.went_well, row.advice) for row in rows)


def _of_person(participant_id: ParticipantId) -> sa.Select[Interview, JobApplication, Employer]:
    return (
        sa.select(Interview, JobApplication, Employer)
        .join(JobApplication, col(JobApplication.id) == Interview.application_id)
        .join(Employer, col(Employer.id) == JobApplication.employer_id)
        .where(
            col(JobApplication.participant_id) == participant_id,
            col(JobApplication.deleted).is_(False),
            col(Interview.deleted).is_(False),
        )
        .order_by(col(Interview.held_on), col(Interview.starts_at), col(Interview.id))
    )


def _record(row: Interview, application: JobApplication, employer: Employer) -> InterviewRecord:
    return InterviewRecord(
        id=row.id,
        application_id=row.application_id,
        employer_name=employer.name,
        position=application.position,
        held_on=row.held_on,
        starts_at=row.starts_at,
        place=row.place,
        with_whom=row.with_whom,
        way_there=row.way_there,
        to_bring=row.to_bring,
        how_it_went=row.how_it_went,
        next_step=row.next_step,
        next_on=row.next_on,
        thanked_on=row.thanked_on,
    )


def _ratings(text: str) -> Mapping[str, int]:
    """Only points that are still known."""
    stored = json.loads(text)
    return {key: stored[key] for key in POINTS if key in stored}
