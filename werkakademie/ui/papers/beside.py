"""„Am Platz“: the CV and the letters as the person sees them while writing, and the coach's comments on them."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, format_date, format_time, pgettext
from werkakademie.records.beside import PapersBeside
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.cover_letter import CommentRecord, comment_places, place_words
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import CoverLetterId, PaperCommentId, ParticipantId
from werkakademie.services import paper_comments
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import ChoiceField, LongTextField
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.sheet_view import Deliver, LivePreview, Refuse, SheetPane
from werkakademie.ui.widgets.text import TextLabel, muted

#: While the panel is seen, the person may go on writing at another PC.
LOOK_AGAIN_MILLISECONDS = 4_000


class BesidePanel(QWidget):
    """`show_person`; what is looked at is chosen above, the sheet is on one side and what is said about it beside."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._person: ParticipantId | None = None
        self._found = PapersBeside(())
        #: What is shown now, so that looking again leaves alone what is the same.
        self._choices: list[tuple[Any, str]] = []
        self._places: list[tuple[str, str]] = []
        self._drawn: tuple[Any, datetime | None] | None = None
        self._comments: Sequence[CommentRecord] | None = None
        self.paper = ChoiceField("paper", _("Was möchten Sie ansehen?"), [], empty=_("Bitte wählen"))
        self.paper.changed.connect(self._paper_chosen)
        self.pane = SheetPane(name=_("So sieht es die Person"))
        self.pane.setMinimumHeight(420)
        self.preview = LivePreview(self.pane.view, self._draw)
        self.place = ChoiceField("place", _("Wozu?"), [], empty=_("Bitte wählen"))
        self.text = LongTextField("text", _("Ihr Hinweis"), help=_("Die Person liest ihn neben ihrem Text."), lines=3)
        self.send = Button(_("Hinweis geben"), icon="send", kind=Kind.PRIMARY, run=self._add)
        self._lines = column(spacing=GRID + 4)
        said = Card(_("Hinweise"), icon="message-square").add(self._lines, self.place, self.text, row(self.send, None))
        beside = row(self.pane, column(said, None), spacing=2 * GRID)
        beside.setStretch(0, 5)
        beside.setStretch(1, 4)
        self._work = QWidget()
        self._work.setLayout(beside)
        self._nothing = muted(
            _("Hier erscheint, was die Person am eigenen Platz schreibt: Lebenslauf und Anschreiben.")
        )
        self.setLayout(column(self._nothing, self.paper, self._work, None, spacing=2 * GRID))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        self._show_found()

    def show_person(self, person: ParticipantId) -> None:
        """Another person, or the same one anew."""
        if person != self._person:
            self._person, self._drawn, self._comments = person, None, None
            self._found = PapersBeside(())
            self._show_found()
            self.paper.set_value(None)
            self.text.set_value(None)
        if self.isVisible():
            self._look()

    def refresh(self, changes: ChangeSet) -> None:
        """Something was written or said."""
        if self.isVisible() and changes.nouns & {Noun.COVER_LETTER, Noun.RESUME}:
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _look(self) -> None:
        if self._person is not None:
            self._page.run(paper_comments.papers_beside, self._page.context.workplace, self._person, done=self._came)

    def _came(self, found: PapersBeside) -> None:
        self._found = found
        self._show_found()
        self._paper_chosen()

    def _show_found(self) -> None:
        letters = [(letter.id, _letter_words(letter.employer, letter.subject)) for letter in self._found.letters]
        begun = self._found.resume_changed_at is not None
        choices: list[tuple[Any, str]] = [*([(CommentOn.RESUME, _("Lebenslauf"))] if begun else []), *letters]
        if choices != self._choices:
            self._choices = choices
            self.paper.set_choices(choices)
        if self.paper.value() is None and choices:
            self.paper.set_value(choices[0][0])
        for widget in (self.paper, self._work):
            widget.setVisible(bool(choices))
        self._nothing.setVisible(not choices)

    def _paper_chosen(self) -> None:
        """Draw what is chosen if it is another or was changed, and say what was said about it."""
        subject, letter_id = self._chosen()
        if subject is None or self._person is None:
            return
        places = list(comment_places(subject))
        if places != self._places:
            self._places = places
            self.place.set_choices(places)
            self.place.set_value("")
        state = (self.paper.value(), self._changed_at())
        if state != self._drawn:
            self._drawn = state
            self.preview.ask()
        workplace = self._page.context.workplace
        self._page.run(
            paper_comments.comments_of,
            workplace,
            self._person,
            subject,
            letter_id,
            done=partial(self._show_comments, subject),
        )

    def _chosen(self) -> tuple[CommentOn | None, CoverLetterId | None]:
        value = self.paper.value()
        if value is None or value is CommentOn.RESUME:
            return value, None
        return CommentOn.LETTER, value

    def _changed_at(self) -> datetime | None:
        value = self.paper.value()
        if value is CommentOn.RESUME:
            return self._found.resume_changed_at
        return next((letter.changed_at for letter in self._found.letters if letter.id == value), None)

    def _draw(self, width: int, deliver: Deliver, refuse: Refuse) -> None:
        subject, letter_id = self._chosen()
        workplace = self._page.context.workplace
        if subject is None or self._person is None:
            deliver(())
        elif letter_id is not None:
            self._page.run(paper_comments.letter_pages, workplace, letter_id, width=width, done=deliver, failed=refuse)
        else:
            person = self._person
            self._page.run(paper_comments.resume_pages, workplace, person, width=width, done=deliver, failed=refuse)

    def _show_comments(self, subject: CommentOn, comments: Sequence[CommentRecord]) -> None:
        if comments == self._comments:
            return
        self._comments = comments
        clear_layout(self._lines)
        if not comments:
            self._lines.addWidget(muted(_("Noch kein Hinweis.")))
        for comment in comments:
            self._lines.addWidget(self._line(subject, comment))

    def _line(self, subject: CommentOn, comment: CommentRecord) -> QWidget:
        written = f"{format_date(comment.created_at.date())}, {format_time(comment.created_at)}"
        state = pgettext("Hinweis", "offen") if comment.ticked_at is None else pgettext("Hinweis", "erledigt")
        about = " · ".join(
            part for part in (place_words(subject, comment.place), comment.author, written, state) if part
        )
        back = Button(_("Zurücknehmen"), icon="trash-2", kind=Kind.QUIET)
        back.setAccessibleName(_("Zurücknehmen: {text}").format(text=comment.text))
        back.clicked.connect(partial(self._remove, comment.id))
        line = QWidget()
        line.setLayout(
            column(
                TextLabel(about, TextRole.SMALL, tone="muted", wrap=True),
                TextLabel(comment.text, wrap=True),
                row(back, None),
                spacing=2,
            )
        )
        return line

    def _add(self) -> None:
        subject, letter_id = self._chosen()
        if subject is None or self._person is None:
            return
        self._page.run(
            paper_comments.add_comment,
            self._page.context.workplace,
            self._person,
            subject=subject,
            letter_id=letter_id,
            place=self.place.value() or "",
            text=self.text.value() or "",
            done=self._added,
            failed=self._refused,
        )

    def _added(self, number: PaperCommentId) -> None:
        self.text.show_problem("")
        self.text.set_value(None)
        self._page.messages.success(
            _("Der Hinweis steht jetzt am Platz der Person."), undo=partial(self._remove, number)
        )

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.text.show_problem(error.problems[0].message)
            self.text.control.setFocus()
        else:
            self._page.show_error(error)

    def _remove(self, number: PaperCommentId, _checked: bool = False) -> None:
        workplace = self._page.context.workplace
        back = partial(self._page.run, paper_comments.remove_comment, workplace, number, removed=False)
        text = _("Der Hinweis ist zurückgenommen.")
        self._page.run(
            paper_comments.remove_comment,
            workplace,
            number,
            done=lambda _number: self._page.messages.success(text, undo=back),
        )


def _letter_words(employer: str, subject: str) -> str:
    return _("Anschreiben: {name}").format(name=employer or subject or "–")
