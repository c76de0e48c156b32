"""What the coach said about a paper, beside the text of it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_date, pgettext
from werkakademie.records.cover_letter import CommentRecord, place_words
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import PaperCommentId
from werkakademie.ui.own.lines import in_line
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.text import TextLabel

#: Called with the comment, and whether it is done.
Tick = Callable[[PaperCommentId, bool], object]


class CommentsPanel(Card):
    """`show_comments` fills it; without a comment it is not there."""

    def __init__(self, subject: CommentOn, *, tick: Tick) -> None:
        super().__init__(_("Hinweise zu Ihrem Text"), icon="message-square")
        self._subject, self._tick = subject, tick
        self._known: set[PaperCommentId] | None = None
        self._lines = column(spacing=2 * GRID)
        self.add(self._lines)
        self.hide()

    def show_comments(self, comments: Sequence[CommentRecord]) -> None:
        """Open ones stand out; a new one is announced."""
        clear_layout(self._lines)
        for comment in comments:
            self._lines.addWidget(self._line(comment))
        self.setVisible(bool(comments))
        numbers = {comment.id for comment in comments}
        if self._known is not None and numbers - self._known:
            announce(self, _("Es gibt einen neuen Hinweis."))
        self._known = numbers

    def _line(self, comment: CommentRecord) -> QWidget:
        done = comment.ticked_at is not None
        about = place_words(self._subject, comment.place)
        head = TextLabel(
            in_line(about, format_date(comment.created_at.date())), TextRole.SMALL, tone="muted", wrap=True
        )
        text = TextLabel(comment.text, tone="muted" if done else "", wrap=True)
        if done:
            button = BigButton(_("Doch nicht erledigt"), icon="undo-2")
            state = TextLabel(pgettext("Hinweis", "erledigt"), TextRole.STRONG, tone="good")
        else:
            button = BigButton(_("Erledigt"), icon="check")
            state = TextLabel(pgettext("Hinweis", "offen"), TextRole.STRONG, tone="warn")
        button.setAccessibleName(f"{button.text()}: {comment.text}")
        button.clicked.connect(partial(self._tick, comment.id, not done))
        line = QWidget()
        line.setLayout(column(head, text, state, button, spacing=GRID // 2))
        return line
