"""The store that somebody hostile sits before: Mira Adler, and people with a word of their own in each text."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from tests.drafts.own_store import have_one_of_everything
from tests.factories import PASSWORD, a_child, a_participant, a_session, an_enrolment, an_own_place
from tests.ui.running import make_filled_store
from tests.unit.services.own_words import at_their_place
from tests.unit.services.test_nothing_is_left import Words, applied, with_papers
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import CoverLetterId, GroupId, InterviewId, JobApplicationId, ParticipantId
from werkakademie.services import children, drafts, groups, participant_pins, person_rights, retention, sessions, site
from werkakademie.services.own import interviews, letters, log
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

PIN = "8361"
HOW_MANY = 4
_TEXTS = ("own_number", "languages", "phone", "email", "street", "city", "postcode", "months_in_need_source")


@dataclass(frozen=True)
class Things:
    """What a person has that pages can be about."""

    application: JobApplicationId
    letter: CoverLetterId
    interview: InterviewId


@dataclass(frozen=True)
class Neighbourhood:
    """`words` are all of the neighbours', by what they are for; `offered` is what the page to sign in may say."""

    folder: Path
    words: Mapping[str, str]
    offered: frozenset[str]
    mine: Things
    theirs: Things


def make_neighbourhood(folder: Path, moment: datetime) -> Neighbourhood:
    """A closed store in `folder/store`, as `make_filled_store` makes it, with Mira and her neighbours."""
    made = _template(moment)
    make_filled_store(folder, SteppedClock(moment))
    shutil.rmtree(folder / "store")
    shutil.copytree(made.folder / "store", folder / "store")
    return made


@cache
def _template(moment: datetime) -> Neighbourhood:
    folder, clock = Path(tempfile.mkdtemp()), SteppedClock(moment)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_filled_store(folder, clock)
    (account,) = site.accounts_of(folder / "store")
    ids = CountingIds(20_000)
    workplace = site.unlock(folder / "store", account.account_id, PASSWORD, clock=clock, ids=ids)
    group = groups.group_rows(workplace)[0].id
    a_session(workplace, group, date(2026, 11, 23))
    words = Words()
    neighbours = [_neighbour(workplace, group, words, number) for number in range(HOW_MANY)]
    mira = a_participant(workplace, "Mira", "Adler")
    an_enrolment(workplace, group, mira)
    participant_pins.set_pin(workplace, mira, pin=PIN)
    have_one_of_everything(an_own_place(workplace, mira), folder)
    mine, theirs = (_things(an_own_place(workplace, one)) for one in (mira, neighbours[0]))
    site.lock(workplace)
    (folder / "store" / "reserve.bin").unlink(missing_ok=True)
    names = [(words.given[f"{number} given name"], words.given[f"{number} family name"]) for number in range(HOW_MANY)]
    offered = frozenset({"Mira A.", "Olena K.", *(f"{given} {family[0]}." for given, family in names)})
    return Neighbourhood(folder, words.given, offered, mine, theirs)


def _things(own: OwnPlace) -> Things:
    found = interviews.my_interviews(own)
    return Things(
        log.own_log(own).applications[0].id, letters.my_letters(own)[0].id, (*found.past, *found.coming)[0].id
    )


def _neighbour(workplace: Workplace, group: GroupId, words: Words, number: int) -> ParticipantId:
    """Somebody of the same session: the record, children, job search, papers, notes of the coach, the own place."""

    def word(what: str) -> str:
        return words(f"{number} {what}")

    names = {"given_names": f"{word('given name')} {word('second given name')}", "family_name": word("family name")}
    person = a_participant(workplace, **names, **{name: word(name) for name in _TEXTS})
    enrolment = an_enrolment(workplace, group, person)
    single = a_session(workplace, group, date(2026, 11, 25), room=word("single room"), enrolment_id=enrolment)
    sessions.cancel_session(workplace, single, reason=word("single cancelled"))
    child = a_child(workplace, person, word("child"))
    notes = {name: word(name) for name in ("needs", "emergency_note", "collection_word")}
    children.write_note(workplace, child, fields=notes)
    collector = {name: word(f"collector {name}") for name in ("name", "relation", "phone")}
    children.add_collector(workplace, child, fields=collector)
    applied(workplace, person, word)
    with_papers(workplace, person, word)
    at_their_place(workplace, person, word)
    drafts.save_draft(workplace, DraftKey.about("participant.change", person), {"note": word("draft about")})
    person_rights.note_dispute(workplace, person, about=word("about"), statement=word("statement"))
    retention.hold(workplace, person, reason=word("hold"))
    participant_pins.set_pin(workplace, person, pin=PIN[::-1])
    participant_pins.set_card_number(workplace, person, card_number=word("card number"))
    return person
