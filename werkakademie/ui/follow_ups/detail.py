"""One follow-up: the day, how to reach the person, what was tried, and all that is known."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_date
from werkakademie.records.enums import FollowUpState
from werkakademie.records.exits import PlacementRecord
from werkakademie.records.follow_ups import AttemptRecord, FollowUpRecord, OutcomeRecord
from werkakademie.records.labels import label
from werkakademie.ui.follow_ups import texts
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.figures import Avatar, Facts, initials_of
from werkakademie.ui.widgets.layouts import ScrollPane, clear_layout, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import Pill, TextLabel, muted, title


@dataclass(frozen=True, slots=True)
class FollowUpActions:
    """What can be done on the right side; the page gives the functions."""

    attempt: Callable[[], object]
    outcome: Callable[[], object]
    permission: Callable[[], object]
    take_permission_back: Callable[[], object]
    not_reached: Callable[[], object]
    ask_again: Callable[[], object]
    withdraw: Callable[[OutcomeRecord], object]
    open_person: Callable[[], object]
    correct_exit: Callable[[], object]
    history: Callable[[], object]


class FollowUpDetail(ScrollPane):
    """The right side of the page; `show_record` fills it."""

    def __init__(self, actions: FollowUpActions) -> None:
        super().__init__()
        self._actions = actions
        self._avatar = Avatar()
        self._name = title("")
        self._state = Pill("")
        self._line = muted("")
        self.attempt_button = Button(_("Versuch eintragen"), icon="phone", run=actions.attempt)
        self.outcome_button = Button(_("Verbleib eintragen"), icon="check", kind=Kind.PRIMARY, run=actions.outcome)
        head = column(row(self._name, self._state, None), self._line, spacing=2)
        self.body.addLayout(row(self._avatar, 8, head, None))
        history = Button(_("Verlauf"), icon="history", kind=Kind.QUIET, run=actions.history)
        self.body.addLayout(row(self.outcome_button, self.attempt_button, None, history))
        self._cards = column(spacing=16)
        self.body.addLayout(self._cards)
        self.body.addStretch(1)

    def show_record(self, record: FollowUpRecord) -> None:
        """Show a follow-up, or the same one anew."""
        shown = record.row
        name = texts.person_name(shown)
        self._avatar.set_initials(initials_of(name))
        self._name.setText(name)
        self._state.show_status(texts.state_word(shown), texts.state_tone(shown))
        self._line.setText(
            _("{group} · Ende am {exit} · {reason}").format(
                group=shown.group_name, exit=format_date(shown.exit_on), reason=label(record.exit_reason)
            )
        )
        clear_layout(self._cards)
        if record.contradiction is not None:
            self._cards.addWidget(Banner(_contradiction(record.contradiction), Tone.WARN))
        self._cards.addWidget(_beside(self._day_card(record), self._reach_card(record)))
        self._cards.addWidget(self._outcome_card(record))
        self._cards.addWidget(self._attempts_card(record))
        if record.placements:
            self._cards.addWidget(self._jobs_card(record.placements))

    def _day_card(self, record: FollowUpRecord) -> Card:
        day = TextLabel(format_date(record.row.due_on), TextRole.TITLE)
        card = Card(_("Stichtag"), icon="calendar-check").add(day)
        if record.row.state is FollowUpState.NOT_REACHED:
            closed = _("Beendet am {day}: nicht erreicht").format(day=format_date(record.closed_on))
            card.add(muted(closed))
            card.add(row(Button(_("Weiter nachfragen"), icon="undo-2", run=self._actions.ask_again), None))
        elif record.row.state is FollowUpState.OPEN:
            card.add(muted(_("Gefragt wird, was an diesem Tag war.")))
            card.add(row(Button(_("Nicht erreicht, beenden"), run=self._actions.not_reached), None))
        else:
            card.add(muted(_("Beantwortet am {day}").format(day=format_date(record.closed_on))))
        card.add_action(Button(_("Ende ändern"), kind=Kind.QUIET, run=self._actions.correct_exit))
        return card

    def _reach_card(self, record: FollowUpRecord) -> Card:
        shown = record.row
        card = Card(_("Erreichen"), icon="phone").add(
            Facts([(_("Telefon"), shown.phone or "–"), (_("E-Mail"), shown.email or "–")])
        )
        if record.employer_permission_on is None:
            card.add(muted(_("Der Arbeitgeber darf nicht gefragt werden.")))
            card.add(row(Button(_("Erlaubnis eintragen"), icon="shield-check", run=self._actions.permission), None))
        else:
            day = format_date(record.employer_permission_on)
            card.add(muted(_("Der Arbeitgeber darf gefragt werden (erlaubt am {day}).").format(day=day)))
            take_back = Button(_("Erlaubnis zurücknehmen"), kind=Kind.QUIET, run=self._actions.take_permission_back)
            card.add(row(take_back, None))
        card.add_action(Button(_("Person öffnen"), kind=Kind.QUIET, run=self._actions.open_person))
        return card

    def _outcome_card(self, record: FollowUpRecord) -> Card:
        card = Card(_("Verbleib"), icon="history")
        for outcome in record.outcomes:
            card.add(self._outcome_line(outcome))
        if not record.outcomes:
            card.add(muted(_("Noch nichts bekannt. Tragen Sie ein, was die Person sagt.")))
        return card

    def _outcome_line(self, outcome: OutcomeRecord) -> QWidget:
        status = TextLabel(label(outcome.category), TextRole.STRONG, wrap=True)
        pill = Pill(texts.standing_text(outcome.standing), texts.standing_tone(outcome.standing))
        undo = Button(
            _("Wieder gelten lassen") if outcome.withdrawn else _("Zurückziehen"),
            kind=Kind.QUIET,
            run=lambda: self._actions.withdraw(outcome),
        )
        first = row(status, pill, undo)
        first.setStretch(0, 1)
        details = texts.outcome_details(outcome)
        holder = QWidget()
        holder.setLayout(
            column(
                first,
                *([TextLabel(details, wrap=True)] if details else []),
                TextLabel(texts.outcome_origin(outcome), TextRole.SMALL, tone="muted", wrap=True),
                spacing=2,
            )
        )
        return holder

    def _attempts_card(self, record: FollowUpRecord) -> Card:
        card = Card(_("Versuche"), icon="phone-call")
        for attempt in record.attempts:
            card.add(_attempt_line(attempt))
        if not record.attempts:
            card.add(muted(_("Noch kein Versuch eingetragen.")))
        return card

    def _jobs_card(self, jobs: tuple[PlacementRecord, ...]) -> Card:
        card = Card(_("Arbeitsaufnahme (Hinweis)"), icon="briefcase")
        for job in jobs:
            text = _("{employer}, ab {day}: {category}").format(
                employer=job.employer_name, day=format_date(job.starts_on), category=label(job.category)
            )
            card.add(TextLabel(text, wrap=True))
        return card


def _attempt_line(attempt: AttemptRecord) -> QWidget:
    day = TextLabel(format_date(attempt.attempted_on), TextRole.STRONG, tone="muted")
    day.setMinimumWidth(88)
    said = f"{label(attempt.channel)}: {label(attempt.result)}"
    if attempt.note:
        said += f" · {attempt.note}"
    holder = QWidget()
    who = TextLabel(attempt.recorded_by, TextRole.SMALL, tone="muted")
    text = TextLabel(said, wrap=True)
    line = row(day, text, who)
    line.setStretch(1, 1)
    holder.setLayout(line)
    return holder


def _contradiction(other: OutcomeRecord) -> str:
    return _(
        "Eine frühere Auskunft mit stärkerem Nachweis sagt etwas anderes: {category} ({evidence}). "
        "Ist die neuere falsch, ziehen Sie sie zurück."
    ).format(category=label(other.category), evidence=label(other.evidence))


def _beside(left: QWidget, right: QWidget) -> QWidget:
    holder = QWidget()
    both = row(left, right, spacing=16)
    both.setStretch(0, 1)
    both.setStretch(1, 1)
    holder.setLayout(both)
    return holder
