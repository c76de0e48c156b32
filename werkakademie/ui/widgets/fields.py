"""The fields of a form: a label above, help, the control, and the message at the field."""

from collections.abc import Callable, Sequence
from datetime import time
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

from werkakademie.i18n import _, format_date, format_time
from werkakademie.ui.widgets.basic_fields import CheckField, Choice, ChoiceField, FormField, TextField, draft_of
from werkakademie.ui.widgets.reading import read_date, read_decimal, read_month, read_time

__all__ = [
    "CheckField",
    "Choice",
    "ChoiceField",
    "DateField",
    "DecimalField",
    "FormField",
    "LongTextField",
    "MonthField",
    "MultiChoiceField",
    "NumberField",
    "ParsedField",
    "TextField",
    "TimeField",
]


class ParsedField(TextField):
    """A line that is read as something else; what can't be read stays as typed and is a problem."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        read: Callable[[str], Any],
        write: Callable[[Any], str],
        example: Callable[[], str],
        optional: bool = False,
        help: str = "",
        placeholder: str = "",
        width: int = 150,
    ) -> None:
        super().__init__(name, label, optional=optional, help=help, placeholder=placeholder, width=width)
        self._read, self._write, self._example = read, write, example
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        text = self.edit.text().strip()
        return self._read(text) if text else None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else self._write(value))

    def problem(self) -> str:
        text = self.edit.text().strip()
        if not text or self._read(text) is not None:
            return ""
        return self._example()

    def _tidy(self) -> None:
        """Write a readable input the usual way; never check here, the person may not be done yet."""
        value = self.value()
        if value is not None:
            self.edit.setText(self._write(value))


class DateField(ParsedField):
    """A day: accepts 1.2.26, 01.02.2026 and 2026-02-01; the value is a date."""

    def __init__(self, name: str, label: str, *, optional: bool = False, help: str = "", pivot: int = 40) -> None:
        super().__init__(
            name,
            label,
            read=lambda text: read_date(text, pivot=pivot),
            write=format_date,
            example=lambda: _("Bitte schreiben Sie das Datum als Tag.Monat.Jahr, zum Beispiel 24.11.2026."),
            optional=optional,
            help=help,
            placeholder=_("TT.MM.JJJJ"),
        )


class MonthField(ParsedField):
    """A month: accepts 02.2026 and 2026-02; the value is the month's first day."""

    def __init__(self, name: str, label: str, *, optional: bool = False, help: str = "") -> None:
        super().__init__(
            name,
            label,
            read=read_month,
            write=lambda value: f"{value:%m.%Y}",
            example=lambda: _("Bitte schreiben Sie den Monat als Monat.Jahr, zum Beispiel 11.2026."),
            optional=optional,
            help=help,
            placeholder=_("MM.JJJJ"),
            width=120,
        )


class TimeField(ParsedField):
    """A time of day: accepts 9, 9:30 and 0930; the value is a time."""

    def __init__(self, name: str, label: str, *, optional: bool = False, help: str = "") -> None:
        super().__init__(
            name,
            label,
            read=read_time,
            write=_write_time,
            example=lambda: _("Bitte schreiben Sie die Uhrzeit als Stunde:Minute, zum Beispiel 09:30."),
            optional=optional,
            help=help,
            placeholder=_("HH:MM"),
            width=100,
        )


def _write_time(value: time) -> str:
    return format_time(value)


class NumberField(ParsedField):
    """A whole number between two limits; the value is an int."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        least: int = 0,
        most: int = 1_000_000,
        optional: bool = False,
        help: str = "",
        width: int = 110,
    ) -> None:
        def read(text: str) -> int | None:
            value = read_decimal(text)
            if value is None or value != value.to_integral_value() or not least <= value <= most:
                return None
            return int(value)

        super().__init__(
            name,
            label,
            read=read,
            write=str,
            example=lambda: _("Bitte geben Sie eine ganze Zahl von {least} bis {most} ein.").format(
                least=least, most=most
            ),
            optional=optional,
            help=help,
            width=width,
        )


class DecimalField(ParsedField):
    """A number with a decimal comma; the value is a Decimal."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        least: Decimal = Decimal(0),
        most: Decimal = Decimal(1_000_000),
        optional: bool = False,
        help: str = "",
    ) -> None:
        def read(text: str) -> Decimal | None:
            value = read_decimal(text)
            return value if value is not None and least <= value <= most else None

        super().__init__(
            name,
            label,
            read=read,
            # By its own digits: 39.0 is written 39, 19.5 is written 19,5.
            write=lambda value: f"{Decimal(str(value)).normalize():f}".replace(".", ","),
            example=lambda: _("Bitte geben Sie eine Zahl ein, zum Beispiel 38,5."),
            optional=optional,
            help=help,
            width=110,
        )


class LongTextField(FormField):
    """Text of several lines; Tab leaves it. The value is the text, or None when empty."""

    def __init__(self, name: str, label: str, *, optional: bool = False, help: str = "", lines: int = 3) -> None:
        self.edit = QPlainTextEdit()
        super().__init__(name, label, self.edit, optional=optional, help=help)
        self.edit.setTabChangesFocus(True)
        self._lines = lines
        self._fit_lines()
        self._loading = False
        self.edit.textChanged.connect(self._text_changed)

    def value(self) -> Any:
        return self.edit.toPlainText().strip() or None

    def set_value(self, value: Any) -> None:
        self._loading = True
        self.edit.setPlainText("" if value is None else str(value))
        self._loading = False

    def draft(self) -> Any:
        return self.edit.toPlainText()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the letters have the size in which they are read."""
        self._fit_lines()
        super().showEvent(event)

    def _fit_lines(self) -> None:
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * self._lines + 24)

    def _text_changed(self) -> None:
        if not self._loading:
            self.changed.emit()


class MultiChoiceField(FormField):
    """Any number of values, each with a check box in a list; the value is a tuple in the order of the choices."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[Choice],
        *,
        optional: bool = False,
        help: str = "",
        visible_rows: int = 6,
    ) -> None:
        self.list = QListWidget()
        super().__init__(name, label, self.list, optional=optional, help=help)
        self._values: list[Any] = []
        self._visible_rows = visible_rows
        self.set_choices(choices)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())

    def set_choices(self, choices: Sequence[Choice]) -> None:
        chosen = self.value() if self._values else ()
        self.list.blockSignals(True)
        self.list.clear()
        self._values = [value for value, _words in choices]
        for value, words in choices:
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, self._row_height()))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        rows = max(2, min(self._visible_rows, len(choices)))
        self.list.setFixedHeight(rows * self._row_height() + 12)

    def _row_height(self) -> int:
        return self.list.fontMetrics().lineSpacing() + 12

    def value(self) -> Any:
        checked = Qt.CheckState.Checked
        return tuple(value for index, value in enumerate(self._values) if self.list.item(index).checkState() == checked)

    def draft(self) -> Any:
        return [draft_of(value) for value in self.value()]

    def restore(self, draft: Any) -> None:
        self.set_value(tuple(value for value in self._values if draft_of(value) in draft))

    def set_value(self, value: Any) -> None:
        chosen = value or ()
        self.list.blockSignals(True)
        for index, one in enumerate(self._values):
            self.list.item(index).setCheckState(Qt.CheckState.Checked if one in chosen else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
