"""One child: how old, whether the parent consents, what carers must know, who collects, and its next places."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from werkakademie.i18n import _, ngettext
from werkakademie.records.childcare_bookings import BookingRow
from werkakademie.records.children import ChildNoteRecord, ChildRow, CollectorRow, FamilyRecord
from werkakademie.records.ids import CollectorId
from werkakademie.services import children, collector_pictures
from werkakademie.ui.participants.care_search.actions import act, quiet
from werkakademie.ui.participants.children.collectors import CollectorActions, CollectorLine
from werkakademie.ui.participants.children.dialogs import ChildDialog, NoteDialog, collector_dialog
from werkakademie.ui.participants.children.pictures import small_jpeg
from werkakademie.ui.participants.children.texts import (
    booking_status,
    booking_words,
    child_line,
    consent_hint,
    consent_status,
    name_and_age,
    wanted_status,
)
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

#: Places that are shown; the others are counted.
_SHOWN_PLACES = 4


class ChildCard(Card):
    """Stays the same widget while the child is shown; `show_child` fills it anew."""

    def __init__(self, page: Page) -> None:
        super().__init__(" ", icon="baby")
        self._page = page
        self._workplace = page.context.workplace
        self._child: ChildRow | None = None
        self._change_button = quiet(_("Ändern …"), self._change, icon="pencil")
        self._remove_button = quiet(_("Entfernen"), self._remove, icon="trash-2")
        self.add_action(self._change_button)
        self.add_action(self._remove_button)
        self._parts = column(spacing=GRID + 4)
        self.add(self._parts)

    def show_child(self, child: ChildRow, family: FamilyRecord) -> None:
        """Fill the card with what was read just now."""
        self._child = child
        self.set_title(name_and_age(child))
        for button in (self._change_button, self._remove_button):
            button.setVisible(family.may_edit)
            button.setAccessibleName(f"{button.text()}: {child.given_name}")
        focused = self._focused_name()
        clear_layout(self._parts)
        self._parts.addLayout(_state(child))
        self._parts.addLayout(self._note(child, family))
        self._parts.addLayout(self._collectors(child, family))
        self._parts.addLayout(_places(family.coming_of(child.id)))
        self._focus_again(focused)

    def _focused_name(self) -> str:
        """What has the keyboard in the card's window, also while a dialog is open; empty if it is elsewhere."""
        focused = self.window().focusWidget()
        return focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""

    def _focus_again(self, name: str) -> None:
        """The buttons are new; whoever works by keyboard goes on where they were."""
        for button in self.findChildren(Button):
            if name and button.accessibleName() == name:
                # The layout shows it later, and what is hidden gets no focus.
                line = button.parentWidget()
                if line is not None and line is not self:
                    line.show()
                button.show()
                button.setFocus()

    def _note(self, child: ChildRow, family: FamilyRecord) -> QLayout:
        """What carers must know, the emergency first; others only learn that something is there."""
        note = family.note_of(child.id)
        part = column(spacing=GRID)
        change = quiet(_("Hinweise ändern …"), partial(self._change_note, child, note), icon="pencil")
        part.addLayout(_section(_("Was die Betreuung wissen muss"), change if family.may_edit else None, child))
        if not family.may_read_notes:
            part.addWidget(muted(_("Hinweise sind hinterlegt.") if child.has_note else _("Keine Hinweise hinterlegt.")))
            return part
        if note.emergency_note:
            part.addWidget(Banner(_("Notfall: {note}").format(note=note.emergency_note), Tone.WARN))
        if note.needs:
            part.addWidget(TextLabel(_("Bedürfnisse: {note}").format(note=note.needs), wrap=True))
        if note.collection_word:
            part.addLayout(_word_line(note, child.given_name))
        if not note:
            part.addWidget(muted(_("Noch keine Hinweise. Fragen Sie nach Allergien und Medikamenten.")))
        return part

    def _collectors(self, child: ChildRow, family: FamilyRecord) -> QLayout:
        actions = None
        if family.may_edit:
            actions = CollectorActions(
                change=partial(self._change_collector, child, family),
                remove=self._remove_collector,
                choose_picture=self._choose_picture,
                remove_picture=self._remove_picture,
                load_picture=self._load_picture,
            )
        part = column(spacing=GRID)
        add = quiet(_("Abholberechtigte …"), partial(self._add_collector, child, family), icon="user-plus")
        part.addLayout(_section(_("Wer holt ab?"), add if family.may_edit else None, child))
        for collector in child.collectors:
            part.addWidget(CollectorLine(collector, actions, pictures=family.pictures_allowed))
        if not any(collector.allowed for collector in child.collectors):
            part.addWidget(muted(_("Nur der Elternteil.")))
        return part

    def _change(self) -> None:
        child = self._child
        if child is None:
            return

        def stored(_values: object, _child_id: object) -> None:
            self._page.messages.success(_("Die Angaben zu {child} sind gespeichert.").format(child=child.given_name))

        ChildDialog(self._page, child.participant_id, stored, child).open()

    def _change_note(self, child: ChildRow, note: ChildNoteRecord) -> None:
        NoteDialog(self._page, child, note).open()

    def _remove(self) -> None:
        child = self._child
        if child is None:
            return
        said = _("{child} ist entfernt. Kommende Plätze sind frei.").format(child=child.given_name)
        undo = partial(act, self._page, children.remove_child, child.id, removed=False)
        act(self._page, children.remove_child, child.id, said=said, undo=undo)

    def _add_collector(self, child: ChildRow, family: FamilyRecord) -> None:
        collector_dialog(self._page, child, _siblings(child, family)).open()

    def _change_collector(self, child: ChildRow, family: FamilyRecord, collector: CollectorRow) -> None:
        collector_dialog(self._page, child, _siblings(child, family), collector).open()

    def _remove_collector(self, collector: CollectorRow) -> None:
        said = _("{name} steht nicht mehr auf der Liste.").format(name=collector.name)
        undo = partial(act, self._page, children.remove_collector, collector.id, removed=False)
        act(self._page, children.remove_collector, collector.id, said=said, undo=undo)

    def _choose_picture(self, collector: CollectorRow) -> None:
        title = _("Bild von {name} wählen").format(name=collector.name)
        kinds = [(_("Fotos"), ("jpg", "jpeg", "png"))]
        path = self._page.context.files.open_file(self, title, kinds)
        if path is None:
            return
        jpeg = small_jpeg(path)
        if jpeg is None:
            self._page.messages.error(collector_pictures.PictureRefusedError().sentence())
            return
        said = _("Das Bild von {name} ist gespeichert, verkleinert und ohne Ort und Zeit der Aufnahme.")
        act(self._page, collector_pictures.set_picture, collector.id, jpeg=jpeg, said=said.format(name=collector.name))

    def _remove_picture(self, collector: CollectorRow) -> None:
        said = _("Das Bild von {name} ist gelöscht.").format(name=collector.name)
        act(self._page, collector_pictures.remove_picture, collector.id, said=said)

    def _load_picture(self, collector_id: CollectorId, show: Callable[[bytes | None], object]) -> None:
        self._page.run(collector_pictures.picture, self._workplace, collector_id, done=show)


def _siblings(child: ChildRow, family: FamilyRecord) -> Sequence[ChildRow]:
    return [one for one in family.children if one.id != child.id]


def _state(child: ChildRow) -> QLayout:
    flow = FlowLayout(gap=GRID)
    for words, tone in (wanted_status(child), consent_status(child)):
        flow.addWidget(Pill(words, tone))
    pills = QWidget()
    pills.setLayout(flow)
    part = column(pills, muted(child_line(child)), spacing=GRID)
    hint = consent_hint(child)
    if hint:
        part.addWidget(TextLabel(hint, tone="warn", wrap=True))
    return part


def _section(words: str, button: Button | None, child: ChildRow) -> QLayout:
    """A heading inside the card, with what can be done about it at the end of the line."""
    line = row(TextLabel(words, TextRole.STRONG, wrap=True), spacing=GRID)
    line.setStretch(0, 1)
    if button is not None:
        button.setAccessibleName(f"{button.text()}: {child.given_name}")
        line.addWidget(button)
    return line


def _word_line(note: ChildNoteRecord, child_name: str) -> QLayout:
    """The word is shown only when somebody asks for it: others may look at the screen."""
    shown, hidden = _("Kennwort: {word}").format(word=note.collection_word), _("Kennwort: hinterlegt")
    words = TextLabel(hidden)
    reveal = Button(_("Anzeigen"), icon="eye", kind=Kind.QUIET)
    reveal.setAccessibleName(_("Kennwort von {child} anzeigen").format(child=child_name))

    def show() -> None:
        words.setText(shown)
        reveal.hide()

    reveal.clicked.connect(show)
    return row(words, reveal, None)


def _places(bookings: Sequence[BookingRow]) -> QLayout:
    part = column(TextLabel(_("Nächste Betreuungsplätze"), TextRole.STRONG), spacing=4)
    for booking in bookings[:_SHOWN_PLACES]:
        line = row(TextLabel(booking_words(booking), wrap=True), Pill(*booking_status(booking)), spacing=GRID)
        line.setStretch(0, 1)
        part.addLayout(line)
    rest = len(bookings) - _SHOWN_PLACES
    if rest > 0:
        part.addWidget(muted(ngettext("und {count} weiterer", "und {count} weitere", rest).format(count=rest)))
    if not bookings:
        part.addWidget(muted(_("Noch keine. Plätze entstehen, sobald ein Termin mit Kinderbetreuung kommt.")))
    return part
