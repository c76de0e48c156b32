"""A form: its fields in order, their values, and the problems with a summary on top."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _, ngettext
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.basic_fields import FormField
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.styling import set_style_property
from werkakademie.ui.widgets.text import TextLabel


class ProblemSummary(QFrame):
    """The list of problems above a form; each one leads to its field."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._title = TextLabel("", TextRole.STRONG, tone="bad", wrap=True)
        self._links: QVBoxLayout = column(spacing=2)
        self.setLayout(column(self._title, self._links, margins=GRID + 4, spacing=4))
        set_style_property(self, "tone", "bad")
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, FormField | None]]) -> None:
        clear_layout(self._links)
        self.setVisible(bool(problems))
        if not problems:
            return
        self._title.setText(
            ngettext(
                "Eine Angabe fehlt noch oder passt nicht. Es wurde noch nichts gespeichert.",
                "{count} Angaben fehlen noch oder passen nicht. Es wurde noch nichts gespeichert.",
                len(problems),
            ).format(count=len(problems))
        )
        for message, field in problems:
            if field is None:
                self._links.addWidget(TextLabel(message, wrap=True))
                continue
            text = f"{field.label_text}: {message}"
            link = Button(text, kind=Kind.LINK, run=partial(_go_to, field))
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        announce(self, self._title.text())


def _go_to(field: FormField) -> None:
    field.control.setFocus(Qt.FocusReason.OtherFocusReason)
    pane = field.parentWidget()
    while pane is not None and not isinstance(pane, QScrollArea):
        pane = pane.parentWidget()
    if pane is not None:
        pane.ensureWidgetVisible(field)


class Form(QWidget):
    """`Form([TextField(...), DateField(...)], columns=2)`: check on „Speichern“, never on leaving a field.

    None among the fields leaves a place of the grid empty.
    """

    changed = Signal()

    def __init__(self, fields: Iterable[FormField | None], *, columns: int = 1) -> None:
        super().__init__()
        placed = list(fields)
        self._fields: dict[str, FormField] = {field.name: field for field in placed if field is not None}
        self.summary = ProblemSummary()
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        for place, field in enumerate(placed):
            if field is None:
                continue
            grid.addWidget(field, place // columns, place % columns)
            field.changed.connect(self.changed)
        for number in range(columns):
            grid.setColumnStretch(number, 1)
        self.setLayout(column(self.summary, grid, spacing=2 * GRID))

    def field(self, name: str) -> FormField:
        return self._fields[name]

    def field_names(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def values(self) -> dict[str, Any]:
        """All values by the name of their field; ask `check` first, an unreadable text counts as None here."""
        return {name: field.value() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill the fields that `values` names; the others stay."""
        for name, field in self._fields.items():
            if name in values:
                field.set_value(values[name])

    def draft_values(self) -> dict[str, Any]:
        """What stands in the fields, readable or not, as JSON can hold it; without passwords and keys."""
        values: dict[str, Any] = {}
        for field in self._fields.values():
            values |= field.draft_values()
        return values

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        """Show a draft as if the person had typed it."""
        for field in self._fields.values():
            field.restore_draft(values)

    def check(self) -> bool:
        """Show what can't be read, or is missing though not voluntary, and say whether all is well so far."""
        problems = []
        for name, field in self._fields.items():
            if not field.isVisibleTo(self):
                continue
            message = field.problem()
            if not message and not field.optional and field.value() in (None, ()):
                message = _("Bitte füllen Sie dieses Feld aus.")
            if message:
                problems.append(FieldProblem(name, message))
        self.show_problems(problems)
        return not problems

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """Show one message at each field and the summary on top; the focus goes to the first field concerned."""
        listed = list(problems)
        by_field = {problem.field: problem.message for problem in reversed(listed)}
        for name, field in self._fields.items():
            field.show_problem(by_field.get(name, ""))
        self.summary.show_problems([(problem.message, self._fields.get(problem.field)) for problem in listed])
        first = next((self._fields[problem.field] for problem in listed if problem.field in self._fields), None)
        if first is not None:
            _go_to(first)

    def clear_problems(self) -> None:
        self.show_problems(())
