"""The keyboard: a word, Enter, Backspace, @, umlauts, capital letters."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.own.course.exercise import Exercise
from werkakademie.ui.widgets.basic_fields import TextField
from werkakademie.ui.widgets.layouts import column

#: What is typed is German: the keyboard in the room is, too.
_WORD, _TOO_LONG, _RIGHT, _SIGN, _UMLAUT, _CAPITAL = "arbeit", "kurss", "kurs", "@", "für", "Berlin"
_WRITE, _ENTER, _DELETE, _AT, _DOTS, _LARGE, _DONE = range(7)


class KeyboardExercise(Exercise):
    """One field; each step asks for something else in it."""

    def __init__(self) -> None:
        super().__init__(
            (
                _("Schreiben Sie dieses Wort: {word}").format(word=_WORD),
                _("Drücken Sie die große Taste rechts: Enter (↵)."),
                _("Hier ist ein Buchstabe zu viel. Löschen Sie ihn mit der Taste ← über Enter."),
                _("Schreiben Sie das Zeichen @. Halten Sie die Taste „Alt Gr“ und drücken Sie Q."),
                _("Schreiben Sie dieses Wort: {word}. Das ü ist rechts neben dem P.").format(word=_UMLAUT),
                _("Schreiben Sie mit großem B: {word}. Halten Sie die Taste ⇧ (Umschalt) und drücken Sie B.").format(
                    word=_CAPITAL
                ),
            )
        )
        self.line = TextField("line", _("Hier schreiben"))
        self.line.control.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setMaximumWidth(520)
        self.line.edit.textEdited.connect(self._typed)
        self.line.edit.returnPressed.connect(self._entered)
        self.keeps(self.line)
        self.setLayout(column(self.line, None))

    def show_step(self) -> None:
        starts = {_ENTER: _WORD, _DELETE: _TOO_LONG, _DONE: _CAPITAL}
        text = starts.get(self.step, "")
        if self.line.text() != text:
            self.line.edit.setText(text)
        self.line.edit.setReadOnly(self.is_done())

    def control(self) -> QWidget | None:
        return self.line.edit

    def _typed(self, text: str) -> None:
        written = text.strip()
        wanted = {_WRITE: _WORD, _DELETE: _RIGHT, _AT: _SIGN, _DOTS: _UMLAUT, _LARGE: _CAPITAL}.get(self.step)
        if wanted is None:
            return
        # Only the last step is about capital letters; before it they do no harm.
        same = written == wanted if self.step == _LARGE else written.casefold() == wanted
        if same:
            self.reach(self.step)
        elif self.step == _LARGE and written.casefold() == wanted.casefold():
            self.hint(_("Fast! Der erste Buchstabe soll groß sein."))
        elif len(written) >= len(wanted) and not (self.step == _DELETE and written == _TOO_LONG):
            self.hint(
                _("Noch nicht ganz. Löschen Sie mit der Taste ← und schreiben Sie noch einmal: {word}").format(
                    word=wanted
                )
            )

    def _entered(self) -> None:
        if self.step == _ENTER:
            self.reach(_ENTER)
