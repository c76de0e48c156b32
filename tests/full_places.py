"""People at a room's PC who have one of everything, with a mark in each word that a page could show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.exchange.scans import scan, text_pdf
from tests.factories import a_participant, an_own_place
from werkakademie.records.enums import ApplicationStage, CommentOn, ResumeLayout, SearchActivityKind
from werkakademie.records.ids import (
    ApplicationDocumentId,
    CoverLetterId,
    DocumentVersionId,
    InterviewId,
    JobApplicationId,
    PaperCommentId,
    PracticeTalkId,
    SearchActivityId,
    SentPaperId,
)
from werkakademie.records.interviews import QUESTIONS
from werkakademie.records.own_log import AddedStage, NewApplication
from werkakademie.records.resume import Month, ResumeDocument, Station
from werkakademie.services import paper_comments
from werkakademie.services.own import answers, folders, home, interviews, letters, log, papers, practice, resume
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace

TODAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class FullPlace:
    """Somebody's place, what marks their words, and the numbers of what is theirs."""

    own: OwnPlace
    mark: str
    application: JobApplicationId
    stage: AddedStage
    activity: SearchActivityId
    letter: CoverLetterId
    comment: PaperCommentId
    paper: ApplicationDocumentId
    version: DocumentVersionId
    sent: SentPaperId
    interview: InterviewId
    talk: PracticeTalkId


def a_full_place(workplace: Workplace, folder: Path, given_name: str = "Fatma", mark: str = "Zimtstern") -> FullPlace:
    """`folder` gets the files that they bring, named by the mark."""

    def word(of: str) -> str:
        return f"{mark} {of}"

    person = a_participant(workplace, given_name, word("Öztürk"), phone=word("030"), street=word("Weg"))
    own = an_own_place(workplace, person)
    application = log.add_application(own, NewApplication(word("GmbH"), word("Ort"), word("Koch"), None, TODAY)).value
    stage = log.add_stage(own, application, stage=ApplicationStage.ANSWER, happened_on=TODAY).value
    activity = log.add_activity(
        own, fields={"kind": SearchActivityKind.FAIR, "place": word("Messe"), "note": word("Notiz")}
    ).value
    letter = letters.begin_letter(own, application).value
    letters.save_letter(own, letter, fields=_letter(mark))
    comment = paper_comments.add_comment(
        workplace, person, subject=CommentOn.LETTER, text=word("Hinweis"), letter_id=letter
    ).value
    paper_comments.add_comment(workplace, person, subject=CommentOn.RESUME, text=word("Hinweis"))
    path = folder / f"{mark}.pdf"
    path.write_bytes(text_pdf(word("Zeugnis")))
    paper = papers.add_certificate(own, path=path).value
    version = next(one for one in papers.my_papers(own) if one.id == paper).versions[0].id
    (sent,) = folders.mark_sent(own, application, [version], sent_on=TODAY).value
    interview = interviews.add_interview(
        own, application, fields={"held_on": TODAY + timedelta(days=1), "place": word("Straße")}
    ).value
    talk = practice.add_talk(own, ratings={}, went_well=word("gut"), advice=word("Rat")).value
    answers.save_answers(own, dict.fromkeys(QUESTIONS, word("Antwort")))
    home.set_goal(own, 7)
    _have_resume(own, folder, mark)
    return FullPlace(own, mark, application, stage, activity, letter, comment, paper, version, sent, interview, talk)


def _letter(mark: str) -> Mapping[str, object]:
    words = ("recipient", "letter_city", "subject", "reference", "salutation", "body", "closing", "enclosures")
    return {name: f"{mark} {name}" for name in words} | {"letter_on": TODAY}


def _have_resume(own: OwnPlace, folder: Path, mark: str) -> None:
    photo = folder / f"{mark}.jpg"
    photo.write_bytes(scan(5, width=300))
    resume.set_photo(own, path=photo)
    station = Station(f"{mark} Köchin", f"{mark} KG", f"{mark} Bremen", Month(2020, 1), Month(2024, 6))
    document = ResumeDocument(
        name=f"{mark} Name", summary=f"{mark} Profil", work=(station,), skills=(f"{mark} kochen",)
    )
    resume.save_resume(own, document=document, layout=ResumeLayout.CLEAR, with_photo=True)
