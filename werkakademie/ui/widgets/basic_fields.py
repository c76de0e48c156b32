"""The base of all fields, and the three that the first pages need: text, choice, check box."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from werkakademie.i18n import _
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.layouts import column, row
from werkakademie.ui.widgets.styling import set_style_property
from werkakademie.ui.widgets.text import TextLabel

#: A choice: the value that is stored and the words that are shown.
Choice = tuple[Any, str]


def draft_of(value: Any) -> Any:
    """A value as JSON can hold it; two values of one field's choices never look the same."""
    if isinstance(value, Enum):
        return draft_of(value.value)
    if isinstance(value, UUID):
        return value.hex
    return value if value is None or isinstance(value, bool | int | str) else str(value)


class FormField(QWidget):
    """Base of all fields. `name` is the field's name in the record; `changed` is emitted when the person edits it."""

    changed = Signal()
    #: What is typed here is never kept in a draft: passwords, PINs, keys.
    confidential = False

    def __init__(self, name: str, label: str, control: QWidget, *, optional: bool = False, help: str = "") -> None:
        super().__init__()
        self.name = name
        self.label_text = label
        self.optional = optional
        self.control = control
        self._label = TextLabel(label, TextRole.STRONG)
        self._label.setBuddy(control)
        self._voluntary = TextLabel(_("(freiwillig)"), TextRole.SMALL, tone="muted")
        self._help = TextLabel(help, TextRole.SMALL, tone="muted", wrap=True)
        self._problem = TextLabel("", TextRole.STRONG, tone="bad", wrap=True)
        self._problem.hide()
        control.setAccessibleName(label)
        control.setAccessibleDescription(help)
        head = row(self._label, self._voluntary, None, spacing=6)
        self.setLayout(column(head, self._help, self._problem, control, None, spacing=4))
        # Only now: shown without a parent, a label would be a window of its own and take the focus.
        self._voluntary.setVisible(optional)
        self._help.setVisible(bool(help))
        self.setFocusProxy(control)

    def value(self) -> Any:
        """What is to be stored; None for empty, and for what can't be read (`problem` says so)."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def draft(self) -> Any:
        """The input as it stands, readable or not, as JSON can hold it."""
        return draft_of(self.value())

    def restore(self, draft: Any) -> None:
        """Show what `draft` gave; a choice that is no longer offered is passed over."""
        self.set_value(draft)

    def draft_values(self) -> dict[str, Any]:
        """The field as a part of a draft."""
        return {} if self.confidential else {self.name: self.draft()}

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        """Show the field's part of a draft, if it has one, as if the person had typed it."""
        if self.name in values and not self.confidential:
            self.restore(values[self.name])
            self.changed.emit()

    def problem(self) -> str:
        """Why the typed text can't be read, as a sentence; empty when it can."""
        return ""

    def show_problem(self, message: str) -> None:
        """Show a message at the field; an empty one takes it away."""
        self._problem.setText(message)
        self._problem.setVisible(bool(message))
        self.control.setAccessibleDescription(" ".join(part for part in (message, self._help.text()) if part))
        set_style_property(self.control, "wrong", "true" if message else "false")

    def shown_problem(self) -> str:
        return self._problem.text()

    def set_label(self, text: str) -> None:
        self.label_text = text
        self._label.setText(text)
        self.control.setAccessibleName(text)

    def set_help(self, text: str) -> None:
        self._help.setText(text)
        self._help.setVisible(bool(text))
        self.control.setAccessibleDescription(text)

    def set_read_only(self, read_only: bool) -> None:
        self.control.setEnabled(not read_only)


class TextField(FormField):
    """One line of text; the value is the text without outer blanks, or None when empty."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        optional: bool = False,
        help: str = "",
        secret: bool = False,
        placeholder: str = "",
        width: int = 0,
    ) -> None:
        self.edit = QLineEdit()
        super().__init__(name, label, self.edit, optional=optional, help=help)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        if width:
            self.edit.setMaximumWidth(width)
        self.edit.setPlaceholderText(placeholder)
        self._secret = self.confidential = secret
        self.edit.textEdited.connect(lambda _text: self.changed.emit())

    def text(self) -> str:
        return self.edit.text()

    def value(self) -> Any:
        text = self.edit.text()
        return (text if self._secret else text.strip()) or None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else str(value))
        self.edit.setCursorPosition(0)

    def draft(self) -> Any:
        return self.edit.text()

    def restore(self, draft: Any) -> None:
        self.edit.setText("" if draft is None else str(draft))


class _Choices(QComboBox):
    """A combo box that the mouse wheel changes only while it has the focus, so that scrolling a form is safe."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(FormField):
    """One of a few values; without a value it says „Bitte wählen“, or „keine Angabe“ where it is voluntary.

    `unknown` adds a way to say „Weiß ich nicht“: a choice of its own with that value.
    """

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[Choice],
        *,
        optional: bool = False,
        help: str = "",
        empty: str | None = None,
        unknown: Choice | None = None,
    ) -> None:
        self.combo = _Choices()
        super().__init__(name, label, self.combo, optional=optional, help=help)
        self._empty = empty if empty is not None else (_("keine Angabe") if optional else _("Bitte wählen"))
        self._values: list[Any] = []
        self.set_choices([*choices, *([unknown] if unknown else [])])
        self.combo.activated.connect(lambda _index: self.changed.emit())

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; a chosen value that is among them stays chosen."""
        chosen = self.value()
        self._values = [None, *(value for value, _words in choices)]
        self.combo.clear()
        self.combo.addItems([self._empty, *(words for _value, words in choices)])
        self.set_value(chosen)

    def value(self) -> Any:
        index = self.combo.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def restore(self, draft: Any) -> None:
        for index, value in enumerate(self._values):
            if draft_of(value) == draft:
                self.combo.setCurrentIndex(index)
                return


class CheckField(FormField):
    """Yes or no, as a check box with its words beside it; the value is a bool."""

    def __init__(self, name: str, label: str, *, help: str = "") -> None:
        self.box = QCheckBox(label)
        super().__init__(name, label, self.box, help=help)
        self._label.hide()
        self.box.clicked.connect(lambda _checked: self.changed.emit())

    def value(self) -> Any:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def set_label(self, text: str) -> None:
        super().set_label(text)
        self.box.setText(text)
