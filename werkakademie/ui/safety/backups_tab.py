"""The tab „Sicherungen“: which backups there are, whether they are sound, and the way back to one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.backup_texts import moment_words, reason_words, size_words
from werkakademie.records.backups import Backup, BackupCheck, BackupMade, BackupStatus
from werkakademie.records.changes import ChangeSet
from werkakademie.records.permissions import Permission
from werkakademie.services import backups
from werkakademie.ui.safety.backup_texts import check_tone, check_words, place_words, second_words
from werkakademie.ui.safety.restore_dialog import RestoreDialog, open_store_actions
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.figures import Facts
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Overview:
    status: BackupStatus
    listed: tuple[Backup, ...]


class BackupsTab(PageTab):
    """The backups of both folders. Only the lead makes, checks and restores them; everybody sees how they stand."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self._may = context.workplace.may(Permission.BACKUPS)
        self._checked: dict[Path, BackupCheck] = {}
        self._problems: dict[Path, str] = {}
        self._facts = Facts()
        self._pill = Pill()
        self._second = TextLabel("", wrap=True)
        self.create_button = Button(_("Jetzt sichern"), icon="save", kind=Kind.PRIMARY, run=self._create)
        self.choose_button = Button(_("Zweiten Ordner wählen …"), icon="folder", run=self._choose_second)
        self.drop_button = Button(_("Nicht mehr kopieren"), kind=Kind.QUIET, run=lambda: self._set_second(None))
        self.verify_button = Button(_("Prüfen"), icon="shield-check", run=self._verify)
        self.restore_button = Button(_("Wiederherstellen …"), icon="history", run=self._restore)
        self.progress = ProgressPanel()
        self.table = DataTable(self._columns(), name=_("Sicherungen"))
        self.table.chosen.connect(lambda _backup: self._show_buttons())
        self.table.opened.connect(lambda _backup: self._restore())
        self._nothing = EmptyState(
            "archive",
            _("Noch keine Sicherung"),
            _("Beim Schließen des Programms entsteht von selbst eine, sobald sich etwas geändert hat."),
        )
        layout = column(self._cards(), self.progress, self._list_card(), spacing=2 * GRID)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - the tab shows all there is
        self._load()

    def refresh(self, changes: ChangeSet) -> None:  # noqa: ARG002 - every change makes the newest backup an older state
        self._load()

    def _cards(self) -> QWidget:
        state = Card(_("Stand der Sicherungen"), icon="archive").add(self._facts)
        state.add_action(self._pill)
        second = Card(_("Zweiter Ordner"), icon="folder").add(self._second)
        if self._may:
            state.add(row(self.create_button, None))
            second.add(row(self.choose_button, self.drop_button, None))
        else:
            for button in (self.create_button, self.choose_button, self.drop_button):
                button.hide()
            state.add(muted(_("Nur die Leitung kann sichern, prüfen und wiederherstellen.")))
            second.add(muted(_("Den zweiten Ordner wählt die Leitung. Bitte fragen Sie dort nach.")))
        both = QWidget()
        layout = row(state, second, spacing=2 * GRID)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        both.setLayout(layout)
        return both

    def _list_card(self) -> Card:
        card = Card(_("Vorhandene Sicherungen"), icon="history")
        if self._may:
            card.add_action(self.verify_button)
            card.add_action(self.restore_button)
        else:
            self.verify_button.hide()
            self.restore_button.hide()
        return card.add(self.table, self._nothing)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Wann"), lambda one: moment_words(one.made_at), strong=True),
            Column(_("Anlass"), lambda one: reason_words(one.reason), stretch=True),
            Column(_("Wo"), place_words),
            Column(_("Größe"), lambda one: size_words(one.size), number=True),
            Column(_("Zustand"), self._check_words, tone=self._check_tone),
        ]

    def _check_words(self, one: Backup) -> str:
        return check_words(one, self._checked.get(one.folder), self._problems.get(one.folder, ""))

    def _check_tone(self, one: Backup) -> Tone:
        return check_tone(one, self._checked.get(one.folder), self._problems.get(one.folder, ""))

    def _load(self) -> None:
        self.page.run(_overview, self.context.workplace, done=self._show)

    def _show(self, found: _Overview) -> None:
        status = found.status
        newest = moment_words(status.newest_at) if status.newest_at else _("noch keine")
        facts = [(_("Letzte Sicherung"), newest)]
        if status.newest_at is not None and status.changed_since:
            facts.append((_("Seither geändert"), _("ja, die nächste Sicherung nimmt es mit")))
        if status.last_problem:
            facts.append((_("Letzter Fehler"), status.last_problem))
        self._facts.show_facts(facts)
        if status.last_problem:
            self._pill.show_status(_("fehlgeschlagen"), Tone.BAD)
        elif status.newest_at is None:
            self._pill.show_status(_("noch keine"), Tone.WARN)
        elif status.changed_since:
            self._pill.show_status(_("seither geändert"), Tone.WARN)
        else:
            self._pill.show_status(_("alles gesichert"), Tone.GOOD)
        self._second.setText(second_words(status))
        self._second.set_tone("warn" if status.second_missing else "")
        self.drop_button.setVisible(self._may and bool(status.second_folder))
        chosen = self.table.current_record()
        self.table.set_records(found.listed)
        self.table.setVisible(bool(found.listed))
        self._nothing.setVisible(not found.listed)
        self._choose(chosen, found.listed)
        self._show_buttons()

    def _choose(self, chosen: Backup | None, listed: tuple[Backup, ...]) -> None:
        folders = [one.folder for one in listed]
        place = folders.index(chosen.folder) if chosen is not None and chosen.folder in folders else 0
        if listed:
            self.table.selectRow(place)

    def _show_buttons(self) -> None:
        chosen: Backup | None = self.table.current_record()
        self.verify_button.setEnabled(chosen is not None)
        self.restore_button.setEnabled(chosen is not None and chosen.fault is None)

    def _create(self) -> None:
        job = self.page.run(
            backups.create,
            self.context.workplace,
            done=self._created,
            failed=self._not_created,
            progress=self.progress.advance,
        )
        self.progress.start(_("Sicherung"), job.cancel)

    def _created(self, made: BackupMade) -> None:
        self.progress.end()
        self._checked[made.backup.folder] = BackupCheck.SOUND
        if made.second_problem is not None:
            self.page.messages.warning(made.second_problem.sentence())
        else:
            self.page.messages.success(_("Die Sicherung ist fertig und geprüft."))
        self._load()

    def _not_created(self, error: WerkakademieError) -> None:
        self.progress.end()
        self.page.show_error(error)
        self._load()

    def _verify(self) -> None:
        chosen: Backup | None = self.table.current_record()
        if chosen is None:
            return

        def sound(found: BackupCheck) -> None:
            self.progress.end()
            self._checked[chosen.folder] = found
            self._problems.pop(chosen.folder, None)
            if found is BackupCheck.SOUND:
                self.page.messages.success(_("Die Sicherung ist in Ordnung: Sie lässt sich öffnen und ganz lesen."))
            else:
                self.page.messages.info(
                    _(
                        "Die Dateien sind unverändert. Diese Sicherung hat einen älteren Schlüssel; "
                        "ganz gelesen wird sie beim Wiederherstellen mit dem Passwort von damals."
                    )
                )
            self._load()

        def broken(error: WerkakademieError) -> None:
            self.progress.end()
            self._problems[chosen.folder] = error.sentence()
            self.page.show_error(error)
            self._load()

        job = self.page.run(
            backups.verify, self.context.workplace, chosen, done=sound, failed=broken, progress=self.progress.advance
        )
        self.progress.start(_("Prüfung"), job.cancel)

    def _restore(self) -> None:
        chosen: Backup | None = self.table.current_record()
        if chosen is None or chosen.fault is not None or not self._may:
            return
        actions = open_store_actions(self.context.workplace)
        dialog = RestoreDialog(self, actions, self.context.worker, chosen)
        dialog.restored.connect(self._restored)
        dialog.open()

    def _restored(self) -> None:
        """The opened store is closed; the window asks for the password of the restored one."""
        self.context.navigator.lock()

    def _choose_second(self) -> None:
        folder = self.context.files.choose_folder(self, _("Zweiter Ordner für Sicherungen"))
        if folder is not None:
            self._set_second(folder)

    def _set_second(self, folder: Path | None) -> None:
        self.page.run(backups.set_second_folder, self.context.workplace, folder, done=lambda _done: self._load())


def _overview(workplace: "Workplace") -> _Overview:
    return _Overview(backups.status(workplace), backups.listed(workplace))
