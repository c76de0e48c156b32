"""The letter with which a parent asks for a lasting place: its words, which the person may still change.

The letter goes to somebody in Germany and is written in German whatever the window speaks, so nothing in it is
translated. It says no more than is needed: reasons, and the Jobcenter, only where the person wants it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from werkakademie.records.care_search import DayHours
from werkakademie.records.enums import CareAnswer, CareKind

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
CLOSING = "Mit freundlichen Grüßen"
#: Where the place would be: „in Ihrer Kita“.
_WHERE = {
    CareKind.KITA: "in Ihrer Kita",
    CareKind.CHILD_MINDER: "in Ihrer Kindertagespflege",
    CareKind.AFTER_SCHOOL: "in Ihrem Hort oder Ganztag",
    CareKind.FAMILY: "bei Ihnen",
}


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the letter can say."""

    kind: CareKind
    provider_name: str
    contact: str
    child_name: str
    birth_month: date
    wanted_from: date | None
    applied_on: date | None
    answer: CareAnswer
    waiting_number: int | None
    hours: tuple[DayHours, ...]
    #: When the person's latest job begins; None without one.
    work_from: date | None
    sender_name: str
    #: Empty where the person's address is not known.
    sender_street: str
    sender_place: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class LetterChoices:
    """What the person wants the letter to say."""

    #: A letter to a place that was asked before.
    follow_up: bool = False
    hours: bool = True
    reach: bool = True
    takes_part: bool = False
    starts_work: bool = False
    jobcenter: bool = False


@dataclass(frozen=True, slots=True)
class LetterText:
    """Subject and text; paragraphs are parted by an empty line."""

    subject: str
    text: str


def was_asked(facts: LetterFacts) -> bool:
    """Whether the next letter is one that asks again."""
    return facts.answer is CareAnswer.WAITING_LIST or facts.applied_on is not None


def letter_text(facts: LetterFacts, choices: LetterChoices) -> LetterText:
    """The letter as it is proposed."""
    subject = _subject_again(facts) if choices.follow_up else _subject(facts)
    first = _asks_again(facts) if choices.follow_up else _asks(facts)
    parts = [salutation(facts.contact), first, *_details(facts, choices), *_wish(facts, choices), CLOSING]
    return LetterText(subject, "\n\n".join(part for part in parts if part))


def salutation(contact: str) -> str:
    """„Sehr geehrte Frau Müller,“ where it is known whom to greet and how."""
    title, _blank, name = contact.strip().partition(" ")
    if name and title == "Frau":
        return f"Sehr geehrte Frau {name},"
    if name and title in ("Herr", "Herrn"):
        return f"Sehr geehrter Herr {name},"
    return f"Guten Tag {contact.strip()}," if contact.strip() else "Sehr geehrte Damen und Herren,"


def hours_words(hours: Sequence[DayHours]) -> str:
    """„Montag bis Donnerstag von 8:00 bis 16:00 Uhr und Freitag von 8:00 bis 14:00 Uhr“."""
    parts = [f"{_days(run)} von {_time(run[0])} bis {_end(run[0])}" for run in _runs(hours)]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} und {parts[-1]}"


def _subject(facts: LetterFacts) -> str:
    start = f" ab {_month(facts.wanted_from)}" if facts.wanted_from else ""
    return f"Anfrage nach einem Betreuungsplatz{start}"


def _subject_again(facts: LetterFacts) -> str:
    number = f", Wartelistenplatz {facts.waiting_number}" if facts.waiting_number else ""
    return f"Nachfrage nach einem Betreuungsplatz für {facts.child_name}{number}"


def _asks(facts: LetterFacts) -> str:
    start = f" ab dem {_day(facts.wanted_from)}" if facts.wanted_from else ""
    return (
        f"für mein Kind {facts.child_name}, geboren im {_month(facts.birth_month)}, suche ich{start} einen "
        f"Betreuungsplatz. Ist {_WHERE[facts.kind]} ein Platz frei?"
    )


def _asks_again(facts: LetterFacts) -> str:
    asked = f"am {_day(facts.applied_on)} habe ich" if facts.applied_on else "ich habe bereits"
    listed = ""
    if facts.answer is CareAnswer.WAITING_LIST:
        number = f" mit der Nummer {facts.waiting_number}" if facts.waiting_number else ""
        listed = f" Mein Kind steht bei Ihnen{number} auf der Warteliste."
    start = f", und zwar ab dem {_day(facts.wanted_from)}" if facts.wanted_from else ""
    return (
        f"{asked} für mein Kind {facts.child_name}, geboren im {_month(facts.birth_month)}, nach einem "
        f"Betreuungsplatz gefragt.{listed} Wir brauchen den Platz weiterhin{start}. Ist {_WHERE[facts.kind]} "
        "inzwischen ein Platz frei, oder wissen Sie, wann damit zu rechnen ist?"
    )


def _details(facts: LetterFacts, choices: LetterChoices) -> Iterator[str]:
    if choices.hours and facts.hours:
        yield f"Wir brauchen die Betreuung zu diesen Zeiten: {hours_words(facts.hours)}."
    reasons = []
    if choices.takes_part:
        reasons.append("Ich nehme an einem Kurs teil, der mir den Weg in die Arbeit erleichtert.")
    if choices.starts_work:
        start = f" am {_day(facts.work_from)}" if facts.work_from else " bald"
        reasons.append(f"Ich beginne{start} eine Arbeit und brauche dafür eine verlässliche Betreuung.")
    if choices.jobcenter:
        reasons.append("Das Jobcenter unterstützt mich dabei.")
    if reasons:
        yield " ".join(reasons)


def _wish(facts: LetterFacts, choices: LetterChoices) -> Iterator[str]:
    if not choices.follow_up:
        yield (
            "Ist zurzeit nichts frei, nehmen Sie uns bitte auf Ihre Warteliste auf und teilen Sie mir die Nummer mit. "
            "Zu einem Gespräch komme ich gern mit meinem Kind vorbei."
        )
    ways = [f"unter {facts.phone}"] if facts.phone else []
    if facts.email:
        ways.append(f"unter {facts.email}" if not ways else facts.email)
    if choices.reach and ways:
        yield f"Sie erreichen mich {' oder '.join(ways)}."


def _runs(hours: Sequence[DayHours]) -> Iterator[list[DayHours]]:
    """Days in a row with the same hours."""
    run: list[DayHours] = []
    for one in sorted(hours, key=lambda day: day.weekday):
        follows = run and one.weekday == run[-1].weekday + 1
        if run and not (follows and (one.starts, one.ends) == (run[0].starts, run[0].ends)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _days(run: Sequence[DayHours]) -> str:
    first, last = DAYS[run[0].weekday], DAYS[run[-1].weekday]
    if len(run) == 1:
        return first
    return f"{first} und {last}" if len(run) == 2 else f"{first} bis {last}"


def _time(hours: DayHours) -> str:
    return f"{hours.starts.hour}:{hours.starts.minute:02}"


def _end(hours: DayHours) -> str:
    next_day = " des nächsten Tages" if hours.ends <= hours.starts else ""
    return f"{hours.ends.hour}:{hours.ends.minute:02} Uhr{next_day}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _day(day: date) -> str:
    return f"{day.day}. {_month(day)}"
