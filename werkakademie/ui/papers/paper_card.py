"""One paper: how far it has come, and its files with the newest on top."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from werkakademie.i18n import _, pgettext
from werkakademie.records.enums import PaperStatus
from werkakademie.records.job_search import PaperRecord, PaperVersion
from werkakademie.records.labels import label
from werkakademie.ui.papers.drop_area import DropArea
from werkakademie.ui.papers.texts import version_line
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.text import ElidedLabel, TextLabel


@dataclass(frozen=True, slots=True)
class PaperActions:
    """What can be done with a paper; the page gives the functions."""

    change: Callable[[], object]
    remove: Callable[[], object]
    set_status: Callable[[PaperStatus], object]
    choose_file: Callable[[], object]
    add_files: Callable[[list[Path]], object]
    save_copy: Callable[[PaperVersion], object]
    history: Callable[[], object]


class PaperCard(Card):
    """`show_paper` fills it."""

    def __init__(self, actions: PaperActions, *, most_megabytes: int) -> None:
        super().__init__(icon="file-text")
        self._actions = actions
        self.add_action(icon_button("history", _("Verlauf: wer wann was geändert hat"), run=actions.history))
        self.add_action(Button(_("Entfernen"), icon="trash-2", kind=Kind.QUIET, run=actions.remove))
        self.add_action(Button(_("Umbenennen"), icon="pencil", kind=Kind.QUIET, run=actions.change))
        self.status = FilterChips(
            [(status.value, label(status)) for status in PaperStatus], name=pgettext("Papier", "Stand")
        )
        self.status.changed.connect(lambda key: self._actions.set_status(PaperStatus(key)))
        self._versions = QGridLayout()
        self._versions.setHorizontalSpacing(2 * GRID)
        self._versions.setVerticalSpacing(4)
        self._versions.setColumnStretch(1, 1)
        hint = _("Datei hierher ziehen: PDF, Word oder Bild, bis {most} MB. Sie wird verschlüsselt aufbewahrt.")
        self.drop = DropArea(
            choose=actions.choose_file, dropped=actions.add_files, hint=hint.format(most=most_megabytes)
        )
        self.add(
            column(TextLabel(pgettext("Papier", "Stand"), TextRole.STRONG), self.status, spacing=4),
            self._versions,
            self.drop,
        )

    def show_paper(self, paper: PaperRecord) -> None:
        """Show a paper, or the same one anew; without a file it stays missing."""
        self.set_title(paper.title)
        self.status.blockSignals(True)
        self.status.choose(paper.status.value)
        self.status.blockSignals(False)
        for status in PaperStatus:
            self.status.chip(status.value).setEnabled(bool(paper.versions) or status is PaperStatus.MISSING)
        clear_layout(self._versions)
        for line, version in enumerate(paper.versions):
            self._add_version(line, version)

    def _add_version(self, line: int, version: PaperVersion) -> None:
        number = TextLabel(_("Fassung {number}").format(number=version.number), TextRole.STRONG)
        copy = Button(_("Kopie speichern"), icon="download", kind=Kind.QUIET)
        copy.setAccessibleName(_("Kopie speichern: {name}").format(name=version.file_name))
        copy.clicked.connect(partial(self._actions.save_copy, version))
        about = TextLabel(version_line(version), TextRole.SMALL, tone="muted")
        for place, widget in enumerate((number, ElidedLabel(version.file_name), about, copy)):
            self._versions.addWidget(widget, line, place, Qt.AlignmentFlag.AlignVCenter)
