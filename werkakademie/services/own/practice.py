"""Practice talks: what a partner of the group said; who it was is neither asked nor stored."""

import json
from collections.abc import Mapping

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _, chosen_language
from werkakademie.models import PracticeTalk
from werkakademie.records.changes import Done
from werkakademie.records.ids import PracticeTalkId
from werkakademie.records.interviews import GOOD, POINTS, TO_PRACTISE, TalkRecord
from werkakademie.records.permissions import Permission
from werkakademie.services.own.place import OwnPlace, require_own, require_writable
from werkakademie.services.validation import refuse
from werkakademie.storage.own import interviews
from werkakademie.storage.sites import the_site

LONGEST_WORDS = 1000


def my_talks(own: OwnPlace) -> tuple[TalkRecord, ...]:
    """The person's practice talks, the newest first."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return interviews.talks_of(tx, own.participant_id)


def add_talk(
    own: OwnPlace, *, ratings: Mapping[str, int], went_well: str = "", advice: str = ""
) -> Done[PracticeTalkId]:
    """Keep a feedback sheet of today; points may be left out. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    _check(ratings, {"went_well": went_well, "advice": advice})
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = PracticeTalk(
            id=PracticeTalkId(tx.new_id()),
            participant_id=own.participant_id,
            held_on=tx.today,
            ratings=json.dumps({key: ratings[key] for key in POINTS if key in ratings}),
            went_well=went_well.strip(),
            advice=advice.strip(),
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(row)
    return Done(row.id, tx.changes)


def remove_talk(own: OwnPlace, talk_id: PracticeTalkId, *, removed: bool = True) -> Done[PracticeTalkId]:
    """Take a sheet away, or bring it back (`removed=False`)."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = tx.get(PracticeTalk, talk_id)
        require_own(own, row.participant_id)
        row.deleted = removed
        tx.add(row)
    return Done(talk_id, tx.changes)


def blank_feedback_sheet(own: OwnPlace) -> bytes:
    """An empty feedback sheet as PDF, in the language of the screen."""
    own.require(Permission.OWN_PLACE)
    from werkakademie.reports.feedback_sheet import feedback_sheet

    with own.store.read() as tx:
        site = the_site(tx)
        return feedback_sheet(language=chosen_language(), site_name=site.name, practice=site.practice)


def _check(ratings: Mapping[str, int], texts: Mapping[str, str]) -> None:
    unknown = [key for key, rating in ratings.items() if key not in POINTS or not TO_PRACTISE <= rating <= GOOD]
    too_long = _("Das ist zu lang. Bitte schreiben Sie höchstens {most} Zeichen.").format(most=LONGEST_WORDS)
    problems = [FieldProblem(key, _("Bitte wählen Sie etwas aus.")) for key in unknown]
    problems += [FieldProblem(name, too_long) for name, text in texts.items() if len(text) > LONGEST_WORDS]
    if not ratings and not any(text.strip() for text in texts.values()):
        problems.append(FieldProblem(POINTS[0], _("Bitte wählen Sie etwas aus.")))
    refuse(problems)
