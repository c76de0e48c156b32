"""The step in which columns of the file are mapped to the fields of a person."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _, ngettext
from werkakademie.records.import_run import KeptProfile, RecognisedFile
from werkakademie.records.importing import (
    FieldMapping,
    FieldPart,
    ImportField,
    MappingProfile,
    RecognisedColumn,
    RecognisedTable,
)
from werkakademie.ui.importing.source_field import SourceField
from werkakademie.ui.importing.texts import part_label
from werkakademie.ui.importing.values_dialog import ValuesDialog
from werkakademie.ui.widgets.basic_fields import ChoiceField
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.forms import ProblemSummary
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel, muted

_ICONS = {
    FieldPart.PERSON: "user",
    FieldPart.CONTACT: "phone",
    FieldPart.ENROLMENT: "users-round",
    FieldPart.OUTCOME: "target",
}
Suggest = Callable[[str, RecognisedColumn], Mapping[str, str]]


class PartCard(Card):
    """The fields of one part: those that are mapped, and the others behind a button."""

    def __init__(self, part: FieldPart, fields: Sequence[SourceField]) -> None:
        super().__init__(part_label(part), icon=_ICONS[part])
        self.fields = fields
        self._all = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(2 * GRID)
        for number in range(3):
            self._grid.setColumnStretch(number, 1)
        self._nothing = muted(_("Aus dieser Datei wird hier nichts übernommen."))
        self.more = Button("", kind=Kind.QUIET, run=self.show_all)
        self.add_action(self.more)
        self.add(self._nothing, self._grid)
        self.arrange()

    def arrange(self) -> None:
        """Mapped fields, those with a problem, and all after `show_all`."""
        while self._grid.takeAt(0) is not None:
            pass
        shown = [field for field in self.fields if self._all or field.value() is not None or field.shown_problem()]
        for place, field in enumerate(shown):
            self._grid.addWidget(field, place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
            field.show()
        hidden = [field for field in self.fields if field not in shown]
        for field in hidden:
            field.setParent(self)
            field.hide()
        self._nothing.setVisible(not shown)
        self.more.setVisible(bool(hidden))
        words = ngettext("{count} weiteres Feld", "{count} weitere Felder", len(hidden))
        self.more.setText(words.format(count=len(hidden)))
        self.more.setAccessibleName(f"{part_label(self.fields[0].field.part)}: {self.more.text()}")

    def show_all(self) -> None:
        first = next((field for field in self.fields if field.isHidden()), None)
        self._all = True
        self.arrange()
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)


class MappingStep(ScrollPane):
    """`edited` tells that the mapping is another now; `save_wanted` and `remove_wanted` concern kept mappings."""

    edited = Signal()
    save_wanted = Signal()
    remove_wanted = Signal(object)

    def __init__(self, fields: Sequence[ImportField], *, suggest: Suggest) -> None:
        super().__init__()
        self._import_fields = fields
        self._suggest = suggest
        self._table: RecognisedTable | None = None
        self._suggested: MappingProfile | None = None
        self._kept: tuple[KeptProfile, ...] = ()
        self.fields: dict[str, SourceField] = {}
        self.cards: list[PartCard] = []
        self.summary = ProblemSummary()
        self.profile = ChoiceField("profile", _("Gespeicherte Zuordnung"), [], empty=_("Vorschlag für diese Datei"))
        self.profile.changed.connect(self._profile_chosen)
        self._said = muted()
        save = Button(_("Zuordnung speichern …"), icon="save", run=self.save_wanted.emit)
        self._remove = Button(_("Löschen"), icon="trash-2", kind=Kind.QUIET, run=self._remove_chosen)
        head = Card(_("Was bedeutet welche Spalte?"), icon="list-checks")
        head.add_action(save)
        controls = row(self.profile, self._remove, None, spacing=2 * GRID)
        controls.setAlignment(self._remove, Qt.AlignmentFlag.AlignBottom)
        head.add(self._said, controls)
        self._parts = column(spacing=2 * GRID)
        self._not_stored = TextLabel("", wrap=True)
        never = Card(_("Wird nicht gespeichert"), icon="shield-check")
        never.add(self._not_stored)
        for item in (self.summary, head):
            self.body.addWidget(item)
        self.body.addLayout(self._parts)
        self.body.addWidget(never)
        self.body.addStretch(1)

    def show_file(self, file: RecognisedFile) -> None:
        """New fields for the columns of this file, filled by the mapping that fits it."""
        self._table, self._suggested = file.table, file.profile
        clear_layout(self._parts)
        self.fields = {
            field.key: SourceField(field, file.table.columns, suggest=self._suggest, map_values=_open_values)
            for field in self._import_fields
        }
        self.cards = []
        self.summary.show_problems(())
        for part in FieldPart:
            card = PartCard(part, [field for field in self.fields.values() if field.field.part is part])
            self.cards.append(card)
            self._parts.addWidget(card)
        for field in self.fields.values():
            field.changed.connect(partial(self._field_changed, field))
        self.show_kept(file.kept, chosen=file.fits)
        self.show_profile(file.profile)

    def show_kept(self, kept: tuple[KeptProfile, ...], *, chosen: str) -> None:
        """Offer the kept mappings; the one of this name is the one that is shown."""
        self._kept = kept
        names = [one.profile.name for one in kept]
        self.profile.set_choices([(name, name) for name in names])
        self.profile.set_value(chosen or None)
        self._remove.setVisible(bool(chosen))
        self.profile.setVisible(bool(names))
        if chosen:
            text = _("Die gespeicherte Zuordnung „{name}“ passt zu dieser Datei.").format(name=chosen)
        else:
            text = _("Vorgeschlagen nach den Namen der Spalten. Bitte prüfen Sie jede Zuordnung.")
        self._said.setText(text)

    def show_profile(self, profile: MappingProfile) -> None:
        for key, field in self.fields.items():
            field.show_mapping(profile.fields.get(key))
            field.show_problem("")
        self._arrange()

    def mapping(self) -> MappingProfile:
        """The mapping as it is set now."""
        assert self._table is not None
        mapped: dict[str, FieldMapping] = {}
        for key, field in self.fields.items():
            one = field.mapping()
            if one is not None:
                mapped[key] = one
        return MappingProfile(
            name=self.profile.value() or "",
            fields=mapped,
            header=self._table.header,
            decimal_sign=self._table.decimal_sign,
            date_order=self._table.date_order,
        )

    def draft_values(self) -> dict[str, Any]:
        """The mapping of each field as JSON can hold it."""
        return {key: draft for key, field in self.fields.items() if (draft := field.draft()) is not None}

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        """Show a mapping that was not used yet."""
        for key, field in self.fields.items():
            field.restore(values.get(key))
            field.show_problem("")
        self._arrange()

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """One message at each field, and the list of all on top."""
        by_field = {problem.field: problem.message for problem in reversed(problems)}
        for key, field in self.fields.items():
            field.show_problem(by_field.get(key, ""))
        self._arrange()
        self.summary.show_problems([(problem.message, self.fields.get(problem.field)) for problem in problems])
        first = next((self.fields[problem.field] for problem in problems if problem.field in self.fields), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.summary)

    def _field_changed(self, field: SourceField) -> None:
        field.show_problem("")
        self._show_not_stored()
        self.edited.emit()

    def _arrange(self) -> None:
        for card in self.cards:
            card.arrange()
        self._show_not_stored()

    def _show_not_stored(self) -> None:
        assert self._table is not None
        used = {field.value() for field in self.fields.values()}
        left = [found.header for found in self._table.columns if found.header not in used]
        if left:
            text = _("Diese Spalten liest der Import nicht ein: {columns}.").format(columns=", ".join(left))
        else:
            text = _("Alle Spalten der Datei sind zugeordnet.")
        self._not_stored.setText(text)

    def _profile_chosen(self) -> None:
        name = self.profile.value()
        chosen = next((one.profile for one in self._kept if one.profile.name == name), self._suggested)
        self._remove.setVisible(name is not None)
        if chosen is not None:
            self.show_profile(chosen)
            self.edited.emit()

    def _remove_chosen(self) -> None:
        name = self.profile.value()
        for one in self._kept:
            if one.profile.name == name:
                self.remove_wanted.emit(one)


def _open_values(source: SourceField) -> None:
    ValuesDialog(source).open()
