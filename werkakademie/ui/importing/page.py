"""The page „Import“: choose a file, look how it was read, map it, check every row, and only then store."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from werkakademie.errors import Cancelled, InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, format_count, ngettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.import_run import ImportCheck, ImportPreview, ImportResult, KeptProfile, RecognisedFile
from werkakademie.records.importing import MappingProfile, RecognisedTable, RecognitionChoices
from werkakademie.records.progress import Progress
from werkakademie.services import importing
from werkakademie.ui.importing.check_step import CheckStep
from werkakademie.ui.importing.mapping_step import MappingStep
from werkakademie.ui.importing.profile_dialog import ProfileDialog
from werkakademie.ui.importing.reading_dialog import recognition_choices
from werkakademie.ui.importing.steps import StepLine
from werkakademie.ui.importing.table_step import TableStep
from werkakademie.ui.importing.texts import result_facts
from werkakademie.ui.importing.unfinished import ImportDraft, UnfinishedImport
from werkakademie.ui.shell.pages import Page, PageAction, PageContext
from werkakademie.ui.shell.worker import Job
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.figures import Facts
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.text import muted

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace

FILE, TABLE, MAPPING, CHECK, RESULT = range(5)
_ENDINGS = ("csv", "txt", "tsv", "xlsx", "xlsm", "xls", "ods")


class ImportingPage(Page):
    """Five steps on one page; nothing is stored before the last button."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setAcceptDrops(True)
        self._file: RecognisedFile | None = None
        self._check: ImportCheck | None = None
        self._job: Job | None = None
        self.line = StepLine([_("Datei"), _("Tabelle"), _("Zuordnung"), _("Prüfung"), _("Ergebnis")])
        self.table = TableStep()
        self.table.changed.connect(self._read_again)
        self.mapping = MappingStep(importing.import_fields(), suggest=importing.value_suggestions)
        self.mapping.save_wanted.connect(self._save_profile)
        self.mapping.remove_wanted.connect(self._remove_profile)
        self.check = CheckStep()
        self.check.save_wanted.connect(self._save_problems)
        self.check.decided.connect(self._label_buttons)
        self.result = ResultStep(
            more=self.choose_file, people=lambda: context.go("participants"), problems=self._save_problems
        )
        self.steps = QStackedWidget()
        for step in (self._empty(), self.table, self.mapping, self.check, self.result):
            self.steps.addWidget(step)
        self.progress = ProgressPanel()
        self.back_button = Button(_("Zurück"), icon="arrow-left", run=self._back)
        self.next_button = Button("", kind=Kind.PRIMARY, run=self._next)
        self._note = muted(wrap=False)
        self._foot = QFrame()
        self._foot.setObjectName("status_bar")
        foot = row(self.back_button, None, self._note, self.next_button, spacing=2 * GRID)
        foot.setContentsMargins(3 * GRID, 10, 3 * GRID, 10)
        self._foot.setLayout(foot)
        self._working = QWidget()
        working = column(self.progress)
        working.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID)
        self._working.setLayout(working)
        body = QWidget()
        layout = column(self.line, self.steps, self._working, self._foot, spacing=0)
        layout.setStretch(1, 1)
        body.setLayout(layout)
        self.set_content(body)
        self._set_busy(busy=False)
        self._draft = ImportDraft(self, self._unfinished, self._resume)
        self.mapping.edited.connect(self._draft.changed)
        self.drafts = DraftKeeper(
            self, DraftKey("import"), self._draft, context=context, place=layout, index=layout.indexOf(self.steps)
        )
        self._go(FILE)

    def title(self) -> str:
        return _("Import")

    def header_actions(self) -> Sequence[PageAction]:
        return (PageAction(_("Datei wählen"), self.choose_file, icon="folder-open"),)

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - there is nothing to choose here
        self.drafts.begin()

    def first_focus(self) -> QWidget | None:
        return self.choose_button if self.step() == FILE else self.next_button

    def has_unsaved_input(self) -> bool:
        return self.step() in (TABLE, MAPPING, CHECK)

    def status_text(self) -> str:
        return self._file.table.path.name if self._file is not None else ""

    def step(self) -> int:
        return self.steps.currentIndex()

    def choose_file(self) -> None:
        """Ask for a file and read it."""
        kinds = [(_("Tabellen"), _ENDINGS)]
        path = self.context.files.open_file(self, _("Liste wählen"), kinds)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Read a file from its beginning to its end, with nothing set by hand."""
        self._read(path, None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._job is None and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def _empty(self) -> EmptyState:
        self.choose_button = Button(_("Liste auswählen"), icon="folder-open", kind=Kind.PRIMARY, run=self.choose_file)
        return EmptyState(
            "upload",
            _("Eine Liste von Teilnehmenden einlesen"),
            _(
                "Wählen Sie eine CSV-, Excel- oder OpenDocument-Tabelle, oder ziehen Sie die Datei hierher. "
                "Sie sehen alles, bevor etwas gespeichert wird."
            ),
            self.choose_button,
        )

    # Reading

    def _read(self, path: Path, choices: RecognitionChoices | None) -> None:
        def done(file: RecognisedFile) -> None:
            self._recognised(file, new_file=choices is None)

        self._work(_("Die Datei wird gelesen"), importing.recognise_file, path, choices=choices, done=done)

    def _read_again(self, choices: RecognitionChoices) -> None:
        if self._file is not None:
            self._read(self._file.table.path, choices)

    def _recognised(self, file: RecognisedFile, *, new_file: bool, chosen: Mapping[str, object] | None = None) -> None:
        self._file = file
        self._check = None
        self.table.show_table(file.table, new_file=new_file, chosen=chosen)
        self.mapping.show_file(file)
        self._go(TABLE)
        self.header_changed.emit()

    # A draft of it

    def _unfinished(self) -> UnfinishedImport | None:
        """What would be lost now."""
        if self._file is None or self.step() not in (TABLE, MAPPING, CHECK):
            return None
        mapped = self.step() != TABLE
        return UnfinishedImport(self._file.table.path, self.table.chosen(), self.mapping.draft_values(), mapped)

    def _resume(self, unfinished: UnfinishedImport | None) -> None:
        """Read the file again and go on; without one, begin anew."""
        if unfinished is None:
            self._file = None
            self._go(FILE)
            return
        begun = unfinished

        def done(file: RecognisedFile) -> None:
            self._recognised(file, new_file=True, chosen=begun.chosen)
            self.mapping.restore_draft(begun.mapping)
            if begun.mapped:
                self._go(MAPPING)

        choices = recognition_choices(begun.chosen)
        self._work(_("Die Datei wird gelesen"), importing.recognise_file, begun.path, choices=choices, done=done)

    # Checking

    def _look(self) -> None:
        assert self._file is not None
        self._work(
            _("Jede Zeile wird geprüft"),
            _look,
            self._file.table,
            self.mapping.mapping(),
            done=self._looked,
            failed=self._mapping_refused,
        )

    def _looked(self, found: tuple[ImportPreview, ImportCheck]) -> None:
        preview, self._check = found
        self.check.show_check(preview, self._check)
        self._go(CHECK)

    def _mapping_refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.mapping.show_problems(error.problems)
        else:
            self._show_trouble(error)

    def _save_problems(self) -> None:
        if self._check is None:
            return
        suggested = _("Probleme {name}.csv").format(name=self._check.table.path.stem)
        path = self.context.files.save_file(self, _("Liste der Probleme speichern"), suggested, [("CSV", ("csv",))])
        if path is not None:
            self._work(
                _("Die Liste wird geschrieben"), importing.save_problem_list, self._check, path, done=self._list_saved
            )

    def _list_saved(self, path: Path) -> None:
        self.messages.success(_("Die Liste der Probleme liegt in „{name}“.").format(name=path.name))

    # Storing

    def _store(self) -> None:
        if self._check is not None:
            self._work(
                _("Die Liste wird gespeichert"),
                importing.import_file,
                self._check,
                doubles=self.check.decisions(),
                done=self._stored,
            )

    def _stored(self, result: ImportResult) -> None:
        self.result.show_result(result)
        self._go(RESULT)
        self.drafts.drop()
        self.result.people_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Kept mappings

    def _save_profile(self) -> None:
        ProfileDialog(self, self.mapping.mapping(), self._profile_saved).open()

    def _profile_saved(self, name: str) -> None:
        self.messages.success(_("Die Zuordnung „{name}“ ist gespeichert.").format(name=name))
        self._show_kept(name)

    def _show_kept(self, chosen: str) -> None:
        def done(kept: tuple[KeptProfile, ...]) -> None:
            self.mapping.show_kept(kept, chosen=chosen)

        self.run(importing.kept_profiles, self.context.workplace, done=done)

    def _remove_profile(self, kept: KeptProfile) -> None:
        def undo() -> None:
            self.run(
                importing.remove_profile,
                self.context.workplace,
                kept.id,
                removed=False,
                done=lambda _id: self._show_kept(kept.profile.name),
            )

        def removed(_profile_id: object) -> None:
            self.messages.success(_("Die Zuordnung „{name}“ ist gelöscht.").format(name=kept.profile.name), undo=undo)
            self._show_kept("")

        self.run(importing.remove_profile, self.context.workplace, kept.id, done=removed)

    # Steps

    def _next(self) -> None:
        match self.step():
            case 1:
                self._go(MAPPING)
            case 2:
                self._look()
            case 3:
                self._store()
            case _:
                self.choose_file()

    def _back(self) -> None:
        self._go(self.step() - 1)

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.line.show_step(step)
        announce(self, self.line.accessibleName())
        self.back_button.setVisible(step in (TABLE, MAPPING, CHECK))
        self._foot.setVisible(step in (TABLE, MAPPING, CHECK))
        self._label_buttons()
        self._draft.changed.emit()
        if step != FILE:
            self.messages.clear()
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _label_buttons(self) -> None:
        texts = {TABLE: _("Weiter zur Zuordnung"), MAPPING: _("Zeilen prüfen")}
        step = self.step()
        going_in = self.check.rows_going_in()
        store = ngettext("{count} Zeile importieren", "{count} Zeilen importieren", going_in)
        self.next_button.setText(texts.get(step, store.format(count=format_count(going_in))))
        has_rows = self._file is not None and self._file.table.data_rows > 0
        self.next_button.setEnabled(bool(going_in) if step == CHECK else has_rows)
        self._note.setText(
            _("Noch ist nichts gespeichert.") if step != CHECK or going_in else _("Nichts zu speichern.")
        )

    # Work

    def _work(
        self,
        title: str,
        work: Callable[..., object],
        *arguments: object,
        done: Callable[..., object],
        failed: Callable[[WerkakademieError], object] | None = None,
        **keywords: object,
    ) -> None:
        """Run long work with its progress in the page; meanwhile nothing else can be begun."""
        if self._job is not None:
            return

        def finished(answer: object) -> None:
            self._end_work()
            done(answer)

        def stopped(error: WerkakademieError) -> None:
            self._end_work()
            (failed or self._show_trouble)(error)

        self.messages.clear()
        self._set_busy(busy=True)
        self._job = self.run(
            work,
            self.context.workplace,
            *arguments,
            done=finished,
            failed=stopped,
            progress=self.progress.advance,
            **keywords,
        )
        self.progress.start(title, self._job.cancel)
        self.progress.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_work(self) -> None:
        self._job = None
        self.progress.end()
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        self._working.setVisible(busy)
        self.steps.setEnabled(not busy)
        self._foot.setEnabled(not busy)

    def _show_trouble(self, error: WerkakademieError) -> None:
        if isinstance(error, Cancelled):
            self.messages.info(error.sentence())
        else:
            self.show_error(error)
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)


class ResultStep(ScrollPane):
    """What went in, what stayed out, and where to go from here."""

    def __init__(
        self, *, more: Callable[[], object], people: Callable[[], object], problems: Callable[[], object]
    ) -> None:
        super().__init__()
        self._facts = Facts()
        self._said = muted()
        self.card = Card(_("Der Import ist fertig"), icon="circle-check")
        self.people_button = Button(_("Zu den Teilnehmenden"), icon="users", kind=Kind.PRIMARY, run=people)
        self.problems_button = Button(_("Problemliste speichern"), icon="file-down", run=problems)
        more_button = Button(_("Weitere Liste einlesen"), icon="upload", run=more)
        self.card.add(self._said, self._facts)
        self.card.body.addSpacing(GRID)
        self.card.add(row(self.people_button, more_button, self.problems_button, None))
        self.body.addWidget(self.card)
        self.body.addStretch(1)

    def show_result(self, result: ImportResult) -> None:
        self._facts.show_facts(result_facts(result))
        left_out = result.rows_left_out or result.cells_left_out
        self.problems_button.setVisible(bool(left_out))
        if left_out:
            text = _("Was nicht passte, blieb draußen. Die Problemliste sagt Zeile für Zeile, warum.")
        else:
            text = _("Alles, was Sie ausgewählt hatten, ist gespeichert.")
        self._said.setText(text)


def _look(
    workplace: "Workplace", table: RecognisedTable, profile: MappingProfile, *, progress: Progress
) -> tuple[ImportPreview, ImportCheck]:
    """The first rows and the check of all of them, in one go."""
    first = importing.preview(workplace, table, profile)
    return first, importing.check_file(workplace, table, profile, progress=progress)


def _dropped(event: QDropEvent) -> Path | None:
    """The file that hangs on the pointer; several at once are not taken."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
