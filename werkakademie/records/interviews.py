"""Job interviews: what is known of one, the ten questions that are often asked, and the points of a practice talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from werkakademie.i18n import _
from werkakademie.records.enums import CourseCard
from werkakademie.records.ids import InterviewId, JobApplicationId, PracticeTalkId

#: What a partner can say of a point, the best first; the number is stored.
GOOD, FAIR, TO_PRACTISE = 3, 2, 1
#: Keys of the questions, in the order in which they are usually asked; they are stored with the answers.
QUESTIONS: Final = (
    "about_you", "why_us", "strengths", "weakness", "experience", "gap", "team", "hours", "language", "your_questions",
)  # fmt: skip
#: As they are asked in Germany: whoever practises in another language hears them in German.
GERMAN_QUESTIONS: Final[Mapping[str, str]] = {
    "about_you": "Erzählen Sie bitte etwas über sich.",
    "why_us": "Warum möchten Sie bei uns arbeiten?",
    "strengths": "Was können Sie besonders gut?",
    "weakness": "Was fällt Ihnen noch schwer?",
    "experience": "Was haben Sie bisher gearbeitet?",
    "gap": "Was haben Sie in der Zeit ohne Arbeit gemacht?",
    "team": "Wie arbeiten Sie mit anderen zusammen?",
    "hours": "Wann können Sie arbeiten?",
    "language": "Wie gut sprechen Sie Deutsch?",
    "your_questions": "Haben Sie Fragen an uns?",
}
#: Keys of what a partner watches in a practice talk.
POINTS: Final = ("greeting", "clear_words", "examples", "posture", "own_questions")


@dataclass(frozen=True, slots=True)
class InterviewRecord:
    """One interview of an application."""

    id: InterviewId
    application_id: JobApplicationId
    employer_name: str
    position: str
    held_on: date
    starts_at: time | None
    place: str = ""
    with_whom: str = ""
    way_there: str = ""
    to_bring: str = ""
    how_it_went: str = ""
    #: The value of a `NextStep`, or empty.
    next_step: str = ""
    next_on: date | None = None
    thanked_on: date | None = None


@dataclass(frozen=True, slots=True)
class OwnInterviews:
    """A person's interviews: those from today on, the nearest first, and those before, the newest first."""

    coming: tuple[InterviewRecord, ...]
    past: tuple[InterviewRecord, ...]


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """What came of a practice talk."""

    id: PracticeTalkId
    held_on: date
    #: Point to GOOD, FAIR or TO_PRACTISE; what was not rated is left out.
    ratings: Mapping[str, int]
    went_well: str
    advice: str


@dataclass(frozen=True, slots=True)
class TalksAndCourse:
    """What a coach sees of a person: interviews, how many of the ten questions have an answer, talks, the course."""

    interviews: OwnInterviews
    answered: int
    talks: int
    cards_done: Mapping[CourseCard, date]


def question_words(key: str) -> str:
    """The question as an employer asks it."""
    return {
        "about_you": _("Erzählen Sie bitte etwas über sich."),
        "why_us": _("Warum möchten Sie bei uns arbeiten?"),
        "strengths": _("Was können Sie besonders gut?"),
        "weakness": _("Was fällt Ihnen noch schwer?"),
        "experience": _("Was haben Sie bisher gearbeitet?"),
        "gap": _("Was haben Sie in der Zeit ohne Arbeit gemacht?"),
        "team": _("Wie arbeiten Sie mit anderen zusammen?"),
        "hours": _("Wann können Sie arbeiten?"),
        "language": _("Wie gut sprechen Sie Deutsch?"),
        "your_questions": _("Haben Sie Fragen an uns?"),
    }[key]


def question_hint(key: str) -> str:
    """What helps to answer."""
    return {
        "about_you": _("Sagen Sie drei Dinge: Ihr Name, Ihr Beruf, was Sie jetzt suchen."),
        "why_us": _("Was gefällt Ihnen an der Firma? Sehen Sie vorher auf die Seite der Firma."),
        "strengths": _("Nennen Sie zwei Dinge. Sagen Sie zu jedem ein Beispiel."),
        "weakness": _("Nennen Sie eine kleine Sache. Sagen Sie auch, was Sie dafür tun."),
        "experience": _("Beginnen Sie mit der letzten Arbeit. Arbeit zu Hause zählt auch."),
        "gap": _("Sagen Sie es kurz und ruhig: Kinder, Umzug, Sprachkurs. Das ist in Ordnung."),
        "team": _("Denken Sie an einen Tag, an dem Sie jemandem geholfen haben."),
        "hours": _("Sagen Sie Tage und Uhrzeiten. Sagen Sie auch, wer die Kinder betreut, wenn Sie möchten."),
        "language": _("Sagen Sie Ihre Stufe und dass Sie weiter lernen."),
        "your_questions": _("Fragen Sie zum Beispiel: Wer zeigt mir die Arbeit? Wann hören wir voneinander?"),
    }[key]


def point_words(key: str) -> str:
    """What the partner watches."""
    return {
        "greeting": _("Die Begrüßung"),
        "clear_words": _("Laut und deutlich sprechen"),
        "examples": _("Antworten mit Beispielen"),
        "posture": _("Ruhig sitzen und die andere Person ansehen"),
        "own_questions": _("Eigene Fragen stellen"),
    }[key]


def rating_words(rating: int) -> str:
    """How a point went."""
    return {GOOD: _("gut"), FAIR: _("geht so"), TO_PRACTISE: _("noch üben")}[rating]


def to_bring_words() -> str:
    """What is good to have along."""
    return _("Einladung, Lebenslauf, Zeugnisse, Ausweis, Stift und Papier")
