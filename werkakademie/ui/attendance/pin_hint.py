"""Says above the sheet of a running session how many of its people can't sign in at the room's PC, and helps."""

from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, ngettext
from werkakademie.records.ids import CoachingSessionId
from werkakademie.records.permissions import Permission
from werkakademie.records.sessions import SessionRow
from werkakademie.services import pin_slips
from werkakademie.ui.groups.pin_slips_dialog import PinSlipsDialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.layouts import column
from werkakademie.ui.widgets.styling import Tone


class PinHint(QWidget):
    """Hidden while everybody can, while no session runs, and for accounts that give no PINs."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._asked: CoachingSessionId | None = None
        self.banner = Banner()
        self.setLayout(column(self.banner))
        self.hide()

    def load(self, session: SessionRow, *, room_opens: bool) -> None:
        """Ask who can't. `room_opens`: a session runs now, so that the room may be left open."""
        self._asked = session.id
        workplace = self._page.context.workplace
        if room_opens and workplace.may(Permission.RESET_PIN):
            self._page.run(pin_slips.people_without, workplace, session.id, done=partial(self._show, session))
        else:
            self.hide()

    def _show(self, session: SessionRow, count: int) -> None:
        if session.id != self._asked:
            return
        self.setVisible(bool(count))
        if count:
            text = ngettext(
                "{count} Person dieses Termins hat keine gültige Geheimzahl und kann sich am PC im Raum nicht "
                "anmelden.",
                "{count} Personen dieses Termins haben keine gültige Geheimzahl und können sich am PC im Raum nicht "
                "anmelden.",
                count,
            )
            give = Button(_("Geheimzahlen verteilen …"), icon="key-round", run=partial(self._open, session))
            self.banner.show_message(text.format(count=count), Tone.INFO, action=give)

    def _open(self, session: SessionRow) -> None:
        PinSlipsDialog(self._page, session.group_id).open()
