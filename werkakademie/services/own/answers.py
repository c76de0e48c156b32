"""A person's own answers to the ten questions of an interview."""

from collections.abc import Mapping

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import InterviewAnswer
from werkakademie.records.changes import Done
from werkakademie.records.interviews import QUESTIONS
from werkakademie.records.permissions import Permission
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.storage.own import interviews

LONGEST_ANSWER = 2000


def my_answers(own: OwnPlace) -> Mapping[str, str]:
    """What the person wrote, by the key of the question."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return interviews.answers_of(tx, own.participant_id)


def save_answers(own: OwnPlace, answers: Mapping[str, str]) -> Done[None]:
    """Keep the answers named; an empty one takes back what stood there. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    too_long = _("Das ist zu lang. Bitte schreiben Sie höchstens {most} Zeichen.").format(most=LONGEST_ANSWER)
    problems = tuple(FieldProblem(key, too_long) for key, text in answers.items() if len(text) > LONGEST_ANSWER)
    if problems:
        raise InvalidFieldsError(problems)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        known = interviews.answers_of(tx, own.participant_id)
        for key in QUESTIONS:
            text = answers.get(key, known.get(key, "")).strip()
            if text == known.get(key, ""):
                continue
            row = tx.find(InterviewAnswer, (own.participant_id, key))
            if row is None:
                row = InterviewAnswer(participant_id=own.participant_id, question=key, changed_at=tx.now)
            row.answer, row.changed_at = text, tx.now
            tx.add(row)
    return Done(None, tx.changes)
