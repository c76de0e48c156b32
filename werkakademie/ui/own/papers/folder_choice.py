"""Which papers go into a folder, in which order, and how large it may be; all by large buttons."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from werkakademie.i18n import _, ngettext
from werkakademie.records.ids import DocumentVersionId
from werkakademie.records.own_papers import FOLDER_LIMITS, USUAL_LIMIT, FolderPaper
from werkakademie.ui.own.choice_button import ChoiceButton
from werkakademie.ui.own.files import size_words
from werkakademie.ui.own.papers.texts import folder_paper_words
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel


class FolderChoice(QWidget):
    """`show_papers` fills it; is a part of a draft: order, what is in, and the limit."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._papers: list[FolderPaper] = []
        self._inside: set[str] = set()
        #: Of each paper: in or out, up, down.
        self._buttons: list[tuple[Button, Button, Button]] = []
        self._megabytes = USUAL_LIMIT
        self._rows = column(spacing=GRID)
        self._sum = TextLabel("", TextRole.STRONG, wrap=True)
        self._limits = {number: self._limit_button(number) for number in FOLDER_LIMITS}
        self.setLayout(
            column(
                self._rows,
                TextLabel(_("Wie groß darf die Mappe sein?"), TextRole.HEADING, wrap=True),
                TextLabel(
                    _("Manche Firmen nehmen nur kleine Dateien an. 5 MB passen fast immer."), tone="muted", wrap=True
                ),
                row(*self._limits.values(), None),
                self._sum,
                spacing=GRID,
            )
        )
        self._show_limit()

    def show_papers(self, papers: Sequence[FolderPaper]) -> None:
        """Show papers with what is proposed; what was chosen before is forgotten."""
        self._papers = list(papers)
        self._inside = {_key(paper) for paper in papers if paper.proposed}
        self._draw()

    def chosen(self) -> tuple[DocumentVersionId, ...]:
        """The versions in the wished order."""
        return tuple(
            paper.version_id for paper in self._papers if _key(paper) in self._inside and paper.version_id is not None
        )

    @property
    def megabytes(self) -> int:
        return self._megabytes

    def draft_values(self) -> dict[str, Any]:
        return {
            "order": [_key(paper) for paper in self._papers],
            "inside": sorted(self._inside),
            "megabytes": self._megabytes,
        }

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        """Papers that came since the draft stay behind the known ones."""
        if isinstance(values.get("order"), list):
            places = {key: place for place, key in enumerate(values["order"])}
            self._papers.sort(key=lambda paper: places.get(_key(paper), len(places)))
        if isinstance(values.get("inside"), list):
            known = {_key(paper) for paper in self._papers if paper.version_id is not None}
            self._inside = known & set(values["inside"])
        if values.get("megabytes") in FOLDER_LIMITS:
            self._megabytes = values["megabytes"]
        self._show_limit()
        self._draw()
        self.changed.emit()

    def _limit_button(self, number: int) -> ChoiceButton:
        words = _("{size} MB (üblich)") if number == USUAL_LIMIT else _("{size} MB")
        return ChoiceButton(words.format(size=number), run=partial(self._set_limit, number))

    def _set_limit(self, number: int) -> None:
        self._megabytes = number
        self._show_limit()
        self.changed.emit()

    def _show_limit(self) -> None:
        for number, button in self._limits.items():
            button.set_chosen(number == self._megabytes)

    def _draw(self) -> None:
        clear_layout(self._rows)
        self._buttons = []
        number = 0
        for place, paper in enumerate(self._papers):
            inside = _key(paper) in self._inside
            number += inside
            self._rows.addLayout(self._row(place, paper, number if inside else 0))
        count = len(self.chosen())
        size = sum(paper.size for paper in self._papers if _key(paper) in self._inside)
        text = ngettext("{count} Papier, {size}", "{count} Papiere, zusammen {size}", count)
        self._sum.setText(text.format(count=count, size=size_words(size)) if count else _("Noch kein Papier gewählt."))

    def _row(self, place: int, paper: FolderPaper, number: int) -> QHBoxLayout:
        words = f"{number}. {paper.title}" if number else paper.title
        toggle = ChoiceButton(words, run=partial(self._toggle, place), chosen=bool(number))
        toggle.setEnabled(paper.version_id is not None)
        state = _("in der Mappe") if number else _("nicht in der Mappe")
        toggle.setAccessibleName(f"{paper.title}, {state}")
        about = TextLabel(folder_paper_words(paper), tone="muted", wrap=True)
        up = _arrow("arrow-up", _("Nach oben: {name}").format(name=paper.title), partial(self._move, place, -1))
        down = _arrow("arrow-down", _("Nach unten: {name}").format(name=paper.title), partial(self._move, place, 1))
        up.setEnabled(place > 0)
        down.setEnabled(place < len(self._papers) - 1)
        self._buttons.append((toggle, up, down))
        line = row(toggle, about, up, down, spacing=GRID)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        return line

    def _toggle(self, place: int) -> None:
        self._inside ^= {_key(self._papers[place])}
        self._redraw(place, 0)

    def _move(self, place: int, step: int) -> None:
        other = place + step
        self._papers[place], self._papers[other] = self._papers[other], self._papers[place]
        self._redraw(other, 1 if step < 0 else 2)

    def _redraw(self, place: int, column_of_focus: int) -> None:
        """Draw anew, and leave the keyboard on the paper that was touched."""
        self._draw()
        for each in (column_of_focus, 1, 2, 0):
            button = self._buttons[place][each]
            if button.isEnabled():
                button.setFocus()
                break
        self.changed.emit()


def _arrow(icon: str, name: str, run: Callable[[], object]) -> BigButton:
    button = BigButton("", icon=icon, run=run)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _key(paper: FolderPaper) -> str:
    return paper.document_id.hex
