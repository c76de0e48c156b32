"""The pages of the participant's place, by the key that `context.go` takes."""

from collections.abc import Callable, Mapping
from typing import Final

from werkakademie.ui.own.course.pages import CARD_KEY, CourseCardPage, CoursePage
from werkakademie.ui.own.course.pages import KEY as COURSE
from werkakademie.ui.own.home.page import HomePage
from werkakademie.ui.own.interviews import list_page as talks
from werkakademie.ui.own.interviews.after_page import AfterInterviewPage
from werkakademie.ui.own.interviews.entry_page import InterviewEntryPage
from werkakademie.ui.own.interviews.one_page import InterviewPage
from werkakademie.ui.own.interviews.practice_page import SHEET_KEY, FeedbackPage, PracticePage
from werkakademie.ui.own.interviews.questions_page import QuestionsPage
from werkakademie.ui.own.jobs.page import JobsPage
from werkakademie.ui.own.letters.list_page import KEY as LETTERS
from werkakademie.ui.own.letters.list_page import LETTER_KEY, LettersPage
from werkakademie.ui.own.letters.page import LetterPage
from werkakademie.ui.own.log import correct_page
from werkakademie.ui.own.log.activity_page import ActivityPage
from werkakademie.ui.own.log.application_page import ApplicationPage
from werkakademie.ui.own.log.entry_page import EntryPage
from werkakademie.ui.own.log.log_page import LogPage
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.papers.folder_page import FolderPage
from werkakademie.ui.own.papers.page import PapersPage
from werkakademie.ui.own.resume import photo_page
from werkakademie.ui.own.resume.page import ResumePage
from werkakademie.ui.own.take_home.page import TakeHomePage
from werkakademie.ui.shell.pages import PageContext

#: The page after signing in.
HOME: Final = "home"

OWN_PAGES: Final[Mapping[str, Callable[[PageContext], OwnPage]]] = {
    HOME: HomePage,
    "entry": EntryPage,
    "activity": ActivityPage,
    "log": LogPage,
    "application": ApplicationPage,
    correct_page.KEY: correct_page.CorrectPage,
    "jobs": JobsPage,
    LETTERS: LettersPage,
    LETTER_KEY: LetterPage,
    "resume": ResumePage,
    photo_page.KEY: photo_page.PhotoPage,
    "papers": PapersPage,
    "folder": FolderPage,
    "take_home": TakeHomePage,
    talks.KEY: talks.InterviewsPage,
    talks.ENTRY_KEY: InterviewEntryPage,
    talks.ONE_KEY: InterviewPage,
    talks.AFTER_KEY: AfterInterviewPage,
    talks.QUESTIONS_KEY: QuestionsPage,
    talks.PRACTICE_KEY: PracticePage,
    SHEET_KEY: FeedbackPage,
    COURSE: CoursePage,
    CARD_KEY: CourseCardPage,
}
