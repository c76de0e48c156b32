"""The page „Zentrale“: take packages in, see what came, compare with care."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.errors import Cancelled, FieldProblem, WerkakademieError
from werkakademie.i18n import _, format_date
from werkakademie.records.central import (
    CentreTable,
    ImportedPackage,
    ImportState,
    PackageAnswer,
    SiteFigures,
    TrustedSite,
)
from werkakademie.records.clock import local_date
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import Basis
from werkakademie.records.labels import label
from werkakademie.records.results import Figures, GroupFigures, Result
from werkakademie.services import central
from werkakademie.services.central import Centre
from werkakademie.ui.central.dialogs import CentreDialog, place_fields, trust_fields
from werkakademie.ui.central.texts import answer_words, figure_columns, state_tone, state_words
from werkakademie.ui.shell.pages import Page, PageAction, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.layouts import ScrollPane, row
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.text import paragraph

#: A line of the table: a site with one of its groups, or with all of them together.
TableLine = tuple[SiteFigures, GroupFigures | None]


class OpenCentre:
    """Holds the opened centre, so that it is closed with the page, whichever way the page goes."""

    def __init__(self) -> None:
        self.centre: Centre | None = None

    def close(self, *_arguments: object) -> None:
        if self.centre is not None:
            central.close_centre(self.centre)
            self.centre = None


class CentralPage(Page):
    """Before a centre is opened: how to open one. After: packages, sites, figures."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._open = OpenCentre()
        self.destroyed.connect(self._open.close)
        self._shown: CentreTable | None = None
        self._recipient = TextField("recipient", _("Empfängerschlüssel dieser Zentrale"))
        self._recipient.edit.setReadOnly(True)
        self._progress = ProgressPanel()
        self._basis = FilterChips([(basis.value, label(basis)) for basis in Basis], name=_("Grundlage"))
        self._basis.changed.connect(lambda _key: self._show_lines())
        self._figures = DataTable(_table_columns(self._chosen_basis), name=_("Zahlen der Standorte"))
        self._log = DataTable(_log_columns(), name=_("Pakete"))
        self._sites = DataTable(_site_columns(), name=_("Standorte"))
        self._nobody_yet = paragraph(_("Noch keinem Standort wird vertraut."))
        self._figures_card = Card(_("Verbleib drei Monate nach Teilnahmeende"), icon="chart-column")
        self._log_card = Card(_("Pakete"), icon="history").add(self._log)
        self._nothing_yet = Card().add(_nothing_yet())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._closed_view())
        self._stack.addWidget(self._opened_view())
        self.set_content(self._stack)

    def title(self) -> str:
        return _("Zentrale")

    def header_actions(self) -> Sequence[PageAction]:
        if self._open.centre is None:
            return (PageAction(_("Zentrale öffnen"), self._ask_open, icon="building-2", primary=True),)
        return (
            PageAction(_("Standort vertrauen"), self._ask_trust, icon="key-round"),
            PageAction(_("Pakete übernehmen"), self._choose_packages, icon="upload", primary=True),
        )

    def enter(self, target: object = None) -> None:  # noqa: ARG002
        if self._open.centre is not None:
            self._load(self._open.centre)

    def first_focus(self) -> QWidget | None:
        return self._figures if self._figures.isVisible() else None

    def opened_centre(self) -> Centre | None:
        """The centre that the page shows, if one is open."""
        return self._open.centre

    def choose_basis(self, basis: Basis) -> None:
        """Show the figures on another basis, as its chip does."""
        self._basis.choose(basis.value)
        self._show_lines()

    def _closed_view(self) -> QWidget:
        return EmptyState(
            "building-2",
            _("Keine Zentrale geöffnet"),
            _(
                "Eine Zentrale sammelt die Berichtspakete mehrerer Standorte, ohne Namen. "
                "An einem Standort brauchen Sie diese Seite nicht."
            ),
            Button(_("Zentrale öffnen"), icon="building-2", kind=Kind.PRIMARY, run=self._ask_open),
            Button(_("Neu einrichten"), icon="plus", run=self._ask_set_up),
        )

    def _opened_view(self) -> QWidget:
        pane = ScrollPane()
        hint = paragraph(
            _(
                "Quote: Eingliederungsquote drei Monate nach Teilnahmeende, sozialversichert Beschäftigte von allen "
                "Gezählten, mit Zähler und Nenner; höchstens: wenn alle ohne Rückmeldung beschäftigt wären. "
                "Die Standorte arbeiten mit verschiedenen Gruppen; ihre Quoten sind kein Rang."
            )
        )
        self._figures_card.add(row(self._basis, None), self._figures, hint)
        copy = Button(_("Kopieren"), icon="copy", kind=Kind.QUIET, run=self._copy_recipient)
        key = Card(_("Schlüssel"), icon="key-round").add(
            self._recipient, paragraph(_("Die Standorte tragen ihn bei „Export“ ein. Er ist kein Geheimnis."))
        )
        key.add_action(copy)
        pane.body.addWidget(self._progress)
        pane.body.addWidget(self._nothing_yet)
        pane.body.addWidget(self._figures_card)
        pane.body.addWidget(self._log_card)
        sites = Card(_("Standorte"), icon="building-2").add(self._sites, self._nobody_yet)
        pane.body.addLayout(row(sites, key, spacing=16))
        pane.body.addStretch(1)
        return pane

    def _ask_open(self) -> None:
        fields = place_fields(new=False)
        draft = DraftKey("central.open")
        dialog = CentreDialog(self, _("Zentrale öffnen"), _("Öffnen"), fields, self._open_centre, draft=draft)
        dialog.offer_folder("at", lambda: self.context.files.choose_folder(self, _("Wo liegt die Zentrale?")))
        dialog.open()

    def _ask_set_up(self) -> None:
        hint = _("Danach sehen Sie den Schlüssel, mit dem die Standorte für diese Zentrale verschlüsseln.")
        fields = place_fields(new=True)
        title, draft = _("Zentrale einrichten"), DraftKey("central.set_up")
        dialog = CentreDialog(self, title, _("Einrichten"), fields, self._set_up, hint=hint, draft=draft)
        dialog.offer_folder("at", lambda: self.context.files.choose_folder(self, _("Wohin soll die Zentrale?")))
        dialog.open()

    def _ask_trust(self) -> None:
        hint = _("Vergewissern Sie sich, dass die Zeile wirklich von diesem Standort kommt.")
        title = _("Einem Standort vertrauen")
        draft = DraftKey("central.trust")
        CentreDialog(self, title, _("Vertrauen"), trust_fields(), self._trust, hint=hint, draft=draft).open()

    def _open_centre(self, values: Mapping[str, str], dialog: CentreDialog) -> None:
        def opened(centre: Centre) -> None:
            dialog.accept()
            self._show_centre(centre)

        self.run(
            central.open_at,
            self.context.workplace,
            at=values["at"],
            password=values["password"],
            done=opened,
            failed=dialog.refuse,
        )

    def _set_up(self, values: Mapping[str, str], dialog: CentreDialog) -> None:
        def made(answer: tuple[Centre, str]) -> None:
            centre, recovery_key = answer
            dialog.accept()
            self._show_centre(centre)
            if recovery_key:
                text = _("Bitte notieren Sie den Wiederherstellungsschlüssel der Zentrale, er steht nur hier: {key}")
                self.messages.warning(text.format(key=recovery_key))

        if values["password"] != values["again"]:
            dialog.form.show_problems([FieldProblem("again", _("Das ist nicht dasselbe Passwort."))])
            return
        self.run(
            central.set_up_at,
            self.context.workplace,
            at=values["at"],
            name=values["name"],
            password=values["password"],
            done=made,
            failed=dialog.refuse,
        )

    def _trust(self, values: Mapping[str, str], dialog: CentreDialog) -> None:
        def trusted(_site: TrustedSite) -> None:
            dialog.accept()
            if self._open.centre is not None:
                self._load(self._open.centre)

        self.run(
            central.trust_site,
            self._open.centre,
            name=values["name"],
            line=values["line"],
            done=trusted,
            failed=dialog.refuse,
        )

    def _show_centre(self, centre: Centre) -> None:
        self._open.close()
        self._open.centre = centre
        self._recipient.set_value(centre.record.recipient)
        self._stack.setCurrentIndex(1)
        self.header_changed.emit()
        self._load(centre)

    def _load(self, centre: Centre) -> None:
        self.run(central.centre_table, centre, done=self._show_table)
        self.run(central.imported_packages, centre, done=self._show_log)
        self.run(central.trusted_sites, centre, done=self._show_sites)

    def _choose_packages(self) -> None:
        kinds = [(_("Berichtspakete"), ("werkpaket",))]
        paths = self.context.files.open_files(self, _("Welche Pakete?"), kinds)
        if paths and self._open.centre is not None:
            job = self.run(
                central.import_packages,
                self._open.centre,
                list(paths),
                done=self._imported,
                failed=self._import_failed,
                progress=self._progress.advance,
            )
            self._progress.start(_("Pakete übernehmen"), job.cancel)

    def _imported(self, answers: Sequence[PackageAnswer]) -> None:
        self._progress.end()
        text = "\n".join(answer_words(answer) for answer in answers)
        if any(answer.state is ImportState.REFUSED for answer in answers):
            self.messages.warning(text)
        else:
            self.messages.success(text)
        if self._open.centre is not None:
            self._load(self._open.centre)

    def _import_failed(self, error: WerkakademieError) -> None:
        self._progress.end()
        if not isinstance(error, Cancelled):
            self.show_error(error)
        if self._open.centre is not None:
            self._load(self._open.centre)

    def _show_table(self, table: CentreTable) -> None:
        self._shown = table
        self._show_lines()

    def _show_lines(self) -> None:
        if self._shown is None:
            return
        lines: list[TableLine] = []
        for site in self._shown.sites:
            lines.append((site, None))
            lines += [(site, group) for group in _result_of(site, self._chosen_basis()).groups]
        self._figures.set_records(lines)
        self._figures.fit_height()

    def _show_log(self, packages: Sequence[ImportedPackage]) -> None:
        self._log.set_records(packages)
        self._log.fit_height()
        self._nothing_yet.setVisible(not packages)
        self._figures_card.setVisible(bool(packages))
        self._log_card.setVisible(bool(packages))

    def _show_sites(self, sites: Sequence[TrustedSite]) -> None:
        self._sites.set_records(sites)
        self._sites.fit_height()
        self._sites.setVisible(bool(sites))
        self._nobody_yet.setVisible(not sites)

    def _chosen_basis(self) -> Basis:
        return Basis(self._basis.chosen())

    def _copy_recipient(self) -> None:
        QGuiApplication.clipboard().setText(self._recipient.text())
        self.messages.success(_("Der Schlüssel ist kopiert."))


def _nothing_yet() -> EmptyState:
    return EmptyState(
        "upload",
        _("Noch kein Paket übernommen"),
        _(
            "Geben Sie jedem Standort den Schlüssel unten, und lassen Sie sich seinen Ausweis geben "
            "(„Standort vertrauen“). Danach übernehmen Sie seine Pakete."
        ),
    )


def _result_of(site: SiteFigures, basis: Basis) -> Result:
    return site.entered if basis is Basis.ENTERED else site.allocated


def _table_columns(basis: Callable[[], Basis]) -> list[Column]:
    def figures(line: TableLine) -> Figures:
        site, group = line
        return group.figures if group is not None else _result_of(site, basis()).total

    return [
        # A fixed width: a column that takes the free room would vanish on a small screen.
        Column(_("Standort und Gruppe"), _line_words, width=210),
        Column(_("Stand"), lambda line: format_date(line[0].as_of)),
        *figure_columns(figures),
    ]


def _line_words(line: TableLine) -> str:
    """The site on its own line, its groups below it."""
    site, group = line
    if group is not None:
        return f"· {group.group_name}"
    return _("{name} (Übung)").format(name=site.name) if site.practice else site.name


def _log_columns() -> list[Column]:
    return [
        Column(_("Standort"), lambda package: package.site_name, stretch=True),
        Column(_("Paket"), lambda package: str(package.number), number=True),
        Column(_("Stand"), lambda package: format_date(package.as_of)),
        Column(_("Übernommen"), lambda package: format_date(local_date(package.imported_at))),
        Column(_("Zeilen"), lambda package: str(package.row_count), number=True),
        Column(
            _("Zustand"), lambda package: state_words(package.state), tone=lambda package: state_tone(package.state)
        ),
    ]


def _site_columns() -> list[Column]:
    return [
        Column(_("Standort"), lambda site: site.name, stretch=True),
        Column(_("Schlüssel"), lambda site: site.key_id),
        Column(_("Vertraut seit"), lambda site: format_date(local_date(site.trusted_at))),
    ]
