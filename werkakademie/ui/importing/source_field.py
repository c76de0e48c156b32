"""Where one field of a person comes from: a column of the file, or the same value for all rows."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout

from werkakademie.i18n import _, ngettext
from werkakademie.records.importing import FieldKind, FieldMapping, ImportField, RecognisedColumn
from werkakademie.records.importing_texts import field_label
from werkakademie.records.labels import label
from werkakademie.ui.widgets.basic_fields import ChoiceField
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.text import ElidedLabel

#: Stands for the choice of a constant among the columns.
CONSTANT = object()
_NO_CONSTANT = (FieldKind.NAME, FieldKind.NUMBER_TEXT)
_WITH_VALUES = (FieldKind.CHOICE, FieldKind.YES_NO)


def stored_choices(field: ImportField) -> list[tuple[str, str]]:
    """What a field of few values can hold: the stored text and the words for it."""
    if field.kind is FieldKind.YES_NO:
        return [("ja", _("ja")), ("nein", _("nein"))]
    members: Sequence[Enum] = list(field.choices) if field.choices is not None else []
    return [(str(member.value), label(member)) for member in members]


class SourceField(ChoiceField):
    """A choice among the columns; below it the constant, or what the column holds and how its values are meant."""

    def __init__(
        self,
        field: ImportField,
        columns: Sequence[RecognisedColumn],
        *,
        suggest: Callable[[str, RecognisedColumn], Mapping[str, str]],
        map_values: Callable[["SourceField"], object],
    ) -> None:
        self.field = field
        self._columns = {column.header: column for column in columns}
        self._suggest = suggest
        self.values: dict[str, str] = {}
        choices: list[tuple[Any, str]] = [(column.header, column.header) for column in columns]
        if field.kind not in _NO_CONSTANT:
            choices.insert(0, (CONSTANT, _("für alle Zeilen gleich …")))
        super().__init__(field.key, field_label(field.key), choices, empty=_("nicht übernehmen"))
        self.constant = self._constant_control()
        self.constant.setAccessibleName(_("{field}: Wert für alle Zeilen").format(field=self.label_text))
        self.samples = ElidedLabel("", tone="muted")
        self.values_button = Button("", kind=Kind.QUIET, run=lambda: map_values(self))
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertLayout(outer.count() - 1, row(self.constant))
        outer.insertLayout(outer.count() - 1, row(self.samples, None, self.values_button))
        self.combo.activated.connect(lambda _index: self._chosen())
        self._show_details()

    def column(self) -> RecognisedColumn | None:
        chosen = self.value()
        return self._columns.get(chosen) if isinstance(chosen, str) else None

    def mapping(self) -> FieldMapping | None:
        """The mapping as it is set now; None if the field is not to be filled."""
        chosen = self.value()
        if chosen is CONSTANT:
            return FieldMapping(constant=self._constant_text())
        return None if chosen is None else FieldMapping(column=chosen, values=dict(self.values))

    def draft(self) -> Any:
        mapping = self.mapping()
        return None if mapping is None else [mapping.column, mapping.constant, mapping.values]

    def restore(self, draft: Any) -> None:
        column, constant, values = draft or (None, None, {})
        chosen = None if draft is None else FieldMapping(column=column, constant=constant, values=dict(values))
        self.show_mapping(chosen)

    def show_mapping(self, mapping: FieldMapping | None) -> None:
        """Fill the field; a column that this file lacks counts as not mapped."""
        self.values = dict(mapping.values) if mapping else {}
        if mapping is None:
            self.set_value(None)
        elif mapping.column is None:
            self.set_value(CONSTANT)
            self._set_constant(mapping.constant or "")
        else:
            self.set_value(self._header_like(mapping.column))
        self._show_details()

    def set_values(self, values: Mapping[str, str]) -> None:
        """What the texts of the column mean, as the person decided."""
        self.values = dict(values)
        self._show_details()
        self.changed.emit()

    def takes_values(self) -> bool:
        """Whether the texts of the chosen column can be mapped one by one."""
        found = self.column()
        return bool(found and found.distinct) and (self.field.kind in _WITH_VALUES or self.field.key == "group")

    def _header_like(self, header: str) -> str | None:
        wanted = header.casefold().strip()
        return next((one for one in self._columns if one.casefold().strip() == wanted), None)

    def _chosen(self) -> None:
        """Another column: its values mean what is known of them, not what the former ones meant."""
        found = self.column()
        self.values = dict(self._suggest(self.field.key, found)) if found else {}
        self._show_details()

    def _show_details(self) -> None:
        found = self.column()
        self.constant.setVisible(self.value() is CONSTANT)
        self.samples.setVisible(found is not None)
        self.samples.set_text(_("z. B. {samples}").format(samples=", ".join(found.samples)) if found else "")
        self.values_button.setVisible(self.takes_values())
        self.values_button.setText(self._values_text(found))
        self.values_button.setAccessibleName(_("{field}: Werte zuordnen").format(field=self.label_text))

    def _values_text(self, found: RecognisedColumn | None) -> str:
        """How many texts of a column nobody has given a meaning yet; „ja“ and names of groups have one anyway."""
        texts = found.distinct if found is not None and self.field.kind is FieldKind.CHOICE else ()
        missing = sum(1 for text in texts if text not in self.values)
        if not missing:
            return _("Werte ansehen …")
        return ngettext("{count} Wert zuordnen …", "{count} Werte zuordnen …", missing).format(count=missing)

    def _constant_control(self) -> QComboBox | QLineEdit:
        choices = stored_choices(self.field)
        if not choices:
            line = QLineEdit()
            line.setPlaceholderText(_("TT.MM.JJJJ") if self.field.kind is FieldKind.DATE else _("Wert"))
            line.textEdited.connect(lambda _text: self.changed.emit())
            return line
        combo = QComboBox()
        for stored, words in choices:
            combo.addItem(words, stored)
        combo.activated.connect(lambda _index: self.changed.emit())
        return combo

    def _constant_text(self) -> str:
        if isinstance(self.constant, QComboBox):
            return str(self.constant.currentData())
        return self.constant.text().strip()

    def _set_constant(self, text: str) -> None:
        if isinstance(self.constant, QComboBox):
            self.constant.setCurrentIndex(max(0, self.constant.findData(text)))
        else:
            self.constant.setText(text)
