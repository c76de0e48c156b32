"""The tab „Gespräche“ of a person's record: interviews, how far they prepared, and the short course."""

from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_date, format_time, ngettext
from werkakademie.records.enums import CourseCard, NextStep
from werkakademie.records.ids import ParticipantId
from werkakademie.records.interviews import QUESTIONS, InterviewRecord, TalksAndCourse
from werkakademie.records.labels import label
from werkakademie.services import interviews
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.figures import Facts
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.text import TextLabel, muted


class TalksPanel(QWidget):
    """Only to read: the person writes it at their own place; `load` asks for it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._person: ParticipantId | None = None
        self._talks = Card(_("Vorstellungsgespräche"), icon="messages-square")
        self._course = Card(_("PC-Kurs"), icon="mouse-pointer-click")
        self.setLayout(column(self._talks, self._course, None, spacing=2 * GRID))

    def load(self, participant_id: ParticipantId) -> None:
        """Show this person's as soon as the answer comes."""
        if participant_id != self._person:
            clear_layout(self._talks.body)
            clear_layout(self._course.body)
        self._person = participant_id
        show = partial(self._show, participant_id)
        self._page.run(interviews.talks_and_course, self._page.context.workplace, participant_id, done=show)

    def _show(self, participant_id: ParticipantId, found: TalksAndCourse) -> None:
        if participant_id != self._person:
            return
        clear_layout(self._talks.body)
        every = (*found.interviews.coming, *found.interviews.past)
        for one in every:
            self._talks.add(TextLabel(_heading(one), wrap=True))
            facts = _facts(one)
            if facts:
                self._talks.add(Facts(facts))
        if not every:
            self._talks.add(muted(_("Noch kein Gespräch eingetragen.")))
        self._talks.add(muted(_preparation(found)))
        clear_layout(self._course.body)
        self._course.add(Facts([(label(card), _done(found, card)) for card in CourseCard]))


def _heading(one: InterviewRecord) -> str:
    day = format_date(one.held_on)
    if one.starts_at is not None:
        day = _("{day} um {time} Uhr").format(day=day, time=format_time(one.starts_at))
    return f"{day}: {one.employer_name}, {one.position}"


def _facts(one: InterviewRecord) -> list[tuple[str, str]]:
    step = next((step for step in NextStep if step.value == one.next_step), None)
    said = label(step) if step is not None else ""
    if said and one.next_on is not None:
        said = f"{said} ({format_date(one.next_on)})"
    thanked = format_date(one.thanked_on) if one.thanked_on is not None else ""
    facts = [
        (_("Wo"), one.place),
        (_("Mit wem"), one.with_whom),
        (_("Wie war es?"), one.how_it_went),
        (_("Der nächste Schritt"), said),
        (_("Dank-Brief"), thanked),
    ]
    return [(name, text) for name, text in facts if text]


def _preparation(found: TalksAndCourse) -> str:
    """How far the preparation came; what the person wrote stays theirs."""
    answered = _("Zehn Fragen: {count} von {all} beantwortet.").format(count=found.answered, all=len(QUESTIONS))
    talks = ngettext("{count} Übungsgespräch mit Rückmeldung.", "{count} Übungsgespräche mit Rückmeldung.", found.talks)
    return f"{answered} {talks.format(count=found.talks)}"


def _done(found: TalksAndCourse, card: CourseCard) -> str:
    day = found.cards_done.get(card)
    return _("geschafft am {day}").format(day=format_date(day)) if day is not None else ""
