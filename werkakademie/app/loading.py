"""What the windows need of the services, loaded behind the first paint."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from werkakademie import i18n
from werkakademie.app.guard import Guard
from werkakademie.app.room import Room
from werkakademie.records.clock import Clock, IdSource, local_date
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.records.vault import VaultAccount
from werkakademie.services import backups, drafts, room_mode, site
from werkakademie.services.own.uploads import UploadFolder
from werkakademie.services.workplace import Workplace
from werkakademie.storage.errors import DiskFullError
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.ui import places
from werkakademie.ui.safety.restore_dialog import ClosedRestoreDialog, closed_store_actions
from werkakademie.ui.shell.pages import PageEntry, Search
from werkakademie.ui.shell.window import MainWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import FileChooser


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that somebody opened, and what the frame of the window says about it."""

    workplace: Workplace
    site_name: str
    practice: bool
    lock_after_minutes: int
    recovery_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Services:
    """What the windows need; all that touches a store runs in the worker's thread."""

    accounts: Callable[[Path], Sequence[VaultAccount]]
    create: Callable[[Path, NewSite], Opened]
    unlock: Callable[[Path, AccountId, str], Opened]
    recover: Callable[[Path, AccountId, str, str], Opened]
    lock: Callable[[Workplace], None]
    close: Callable[[Workplace], None]
    restore_dialog: Callable[[QWidget, Worker, Path, FileChooser], ClosedRestoreDialog]
    lock_after_minutes: Callable[[Workplace], int]
    room_open_until: Callable[[Workplace], datetime | None]
    prove_presence: Callable[[Workplace, str], None]
    guard: type[Guard]
    room: type[Room]
    uploads: UploadFolder
    save_sheet: Callable[[Path, str, str], Path]
    now: Callable[[], datetime]
    window: type[MainWindow]
    entries: Callable[[Workplace], Sequence[PageEntry]]
    search: Callable[[Worker, Workplace], Search]
    own_actions: Callable[[MainWindow, Worker, Workplace], None]


def load_services(*, clock: Clock | None, ids: IdSource | None, practice: bool) -> Services:
    """The real services; without a clock or ids, those of this PC. Importing this module is what takes its time."""
    return _services(clock or SystemClock(), ids or Uuid7Source(), practice=practice)


def _services(clock: Clock, ids: IdSource, *, practice: bool) -> Services:

    def create(folder: Path, new: NewSite) -> Opened:
        return opened(*site.create_site(folder, replace(new, practice=practice), clock=clock, ids=ids))

    def opened(workplace: Workplace, recovery_key: str = "") -> Opened:
        try:
            # Whoever signs in gets in, also on a full disk; the next start forgets them.
            with suppress(DiskFullError):
                drafts.drop_old_drafts(workplace)
            record = site.site_record(workplace)
            return Opened(workplace, record.name, record.practice, lock_after_minutes(workplace), recovery_key)
        except BaseException:
            # Nobody got in: an open store would hold its key, and refuse the next try as already opened.
            site.lock(workplace)
            raise

    def lock_after_minutes(workplace: Workplace) -> int:
        return int(str(site.site_record(workplace).values["lock_after_minutes"]))

    def restore_dialog(parent: QWidget, worker: Worker, folder: Path, files: FileChooser) -> ClosedRestoreDialog:
        actions = closed_store_actions(folder, clock, ids)
        return ClosedRestoreDialog(parent, actions, worker, folder=folder, files=files)

    def save_sheet(path: Path, site_name: str, recovery_key: str) -> Path:
        from werkakademie.reports.recovery_sheet import recovery_sheet  # loads reportlab, once in the life of a store

        made_on = local_date(clock.now())
        content = recovery_sheet(
            site_name=site_name, recovery_key=recovery_key, made_on=made_on, language=i18n.chosen_language()
        )
        path.write_bytes(content)
        return path

    return Services(
        accounts=site.accounts_of,
        create=create,
        unlock=lambda folder, account, password: opened(site.unlock(folder, account, password, clock=clock, ids=ids)),
        recover=lambda folder, account, key, new: opened(
            site.unlock_with_recovery_key(folder, account, recovery_key=key, new_password=new, clock=clock, ids=ids)
        ),
        lock=backups.close_for_a_while,
        close=backups.close,
        restore_dialog=restore_dialog,
        lock_after_minutes=lock_after_minutes,
        room_open_until=room_mode.room_open_until,
        prove_presence=room_mode.prove_presence,
        guard=Guard,
        room=Room,
        uploads=UploadFolder.of_this_account(),
        save_sheet=save_sheet,
        now=clock.now,
        window=MainWindow,
        entries=places.page_entries,
        search=places.search,
        own_actions=places.own_actions,
    )
