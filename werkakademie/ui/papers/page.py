"""The page „Unterlagen“: the people on the left, one person's papers on the right."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.i18n import _, ngettext
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.enums import PaperStatus
from werkakademie.records.ids import ApplicationDocumentId
from werkakademie.records.job_search import PaperFolder, PaperRecord, PaperVersion
from werkakademie.records.labels import label
from werkakademie.services import papers
from werkakademie.ui.papers.beside import BesidePanel
from werkakademie.ui.papers.paper_card import PaperActions, PaperCard
from werkakademie.ui.papers.paper_dialog import PaperDialog
from werkakademie.ui.papers.texts import paper_row, papers_words, person_name, person_row
from werkakademie.ui.participants.head import PersonHead
from werkakademie.ui.participants.people_list import PeopleSource
from werkakademie.ui.participants.person_page import PersonPage
from werkakademie.ui.shell.histories import open_history
from werkakademie.ui.shell.pages import PageAction, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column
from werkakademie.ui.widgets.record_list import RecordList
from werkakademie.ui.widgets.tabs import DetailTabs

#: So many papers are seen at once; the others scroll.
_SEEN_AT_ONCE = 5


class PapersPage(PersonPage):
    """The papers in the order of an application folder; below them the chosen one with its files."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            source=PeopleSource(papers.paper_owner_page, person_row, lambda row: row.participant_id),
            read=papers.paper_folder,
            shown=frozenset({Noun.APPLICATION_DOCUMENT}),
            icon="folder-open",
        )
        self._paper: PaperRecord | None = None
        self._usual = Button(_("Übliche Unterlagen anlegen"), icon="list-checks", run=self._add_usual)
        self.head = PersonHead(self._usual)
        self.papers = RecordList(paper_row, name=_("Unterlagen"), key=lambda paper: paper.id)
        self.papers.chosen.connect(self._paper_chosen)
        self.card = PaperCard(
            PaperActions(
                change=self._change,
                remove=self._remove,
                set_status=self._set_status,
                choose_file=self._choose_file,
                add_files=self._add_files,
                save_copy=self._save_copy,
                history=self._history,
            ),
            most_megabytes=papers.LARGEST_FILE // (1024 * 1024),
        )
        listed = QWidget()
        listed.setLayout(
            column(Card(_("Unterlagen"), icon="folder-open").add(self.papers), self.card, None, spacing=2 * GRID)
        )
        self._nothing = EmptyState(
            "folder-open",
            _("Noch keine Unterlagen"),
            _("Hier liegen Lebenslauf, Anschreiben, Zeugnisse und Foto mit ihren Fassungen, verschlüsselt."),
            Button(_("Übliche Unterlagen anlegen"), icon="list-checks", kind=Kind.PRIMARY, run=self._add_usual),
            Button(_("Papier hinzufügen"), icon="plus", run=self._add),
        )
        self._views = QStackedWidget()
        self._views.addWidget(self._nothing)
        self._views.addWidget(listed)
        self.beside = BesidePanel(self)
        self.tabs = DetailTabs(name=_("Bereiche"))
        self.tabs.hold(self._views, self.beside)
        self.tabs.add("papers", _("Unterlagen"), lambda: self._views)
        self.tabs.add("beside", _("Am Platz"), lambda: self.beside)
        pane = ScrollPane()
        pane.body.addWidget(self.head)
        pane.body.addWidget(self.tabs, 1)
        self.set_detail(pane)

    def title(self) -> str:
        return _("Unterlagen")

    def header_actions(self) -> Sequence[PageAction]:
        return (PageAction(_("Papier hinzufügen"), self._add, icon="plus", primary=True),)

    def choose_text(self) -> str:
        return _("Wählen Sie links eine Person aus, um ihre Bewerbungsunterlagen zu sehen und zu ergänzen.")

    def refresh(self, changes: ChangeSet) -> None:
        super().refresh(changes)
        self.beside.refresh(changes)

    def show_person(self, found: PaperFolder) -> None:
        self.beside.show_person(found.person.participant_id)
        self.head.show_person(
            person_name(found.person), found.person.group_name or _("noch in keiner Gruppe"), papers_words(found.person)
        )
        self._usual.setVisible(bool(found.papers) and not found.has_usual)
        self.papers.set_records(found.papers)
        if self.papers.current_record() is None:
            self.papers.choose_first()
        rows = min(len(found.papers), _SEEN_AT_ONCE)
        self.papers.setFixedHeight(max(1, rows) * max(1, self.papers.sizeHintForRow(0)) + 4)
        self._views.setCurrentIndex(1 if found.papers else 0)

    def _paper_chosen(self, paper: PaperRecord | None) -> None:
        self._paper = paper
        if paper is not None:
            self.card.show_paper(paper)

    def _add(self) -> None:
        if self.ask_for_person() and self.person_id is not None:
            PaperDialog(self, self.person_id, stored=self._added).open()

    def _added(self, document_id: ApplicationDocumentId) -> None:
        self.papers.choose(document_id)
        self.messages.success(
            _("Das Papier steht in der Liste. Fügen Sie nun die Datei hinzu."),
            undo=partial(self.run, papers.remove_paper, self.context.workplace, document_id),
        )

    def _add_usual(self) -> None:
        if not self.ask_for_person() or self.person_id is None:
            return
        workplace = self.context.workplace

        def added(numbers: Sequence[ApplicationDocumentId]) -> None:
            text = ngettext(
                "{count} Papier ist als fehlend angelegt.", "{count} Papiere sind als fehlend angelegt.", len(numbers)
            )
            self.messages.success(
                text.format(count=len(numbers)), undo=partial(self.run, papers.remove_papers, workplace, numbers)
            )

        self.run(papers.add_usual_papers, workplace, self.person_id, done=added)

    def _history(self) -> None:
        if self._paper is not None:
            title = _("Verlauf: {title}").format(title=self._paper.title)
            open_history(self, title, "application_document", self._paper.id)

    def _change(self) -> None:
        if self._paper is not None and self.person_id is not None:
            PaperDialog(self, self.person_id, paper=self._paper).open()

    def _remove(self) -> None:
        if self._paper is None:
            return
        paper, workplace = self._paper, self.context.workplace
        back = partial(self.run, papers.remove_paper, workplace, paper.id, removed=False)
        text = _("„{title}“ steht nicht mehr in der Liste.").format(title=paper.title)
        self.run(papers.remove_paper, workplace, paper.id, done=lambda _number: self.messages.success(text, undo=back))

    def _set_status(self, status: PaperStatus) -> None:
        if self._paper is None or status is self._paper.status:
            return
        before, number, workplace = self._paper.status, self._paper.id, self.context.workplace
        text = _("„{title}“: {status}").format(title=self._paper.title, status=label(status))
        back = partial(self.run, papers.set_status, workplace, number, status=before)
        self.run(
            papers.set_status,
            workplace,
            number,
            status=status,
            done=lambda _number: self.messages.success(text, undo=back),
        )

    def _choose_file(self) -> None:
        kinds = [(_("Dokumente und Bilder"), ("pdf", "docx", "doc", "odt", "jpg", "jpeg", "png"))]
        path = self.context.files.open_file(self, _("Datei hinzufügen"), kinds)
        if path is not None:
            self._add_files([path])

    def _add_files(self, paths: Sequence[Path]) -> None:
        """Each file is one more version, in the order in which they were dropped."""
        if self._paper is None:
            return
        for path in paths:
            self.run(
                papers.add_file,
                self.context.workplace,
                self._paper.id,
                path=path,
                done=partial(self._file_added, path.name),
            )

    def _file_added(self, name: str, _version: object) -> None:
        self.messages.success(_("„{name}“ ist aufbewahrt. Die Datei auf dem PC ist noch da.").format(name=name))

    def _save_copy(self, version: PaperVersion, _checked: bool = False) -> None:
        ending = Path(version.file_name).suffix.lstrip(".") or "pdf"
        title = _("Kopie speichern")
        path = self.context.files.save_file(self, title, version.file_name, [(_("Datei"), (ending,))])
        if path is None:
            return
        text = _("Kopie gespeichert: {path}. Sie ist nicht mehr durch das Passwort geschützt.").format(path=path)
        self.run(
            papers.save_copy,
            self.context.workplace,
            version.id,
            path=path,
            done=lambda _path: self.messages.warning(text),
        )
