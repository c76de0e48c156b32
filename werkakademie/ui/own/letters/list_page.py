"""„Meine Anschreiben“: the person's letters, and the beginning of a new one for one of their applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.cover_letter import LetterRow, LetterTarget
from werkakademie.records.ids import CoverLetterId, JobApplicationId
from werkakademie.services.own import letters
from werkakademie.ui.own.lines import in_line
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import ActionCard, BigButton
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel, heading

KEY, LETTER_KEY = "letters", "letter"


@dataclass(frozen=True, slots=True)
class RemovedLetter:
    """Target of the page after a letter was taken away, so that it can be brought back."""

    id: CoverLetterId


class LettersPage(OwnPage):
    """Shows the letters; „Neues Anschreiben“ asks for which application.

    With the id of an application that has none yet, its letter begins at once.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._asks = False
        self._for: JobApplicationId | None = None
        self._shown = column(spacing=2 * GRID)
        holder = QWidget()
        holder.setLayout(self._shown)
        self.body.addWidget(holder)
        self.body.addStretch(1)

    def title(self) -> str:
        return _("Meine Anschreiben")

    def enter(self, target: object = None) -> None:
        if isinstance(target, UUID):
            self._for = JobApplicationId(target)
        if isinstance(target, RemovedLetter):
            back = partial(self.run, letters.remove_letter, self.own, target.id, removed=False)
            self.messages.success(_("Das Anschreiben ist gelöscht."), undo=back)
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if Noun.COVER_LETTER in changes and not self._asks:
            self._load()

    def go_back(self) -> bool:
        if not self._asks:
            return False
        self._load()
        return True

    def _load(self) -> None:
        self.run(letters.my_letters, self.own, done=self._show)

    def _show(self, rows: Sequence[LetterRow]) -> None:
        wanted, self._for = self._for, None
        if wanted is not None and wanted not in {row.application_id for row in rows}:
            self._begin(wanted)
            return
        self._asks = False
        clear_layout(self._shown)
        if not rows:
            self._shown.addWidget(TextLabel(_("Hier schreiben Sie einen Brief an eine Firma."), wrap=True))
        new = BigButton(_("Neues Anschreiben"), icon="plus", kind=Kind.PRIMARY, run=self._ask)
        self._shown.addLayout(row(new, None))
        for one in rows:
            card = ActionCard(
                one.employer or one.subject or _("Anschreiben"),
                _about(one),
                icon="mail",
                run=partial(self.context.go, LETTER_KEY, one.id),
            )
            self._shown.addWidget(card)
        new.setFocus()

    def _ask(self) -> None:
        self.run(letters.letter_targets, self.own, done=self._show_targets)

    def _show_targets(self, targets: Sequence[LetterTarget]) -> None:
        if not targets:
            self._begin(None)
            return
        self._asks = True
        clear_layout(self._shown)
        self._shown.addWidget(heading(_("Für welche Bewerbung ist der Brief?")))
        cards = [
            ActionCard(one.employer, one.position, icon="briefcase", run=partial(self._begin, one.application_id))
            for one in targets
        ]
        cards.append(
            ActionCard(
                _("Für eine andere Firma"), _("Ich schreibe die Adresse selbst."), icon="pencil", run=self._begin_free
            )
        )
        for card in cards:
            self._shown.addWidget(card)
        cards[0].setFocus()

    def _begin_free(self) -> None:
        self._begin(None)

    def _begin(self, application_id: JobApplicationId | None) -> None:
        self.run(letters.begin_letter, self.own, application_id, done=partial(self.context.go, LETTER_KEY))


def _about(row: LetterRow) -> str:
    parts = [row.subject if row.employer else "", _("geändert am {day}").format(day=format_date(row.changed_at.date()))]
    if row.open_comments:
        words = ngettext("{count} Hinweis für Sie", "{count} Hinweise für Sie", row.open_comments)
        parts.append(words.format(count=row.open_comments))
    return in_line(*parts)
