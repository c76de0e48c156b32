"""„Meine Unterlagen“: CV, letters and folder as four ways on, and the list of what is there."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QGridLayout

from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.enums import PaperKind
from werkakademie.records.ids import ApplicationDocumentId
from werkakademie.records.job_search import PaperRecord, PaperVersion
from werkakademie.records.own_papers import FOLDER_ENDINGS
from werkakademie.services.own import papers
from werkakademie.ui.own.keeping import save_copy
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.papers.rename_dialog import RenameDialog
from werkakademie.ui.own.papers.texts import paper_row
from werkakademie.ui.own.printing import print_document
from werkakademie.ui.own.widgets import ActionCard, BigButton, flowing
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, row
from werkakademie.ui.widgets.record_list import RecordList
from werkakademie.ui.widgets.text import TextLabel

_SEEN_ROWS = 6


class PapersPage(OwnPage):
    """What is chosen in the list can be saved, printed, renamed and removed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._paper: PaperRecord | None = None
        ways = (
            (_("Lebenslauf"), _("Schreiben und ansehen"), "file-user", "resume"),
            (_("Anschreiben"), _("Briefe an Firmen"), "mail", "letters"),
            (_("Mappe machen"), _("Alles in einer Datei"), "folder-open", "folder"),
            (_("Alles mitnehmen"), _("Auf einen USB-Stick"), "usb", "take_home"),
        )
        cards = QGridLayout()
        cards.setSpacing(2 * GRID)
        for place, (title, text, icon, key) in enumerate(ways):
            cards.addWidget(ActionCard(title, text, icon=icon, run=partial(context.go, key)), place // 2, place % 2)
        self.body.addLayout(cards)
        self.add_button = BigButton(_("Zeugnis hinzufügen"), icon="plus", kind=Kind.PRIMARY, run=self._add)
        self.body.addLayout(row(TextLabel(_("Meine Papiere"), TextRole.HEADING), None, self.add_button))
        self._nothing = TextLabel(_("Hier ist noch nichts. Haben Sie Zeugnisse? Es gehen PDF, JPG und PNG."), wrap=True)
        self.list = RecordList(paper_row, name=_("Meine Papiere"), key=lambda paper: paper.id)
        self.list.chosen.connect(self._chosen)
        self._save = BigButton(_("Speichern"), icon="save", run=self._save_newest)
        self._print = BigButton(_("Drucken"), icon="printer", run=self._print_newest)
        self._renew = BigButton(_("Neue Fassung"), icon="file-up", run=self._add_version)
        self._rename = BigButton(_("Anderer Name"), icon="pencil", run=self._ask_name)
        self._remove = BigButton(_("Entfernen"), icon="trash-2", run=self._take_away)
        self._actions = flowing(self._save, self._print, self._renew, self._rename, self._remove)
        for widget in (self._nothing, self._actions, self.list):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._show(())

    def title(self) -> str:
        return _("Meine Unterlagen")

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - shows all
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if Noun.APPLICATION_DOCUMENT in changes:
            self._load()

    def _load(self) -> None:
        self.run(papers.my_papers, self.own, done=self._show)

    def _show(self, found: Sequence[PaperRecord]) -> None:
        self._nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        self._actions.setVisible(bool(found))
        self.list.set_records(found)
        if found and self.list.current_record() is None:
            self.list.choose_first()
        rows = min(len(found), _SEEN_ROWS)
        self.list.setFixedHeight(max(1, rows) * max(1, self.list.sizeHintForRow(0)) + 4)

    def _chosen(self, paper: PaperRecord | None) -> None:
        self._paper = paper
        self._save.setEnabled(paper is not None and bool(paper.versions))
        self._print.setEnabled(_printed(paper) is not None)
        # The others are written here, and each saving makes a version.
        self._renew.setVisible(paper is not None and paper.kind is PaperKind.CERTIFICATE)
        self._rename.setEnabled(paper is not None)
        self._remove.setEnabled(paper is not None)

    def _add(self) -> None:
        path = self._file()
        if path is not None:
            self.run(papers.add_certificate, self.own, path=path, done=self._added)

    def _add_version(self) -> None:
        path = self._file()
        if path is not None and self._paper is not None:
            paper = self._paper
            text = _("„{title}“ hat jetzt eine neue Fassung. Was Sie schon gesendet haben, bleibt, wie es war.")
            self.run(
                papers.add_certificate,
                self.own,
                path=path,
                title=paper.title,
                document_id=paper.id,
                done=lambda _id: self.messages.success(text.format(title=paper.title)),
            )

    def _file(self) -> Path | None:
        kinds = [(_("Dokumente und Bilder"), (*FOLDER_ENDINGS, "heic"))]
        return self.context.files.open_file(self, _("Welche Datei?"), kinds)

    def _added(self, document_id: ApplicationDocumentId) -> None:
        self.list.choose(document_id)
        self.messages.success(
            _("Das Papier ist jetzt hier gespeichert. Sie können ihm einen anderen Namen geben."),
            undo=partial(self.run, papers.remove_paper, self.own, document_id),
        )

    def _save_newest(self) -> None:
        if self._paper is not None and self._paper.versions:
            self.run(papers.paper_file, self.own, self._paper.versions[0].id, done=self._keep)

    def _print_newest(self) -> None:
        version = _printed(self._paper)
        if version is not None:
            self.run(papers.paper_file, self.own, version.id, done=self._out)

    def _keep(self, file: tuple[str, bytes]) -> None:
        save_copy(self, *file)

    def _out(self, file: tuple[str, bytes]) -> None:
        print_document(self, file[1], file[0])

    def _ask_name(self) -> None:
        if self._paper is not None:
            RenameDialog(self, self._paper.id, self._paper.title).open()

    def _take_away(self) -> None:
        if self._paper is None:
            return
        number, text = self._paper.id, _("„{title}“ ist entfernt.").format(title=self._paper.title)
        back = partial(self.run, papers.remove_paper, self.own, number, removed=False)
        self.run(papers.remove_paper, self.own, number, done=lambda _number: self.messages.success(text, undo=back))


def _printed(paper: PaperRecord | None) -> PaperVersion | None:
    """The newest version that can be printed: a Word file made after it must not stand in its way."""
    versions = paper.versions if paper is not None else ()
    return next((one for one in versions if one.file_name.casefold().rpartition(".")[2] in FOLDER_ENDINGS), None)
