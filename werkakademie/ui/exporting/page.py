"""The page „Export“: look at what leaves, blur it if somebody stands out, write the package."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, NotAllowedError, WerkakademieError
from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.clock import local_date
from werkakademie.records.drafts import DraftKey
from werkakademie.records.reporting import Coarsening, PackageRow, ReportPreview, WrittenPackage
from werkakademie.services import exporting, site
from werkakademie.ui.exporting.texts import alone_words, coarsening_words
from werkakademie.ui.shell.pages import Page, PageAction, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, TextField
from werkakademie.ui.widgets.figures import BigNumber
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import ScrollPane, row
from werkakademie.ui.widgets.text import paragraph

_SHOWN = frozenset({Noun.SITE, Noun.ENROLMENT, Noun.OUTCOME, Noun.FOLLOW_UP, Noun.REPORTING_PACKAGE})


class ExportingPage(Page):
    """Only the lead may open it; social data leave the house here."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._preview: ReportPreview | None = None
        self._stored = {"legal_basis": "", "centre_recipient": ""}
        self._form = Form(_fields(), columns=2)
        self._form.changed.connect(self._as_of_changed)
        self._number = BigNumber()
        self._what = paragraph("")
        self._line = TextField("site_line", _("Ausweis dieses Standorts"))
        self._line.edit.setReadOnly(True)
        self._packages = DataTable(_columns(), name=_("Geschriebene Pakete"))
        self._nothing_yet = EmptyState(
            "send",
            _("Noch kein Paket geschrieben"),
            _("Hier stehen die Pakete für die Zentrale. Füllen Sie die Felder oben aus und schreiben Sie das erste."),
        )
        self.set_content(self._pane())

    def title(self) -> str:
        return _("Export")

    def header_actions(self) -> Sequence[PageAction]:
        return (PageAction(_("Paket schreiben"), self._write, icon="send", primary=True),)

    def enter(self, target: object = None) -> None:  # noqa: ARG002
        if self._form.field("as_of").value() is None:
            self._form.field("as_of").set_value(self.context.today())
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self._load()

    def first_focus(self) -> QWidget | None:
        return self._form.field("as_of").control

    def has_unsaved_input(self) -> bool:
        return any(self._differs(name) for name in self._stored)

    def _pane(self) -> QWidget:
        pane = ScrollPane()
        card = Card(_("Nächstes Paket"), icon="send").add(self._form)
        self._drafts = DraftKeeper(self, DraftKey("export"), self._form, context=self.context, place=card.body)
        what = Card(_("Was das Haus verlässt"), icon="eye").add(self._number, self._what)
        copy = Button(_("Kopieren"), icon="copy", kind=Kind.QUIET, run=self._copy_line)
        explained = paragraph(
            _("Geben Sie diese Zeile der Zentrale, am besten persönlich: An ihr erkennt sie Ihre Unterschrift.")
        )
        identity = Card(_("Unterschrift"), icon="key-round").add(self._line, explained)
        identity.add_action(copy)
        pane.body.addWidget(card)
        pane.body.addLayout(row(what, identity, spacing=16))
        history = Card(_("Geschriebene Pakete"), icon="history").add(self._packages, self._nothing_yet)
        pane.body.addWidget(history)
        pane.body.addStretch(1)
        return pane

    def _load(self) -> None:
        workplace = self.context.workplace
        self.run(exporting.preview, workplace, as_of=self._as_of(), done=self._show_preview, failed=self._refused)
        self.run(exporting.site_line, workplace, done=self._line.set_value, failed=self._refused)
        self.run(exporting.written_packages, workplace, done=self._show_packages, failed=self._refused)

    def _as_of(self) -> date:
        value = self._form.field("as_of").value()
        return value if isinstance(value, date) else self.context.today()

    def _as_of_changed(self) -> None:
        if self._preview is not None and self._as_of() != self._preview.as_of:
            workplace = self.context.workplace
            self.run(exporting.preview, workplace, as_of=self._as_of(), done=self._show_preview, failed=self._refused)

    def _show_preview(self, preview: ReportPreview) -> None:
        self._preview = preview
        rows = ngettext("{count} Teilnahme", "{count} Teilnahmen", preview.rows).format(count=preview.rows)
        groups = ngettext("aus {count} Gruppe", "aus {count} Gruppen", preview.groups).format(count=preview.groups)
        self._number.show_value(
            str(preview.rows), f"{rows} {groups}", _("Paket {number}").format(number=preview.number)
        )
        self._what.setText(
            _(
                "Statt Namen stehen Pseudonyme in den Zeilen, statt Tagen Monate. Es bleiben Sozialdaten: "
                "Das Paket ist für die Zentrale verschlüsselt. Namen von Gruppen gehen mit."
            )
        )
        typed = self._drafts.typed()
        self._offer_coarsenings(preview)
        self._show_settings({"legal_basis": preview.legal_basis, "centre_recipient": preview.centre_recipient})
        if not typed:
            self._drafts.restart()
        self._drafts.begin()

    def _show_settings(self, stored: dict[str, str]) -> None:
        """What is stored now, but never over something that was typed since."""
        for name, value in stored.items():
            if not self._differs(name):
                self._form.field(name).set_value(value)
        self._stored = stored

    def _differs(self, name: str) -> bool:
        return str(self._form.field(name).value() or "") != self._stored[name]

    def _offer_coarsenings(self, preview: ReportPreview) -> None:
        field = self._form.field("coarsening")
        assert isinstance(field, ChoiceField)
        chosen = field.value()
        field.set_choices(
            [
                (coarsening, f"{coarsening_words(coarsening)} – {alone_words(unique, preview.rows)}")
                for coarsening, unique in preview.unique
            ]
        )
        field.set_value(chosen or preview.unique[0][0])

    def _show_packages(self, packages: Sequence[PackageRow]) -> None:
        self._packages.set_records(packages)
        self._packages.fit_height()
        self._packages.setVisible(bool(packages))
        self._nothing_yet.setVisible(not packages)

    def _write(self) -> None:
        if not self._form.check():
            return
        self._form.clear_problems()
        values = self._form.values()
        settings = {name: values[name] for name in ("legal_basis", "centre_recipient")}
        self.run(
            site.change_site, self.context.workplace, fields=settings, done=self._settled, failed=self._not_settled
        )

    def _not_settled(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self._form.show_problems(error.problems)
        else:
            self._refused(error)

    def _settled(self, _site_id: object) -> None:
        folder = self.context.files.choose_folder(self, _("Wohin soll das Paket?"))
        coarsening = self._form.field("coarsening").value()
        if folder is None or not isinstance(coarsening, Coarsening):
            return
        self.run(
            exporting.export_package,
            self.context.workplace,
            folder=folder,
            as_of=self._as_of(),
            coarsening=coarsening,
            done=self._written,
        )

    def _written(self, written: WrittenPackage) -> None:
        self._drafts.drop()
        text = ngettext(
            "Paket {number} mit {rows} Zeile liegt in {path}. Bitte geben Sie die Datei der Zentrale.",
            "Paket {number} mit {rows} Zeilen liegt in {path}. Bitte geben Sie die Datei der Zentrale.",
            written.row_count,
        )
        self.messages.success(text.format(number=written.number, rows=written.row_count, path=written.path))

    def _copy_line(self) -> None:
        QGuiApplication.clipboard().setText(self._line.text())
        self.messages.success(_("Der Ausweis ist kopiert."))

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, NotAllowedError):
            self.messages.info(_("Pakete für die Zentrale schreibt die Leitung."))
        else:
            self.show_error(error)


def _fields() -> list[FormField]:
    return [
        DateField("as_of", _("Stand"), help=_("Was an diesem Tag bekannt war. Er steht in jedem Paket.")),
        ChoiceField("coarsening", _("Genauigkeit"), [], help=_("Gröber, wenn jemand herausstechen würde.")),
        TextField(
            "legal_basis",
            _("Rechtsgrundlage der Übermittlung"),
            help=_("Einmal eintragen, zum Beispiel das Gesetz oder die Vereinbarung."),
        ),
        TextField(
            "centre_recipient",
            _("Schlüssel der Zentrale"),
            help=_("Die Zentrale nennt ihn; er beginnt mit age1."),
        ),
    ]


def _columns() -> list[Column]:
    return [
        Column(_("Nummer"), lambda package: str(package.number), number=True),
        Column(_("Stand"), lambda package: format_date(package.as_of)),
        Column(_("Geschrieben"), lambda package: format_date(local_date(package.made_at))),
        Column(_("Zeilen"), lambda package: str(package.row_count), number=True),
        Column(_("Datei"), lambda package: package.file_name, stretch=True),
        Column(_("Rechtsgrundlage"), lambda package: package.legal_basis, stretch=True),
    ]
