"""The base of pages that show one person at a time: people on the left, what concerns the chosen one on the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.i18n import _, format_count
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import ParticipantId
from werkakademie.ui.participants.people_list import PeopleList, PeopleSource
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import ListAndDetail

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace

#: Answers with all that the right side shows of a person.
ReadPerson = Callable[["Workplace", ParticipantId], Any]


class PersonPage(Page):
    """Calls `show_person` with what `read` answers, anew whenever one of the nouns `shown` changes."""

    def __init__(
        self, context: PageContext, *, source: PeopleSource, read: ReadPerson, shown: frozenset[Noun], icon: str
    ) -> None:
        super().__init__(context)
        self._read = read
        self._key = source.key
        self._shown_nouns = shown
        self.person_id: ParticipantId | None = None
        self.people = PeopleList(self, source=source)
        self.people.chosen.connect(self._person_chosen)
        self.people.loaded.connect(self._counted)
        self._to_people = Button(_("Zu den Teilnehmenden"), icon="users", run=lambda: context.go("participants"))
        self._nobody = EmptyState(icon, _("Noch niemand ausgewählt"), self.choose_text(), self._to_people)
        self._to_people.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nobody)
        self.set_content(ListAndDetail(self.people, self._stack))

    def set_detail(self, detail: QWidget) -> None:
        """The right side for a chosen person."""
        self._stack.addWidget(detail)

    def choose_text(self) -> str:
        """What to do while nobody is chosen."""
        raise NotImplementedError

    def show_person(self, found: Any) -> None:
        """Fill the right side."""
        raise NotImplementedError

    def enter(self, target: object = None) -> None:
        """Load; with a person's id as target show that person."""
        self.people.load()
        if target is not None:
            self.people.choose(target)  # type: ignore[arg-type]
            self._load(target)  # type: ignore[arg-type]

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & (self._shown_nouns | {Noun.PARTICIPANT, Noun.ENROLMENT}):
            self.people.load()
            if self.person_id is not None:
                self._load(self.person_id)

    def first_focus(self) -> QWidget | None:
        return self.people.search

    def status_text(self) -> str:
        return _("{count} Personen").format(count=format_count(self.people.total))

    def ask_for_person(self) -> bool:
        """Whether a person is chosen; if not, a message asks for one."""
        if self.person_id is None:
            self.messages.info(_("Bitte wählen Sie links zuerst eine Person aus."))
        return self.person_id is not None

    def _counted(self) -> None:
        self.header_changed.emit()
        somebody = bool(self.people.total or self.people.search.text())
        self._to_people.setVisible(not somebody)
        if somebody:
            self._nobody.show_text(_("Noch niemand ausgewählt"), self.choose_text())
        else:
            self._nobody.show_text(
                _("Noch niemand da"), _("Nehmen Sie zuerst auf der Seite „Teilnehmende“ jemanden auf.")
            )

    def _person_chosen(self, row: object) -> None:
        if row is not None:
            self._load(self._key(row))
        else:
            self.person_id = None
            self._stack.setCurrentWidget(self._nobody)

    def _load(self, participant_id: ParticipantId) -> None:
        def arrived(found: Any) -> None:
            self.person_id = participant_id
            self.show_person(found)
            self._stack.setCurrentIndex(1)

        self.run(self._read, self.context.workplace, participant_id, done=arrived)
