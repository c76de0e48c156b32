"""Which changes the audit view shows: who, when, what, whose, and words in the names of fields."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.history import JournalQuery
from werkakademie.records.ids import AccountId
from werkakademie.records.journal_columns import columns_called, known_tables
from werkakademie.records.participants import ParticipantRow, display_name
from werkakademie.ui.widgets.fields import CheckField, ChoiceField, DateField, FormField, TextField
from werkakademie.ui.widgets.layouts import GRID, column, row

#: Who types on is not held up by searching.
AFTER_MILLISECONDS = 300
#: So many people are offered for what is typed.
MOST_PEOPLE = 20

FindPeople = Callable[[str, Callable[[Sequence[ParticipantRow]], None]], object]


class JournalFilter(QWidget):
    """`changed` when another part of the journal is asked for; `query()` says which."""

    changed = Signal()

    def __init__(self, find_people: FindPeople) -> None:
        super().__init__()
        self._find_people = find_people
        self.author = ChoiceField("author", _("Wer"), [], empty=_("alle"))
        self.first = DateField("first", _("Von"))
        self.last = DateField("last", _("Bis"))
        tables = sorted(known_tables().items(), key=lambda each: each[1])
        self.table = ChoiceField("table", _("Art"), tables, empty=_("alles"))
        self.person_words = TextField("person_words", _("Person suchen"))
        self.person = ChoiceField("person", _("Person"), [], empty=_("alle"))
        self.field_words = TextField("field_words", _("Name des Feldes"))
        self.erased = CheckField("erased", _("nur Gelöschtes"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_MILLISECONDS)
        self._later.timeout.connect(self.changed)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(AFTER_MILLISECONDS)
        self._typing.timeout.connect(self._look_for_people)
        chosen: tuple[FormField, ...] = (self.author, self.table, self.person, self.erased)
        typed: tuple[FormField, ...] = (self.first, self.last, self.field_words)
        for field in chosen:
            field.changed.connect(self.changed)
        for field in typed:
            field.changed.connect(self._later.start)
        self.person_words.changed.connect(self._typing.start)
        upper = row(self.author, self.table, self.first, self.last, spacing=2 * GRID)
        lower = row(self.person_words, self.person, self.field_words, self.erased, spacing=2 * GRID)
        for line, stretches in ((upper, (2, 2, 1, 1)), (lower, (2, 2, 2, 0))):
            for place, stretch in enumerate(stretches):
                line.setStretch(place, stretch)
        self.setLayout(column(upper, lower, spacing=GRID))

    def show_authors(self, authors: Sequence[tuple[AccountId, str]]) -> None:
        """Offer these accounts; the chosen one stays."""
        chosen = self.author.value()
        self.author.blockSignals(True)
        self.author.set_choices(authors)
        self.author.set_value(chosen)
        self.author.blockSignals(False)

    def query(self) -> JournalQuery:
        """What is asked for now; a date that can't be read does not limit."""
        words = str(self.field_words.value() or "")
        table, person = self.table.value(), self.person.value()
        return JournalQuery(
            actor=self.author.value(),
            first_day=self.first.value(),
            last_day=self.last.value(),
            tables=frozenset({table}) if table else frozenset(),
            subject=person if isinstance(person, UUID) else None,
            fields=columns_called(words) if words.strip() else None,
            only_erased=bool(self.erased.value()),
        )

    def _look_for_people(self) -> None:
        words = str(self.person_words.value() or "").strip()
        if words:
            self._find_people(words, self._show_people)
        else:
            self._show_people(())

    def _show_people(self, rows: Sequence[ParticipantRow]) -> None:
        """One that fits is chosen at once; of several, somebody chooses."""
        before = self.person.value()
        choices = [(found.id, display_name(found.given_names, found.family_name, found.own_number)) for found in rows]
        self.person.blockSignals(True)
        self.person.set_choices(choices)
        self.person.set_value(choices[0][0] if len(choices) == 1 else None)
        self.person.blockSignals(False)
        if self.person.value() != before:
            self.changed.emit()
