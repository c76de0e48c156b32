"""Third chapter: people leave; three months later somebody asks what became of them; the result."""

from dataclasses import dataclass
from datetime import date

from werkakademie.demo import story
from werkakademie.demo.group_work import the_group
from werkakademie.demo.hands import choose, click, scroll_to, type_into
from werkakademie.demo.stage import Stage
from werkakademie.records.enums import (
    ContactChannel,
    ContactResult,
    Evidence,
    ExitReason,
    ExitType,
    OutcomeCategory,
    TrainingPlace,
)
from werkakademie.records.groups import EnrolmentRow
from werkakademie.services import enrolments, exits, follow_ups
from werkakademie.ui.follow_ups.page import FollowUpsPage
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.results.page import ResultsPage
from werkakademie.ui.today.page import TodayPage
from werkakademie.ui.widgets.drawing import DrawingView

_LAST_DAY = date(2026, 4, 24)


@dataclass(frozen=True, slots=True)
class Ending:
    """How one made-up person's time ended, and what was found out three months later."""

    exit_on: date = _LAST_DAY
    exit_type: ExitType = ExitType.PLANNED
    exit_reason: ExitReason = ExitReason.COMPLETED
    #: None: nobody has reached the person yet.
    category: OutcomeCategory | None = None
    evidence: Evidence = Evidence.OWN_STATEMENT
    training_place: TrainingPlace | None = None
    not_reached: bool = False


#: By family name; Olena Kovalenko's end and outcome are written in the window.
_ENDINGS = {
    "Öztürk": Ending(category=OutcomeCategory.INSURED_PART_TIME, evidence=Evidence.CONTRACT_SEEN),
    "Al-Hassan": Ending(category=OutcomeCategory.SEEKING),
    "Shevchenko": Ending(category=OutcomeCategory.INSURED_FULL_TIME, evidence=Evidence.CASE_SYSTEM),
    "Bergmann": Ending(category=OutcomeCategory.MARGINAL),
    "Yılmaz": Ending(
        date(2026, 4, 10), ExitType.EARLY, ExitReason.TOOK_UP_WORK, OutcomeCategory.INSURED_FULL_TIME
    ),
    "Demir": Ending(category=OutcomeCategory.VOCATIONAL_TRAINING, training_place=TrainingPlace.COMPANY),
    "Ivanova": Ending(category=OutcomeCategory.OTHER_MEASURE),
    "Krämer": Ending(category=OutcomeCategory.NOT_SEEKING),
    "Petrović": Ending(
        date(2026, 3, 27), ExitType.BROKEN_OFF, ExitReason.UNEXCUSED_ABSENCE, not_reached=True
    ),
    "Weiß": Ending(category=OutcomeCategory.INSURED_PART_TIME),
    "Çelik": Ending(),
}  # fmt: skip


def end_enrolments(stage: Stage) -> None:
    """One in the window, the others through the services."""
    with stage.step("Teilnahme beenden, mit Arbeitsaufnahme"):
        page = stage.go("participants", ParticipantsPage)
        _search(stage, page, "kovalenko")
        stage.photo("person", "Die Akte einer Person auf einen Blick")
        click(page, "Teilnahme beenden")
        stage.settle()
        dialog = stage.dialog()
        type_into(dialog, "Letzter Tag", "17.04.2026")
        choose(dialog, "Wie endet die Teilnahme?", "vorzeitig")
        choose(dialog, "Grund", "Arbeit aufgenommen")
        type_into(dialog, "Arbeitgeber", "Erfundene Logistik GmbH")
        type_into(dialog, "Beginn der Arbeit", "20.04.2026")
        choose(dialog, "Art der Arbeit", "sozialversicherungspflichtige Arbeit, Vollzeit")
        type_into(dialog, "Wochenstunden", "39")
        type_into(dialog, "Beruf (KldB 2010)", "51311")
        stage.photo("ende", "Das Ende einer Teilnahme: Der Stichtag der Nachfrage steht gleich dabei", dialog)
        click(dialog, "Beenden")
    with stage.step("Die anderen Teilnahmen beenden"):
        for row in _people(stage):
            ending = _ENDINGS.get(row.family_name)
            if ending is not None:
                fields = {
                    "exit_on": ending.exit_on,
                    "exit_type": ending.exit_type,
                    "exit_reason": ending.exit_reason,
                }
                exits.record_exit(stage.workplace(), row.id, fields=fields)


def ask_after_three_months(stage: Stage) -> None:
    """Heute shows who is due; one attempt and one outcome in the window, the others through the services."""
    stage.at(story.FOLLOW_UP_DAY)
    with stage.step("Drei Monate später: Heute zeigt, was fällig ist"):
        stage.go("today", TodayPage)
        stage.photo("heute", "Heute: fällige Nachfragen, offene Listen, nächste Schritte")
    with stage.step("Einen Versuch und den Verbleib eintragen"):
        page = stage.go("follow_ups", FollowUpsPage)
        stage.photo("nachfragen", "Nachfragen: wer fällig ist, mit Telefonnummer und Verlauf")
        stage.window().go("follow_ups", _enrolment_of(stage, "Kovalenko").id)
        stage.settle()
        click(page, "Versuch eintragen")
        dialog = stage.dialog()
        type_into(dialog, "Wann?", "27.07.2026")
        choose(dialog, "Auf welchem Weg?", "Telefon")
        choose(dialog, "Mit welchem Ergebnis?", "erreicht")
        click(dialog, "Eintragen")
        stage.settle()
        click(page, "Verbleib eintragen")
        stage.settle()
        dialog = stage.dialog()
        choose(dialog, "Woher wissen Sie das?", "eigene Angabe")
        type_into(dialog, "Wann haben Sie es erfahren?", "27.07.2026")
        stage.photo("verbleib_eintragen", "Der Verbleib am Stichtag, vorausgefüllt aus der Arbeitsaufnahme", dialog)
        click(dialog, "Eintragen")
        stage.settle()
        stage.photo("nachfrage_beantwortet", "Eine beantwortete Nachfrage mit Verlauf")
    with stage.step("Die anderen Antworten eintragen"):
        for row in _people(stage):
            _answer(stage, row)


def look_at_result(stage: Stage) -> None:
    """EQ3 with its bounds, the chart, the report as PDF."""
    stage.at(story.REPORT_DAY)
    with stage.step("Auswertung: Zahlen und Diagramm"):
        page = stage.go("results", ResultsPage)
        type_into(page, "Teilnahmen mit Ende vom", "01.01.2025")
        click(page, "Anzeigen")
        stage.settle()
        stage.photo("auswertung", "Auswertung: Eingliederungsquote mit Zähler, Nenner und Spanne")
        scroll_to(page, DrawingView)
        stage.photo("auswertung_diagramm", "Verbleib drei Monate nach Teilnahmeende je Gruppe")
    with stage.step("Bericht als PDF"):
        path = stage.folder / "verbleib_uebung.pdf"
        stage.files.answers.append(path)
        click(stage.window().header, "Bericht als PDF")
        stage.settle()
        stage.leave(path, "Bericht: Verbleib drei Monate nach Teilnahmeende, mit demselben Diagramm")


def _answer(stage: Stage, row: EnrolmentRow) -> None:
    ending = _ENDINGS.get(row.family_name)
    workplace = stage.workplace()
    found = follow_ups.find_follow_up(workplace, row.id)
    if ending is None or found is None:
        return
    today = date(2026, 7, 27)
    if ending.not_reached:
        attempt = {
            "attempted_on": today,
            "channel": ContactChannel.PHONE,
            "result": ContactResult.WRONG_NUMBER,
        }
        follow_ups.record_attempt(workplace, found.row.id, fields=attempt)
        follow_ups.close_not_reached(workplace, found.row.id)
    elif ending.category is not None:
        fields = {
            "category": ending.category,
            "observed_on": today,
            "evidence": ending.evidence,
            "training_place": ending.training_place,
            "says_what_was": True,
        }
        follow_ups.record_outcome(workplace, found.row.id, fields=fields)


def _people(stage: Stage) -> tuple[EnrolmentRow, ...]:
    return enrolments.enrolment_rows(stage.workplace(), the_group(stage))


def _enrolment_of(stage: Stage, family_name: str) -> EnrolmentRow:
    return next(row for row in _people(stage) if row.family_name == family_name)


def _search(stage: Stage, page: ParticipantsPage, text: str) -> None:
    page.people.search.setFocus()
    page.people.search.setText(text)
    stage.settle()
    page.people.list.choose_first()
    stage.settle()
