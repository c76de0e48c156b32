"""The step before anything is stored: rows as they will be stored, problems, doubles to decide, groups."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from werkakademie.i18n import _, format_count, format_date, ngettext
from werkakademie.records.import_run import (
    DoubleDecision,
    DoubleDecisions,
    DoubleRow,
    GroupPlan,
    ImportCheck,
    ImportPreview,
)
from werkakademie.records.importing import CellProblem, ConvertedRow, Severity
from werkakademie.records.importing_texts import double_label, field_label, reason_sentence, severity_label
from werkakademie.records.labels import label
from werkakademie.ui.importing.texts import decision_label, person_text, value_text
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.figures import BigNumber
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.tabs import DetailTabs
from werkakademie.ui.widgets.text import muted

_WIDEST = 240
_TONES = {Severity.NOTE: Tone.NEUTRAL, Severity.CELL_LEFT_OUT: Tone.WARN, Severity.ROW_LEFT_OUT: Tone.BAD}


class CheckStep(QWidget):
    """`save_wanted` asks for the list of problems as a file; `decided` tells that a decision changed."""

    save_wanted = Signal()
    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._check: ImportCheck | None = None
        self.numbers = [BigNumber() for _number in range(4)]
        cards = []
        for number in self.numbers:
            card = Card()
            card.add(number)
            cards.append(card)
        self.tabs = DetailTabs(name=_("Einzelheiten der Prüfung"))
        self.preview = DataTable([], name=_("Vorschau: so wird gespeichert"))
        self.problems = DataTable(_problem_columns(), name=_("Probleme"))
        self.groups = DataTable(_group_columns(), name=_("Gruppen"))
        self.doubles = DoublesTab()
        self.doubles.decided.connect(self._count_again)
        self._never = muted()
        self._problems_said = muted()
        self._groups_said = muted()
        self.save_button = Button(_("Liste speichern"), icon="file-down", run=self.save_wanted.emit)
        self.tabs.add("preview", _("Vorschau"), lambda: _tab(self._never, self.preview))
        self.tabs.add(
            "problems",
            _("Probleme"),
            lambda: _tab(self._problems_said, self.problems, row(None, self.save_button)),
        )
        self.tabs.add("doubles", _("Doppelte"), lambda: self.doubles)
        self.tabs.add("groups", _("Gruppen"), lambda: _tab(self._groups_said, self.groups))
        self.tabs.hold(self.problems, self._problems_said, self.save_button, self.doubles)
        self.tabs.hold(self.groups, self._groups_said)
        layout = column(row(*cards, spacing=2 * GRID), self.tabs, spacing=GRID)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_check(self, preview: ImportPreview, check: ImportCheck) -> None:
        self._check = check
        self._show_preview(preview)
        self._show_problems(check)
        self._show_groups(check)
        self.doubles.show_doubles(check)
        self.tabs.set_label("problems", _with_count(_("Probleme"), check.problems.total))
        self.tabs.set_label("doubles", _with_count(_("Doppelte"), len(check.index)))
        self.tabs.set_label("groups", _with_count(_("Gruppen"), len(check.groups)))
        self._count_again()
        self.tabs.choose("doubles" if len(check.index) else "preview")

    def decisions(self) -> DoubleDecisions:
        """What happens to the doubles."""
        return self.doubles.decisions()

    def new_people(self) -> int:
        """How many people would be stored now."""
        if self._check is None:
            return 0
        doubles = self.doubles.counts()
        return self._check.accepted - len(self._check.index) + doubles[DoubleDecision.NEW_PERSON]

    def rows_going_in(self) -> int:
        """How many rows would be stored now, as new people or as enrolments of known ones."""
        return self.new_people() + self.doubles.counts()[DoubleDecision.SAME_PERSON]

    def _count_again(self) -> None:
        check = self._check
        if check is None:
            return
        counts = self.doubles.counts()
        self.numbers[0].show_value(
            format_count(self.new_people()),
            _("neue Personen"),
            _("aus {count} Zeilen").format(count=format_count(check.rows)),
        )
        same = counts[DoubleDecision.SAME_PERSON]
        self.numbers[1].show_value(
            format_count(len(check.index)),
            _("mögliche Doppelte"),
            _("{same} gleiche Person, {skipped} ausgelassen").format(
                same=format_count(same), skipped=format_count(counts[DoubleDecision.SKIP])
            ),
        )
        self.numbers[2].show_value(format_count(check.problems.cells_left_out), _("Zellen bleiben"), _("draußen"))
        self.numbers[3].show_value(format_count(check.problems.rows_left_out), _("Zeilen bleiben"), _("draußen"))
        self.decided.emit()

    def _show_preview(self, preview: ImportPreview) -> None:
        columns = [Column(_("Zeile"), lambda shown: format_count(shown.number), number=True, tone=_row_tone)]
        columns += [Column(field_label(field.key), partial(_stored, field.key)) for field in preview.fields]
        self.preview.set_columns(columns)
        self.preview.set_records(preview.rows)
        for place in range(len(columns)):
            self.preview.setColumnWidth(place, min(self.preview.columnWidth(place), _WIDEST))
        text = _("Die ersten {count} Zeilen, wie sie gespeichert werden.").format(count=len(preview.rows))
        if preview.never_stored:
            never = _("Nie gespeichert: {columns}.").format(columns=", ".join(preview.never_stored))
            text = f"{text} {never}"
        self._never.setText(text)

    def _show_problems(self, check: ImportCheck) -> None:
        found = check.problems
        self.problems.set_records(found.first)
        self.save_button.setEnabled(bool(found.total))
        if not found.total:
            text = _("Alle Zellen lassen sich übernehmen.")
        else:
            text = _("Eine Zeile mit Namen oder Nummer geht ohne ihre schlechten Zellen hinein, die anderen nicht.")
            if len(found.first) < found.total:
                shown = _("Gezeigt sind die ersten {count}; die gespeicherte Liste nennt alle.")
                text = f"{text} {shown.format(count=format_count(len(found.first)))}"
        self._problems_said.setText(text)

    def _show_groups(self, check: ImportCheck) -> None:
        self.groups.set_records(check.groups)
        if not check.groups:
            text = _("Die Liste nennt keine Gruppe: Es kommen nur Personen hinein.")
        else:
            text = _("Gruppen, die es noch nicht gibt, werden angelegt. Sie können sie danach bearbeiten.")
        self._groups_said.setText(text)


class DoublesTab(QWidget):
    """Each double with both people; the decision holds for the rows that are selected, or for all."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._check: ImportCheck | None = None
        self._others = DoubleDecision.SKIP
        self._rows: dict[int, DoubleDecision] = {}
        self._said = muted()
        columns = [
            Column(_("Zeile"), lambda double: format_count(double.row), number=True, width=80),
            Column(_("In der Datei"), lambda double: person_text(double.who), strong=True, stretch=True),
            Column(_("Schon bekannt"), _known, stretch=True),
            Column(_("Warum"), _why, stretch=True),
            Column(_("Entscheidung"), self._decision_text, width=140, tone=self._decision_tone),
        ]
        self.table = DataTable(columns, name=_("Mögliche Doppelte"))
        # Two rows and the header, so that the buttons below have room on a small screen.
        self.table.setMinimumHeight(100)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.buttons = {
            decision: Button(words, run=partial(self._decide, decision))
            for decision, words in (
                (DoubleDecision.SKIP, _("Auslassen")),
                (DoubleDecision.SAME_PERSON, _("Gleiche Person")),
                (DoubleDecision.NEW_PERSON, _("Neue Person")),
            )
        }
        self.all_button = Button(_("Alle auswählen"), run=self._select_all)
        self._what = muted()
        self._controls = QWidget()
        self._controls.setLayout(row(self._what, None, self.all_button, *self.buttons.values()))
        self.setLayout(column(self._said, self.table, self._controls))
        self.table.selectionModel().selectionChanged.connect(lambda: self._say_what())

    def show_doubles(self, check: ImportCheck) -> None:
        self._check = check
        self._others = DoubleDecision.SKIP
        self._rows = {}
        self.table.set_records(check.doubles)
        there = bool(check.doubles)
        self.table.setVisible(there)
        self._controls.setVisible(there)
        self.buttons[DoubleDecision.SAME_PERSON].setEnabled(check.has_enrolments)
        self._said.setText(_doubles_text(check))
        self._say_what()

    def decisions(self) -> DoubleDecisions:
        return DoubleDecisions(self._others, dict(self._rows))

    def counts(self) -> dict[DoubleDecision, int]:
        """How many doubles each decision concerns."""
        counts = dict.fromkeys(DoubleDecision, 0)
        if self._check is None:
            return counts
        shown = {double.row: double for double in self._check.doubles}
        for double in shown.values():
            counts[self._decision(double)] += 1
        counts[self._others] += len(self._check.index) - len(shown)
        return counts

    def _decision(self, double: DoubleRow) -> DoubleDecision:
        decision = self._rows.get(double.row, self._others)
        if decision is DoubleDecision.SAME_PERSON and double.several:
            return DoubleDecision.SKIP
        return decision

    def _decision_text(self, double: DoubleRow) -> str:
        return decision_label(self._decision(double))

    def _decision_tone(self, double: DoubleRow) -> Tone:
        return Tone.NEUTRAL if self._decision(double) is DoubleDecision.SKIP else Tone.GOOD

    def _decide(self, decision: DoubleDecision) -> None:
        """All rows selected means all doubles, also those behind the ones that are listed."""
        chosen: Sequence[DoubleRow] = self.table.selected_records()
        if self._check is not None and len(chosen) == len(self._check.doubles):
            self._others = decision
            self._rows = {}
        else:
            self._rows |= {double.row: decision for double in chosen}
        self.table.viewport().update()
        self.decided.emit()

    def _select_all(self) -> None:
        self.table.selectAll()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_what(self) -> None:
        count = len(self.table.selected_records())
        for decision, button in self.buttons.items():
            wanted = decision is not DoubleDecision.SAME_PERSON or bool(self._check and self._check.has_enrolments)
            button.setEnabled(bool(count) and wanted)
        text = ngettext("{count} Zeile ausgewählt:", "{count} Zeilen ausgewählt:", count)
        self._what.setText(text.format(count=format_count(count)) if count else _("Wählen Sie Zeilen aus."))


def _doubles_text(check: ImportCheck) -> str:
    if not len(check.index):
        return _("Niemand in der Liste scheint schon bekannt zu sein, und niemand steht zweimal darin.")
    parts = [
        _("{stored} stehen vielleicht schon bei den Teilnehmenden, {twice} zweimal in der Datei.").format(
            stored=format_count(check.doubles_in_store), twice=format_count(check.doubles_in_file)
        )
    ]
    if check.has_enrolments:
        parts.append(_("„Gleiche Person“ fügt nur die Teilnahme hinzu; die Angaben zur Person bleiben, wie sie sind."))
    if len(check.doubles) < len(check.index):
        shown = _("Gezeigt sind die ersten {count}; wenn Sie alle auswählen, gilt die Entscheidung für alle.")
        parts.append(shown.format(count=format_count(len(check.doubles))))
    return " ".join(parts)


def _known(double: DoubleRow) -> str:
    if double.earlier_row is not None:
        return _("{person}, Zeile {row}").format(person=person_text(double.other), row=format_count(double.earlier_row))
    return person_text(double.other)


def _why(double: DoubleRow) -> str:
    words = double_label(double.kind)
    return _("{reason}; mehrere Personen passen").format(reason=words) if double.several else words


def _stored(key: str, shown: ConvertedRow) -> str:
    return value_text(shown.values.get(key))


def _row_tone(shown: ConvertedRow) -> Tone:
    return Tone.NEUTRAL if shown.accepted else Tone.BAD


def _problem_columns() -> list[Column]:
    return [
        Column(_("Zeile"), lambda problem: format_count(problem.row), number=True, width=80),
        Column(_("Spalte"), lambda problem: problem.column, width=170),
        Column(_("Wert"), lambda problem: problem.value, strong=True, width=190),
        Column(_("Grund"), reason_sentence, stretch=True),
        Column(_("Folge"), lambda problem: severity_label(problem.severity), width=150, tone=_problem_tone),
    ]


def _problem_tone(problem: CellProblem) -> Tone:
    return _TONES[problem.severity]


def _group_columns() -> list[Column]:
    return [
        Column(_("Gruppe"), lambda plan: plan.name, strong=True, stretch=True),
        Column(_("Zeilen"), lambda plan: format_count(plan.people), number=True, width=100),
        Column(_("Zielgruppe"), lambda plan: label(plan.focus), width=220),
        Column(_("Beginn"), lambda plan: format_date(plan.starts_on), width=120),
        Column(_("Gibt es schon"), _there, width=140),
    ]


def _there(plan: GroupPlan) -> str:
    return _("ja") if plan.exists else _("wird angelegt")


def _with_count(words: str, count: int) -> str:
    return f"{words} {format_count(count)}" if count else words


def _tab(*items: QWidget | object) -> QWidget:
    page = QWidget()
    page.setLayout(column(*items))  # type: ignore[arg-type]
    return page
