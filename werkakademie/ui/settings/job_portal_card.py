"""The job search in the net: the lead turns it on, says where it asks, and tries it out."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, ProgramError, WerkakademieError
from werkakademie.i18n import _, format_count, ngettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.job_portal import PortalSettings
from werkakademie.services import job_portal
from werkakademie.services.job_portal import JobPortalError
from werkakademie.ui.own.jobs.outside import Outside
from werkakademie.ui.settings.site_card import SiteCard
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import CheckField, FormField, TextField
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID
from werkakademie.ui.widgets.text import TextLabel, muted


class JobPortalCard(SiteCard):
    """Only the lead sees it. `reset` brings address, paths and key back; a trial asks with what is typed."""

    def __init__(
        self,
        *,
        context: PageContext,
        save: Callable[[SiteCard, dict[str, Any]], object],
        reset: Callable[[], object],
    ) -> None:
        super().__init__(
            _("Stellensuche im Internet"),
            "search",
            portal_fields(),
            context=context,
            draft=DraftKey("job_portal"),
            save=save,
            writable=True,
        )
        self._workplace = context.workplace
        self.outside = Outside(self, faulty=context.worker.unhandled.emit)
        self.try_out = Button(_("Verbindung prüfen"), icon="refresh-cw", run=self._try_out)
        self.reset = Button(_("Zurücksetzen"), icon="undo-2", run=reset)
        self.reset.setAccessibleName(_("Zurücksetzen: Adresse, Pfade und Schlüssel der Stellensuche"))
        self.answer = TextLabel("", TextRole.STRONG, wrap=True)
        self.answer.hide()
        buttons = QWidget()
        flow = FlowLayout(gap=GRID)
        buttons.setLayout(flow)
        flow.addWidget(self.try_out)
        flow.addWidget(self.reset)
        self.body.insertWidget(0, muted(_explanation()))
        self.add(buttons, self.answer)
        self.form.changed.connect(self._stop)

    def show_settings(self, settings: PortalSettings) -> None:
        self.show_values(asdict(settings))

    def show_reset(self, settings: PortalSettings) -> None:
        """What is stored now, also where somebody had typed something else; whether it is on is not touched."""
        typed = self.form.field("enabled").value()
        self.form.set_values(asdict(settings))
        self.saved()
        self.form.field("enabled").set_value(typed)
        self._stop()

    def _try_out(self) -> None:
        if not self.form.check():
            return
        self._say(_("Die Verbindung wird geprüft …"), "")
        self.try_out.setEnabled(False)
        self.outside.ask(
            job_portal.try_out, self._workplace, fields=self.form.values(), done=self._works, failed=self._fails
        )

    def _works(self, total: int | None) -> None:
        self.try_out.setEnabled(True)
        count = total or 0
        text = ngettext(
            "Die Verbindung steht. Eine Probesuche fand {count} Stelle.",
            "Die Verbindung steht. Eine Probesuche fand {count} Stellen.",
            count,
        )
        self._say(text.format(count=format_count(count)), "good")

    def _fails(self, error: WerkakademieError) -> None:
        self.try_out.setEnabled(True)
        if isinstance(error, InvalidFieldsError):
            self.answer.hide()
            self.refused(error.problems)
        elif isinstance(error, ProgramError):
            self.answer.hide()
        else:
            detail = error.detail() if isinstance(error, JobPortalError) else ""
            self._say(f"{error.sentence()} ({detail})" if detail else error.sentence(), "bad")

    def _stop(self) -> None:
        """What is typed now was not tried out."""
        self.outside.hang_up()
        self.try_out.setEnabled(True)
        self.answer.hide()

    def _say(self, text: str, tone: str) -> None:
        self.answer.setText(text)
        self.answer.set_tone(tone)
        self.answer.show()
        announce(self, text)


def _explanation() -> str:
    return _(
        "Teilnehmende können an ihrem Platz in der Jobsuche der Bundesagentur für Arbeit suchen. Das ist keine "
        "amtliche Schnittstelle; sie kann sich ohne Ankündigung ändern. Nur Beruf, Ort oder Postleitzahl, Umkreis "
        "und Seite verlassen das Haus. Was gesucht wurde, wird nirgends gespeichert."
    )


def portal_fields() -> list[FormField]:
    """Whether, and where."""
    return [
        CheckField("enabled", _("Teilnehmende dürfen im Internet nach Stellen suchen")),
        TextField("base_address", _("Adresse"), help=_("Beginnt mit https://")),
        TextField("search_path", _("Pfad der Suche")),
        TextField("detail_path", _("Pfad einer Stelle"), help=_("{reference} steht für die Nummer der Stelle.")),
        TextField("api_key", _("Schlüssel"), help=_("Er ist öffentlich und für alle gleich.")),
    ]
