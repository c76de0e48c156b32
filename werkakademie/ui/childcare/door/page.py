"""The page „Kinder heute“: who is expected, who is there, who has gone; large enough for a finger."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, format_date, format_time
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.childcare_door import DoorChild, DoorDay
from werkakademie.records.childcare_texts import policy_sentence
from werkakademie.records.ids import ChildcareVisitId
from werkakademie.services import childcare_door
from werkakademie.ui.childcare.door.board import Board
from werkakademie.ui.childcare.door.leave_dialog import LeaveDialog
from werkakademie.ui.childcare.door.texts import excess_words, family_words, now_words
from werkakademie.ui.childcare.door.times_dialog import times_dialog
from werkakademie.ui.childcare.door.touch import FINGER
from werkakademie.ui.childcare.door.unannounced_dialog import BroughtDialog, UnannouncedDialog
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page, PageAction, PageContext
from werkakademie.ui.widgets.banners import Banner, announce
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel, muted

#: Late children and a clock that goes on are seen without a touch.
REFRESH_MILLISECONDS = 30_000
_SHOWN = frozenset({Noun.CHILD, Noun.CHILDCARE, Noun.COACHING_SESSION, Noun.ENROLMENT, Noun.PARTICIPANT})


class ChildrenPage(Page):
    """One touch for who comes, two for who goes with the parent. Everything is stored at once."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._day: DoorDay | None = None
        #: What Ctrl+Z takes back: the visits of the last touch.
        self._last: tuple[ChildcareVisitId, ...] = ()
        self.clock = TextLabel("", TextRole.DISPLAY)
        self.now_line = TextLabel("", TextRole.CARD_TITLE, wrap=True)
        self.policy_line = muted("")
        self.over = Banner(tone=Tone.BAD)
        self.over.hide()
        self.search = TextField("search", _("Name suchen"))
        self.search.edit.setProperty("touch", FINGER)
        self.search.changed.connect(self._filter)
        self.search.edit.returnPressed.connect(self._take_only)
        self.board = Board()
        self.board.came.connect(self._came)
        self.board.brought.connect(self._brought)
        self.board.leaves.connect(self._leaves)
        self.board.corrected.connect(self._correct)
        self.board.typed.connect(self._begin_search)
        self.board.left_upwards.connect(lambda: self.search.edit.setFocus())
        text = _(
            "Sobald Eltern mit Kindern zu einem Termin eingeplant sind, stehen die Kinder hier, mit dem, was Sie "
            "dafür wissen müssen. Kommt ein Kind ohne Anmeldung, nehmen Sie es oben auf."
        )
        self.empty = EmptyState("baby", _("Heute werden keine Kinder erwartet"), text)
        self.empty.hide()
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MILLISECONDS)
        self._timer.timeout.connect(self.tick)

    def _build(self) -> None:
        head = column(self.now_line, self.policy_line, spacing=4)
        self._top = row(self.clock, head, spacing=3 * GRID)
        self._top.setStretch(1, 1)
        pane = ScrollPane()
        pane.body.addLayout(self._top)
        pane.body.addWidget(self.over)
        pane.body.addWidget(self.search)
        pane.body.addWidget(self.board)
        pane.body.addWidget(self.empty)
        pane.body.addStretch(1)
        self.set_content(pane)

    def title(self) -> str:
        return _("Kinder heute")

    def header_actions(self) -> Sequence[PageAction]:
        return (
            PageAction(_("Notfallblatt"), self._save_sheet, icon="printer"),
            PageAction(_("Kind ohne Anmeldung"), self._unannounced, icon="user-plus", primary=True),
        )

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - the page shows the day, nothing else
        self._load()
        self._timer.start()

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self._load()

    def first_focus(self) -> QWidget | None:
        return self.search.edit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A carer's window has no Ctrl+Z of its own."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._take_back()
        else:
            super().keyPressEvent(event)

    def status_text(self) -> str:
        return now_words(self._day) if self._day is not None else ""

    def tick(self) -> None:
        """Time has gone by."""
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self.run(childcare_door.door_day, self.context.workplace, done=self._show)

    def _show(self, day: DoorDay) -> None:
        self._day = day
        self.clock.setText(format_time(self.context.local_now()))
        self.now_line.setText(_("{day} · {now}").format(day=format_date(day.day), now=now_words(day)))
        self.policy_line.setText(policy_sentence(day.policy))
        self.over.setVisible(bool(day.excess))
        if day.excess:
            self.over.show_message(excess_words(day.excess), Tone.BAD)
        self.board.show_day(day)
        self._filter()
        self.empty.setVisible(not day.children)
        self.search.setVisible(bool(day.children))
        self.header_changed.emit()

    def _filter(self) -> None:
        self.board.filter(self.search.text())

    def _begin_search(self, letter: str) -> None:
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.edit.setText(letter)
        self._filter()

    def _take_only(self) -> None:
        """Enter leads to the family that was found; a second one presses its button."""
        self.board.focus_first()

    def _came(self, family: Sequence[DoorChild], brought_by: str = "") -> None:
        ids = [child.child_id for child in family]
        names = family_words(family)

        def done(visits: tuple[ChildcareVisitId, ...]) -> None:
            self._told(_("{names}: angekommen.").format(names=names), visits)

        self.search.set_value("")
        self.run(
            childcare_door.arrive, self.context.workplace, ids, brought_by=brought_by, done=done, failed=self._failed
        )

    def _brought(self, family: Sequence[DoorChild]) -> None:
        title = _("{names} kommt mit jemand anderem").format(names=family_words(family))
        BroughtDialog(self, title, lambda name: self._came(family, name)).open()

    def _leaves(self, family: Sequence[DoorChild]) -> None:
        assert self._day is not None
        names = family_words(family)

        def left(visits: tuple[ChildcareVisitId, ...]) -> None:
            self._told(_("{names}: gegangen.").format(names=names), visits)

        self.search.set_value("")
        LeaveDialog(self, family, self._day.colleagues, left).open()

    def _unannounced(self) -> None:
        if self._day is None:
            return

        def came(visits: tuple[ChildcareVisitId, ...]) -> None:
            self._told(_("Das Kind ist eingetragen."), visits)

        UnannouncedDialog(self, self._day.colleagues, self._day.parents, came).open()

    def _correct(self, family: Sequence[DoorChild]) -> None:
        times_dialog(self, family[0]).open()

    def _told(self, text: str, visits: Sequence[ChildcareVisitId]) -> None:
        """Say what was stored, and offer the way back for some seconds."""
        announce(self, text)
        self._last = tuple(visits)
        self.messages.success(text, undo=self._take_back)

    def _take_back(self) -> None:
        visits, self._last = self._last, ()
        if visits:
            self.messages.clear()
            self.run(childcare_door.take_back, self.context.workplace, visits, failed=self._failed)

    def _failed(self, error: WerkakademieError) -> None:
        self.show_error(error)
        self._load()

    def _save_sheet(self) -> None:
        name = _("Notfallblatt {day}").format(day=format_date(self.context.today())) + ".pdf"
        path = self.context.files.save_file(self, _("Notfallblatt speichern"), name, [(_("PDF"), ("pdf",))])
        if path is not None:
            text = _("Das Notfallblatt ist gespeichert. Bitte löschen Sie die Datei nach dem Drucken.")
            self.run(
                childcare_door.save_emergency_sheet,
                self.context.workplace,
                path,
                done=lambda _nothing: self.messages.success(text),
            )
