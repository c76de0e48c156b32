"""The dialog that gives the people of a group PINs: whom to give one, then the slips on paper or as a file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.access import PinPerson, PinSlips, PinState
from werkakademie.records.ids import GroupId
from werkakademie.records.page_image import PageImage
from werkakademie.services import pin_slips
from werkakademie.services.documents import write_whole
from werkakademie.services.own.printing import printable_pages
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.own import printing
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.text import TextLabel, muted

_PERSON = Qt.ItemDataRole.UserRole
#: Gets the PDF to paper or into a file, and tells `_out` or `_not_out` what became of it.
HandOut = Callable[[bytes], object]


class PinSlipsDialog(ServiceDialog):
    """PINs are set once; after that the same slips are printed or saved until somebody has them.

    Nothing of it is kept as a draft: the marks are made anew from who has no PIN, and the slips are secret.
    """

    def __init__(self, page: Page, group_id: GroupId) -> None:
        super().__init__(page, _("Geheimzahlen verteilen"), submit=_("Zettel drucken"), wide=True)
        self._slips: PinSlips | None = None
        self._is_out = False
        self._busy = True
        self.people = QListWidget()
        self.people.setAccessibleName(_("Wer eine neue Geheimzahl bekommt"))
        self.people.setMinimumHeight(240)
        self.people.itemChanged.connect(lambda _item: self._show_count())
        self._intro = muted(
            _(
                "Wer angekreuzt ist, bekommt eine neue, zufällige Geheimzahl für die Anmeldung am PC im Raum. Sie "
                "steht nur auf dem Zettel der Person und wird nicht noch einmal gezeigt."
            )
        )
        self._count = TextLabel("", wrap=True)
        self._old = TextLabel("", tone="warn", wrap=True)
        self.add(self._intro, self.people, self._count, self._old)
        self.save_button = Button(_("Zettel als PDF speichern"), icon="file-down", run=self.save)
        self.save_button.setAutoDefault(False)
        self.foot.insertWidget(self.foot.indexOf(self.submit_button), self.save_button)
        self._show_count()
        self.ask(pin_slips.people_of_group, self.workplace, group_id, done=self._show_people)

    def submit(self) -> None:
        """Print; without a printer nobody gets a PIN."""
        if not self._can_begin():
            return
        names = printing.printer_names()
        if not names:
            self._say_no_printer()
        elif len(names) == 1:
            self._hand_out(partial(self._print, names[0]))
        else:
            printing.PrinterDialog(self, names, lambda name: self._hand_out(partial(self._print, name))).open()

    def save(self) -> None:
        """Ask where; without a place nobody gets a PIN."""
        if not self._can_begin():
            return
        name = _("Zettel mit Geheimzahlen {day}").format(day=f"{self.page.context.today():%Y-%m-%d}") + ".pdf"
        path = self.page.context.files.save_file(
            self, _("Zettel als PDF speichern"), name, [(_("PDF-Dokumente"), ("pdf",))]
        )
        if path is not None:
            self._hand_out(partial(self._write, path))

    def reject(self) -> None:
        """Escape and the window's cross do not lose PINs that nobody has on paper yet."""
        if self._busy and self.people.count():
            return
        if self._slips is None or self._is_out:
            super().reject()
            return
        close = Button(_("Ohne Zettel schließen"), kind=Kind.DANGER, run=super().reject)
        text = _(
            "Noch niemand hat seine neue Geheimzahl. Bitte drucken oder speichern Sie zuerst die Zettel. Ohne sie "
            "brauchen alle in der Liste noch einmal eine neue."
        )
        self.messages.warning(text, action=close)
        announce(self, text)

    def _chosen(self) -> list[PinPerson]:
        items = [self.people.item(place) for place in range(self.people.count())]
        return [item.data(_PERSON) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _show_people(self, people: Sequence[PinPerson]) -> None:
        self.people.blockSignals(True)
        for person in people:
            self.people.addItem(self._item(person))
        self.people.blockSignals(False)
        self._busy = False
        self._show_count()
        if people:
            self.people.setCurrentRow(0)
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _item(self, person: PinPerson) -> QListWidgetItem:
        item = QListWidgetItem(f"{person.name} – {_state_words(person.pin)}")
        item.setData(_PERSON, person)
        item.setSizeHint(QSize(0, self.people.fontMetrics().lineSpacing() + 14))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked if _can_sign_in(person.pin) else Qt.CheckState.Checked)
        return item

    def _show_count(self) -> None:
        chosen = self._chosen()
        old = sum(_can_sign_in(person.pin) for person in chosen)
        if not self.people.count() and not self._busy:
            self._count.setText(_("In dieser Gruppe ist zurzeit niemand, der eine Geheimzahl braucht."))
        else:
            text = ngettext("{count} Person ausgewählt", "{count} Personen ausgewählt", len(chosen))
            self._count.setText(text.format(count=len(chosen)))
        text = ngettext(
            "{count} Person hat schon eine Geheimzahl. Ihre alte gilt dann nicht mehr.",
            "{count} Personen haben schon eine Geheimzahl. Ihre alte gilt dann nicht mehr.",
            old,
        )
        self._old.setText(text.format(count=old))
        self._old.setVisible(bool(old))
        self._enable()

    def _enable(self) -> None:
        for button in (self.submit_button, self.save_button):
            button.setEnabled(self._can_begin())
        self.cancel_button.setEnabled(not (self._busy and self.people.count()))

    def _can_begin(self) -> bool:
        return not self._busy and (self._slips is not None or bool(self._chosen()))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._enable()

    def _hand_out(self, hand_out: HandOut) -> None:
        """Set the PINs, once, and hand out their slips; after that the same slips again."""
        self.messages.clear()
        self._set_busy(True)
        if self._slips is not None:
            hand_out(self._slips.content)
            return
        wanted = [person.participant_id for person in self._chosen()]
        self.ask(pin_slips.give, self.workplace, wanted, done=partial(self._set, hand_out), failed=self._refused)

    def _set(self, hand_out: HandOut, slips: PinSlips) -> None:
        """From now on it is about these slips: only their people stay in the list."""
        self._slips = slips
        self._intro.hide()
        self.people.blockSignals(True)
        for place in reversed(range(self.people.count())):
            item = self.people.item(place)
            if item.checkState() == Qt.CheckState.Checked:
                item.setText(_("{name} – neue Geheimzahl").format(name=item.data(_PERSON).name))
                item.setData(Qt.ItemDataRole.CheckStateRole, None)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            else:
                self.people.takeItem(place)
        self.people.blockSignals(False)
        text = ngettext(
            "Die neue Geheimzahl von {count} Person gilt ab jetzt. Solange dieses Fenster offen ist, können Sie "
            "denselben Zettel noch einmal drucken oder speichern.",
            "Die neuen Geheimzahlen von {count} Personen gelten ab jetzt. Solange dieses Fenster offen ist, können Sie "
            "dieselben Zettel noch einmal drucken oder speichern.",
            slips.people,
        )
        self._count.setText(text.format(count=slips.people))
        self._old.hide()
        hand_out(slips.content)

    def _refused(self, error: WerkakademieError) -> None:
        self.show_error(error)
        self._set_busy(False)

    def _write(self, path: Path, content: bytes) -> None:
        text = _(
            "Gespeichert als {name}. Bitte drucken Sie die Zettel, und löschen Sie dann die Datei: Wer sie hat, kennt "
            "alle diese Geheimzahlen."
        ).format(name=path.name)
        self.ask(write_whole, path, content, done=lambda _nothing: self._out(text), failed=self._not_written)

    def _print(self, name: str, content: bytes) -> None:
        self.ask(printable_pages, content, done=partial(self._send, name), failed=self._not_written)

    def _send(self, name: str, pages: Sequence[PageImage]) -> None:
        if printing.print_pages(name, _("Zettel"), pages):
            self._out(_("Die Zettel werden gedruckt. Drucker: {name}").format(name=name))
        else:
            self._not_out(_("Der Drucker „{name}“ nimmt nichts an.").format(name=name))

    def _out(self, text: str) -> None:
        self._is_out = True
        self.cancel_button.setText(_("Fertig"))
        self.messages.success(text)
        self._end_of_try()

    def _not_written(self, error: WerkakademieError) -> None:
        self._not_out(error.sentence())

    def _not_out(self, why: str) -> None:
        if self._is_out:
            self.messages.error(why)
        else:
            text = _(
                "Die Geheimzahlen gelten schon, aber die Zettel sind noch nicht da. Bitte versuchen Sie es noch einmal."
            )
            self.messages.error(f"{why} {text}")
            announce(self, text)
        self._end_of_try()

    def _end_of_try(self) -> None:
        self._set_busy(False)
        wanted = self.cancel_button if self._is_out else self.save_button
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_no_printer(self) -> None:
        text = _("Hier ist kein Drucker. Bitte speichern Sie die Zettel als PDF.")
        if self._slips is None:
            text += " " + _("Es wurde noch keine Geheimzahl gesetzt.")
        self.messages.warning(text)
        announce(self, text)


def _can_sign_in(pin: PinState) -> bool:
    return pin.set_at is not None and not pin.blocked


def _state_words(pin: PinState) -> str:
    if pin.set_at is None:
        return _("noch keine Geheimzahl")
    if pin.blocked:
        return _("gesperrt")
    return _("Geheimzahl seit {day}").format(day=format_date(pin.set_at.date()))
