"""The dialog on the way back to a backup: which one, whose password, what would be lost, and then the swap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.backup_texts import changes_words, kind_words, moment_words, reason_words
from werkakademie.records.backups import Backup, RestorePreview
from werkakademie.records.clock import Clock, IdSource
from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.services import backups, restoring
from werkakademie.ui.safety.backup_texts import place_words
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import ChoiceField, TextField
from werkakademie.ui.widgets.figures import Facts
from werkakademie.ui.widgets.files import FileChooser
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel, muted

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class RestoreActions:
    """What the dialog asks for; the same for a store that is open and for one that is not."""

    preview: Callable[..., RestorePreview]
    restore: Callable[..., None]
    #: Preselected in the list of those who can open the backup.
    own_account: AccountId | None = None


def open_store_actions(workplace: "Workplace") -> RestoreActions:
    """For the opened store."""
    return RestoreActions(
        partial(restoring.preview, workplace), partial(restoring.restore_backup, workplace), workplace.account_id
    )


def closed_store_actions(folder: Path, clock: Clock, ids: IdSource) -> RestoreActions:
    """For a folder whose store is damaged, missing, or not open."""
    return RestoreActions(
        partial(restoring.preview_closed, folder, clock=clock, ids=ids),
        partial(restoring.restore_closed, folder, clock=clock, ids=ids),
    )


class RestoreDialog(DialogBase):
    """Nothing is changed before the person has seen what would be lost. `restored` tells that the store is another."""

    restored = Signal()

    def __init__(self, parent: QWidget, actions: RestoreActions, worker: Worker, backup: Backup | None) -> None:
        super().__init__(parent, _("Aus einer Sicherung wiederherstellen"), submit=_("Vorschau"), wide=True)
        self._actions, self._worker, self._backup = actions, worker, backup
        self._preview: RestorePreview | None = None
        self._what = TextLabel("", TextRole.STRONG, wrap=True)
        self.account = ChoiceField("account", _("Konto"), [])
        self.password = TextField(
            "password",
            _("Passwort"),
            secret=True,
            help=_("Das Passwort, das galt, als die Sicherung entstand."),
        )
        self.account.hide()
        self.facts = Facts()
        self._lost = QWidget()
        self._notes = muted()
        self._warning = Banner(tone=Tone.WARN)
        self._lost.setLayout(
            column(
                TextLabel(_("Was sich ändert"), TextRole.CARD_TITLE),
                self.facts,
                self._notes,
                self._warning,
                spacing=GRID,
            )
        )
        self._lost.hide()
        self.progress = ProgressPanel()
        self.add(self._what, self.account, self.password, self._lost, self.progress)
        self.body.addStretch(1)
        self.password.changed.connect(self._ask_again)
        self.account.changed.connect(self._ask_again)
        if backup is not None:
            self.show_backup(backup)

    def show_backup(self, backup: Backup) -> None:
        """Take this one, and read who can open it."""
        self._backup = backup
        self._what.setText(
            _("Sicherung vom {moment} ({reason}, {place})").format(
                moment=moment_words(backup.made_at), reason=reason_words(backup.reason), place=place_words(backup)
            )
        )
        self._ask_again()
        self._run(restoring.accounts_in, backup, done=self._show_accounts)

    def submit(self) -> None:
        """First the preview, then the restore."""
        if self._backup is None:
            self.messages.error(_("Bitte wählen Sie zuerst eine Sicherung."))
            return
        if not self.password.text():
            self.password.show_problem(_("Bitte geben Sie das Passwort ein."))
            self.password.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.submit_button.isEnabled():
            return
        self.messages.clear()
        self.submit_button.setEnabled(False)
        asked = {"account_id": self.account.value(), "password": self.password.text()}
        if self._preview is None:
            self._run(self._actions.preview, self._backup, done=self._show_preview, **asked)
        else:
            # The swap itself takes no time; until then it can be stopped.
            job = self._run(
                self._actions.restore, self._backup, done=self._done, progress=self.progress.advance, **asked
            )
            self.progress.start(_("Wiederherstellung"), job.cancel)
            self.cancel_button.setEnabled(False)

    def reject(self) -> None:
        """Not while the store is being exchanged."""
        if self.cancel_button.isEnabled():
            super().reject()

    def _run(self, work: Callable[..., Any], *arguments: Any, done: Callable[[Any], object], **keywords: Any) -> Any:
        return self._worker.run(work, *arguments, done=done, failed=self._refused, owner=self, **keywords)

    def _show_accounts(self, accounts: Sequence[VaultAccount]) -> None:
        self.account.set_choices([(account.account_id, account.name) for account in accounts])
        self.account.setVisible(len(accounts) > 1)
        known = [account.account_id for account in accounts]
        own = self._actions.own_account
        if known:
            self.account.set_value(own if own in known else known[0])

    def _show_preview(self, preview: RestorePreview) -> None:
        self._preview = preview
        self.submit_button.setEnabled(True)
        self.submit_button.setText(_("Jetzt wiederherstellen"))
        self.facts.show_facts([(kind_words(kind.table), changes_words(kind)) for kind in preview.kinds])
        self.facts.setVisible(bool(preview.kinds))
        notes = " ".join(_notes(preview))
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self._warning.show_message(_warning(preview), Tone.WARN)
        self._lost.show()

    def _ask_again(self, *_changed: object) -> None:
        """Another backup or password: what was shown no longer holds."""
        self._preview = None
        self._lost.hide()
        self.password.show_problem("")
        self.submit_button.setEnabled(True)
        self.submit_button.setText(_("Vorschau"))

    def _refused(self, error: WerkakademieError) -> None:
        self.progress.end()
        self.cancel_button.setEnabled(True)
        self.submit_button.setEnabled(True)
        self.messages.error(error.sentence())

    def _done(self, _nothing: object) -> None:
        self.progress.end()
        self.cancel_button.setEnabled(True)
        self.password.edit.clear()
        self.accept()
        self.restored.emit()


class ClosedRestoreDialog(RestoreDialog):
    """For the pages before the window: offers the backups beside the store, and those of any folder."""

    def __init__(
        self, parent: QWidget, actions: RestoreActions, worker: Worker, *, folder: Path, files: FileChooser
    ) -> None:
        super().__init__(parent, actions, worker, None)
        self._files = files
        self.table = DataTable(
            [
                Column(_("Wann"), lambda one: moment_words(one.made_at), strong=True),
                Column(_("Anlass"), lambda one: reason_words(one.reason), stretch=True),
                Column(_("Zustand"), lambda one: _("unbrauchbar") if one.fault else "", width=110),
            ],
            name=_("Sicherungen"),
        )
        self.table.chosen.connect(self._chosen)
        self._none = muted(_("Neben dem Speicher liegt keine Sicherung. Bitte wählen Sie den Ordner, in dem sie ist."))
        self._none.hide()
        self.other_button = Button(_("Anderer Ordner …"), icon="folder-open", kind=Kind.QUIET, run=self._choose_folder)
        self.other_button.setAutoDefault(False)
        self.body.insertWidget(0, self.table)
        self.body.insertWidget(1, self._none)
        self.body.insertLayout(2, row(self.other_button, None))
        self._run(backups.backups_at, folder, done=self._show_backups)

    def _choose_folder(self) -> None:
        folder = self._files.choose_folder(self, _("Ordner mit Sicherungen"))
        if folder is not None:
            self._run(backups.backups_at, folder, done=self._show_backups)

    def _show_backups(self, found: Sequence[Backup]) -> None:
        self.table.set_records(found)
        self.table.setVisible(bool(found))
        self._none.setVisible(not found)
        self.table.fit_height(most_rows=6)
        if found:
            self.table.selectRow(0)

    def _chosen(self, backup: Backup | None) -> None:
        if backup is None:
            return
        if backup.fault is not None:
            self._backup = None
            self._ask_again()
            self.messages.error(backup.fault.sentence())
        else:
            self.messages.clear()
            self.show_backup(backup)


def _notes(preview: RestorePreview) -> list[str]:
    notes = []
    if not preview.compared:
        notes.append(
            _("Der jetzige Speicher lässt sich nicht öffnen; deshalb kann hier nicht stehen, was verloren geht.")
        )
    elif not preview.kinds:
        notes.append(_("Seit dieser Sicherung hat sich nichts geändert."))
    if preview.accounts_back:
        notes.append(_("Diese Zugänge gelten danach wieder: {names}.").format(names=", ".join(preview.accounts_back)))
    if preview.accounts_gone:
        notes.append(
            _("Diese Zugänge gibt es danach nicht mehr: {names}.").format(names=", ".join(preview.accounts_gone))
        )
    return notes


def _warning(preview: RestorePreview) -> str:
    if preview.compared:
        before = _("Vorher wird der jetzige Stand gesichert; Sie können also zurück.")
    else:
        before = _("Die Dateien des jetzigen Speichers werden daneben aufgehoben.")
    return before + " " + _("Danach gelten wieder die Passwörter von damals, und Sie melden sich neu an.")
