"""Who collects: the parent, somebody of the list, or somebody else after it was settled with a coach."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.childcare_door import DoorChild, DoorColleague
from werkakademie.records.children import CollectorRow
from werkakademie.records.ids import ChildcareVisitId, CollectorId
from werkakademie.services import childcare_door, collector_pictures
from werkakademie.services.childcare_door import Settled
from werkakademie.services.childcare_door_errors import NotACollectorError
from werkakademie.ui.childcare.door.picture import PictureLabel
from werkakademie.ui.childcare.door.settling import SettlingPanel
from werkakademie.ui.childcare.door.texts import family_words
from werkakademie.ui.childcare.door.touch import TouchButton, fit_finger
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.text import TextLabel, muted

Left = Callable[[tuple[ChildcareVisitId, ...]], object]


class LeaveDialog(ServiceDialog):
    """Two touches for the parent, three for somebody of the list whose word is asked."""

    def __init__(
        self, page: Page, family: Sequence[DoorChild], colleagues: Sequence[DoorColleague], left: Left
    ) -> None:
        title = _("Wer holt {names} ab?").format(names=family_words(family))
        super().__init__(page, title, submit=_("Weiter"))
        self.submit_button.hide()
        fit_finger(self.cancel_button)
        self._family, self._colleagues, self._left = tuple(family), colleagues, left
        self.stage = QWidget()
        self.stage.setLayout(column(spacing=GRID))
        self.add(self.stage)
        self._show_choice()

    def _show_choice(self) -> None:
        parent = self._family[0].parent_name
        items: list[QWidget] = [
            TouchButton(
                _("Elternteil: {name}").format(name=parent),
                icon="user",
                kind=Kind.PRIMARY,
                wide=True,
                run=lambda: self._send(),
            )
        ]
        for one in self._listed():
            text = f"{one.name}, {one.relation}" if one.relation else one.name
            items.append(TouchButton(text, icon="users", wide=True, run=partial(self._choose, one)))
        items.append(TouchButton(_("Jemand anderes …"), icon="circle-question-mark", wide=True, run=self._show_other))
        for name in self._forbidden():
            items.append(TextLabel(_("Darf NICHT abholen: {name}").format(name=name), TextRole.STRONG, tone="bad"))
        self._show(*items)

    def _listed(self) -> list[CollectorRow]:
        """Those who may take all of the children that go now, each person once."""
        found: dict[str, CollectorRow] = {}
        for one in self._family[0].collectors:
            name = one.name.casefold()
            known = [[row.name.casefold() for row in child.collectors if row.allowed] for child in self._family]
            if one.allowed and all(name in names for names in known) and name not in self._forbidden_names():
                found.setdefault(name, one)
        return list(found.values())

    def _forbidden(self) -> list[str]:
        return list(dict.fromkeys(row.name for child in self._family for row in child.collectors if not row.allowed))

    def _forbidden_names(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self._forbidden())

    def _choose(self, one: CollectorRow) -> None:
        """Somebody of the list: ask for the word where there is one."""
        words = list(dict.fromkeys(child.collection_word for child in self._family if child.collection_word))
        if not words:
            self._send(collector_id=one.id)
            return
        text = _("Bitte fragen Sie {name} nach dem Kennwort. Es heißt: {word}").format(
            name=one.name, word=_(" oder ").join(words)
        )
        known = TouchButton(
            _("Kennwort stimmt"),
            icon="check",
            kind=Kind.PRIMARY,
            wide=True,
            run=lambda: self._send(collector_id=one.id, word_known=True),
        )
        unknown = TouchButton(_("Kennwort stimmt nicht"), icon="x", wide=True, run=lambda: self._refuse_word(one))
        picture = PictureLabel()
        picture.hide()
        if one.has_picture:
            self.ask(collector_pictures.picture, self.workplace, one.id, done=picture.show_jpeg)
        self._show(TextLabel(text, TextRole.CARD_TITLE, wrap=True), picture, known, unknown, self._back())

    def _refuse_word(self, one: CollectorRow) -> None:
        self.messages.warning(
            _("Bitte geben Sie das Kind nicht mit, bevor eine Coachin oder ein Coach {name} kennt.").format(
                name=one.name
            )
        )
        self._show_settling(lambda settled: self._send(collector_id=one.id, word_known=False, settled=settled))

    def _show_other(self) -> None:
        name = TextField("name", _("Wer ist da? Vor- und Familienname"))
        name.edit.returnPressed.connect(lambda: self._check_name(name))
        go_on = TouchButton(_("Weiter"), icon="arrow-right", kind=Kind.PRIMARY, run=lambda: self._check_name(name))
        why = muted(_("Wer nicht auf der Liste steht, bekommt das Kind erst, wenn es geklärt ist."))
        self._show(why, name, go_on, self._back())
        name.edit.setFocus()

    def _check_name(self, field: TextField) -> None:
        name = field.value()
        if not name:
            field.show_problem(_("Bitte schreiben Sie den Namen auf."))
            return
        self._send(name=str(name))

    def _show_settling(self, settled: Callable[[Settled], object]) -> None:
        why = _("Die Coachin oder der Coach muss es Ihnen selbst sagen; der Name wird gespeichert.")
        panel = SettlingPanel(self._colleagues, settled, why=why)
        self._show(panel, self._back())
        panel.begin()

    def _back(self) -> TouchButton:
        return TouchButton(_("Zurück"), icon="arrow-left", kind=Kind.QUIET, tall=False, run=self._show_choice)

    def _show(self, *items: QWidget) -> None:
        layout = self.stage.layout()
        assert layout is not None
        clear_layout(layout)
        for item in items:
            layout.addWidget(item)
        buttons = [item for item in items if isinstance(item, TouchButton)]
        for place, button in enumerate(buttons):
            button.stepped.connect(lambda step, place=place: buttons[(place + step) % len(buttons)].setFocus())
        if buttons:
            buttons[0].setFocus()

    def _send(
        self,
        *,
        collector_id: CollectorId | None = None,
        name: str = "",
        word_known: bool | None = None,
        settled: Settled | None = None,
    ) -> None:
        visits = tuple(child.visit.id for child in self._family if child.visit is not None)

        def failed(error: WerkakademieError) -> None:
            self.show_error(error)
            if isinstance(error, NotACollectorError):
                self._show_settling(
                    lambda settled: self._send(
                        collector_id=collector_id, name=name, word_known=word_known, settled=settled
                    )
                )

        self.ask(
            childcare_door.leave,
            self.workplace,
            visits,
            collector_id=collector_id,
            name=name,
            word_known=word_known,
            settled=settled,
            done=self._sent,
            failed=failed,
        )

    def _sent(self, visits: tuple[ChildcareVisitId, ...]) -> None:
        self.accept()
        self._left(visits)
