"""A child that nobody expected: found by its name or taken in anew, and settled with a coach in three touches."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.childcare_door import DoorColleague, DoorParent, KnownChild
from werkakademie.records.ids import ChildcareVisitId
from werkakademie.services import childcare_door
from werkakademie.services.childcare_door import Settled
from werkakademie.services.childcare_door_errors import DoorOverCapacityError
from werkakademie.ui.childcare.door.new_child_dialog import NewChildDialog
from werkakademie.ui.childcare.door.settling import Came, SettlingPanel
from werkakademie.ui.childcare.door.touch import FINGER, TouchButton, fit_finger
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.text import TextLabel, muted


class UnannouncedDialog(ServiceDialog):
    """Type, touch the child, touch the coach."""

    def __init__(
        self, page: Page, colleagues: Sequence[DoorColleague], parents: Sequence[DoorParent], came: Came
    ) -> None:
        super().__init__(page, _("Kind ohne Anmeldung"), submit=_("Weiter"))
        self.submit_button.hide()
        fit_finger(self.cancel_button)
        self._colleagues, self._parents, self._came = colleagues, parents, came
        self._panel: SettlingPanel | None = None
        self.search = TextField("words", _("Vorname des Kindes oder des Elternteils"))
        self.search.edit.setProperty("touch", FINGER)
        self.search.changed.connect(self._look)
        self.search.edit.returnPressed.connect(self._focus_found)
        self.stage = QWidget()
        self.stage.setLayout(column(spacing=GRID))
        self.add(self.search, self.stage)
        self._show_start(())

    def _look(self) -> None:
        self.ask(childcare_door.find_children, self.workplace, self.search.text(), done=self._show_start)

    def _focus_found(self) -> None:
        """Enter leads to the first child that was found."""
        buttons = self.stage.findChildren(TouchButton)
        if buttons:
            buttons[0].setFocus()

    def _show_start(self, found: Sequence[KnownChild]) -> None:
        items: list[QWidget] = [self._known(child) for child in found]
        if not found and self.search.value():
            items.append(muted(_("Dieses Kind ist noch nicht eingetragen.")))
        if not self._parents:
            items.append(muted(_("Heute ist kein Termin, zu dem ein Elternteil ein neues Kind mitbringen könnte.")))
        else:
            items.append(TouchButton(_("Neues Kind eintragen …"), icon="plus", wide=True, run=self._show_new))
        self._show(*items)

    def _known(self, child: KnownChild) -> TouchButton:
        text = _("{name}, Kind von {parent}").format(name=child.given_name, parent=child.parent_name)
        return TouchButton(text, icon="baby", wide=True, run=partial(self._settle_known, child))

    def _settle_known(self, child: KnownChild) -> None:
        def settled(by: Settled) -> None:
            self.ask(
                childcare_door.arrive,
                self.workplace,
                [child.child_id],
                settled=by,
                done=self._done,
                failed=self._failed,
            )

        self._show_settling(child.given_name, settled)

    def _show_new(self) -> None:
        dialog = NewChildDialog(self.page, self._colleagues, self._parents, self._came)
        self.accept()
        dialog.open()

    def _show_settling(self, name: str, settled: Callable[[Settled], object]) -> None:
        self.search.hide()
        why = _("Bitte fragen Sie, ob {name} heute bleiben kann.").format(name=name)
        panel = SettlingPanel(self._colleagues, settled, why=why)
        self._panel = panel
        self._show(panel)
        panel.begin()

    def _failed(self, error: WerkakademieError) -> None:
        self.show_error(error)
        if isinstance(error, DoorOverCapacityError) and not error.stopped and self._panel is not None:
            self._panel.ask_reason()

    def _show(self, *items: QWidget) -> None:
        layout = self.stage.layout()
        assert layout is not None
        clear_layout(layout)
        for item in items:
            layout.addWidget(item)
            item.show()
        buttons = [item for item in items if isinstance(item, TouchButton)]
        for place, button in enumerate(buttons):
            button.stepped.connect(lambda step, place=place: buttons[(place + step) % len(buttons)].setFocus())

    def _done(self, visits: tuple[ChildcareVisitId, ...]) -> None:
        self.accept()
        self._came(visits)


class BroughtDialog(ServiceDialog):
    """Somebody else than the parent brings the children."""

    def __init__(self, page: Page, title: str, send: Callable[[str], object]) -> None:
        super().__init__(page, title, submit=_("Ist da"))
        fit_finger(self.submit_button, self.cancel_button)
        self._send = send
        self.name = TextField("name", _("Wer bringt das Kind?"))
        self.add(TextLabel(_("Der Name wird mit der Ankunft gespeichert."), tone="muted", wrap=True), self.name)

    def submit(self) -> None:
        if not self.name.value():
            self.name.show_problem(_("Bitte schreiben Sie den Namen auf."))
            return
        self.accept()
        self._send(str(self.name.value()))
