"""What a room's PC shows while a coach holds it open: who sits down, in which language, with which PIN."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import SOURCE_LANGUAGE, _, chosen_language, format_time
from werkakademie.records.own_sign_in import OfferedPerson
from werkakademie.services.own import sign_in
from werkakademie.services.own.sign_in import SignedIn
from werkakademie.ui.own.languages import LanguageStrip
from werkakademie.ui.own.sign_in.information import InformationPanel
from werkakademie.ui.own.sign_in.names import NamesPanel
from werkakademie.ui.own.sign_in.pin_pad import PinPanel
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.banners import MessageBar, PracticeBanner
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace

#: Somebody who walked away from the PIN pad: the next one begins at the names again.
_BACK_TO_NAMES_MILLISECONDS = 60_000
#: Reading takes longer, but the PIN was right already: who comes next must not go on in somebody else's name.
_LONGEST_READING_MILLISECONDS = 300_000


class SignInPage(QWidget):
    """`signed_in` with the place that a right PIN opened; `coach_wanted` for the page that asks for a password."""

    signed_in = Signal(object)
    coach_wanted = Signal()

    def __init__(
        self, workplace: "Workplace", *, worker: Worker, appearance: Appearance, until: datetime, practice: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("own_window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workplace, self._worker, self._appearance = workplace, worker, appearance
        self._until, self._practice = until, practice
        self._people: Sequence[OfferedPerson] = ()
        self._person: OfferedPerson | None = None
        self._opened: SignedIn | None = None
        self.panel: NamesPanel | PinPanel | InformationPanel | None = None
        self.messages = MessageBar()
        self._layout = column(margins=0, spacing=2 * GRID)
        self._layout.setContentsMargins(6 * GRID, 2 * GRID, 6 * GRID, 3 * GRID)
        self.setLayout(self._layout)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self.begin)
        appearance.show_for(SOURCE_LANGUAGE)
        self.show_names()

    def begin(self) -> None:
        """The list of names for the next person, in German, with whoever is offered now."""
        self._person = self._opened = None
        self._appearance.show_for(SOURCE_LANGUAGE)
        self.show_names()

    def show_names(self) -> None:
        self._quiet.stop()
        names = NamesPanel()
        names.chosen.connect(self.choose)
        names.card.connect(self._find_card)
        names.show_people(self._people)
        self._show(names)
        self._worker.run(sign_in.offered_people, self._workplace, done=self._show_people, owner=self)

    def choose(self, person: OfferedPerson) -> None:
        """Ask this person for their PIN."""
        self._person = person
        pad = PinPanel(person.name.split(" ")[0])
        pad.entered.connect(self._try)
        pad.other.connect(self.begin)
        self._quiet.start(_BACK_TO_NAMES_MILLISECONDS)
        self._show(pad)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus()

    def _show(self, panel: NamesPanel | PinPanel | InformationPanel) -> None:
        self.messages = MessageBar()
        self.panel = None
        clear_layout(self._layout)
        if self._practice:
            self._layout.addWidget(PracticeBanner())
        self._layout.addLayout(self._top())
        self._layout.addWidget(self.messages)
        self._layout.addWidget(panel, 1)
        self.panel = panel
        self._focus()

    def _top(self) -> QHBoxLayout:
        until = TextLabel(_("Der Raum ist geöffnet bis {time}").format(time=format_time(self._until)), tone="muted")
        coach = BigButton(_("Für Coaches"), icon="lock", run=lambda: self.coach_wanted.emit())
        return row(LanguageStrip(self._speak), None, until, coach, spacing=2 * GRID)

    def _focus(self) -> None:
        panel = self.panel
        if panel is not None and self.isVisible():
            panel.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _speak(self, language: str) -> None:
        """Say the same page in another language."""
        self._appearance.show_for(language)
        QTimer.singleShot(0, self, self._again)

    def _again(self) -> None:
        if self._opened is not None:
            self._show_information(self._opened)
        elif self._person is not None:
            self.choose(self._person)
        else:
            self.show_names()

    def _show_people(self, people: Sequence[OfferedPerson]) -> None:
        self._people = people
        if isinstance(self.panel, NamesPanel):
            self.panel.show_people(people)
            self._focus()

    def _find_card(self, number: str) -> None:
        def found(person: OfferedPerson | None) -> None:
            if person is not None:
                self.choose(person)
            elif isinstance(self.panel, NamesPanel):
                self.panel.not_found()

        self._run(sign_in.person_of_card, number, done=found)

    def _try(self, pin: str) -> None:
        if self._person is not None:
            self._quiet.start(_BACK_TO_NAMES_MILLISECONDS)
            asked = partial(self._answered, self.panel)
            self._run(sign_in.sign_in, self._person.participant_id, pin=pin, done=asked)

    def _answered(self, asked: QWidget | None, answer: SignedIn) -> None:
        if asked is not self.panel:
            # Whoever typed this PIN has left the pad meanwhile: nobody else gets what it opened.
            return
        if answer.own is None:
            if isinstance(self.panel, PinPanel):
                self.panel.refused(answer.answer)
            return
        self._quiet.stop()
        if answer.informed:
            self._enter(answer)
            return
        if answer.chosen.language and answer.chosen.language != chosen_language():
            self._appearance.show_for(answer.chosen.language)
        self._opened = answer
        self._show_information(answer)

    def _show_information(self, answer: SignedIn) -> None:
        own = answer.own
        assert own is not None

        def read() -> None:
            self._worker.run(sign_in.confirm_information, own, done=confirmed, failed=self._refused, owner=self)

        def confirmed(_id: object) -> None:
            if self._opened is answer:
                self._enter(answer)

        def read_on() -> None:
            self._quiet.start(_LONGEST_READING_MILLISECONDS)

        panel = InformationPanel(read=read, leave=self.begin)
        panel.pane.verticalScrollBar().valueChanged.connect(read_on)
        self._show(panel)
        read_on()

    def _enter(self, answer: SignedIn) -> None:
        """The place opens; this page waits behind it for the next person, without anybody chosen."""
        self._person = self._opened = None
        self.signed_in.emit(answer)

    def _run(self, service: Callable[..., Any], *arguments: Any, done: Callable[[Any], object], **words: Any) -> None:
        self._worker.run(service, self._workplace, *arguments, done=done, failed=self._refused, owner=self, **words)

    def _refused(self, error: WerkakademieError) -> None:
        self.messages.error(error.sentence())
        if isinstance(self.panel, PinPanel) and self._person is not None:
            self.choose(self._person)
            self.messages.error(error.sentence())
