"""What somebody wrote at their own place, with a word in every text of it."""

from collections.abc import Callable
from datetime import date

from tests.factories import an_own_place
from werkakademie.records.cover_letter import TEXT_FIELDS
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import CommentOn, SearchActivityKind
from werkakademie.records.ids import JobApplicationId, ParticipantId
from werkakademie.records.interviews import QUESTIONS
from werkakademie.records.own_log import NewApplication
from werkakademie.records.resume import Course, Gap, Language, Month, ResumeDocument, Station
from werkakademie.services import drafts, paper_comments
from werkakademie.services.own import answers, interviews, letters, log, practice, resume
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace

#: Keys of closed lists, not texts.
_CHOSEN = ("occupation_group", "situation")


def at_their_place(workplace: Workplace, person: ParticipantId, word: Callable[[str], str]) -> None:
    """An application with an interview and a letter, a CV, a call, answers, a practice talk, what a coach said."""
    own = an_own_place(workplace, person)
    today = workplace.store.clock.now().date()
    new = NewApplication(word("own employer"), word("own employer city"), word("own position"), None, today)
    application = log.add_application(own, new).value
    log.add_activity(
        own, fields={"kind": SearchActivityKind.CALL, "place": word("activity place"), "note": word("activity note")}
    )
    _letter(workplace, own, application, word)
    _resume(workplace, own, word)
    _interview(own, application, today, word)
    drafts.save_draft(own, DraftKey("own_application"), {"employer_name": word("draft own")})


def _letter(workplace: Workplace, own: OwnPlace, application: JobApplicationId, word: Callable[[str], str]) -> None:
    letter = letters.begin_letter(own, application).value
    fields = {name: word(f"letter {name}") for name in TEXT_FIELDS if name not in _CHOSEN}
    letters.save_letter(own, letter, fields={**fields, "occupation_group": "kitchen"})
    paper_comments.add_comment(
        workplace, own.participant_id, subject=CommentOn.LETTER, letter_id=letter, text=word("comment on letter")
    )


def _resume(workplace: Workplace, own: OwnPlace, word: Callable[[str], str]) -> None:
    def station(what: str) -> Station:
        title, organisation, place, task = (word(f"resume {what} {name}") for name in ("title", "at", "place", "task"))
        return Station(title, organisation, place, Month(2016, 1), Month(2018, 6), (task,))

    contact = ("name", "street", "postcode", "city", "phone", "email")
    texts = (*contact, "birth_place", "nationality", "family_status", "summary")
    document = ResumeDocument().with_(
        **{name: word(f"resume {name}") for name in texts},
        work=(station("work"),),
        education=(station("education"),),
        courses=(Course(word("resume course"), word("resume issuer"), Month(2024, 2)),),
        languages=(Language(word("resume language"), "B1"),),
        skills=(word("resume skill"),),
        licences=(word("resume licence"),),
        interests=(word("resume interest"),),
        gaps=(Gap(word("resume gap"), Month(2018, 7), Month(2020, 1)),),
    )
    resume.save_resume(own, document=document, layout=resume.my_resume(own).layout, with_photo=False)
    paper_comments.add_comment(workplace, own.participant_id, subject=CommentOn.RESUME, text=word("comment on resume"))


def _interview(own: OwnPlace, application: JobApplicationId, held_on: date, word: Callable[[str], str]) -> None:
    before = {name: word(f"interview {name}") for name in ("place", "with_whom", "way_there", "to_bring")}
    interview = interviews.add_interview(own, application, fields={"held_on": held_on, **before}).value
    interviews.note_afterwards(own, interview, how_it_went=word("interview how_it_went"))
    answers.save_answers(own, {question: word(f"answer {question}") for question in QUESTIONS})
    practice.add_talk(own, ratings={"greeting": 3}, went_well=word("talk went_well"), advice=word("talk advice"))
