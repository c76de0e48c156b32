"""The dialog that says what each text of a column means: 1 → weiblich."""

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.ui.importing.source_field import SourceField, stored_choices
from werkakademie.ui.widgets.basic_fields import ChoiceField, FormField, TextField
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import muted


class ValuesDialog(DialogBase):
    """One field per text of the column; what is left out is read as it stands, or is listed as a problem."""

    def __init__(self, source: SourceField) -> None:
        found = source.column()
        assert found is not None
        heading = _("{field}: Werte der Spalte „{column}“").format(field=source.label_text, column=found.header)
        super().__init__(source, heading, submit=_("Übernehmen"))
        self._source = source
        self._texts = found.distinct
        self.form = Form([_field(source, place, text) for place, text in enumerate(self._texts)])
        self.form.set_values({str(place): source.values.get(text) for place, text in enumerate(self._texts)})
        self.keep_draft(DraftKey("import.values", f"{source.field.key}: {found.header}"[:80]), self.form)
        self.add(muted(_("Links steht, was in der Datei steht. Wählen Sie, was gespeichert wird.")), self.form)

    def submit(self) -> None:
        values = self.form.values()
        chosen = {text: values[str(place)] for place, text in enumerate(self._texts)}
        self._source.set_values({text: str(value) for text, value in chosen.items() if value is not None})
        self.accept()


def _field(source: SourceField, place: int, text: str) -> FormField:
    choices = stored_choices(source.field)
    words = f"„{text}“"
    if choices:
        return ChoiceField(str(place), words, choices, empty=_("wie in der Datei"))
    return TextField(str(place), words, optional=True, placeholder=_("wie in der Datei"))
