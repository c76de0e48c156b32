"""The tab „Zugriffe“: who opened a record outside the own groups, or handed one out."""

from functools import partial

from werkakademie.i18n import _, format_date, format_time, ngettext
from werkakademie.records.access import AccessList, AccessQuery, AccessRow
from werkakademie.records.labels import label
from werkakademie.records.site import AccountRow
from werkakademie.services import access_log, accounts
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.fields import ChoiceField, TextField
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import muted


class AccessesTab(PageTab):
    """Filtered by account and person as one types; a file takes what is filtered."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self.who = ChoiceField("who", _("Wer"), [], empty=_("alle"))
        self.who.changed.connect(self._load)
        self.person = TextField("person", _("Person"))
        self.person.changed.connect(self._load)
        self.save = Button(_("Als CSV speichern"), icon="file-down", run=self._save)
        self.table = DataTable(_columns(), name=_("Zugriffe"))
        self.count = muted("")
        self.nothing = EmptyState("eye", "")
        self.nothing.hide()
        filters = row(self.who, self.person, self.save, spacing=2 * GRID)
        filters.setStretch(1, 1)
        about = muted(
            _(
                "Hier steht, wer eine Person außerhalb der eigenen Gruppen angesehen oder eine Auskunft herausgegeben "
                "hat. Einträge, die älter als sechs Monate sind, werden beim nächsten Eintrag gelöscht."
            )
        )
        layout = column(about, filters, self.table, self.nothing, self.count, spacing=GRID + 4)
        layout.setStretch(2, 1)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - the tab shows all there is
        self.page.run(accounts.account_rows, self.context.workplace, done=self._show_accounts)
        self._load()

    def query(self) -> AccessQuery:
        """What the filters ask for."""
        return AccessQuery(self.who.value(), self.person.text())

    def _show_accounts(self, rows: tuple[AccountRow, ...]) -> None:
        self.who.set_choices([(account.id, account.name) for account in rows])

    def _load(self) -> None:
        asked = self.query()
        self.page.run(access_log.access_list, self.context.workplace, asked, done=partial(self._show, asked))

    def _show(self, asked: AccessQuery, found: AccessList) -> None:
        if asked != self.query():
            return
        self.table.set_records(found.rows)
        count = len(found.rows)
        self.table.setVisible(bool(count))
        self.nothing.setVisible(not count)
        self.count.setVisible(bool(count))
        self.save.setEnabled(bool(count))
        if found.more:
            self.count.setText(_("Die neuesten {count} Zugriffe; die Datei enthält alle.").format(count=count))
        elif count:
            self.count.setText(ngettext("{count} Zugriff", "{count} Zugriffe", count).format(count=count))
        else:
            self._show_nothing(asked)

    def _show_nothing(self, asked: AccessQuery) -> None:
        """Nothing at all, or nothing that the filters let through."""
        if asked == AccessQuery(None, ""):
            self.nothing.show_text(
                _("Noch kein Zugriff"),
                _(
                    "In den letzten sechs Monaten hat niemand eine Person außerhalb der eigenen Gruppen angesehen oder "
                    "eine Auskunft herausgegeben."
                ),
            )
        else:
            self.nothing.show_text(_("Nichts gefunden"), _("Zu dieser Auswahl gibt es keinen Zugriff."))

    def _save(self) -> None:
        path = self.context.files.save_file(
            self, _("Zugriffe speichern"), _("Zugriffe") + ".csv", [(_("CSV-Dateien"), ("csv",))]
        )
        if path is not None:
            done = _("Gespeichert: {path}").format(path=path)
            self.page.run(
                access_log.save_access_table,
                self.context.workplace,
                self.query(),
                path,
                done=lambda _count: self.page.messages.success(done),
            )


def _columns() -> list[Column]:
    return [
        Column(_("Zeitpunkt"), _moment, width=160),
        Column(_("Wer"), lambda access: access.account_name, strong=True, width=180),
        Column(_("Person"), lambda access: access.person or _("(gelöscht)"), width=200),
        Column(_("Grund"), lambda access: label(access.kind), stretch=True),
    ]


def _moment(access: AccessRow) -> str:
    return f"{format_date(access.at.date())} {format_time(access.at)}"
