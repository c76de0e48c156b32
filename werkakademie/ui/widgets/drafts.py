"""Keeps what is typed into a form until it is stored, and brings it back after a lock or a crash."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from werkakademie.i18n import _, format_date, format_time
from werkakademie.records.clock import local_moment
from werkakademie.records.drafts import DraftKey, DraftRecord
from werkakademie.services import drafts
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.banners import Banner, announce
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.styling import Tone

#: The most that a crash can take away.
SAVE_AFTER_MILLISECONDS = 1000


class DraftPart(Protocol):
    """Something that holds input: a Form, a single field, or what a dialog makes for its own lists."""

    @property
    def changed(self) -> SignalInstance: ...

    def draft_values(self) -> dict[str, Any]:
        """The input by name, as JSON can hold it, without anything confidential."""

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        """Show the part of a draft that belongs here, as if the person had typed it."""


class DraftKeeper(QObject):
    """The draft of one opened form, whose `parts` hold the input. Nothing is stored while nothing was typed.

    `begin` when the form shows what it starts with; `drop` once its input is stored; `keep` when it closes without.
    Only what differs from the beginning is kept, so that another person's later change is not undone by an old draft.
    """

    #: What was typed is on the disk.
    saved = Signal()
    #: A draft was looked for, and brought back if there was one.
    looked = Signal()

    def __init__(
        self, owner: QWidget, key: DraftKey, *parts: DraftPart, context: PageContext, place: QVBoxLayout, index: int = 0
    ) -> None:
        super().__init__(owner)
        self.key = key
        self._parts = parts
        self._context = context
        self._place, self._index = place, index
        self._banner: Banner | None = None
        self._first: dict[str, Any] = {}
        #: What the store holds: nothing, or the values last sent there.
        self._sent: dict[str, Any] = {}
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        for part in parts:
            part.changed.connect(self._changed)

    def begin(self) -> None:
        """Take what is shown now as untouched and look for a draft of this form; once in its life."""
        if not self._begun:
            self._begun = True
            self._first = self._values()
            self._run(drafts.find_draft, self.key, done=self._found)

    def restart(self) -> None:
        """Other values came from the store, and nobody had typed: these are untouched."""
        self._first = self._values()

    def typed(self) -> dict[str, Any]:
        """What differs from the beginning."""
        if not self._begun:
            return {}
        return {name: value for name, value in self._values().items() if value != self._first.get(name)}

    def keep(self) -> None:
        """Save what was typed, now; the answer is `saved`."""
        self._timer.stop()
        typed = self.typed()
        if not self._begun or typed == self._sent:
            return
        self._sent = typed
        if typed:
            self._run(drafts.save_draft, self.key, typed, done=lambda _answer: self.saved.emit())
        else:
            self._run(drafts.drop_draft, self.key)

    def drop(self) -> None:
        """It is stored now: forget the draft, and take what is shown as the new beginning."""
        self._timer.stop()
        if self._begun:
            self._first = self._values()
            self._forget()
        if self._banner is not None:
            self._banner.hide()

    def waits(self) -> bool:
        """Whether something was typed that is not on its way to the disk yet."""
        return self._timer.isActive()

    def banner(self) -> Banner | None:
        """What says that a draft was brought back, if one was."""
        return self._banner

    def _changed(self) -> None:
        if self._begun and not self._timer.isActive():
            self._timer.start(SAVE_AFTER_MILLISECONDS)

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for part in self._parts:
            values |= part.draft_values()
        return values

    def _found(self, record: DraftRecord | None) -> None:
        if record is not None:
            self._sent = dict(record.values)
            # What was typed while the store was asked is newer.
            self._restore({name: value for name, value in record.values.items() if name not in self.typed()})
            self._show(_restored_words(record, self._context), _("Verwerfen"), self._discard)
        self.looked.emit()

    def _restore(self, values: Mapping[str, Any]) -> None:
        for part in self._parts:
            part.restore_draft(values)

    def _discard(self) -> None:
        """Back to the beginning; a wrong click can be taken back."""
        discarded = self.typed()
        self._restore({name: self._first.get(name) for name in discarded})
        self._timer.stop()
        self._forget()

        def take_back() -> None:
            self._restore(discarded)
            self.keep()
            self._hide()

        self._show(_("Der Entwurf ist verworfen."), _("Rückgängig"), take_back)

    def _forget(self) -> None:
        if self._sent:
            self._sent = {}
            self._run(drafts.drop_draft, self.key)

    def _run(self, service: Callable[..., Any], *arguments: Any, done: Callable[[Any], object] | None = None) -> None:
        """Saving goes on when the form is gone; only its answer is dropped then."""
        self._context.worker.run(
            service, self._context.workplace, *arguments, done=done, owner=self if done is not None else None
        )

    def _show(self, text: str, verb: str, run: Callable[[], object]) -> None:
        if self._banner is None:
            self._banner = Banner(closable=True)
            self._place.insertWidget(self._index, self._banner)
        self._banner.show_message(text, Tone.INFO, action=Button(verb, kind=Kind.QUIET, run=run))
        self._banner.show()
        announce(self._banner, text)

    def _hide(self) -> None:
        if self._banner is not None:
            self._banner.hide()


def keepers_in(window: QWidget) -> list[DraftKeeper]:
    """The drafts of everything that is open in a window."""
    return window.findChildren(DraftKeeper)


def context_above(widget: QWidget) -> PageContext | None:
    """The context of the page that a widget belongs to."""
    above: QWidget | None = widget
    while above is not None:
        context = getattr(above, "context", None)
        if isinstance(context, PageContext):
            return context
        above = above.parentWidget()
    return None


def _restored_words(record: DraftRecord, context: PageContext) -> str:
    saved = local_moment(record.saved_at)
    if saved.date() == context.today():
        text = _("Entwurf von {time} wiederhergestellt. Er ist noch nicht gespeichert.")
        return text.format(time=format_time(saved))
    text = _("Entwurf vom {day}, {time}, wiederhergestellt. Er ist noch nicht gespeichert.")
    return text.format(day=format_date(saved.date()), time=format_time(saved))
