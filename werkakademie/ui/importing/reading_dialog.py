"""The dialog in which each part of how a file is read can be set by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.importing import DateOrder, RecognisedTable, RecognitionChoices
from werkakademie.ui.importing.texts import date_order_label, decimal_label, encoding_choices, separator_label
from werkakademie.ui.widgets.basic_fields import CheckField, ChoiceField, FormField
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import NumberField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import muted


class ReadingDialog(DialogBase):
    """`read` gets all that was set by hand so far: `chosen` from before, and what is changed now."""

    def __init__(
        self,
        parent: QWidget,
        table: RecognisedTable,
        chosen: Mapping[str, Any],
        read: Callable[[Mapping[str, Any]], object],
    ) -> None:
        super().__init__(parent, _("Wie soll die Datei gelesen werden?"), submit=_("Neu lesen"), wide=True)
        self._table, self._before, self._read = table, chosen, read
        self.form = Form(_fields(table), columns=2)
        self.form.set_values(_recognised(table))
        self.keep_draft(DraftKey("import.reading", table.path.name[:80]), self.form)
        self.add(muted(_("Ändern Sie nur, was nicht stimmt. Zeilen zählen wie in der Tabellenkalkulation.")), self.form)

    def submit(self) -> None:
        if self.form.check():
            self.accept()
            self._read({**self._before, **self._changed()})

    def _changed(self) -> dict[str, Any]:
        """What is as it was recognised is left to the recognition."""
        values, known = self.form.values(), _recognised(self._table)
        changed = {name: value for name, value in values.items() if value is not None and value != known[name]}
        if "header_first" in changed or "header_last" in changed:
            first = changed.pop("header_first", known["header_first"])
            last = changed.pop("header_last", known["header_last"])
            changed["header_rows"] = (first, max(first, last)) if first else (0, 0)
        return changed


def recognition_choices(chosen: Mapping[str, Any]) -> RecognitionChoices:
    """What was set by hand, for the recognition."""
    return RecognitionChoices(**chosen)


def _fields(table: RecognisedTable) -> list[FormField]:
    fields: list[FormField] = []
    if table.encoding is not None:
        fields.append(_choice("encoding", _("Zeichenkodierung"), encoding_choices()))
    if table.separator is not None:
        signs = dict.fromkeys([";", ",", "\t", "|", table.separator])
        fields.append(_choice("separator", _("Trennzeichen"), _named(signs, separator_label)))
    if len(table.sheets) > 1:
        fields.append(_choice("sheet", _("Tabellenblatt"), [(sheet, sheet) for sheet in table.sheets]))
    fields.append(_choice("decimal_sign", _("Zahlen"), _named([",", "."], decimal_label)))
    fields.append(_choice("date_order", _("Datum mit Schrägstrich"), _named(list(DateOrder), date_order_label)))
    without = _("0: ohne Kopfzeile")
    fields.append(NumberField("header_first", _("Kopfzeile von Zeile"), optional=True, help=without))
    fields.append(NumberField("header_last", _("Kopfzeile bis Zeile"), optional=True, help=without))
    fields.append(NumberField("first_data_row", _("Erste Datenzeile"), least=1, optional=True))
    fields.append(NumberField("last_data_row", _("Letzte Datenzeile"), least=1, optional=True))
    if table.separator is not None:
        fields.append(CheckField("quoted", _("Anführungszeichen umschließen Zellen")))
    return fields


def _choice(name: str, words: str, choices: Sequence[tuple[Any, str]]) -> ChoiceField:
    return ChoiceField(name, words, choices)


def _named(values: Any, words: Callable[[Any], str]) -> list[tuple[Any, str]]:
    return [(value, words(value)) for value in values]


def _recognised(table: RecognisedTable) -> dict[str, Any]:
    """The values of the form as the table was understood."""
    return {
        "encoding": table.encoding,
        "separator": table.separator,
        "sheet": table.sheet,
        "decimal_sign": table.decimal_sign,
        "date_order": table.date_order,
        "header_first": table.header_rows[0] if table.header_rows else 0,
        "header_last": table.header_rows[-1] if table.header_rows else 0,
        "first_data_row": table.first_data_row,
        "last_data_row": table.last_data_row,
        "quoted": table.quoted,
    }
