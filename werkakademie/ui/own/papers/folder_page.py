"""„Mappe machen“: for which application, which papers, and what to do with the finished folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import JobApplicationId, SentPaperId
from werkakademie.records.own_papers import FolderPaper, FolderTarget, MadeFolder
from werkakademie.services.own import folders, papers
from werkakademie.ui.own.keeping import GiveContent, keep_or_print_later
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.papers.folder_choice import FolderChoice
from werkakademie.ui.own.papers.texts import made_words
from werkakademie.ui.own.widgets import ActionCard, BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Job
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.text import TextLabel, heading


@dataclass(frozen=True, slots=True)
class FolderFor:
    """Target of the page when the application is chosen: none for a folder without one."""

    application_id: JobApplicationId | None


class FolderPage(OwnPage):
    """Asks for the application first, unless `context.go("folder", application_id)` says it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._for = FolderFor(None)
        self._keeper: DraftKeeper | None = None
        self._job: Job | None = None
        self._finished: MadeFolder | None = None
        self.choice = FolderChoice()
        self.choice.hide()
        self._shown = column(spacing=2 * GRID)
        holder = QWidget()
        holder.setLayout(self._shown)
        self.progress = ProgressPanel()
        self.make_button = BigButton(_("Mappe machen"), icon="folder", kind=Kind.PRIMARY, run=self._make)
        self.make_button.hide()
        self.body.addWidget(holder)
        self.body.addWidget(self.choice)
        self.body.addStretch(1)
        self.foot.addWidget(self.progress)
        self.foot.addLayout(row(self.make_button, None))

    def title(self) -> str:
        return _("Mappe machen")

    def enter(self, target: object = None) -> None:
        if isinstance(target, UUID):
            target = FolderFor(JobApplicationId(target))
        if isinstance(target, MadeFolder):
            self._made(target)
        elif isinstance(target, FolderFor):
            self._for = target
            self.run(folders.folder_papers, self.own, target.application_id, done=self._show_papers)
        else:
            self.run(folders.folder_targets, self.own, done=self._show_targets)

    def carried(self) -> object:
        """The finished folder stays in view over a change of language."""
        return self._finished

    def go_back(self) -> bool:
        """While a folder is made, „Zurück“ stops it first; from the finished one it leads to the papers."""
        if self._job is not None:
            self._job.cancel()
            return True
        return False

    def _show_targets(self, targets: Sequence[FolderTarget]) -> None:
        self._shown.addWidget(heading(_("Für welche Bewerbung ist die Mappe?")))
        cards = [
            ActionCard(
                one.employer_name,
                one.position,
                icon="briefcase",
                run=partial(self.context.go, "folder", FolderFor(one.application_id)),
            )
            for one in targets
        ]
        cards.append(
            ActionCard(
                _("Ohne Bewerbung"),
                _("Die Mappe ist für mich."),
                icon="user",
                run=partial(self.context.go, "folder", FolderFor(None)),
            )
        )
        for card in cards:
            self._shown.addWidget(card)
        cards[0].setFocus()

    def _show_papers(self, found: Sequence[FolderPaper]) -> None:
        clear_layout(self._shown)
        if not found:
            self._shown.addWidget(
                TextLabel(_("Sie haben noch keine Papiere. Schreiben Sie zuerst den Lebenslauf."), wrap=True)
            )
            self._shown.addLayout(
                row(BigButton(_("Meine Unterlagen"), icon="file-text", run=lambda: self.context.go("papers")), None)
            )
            return
        self._shown.addWidget(heading(_("Was kommt in die Mappe?")))
        self._shown.addWidget(
            TextLabel(_("Mit den Pfeilen ändern Sie die Reihenfolge. Oben liegt das erste Blatt."), wrap=True)
        )
        self.choice.show_papers(found)
        self.choice.show()
        self.make_button.show()
        if self._keeper is None:
            number = self._for.application_id
            key = DraftKey("own_folder") if number is None else DraftKey.about("own_folder", number)
            self._keeper = self.keep_draft(key, self.choice)
            self._keeper.begin()
        self.make_button.setFocus()

    def _make(self) -> None:
        if self._job is not None:
            return
        self.messages.clear()
        self._set_busy(True)
        self._job = self.run(
            folders.make_folder,
            self.own,
            self._for.application_id,
            self.choice.chosen(),
            megabytes=self.choice.megabytes,
            progress=self.progress.advance,
            done=self._made,
            failed=self._not_made,
        )
        self.progress.start(_("Die Mappe wird gemacht"), self._job.cancel)

    def _set_busy(self, busy: bool) -> None:
        self.make_button.setEnabled(not busy)
        self.choice.setEnabled(not busy)

    def _not_made(self, error: WerkakademieError) -> None:
        self._job = None
        self.progress.end()
        self._set_busy(False)
        self.show_error(error)
        self.make_button.setFocus()

    def _made(self, made: MadeFolder) -> None:
        self._job, self._finished = None, made
        self.progress.end()
        self._set_busy(False)
        if self._keeper is not None:
            self._keeper.drop()
        self.choice.hide()
        self.make_button.hide()
        clear_layout(self._shown)
        self._shown.addWidget(heading(_("Die Mappe ist fertig.")))
        self._shown.addWidget(TextLabel(made.file_name, TextRole.STRONG, wrap=True))
        self._shown.addWidget(TextLabel(made_words(made), wrap=True))
        ways = keep_or_print_later(self, made.file_name, self._content_of(made))
        self._shown.addLayout(ways)
        if made.application_id is not None:
            self._shown.addWidget(heading(_("Haben Sie die Mappe abgeschickt?")))
            sent = BigButton(_("Ja, heute abgeschickt"), icon="send")
            sent.clicked.connect(lambda: self._mark(made, sent))
            self._shown.addLayout(row(sent, None))
        first = ways.itemAt(0)
        save = first.widget() if first is not None else None
        if save is not None:
            save.setFocus()

    def _content_of(self, made: MadeFolder) -> GiveContent:
        return lambda deliver: self.run(
            papers.paper_file, self.own, made.version_id, done=lambda file: deliver(file[1])
        )

    def _mark(self, made: MadeFolder, button: BigButton) -> None:
        assert made.application_id is not None
        button.setEnabled(False)
        self.run(
            folders.mark_sent,
            self.own,
            made.application_id,
            (made.version_id, *made.parts),
            done=partial(self._marked, button),
        )

    def _marked(self, button: BigButton, sent: tuple[SentPaperId, ...]) -> None:
        def back() -> None:
            button.setEnabled(True)
            self.run(folders.take_back_sent, self.own, sent)

        self.messages.success(_("Eingetragen: Die Mappe ist heute abgeschickt."), undo=back)
