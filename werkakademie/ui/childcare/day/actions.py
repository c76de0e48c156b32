"""What can be decided about a family's places: one row of buttons for the day and for the waiting list."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.childcare_bookings import BookingRow
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import BookingState, OverCapacity
from werkakademie.services import childcare_bookings
from werkakademie.ui.childcare.day.texts import family_names
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.flow import FlowLayout

_HELD = (BookingState.BOOKED, BookingState.OFFERED, BookingState.WAITING)
_GIVEN_UP = (BookingState.RELEASED, BookingState.FALLEN_THROUGH)


class BookingActions(QWidget):
    """Shows only what makes sense for the chosen family; siblings go together."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._rows: tuple[BookingRow, ...] = ()
        self._policy = OverCapacity.WARN
        self.confirm = self._button(_("Angebot bestätigen"), "check", self._send(childcare_bookings.confirm_offer))
        self.decline = self._button(_("Angebot ablehnen"), "x", self._send(childcare_bookings.decline_offer))
        self.part = self._button(_("Teilweise buchen"), "clock", self._send(childcare_bookings.take_part))
        self.over = self._button(_("Trotzdem buchen …"), "triangle-alert", self._book_over)
        self.release = self._button(_("Nicht gebraucht"), "minus", self._release)
        self.fallen = self._button(
            _("Betreuung ausgefallen"), "calendar-x", self._send(childcare_bookings.mark_fallen_through)
        )
        self.again = self._button(_("Wieder anfragen"), "undo-2", self._send(childcare_bookings.ask_again))
        self.confirm.set_kind(Kind.PRIMARY)
        layout = FlowLayout(gap=8)
        for button in self.buttons():
            layout.addWidget(button)
        self.setLayout(layout)
        self.show_family(())

    def buttons(self) -> tuple[Button, ...]:
        return (self.confirm, self.decline, self.part, self.over, self.release, self.fallen, self.again)

    def show_family(
        self, rows: Sequence[BookingRow], *, has_part: bool = False, policy: OverCapacity | None = None
    ) -> None:
        """The children of one family at one time; nothing can be decided once a child came."""
        self._rows = tuple(rows)
        self._policy = policy or self._policy
        state = rows[0].state if rows else None
        open_yet = bool(rows) and not any(row.arrived_at for row in rows)
        self.confirm.setVisible(open_yet and state is BookingState.OFFERED)
        self.decline.setVisible(open_yet and state is BookingState.OFFERED)
        self.part.setVisible(open_yet and state is BookingState.WAITING and has_part)
        self.over.setVisible(open_yet and state is BookingState.WAITING and self._policy is OverCapacity.WARN)
        self.release.setVisible(open_yet and state in _HELD)
        self.fallen.setVisible(open_yet and state in _HELD)
        self.again.setVisible(open_yet and state in _GIVEN_UP)

    def _button(self, text: str, icon: str, run: Callable[[], object]) -> Button:
        return Button(text, icon=icon, run=run)

    def _send(self, service: Callable[..., Any]) -> Callable[[], object]:
        return lambda: self._run(service)

    def _run(self, service: Callable[..., Any]) -> None:
        rows = self._rows
        if not rows:
            return
        ids = tuple(row.id for row in rows)
        self._page.run(service, self._page.context.workplace, ids, done=partial(self._told, rows))

    def _told(self, rows: Sequence[BookingRow], _answer: object) -> None:
        text = _("{family}: gespeichert. Strg+Z nimmt es zurück.").format(family=family_names(rows))
        self._page.messages.success(text)

    def _release(self) -> None:
        rows = self._rows
        if not rows:
            return
        ids = tuple(row.id for row in rows)
        workplace = self._page.context.workplace

        def done(_answer: object) -> None:
            self._page.messages.success(
                _("{family}: Der Platz wird nicht gebraucht und ist frei.").format(family=family_names(rows)),
                undo=lambda: self._page.run(childcare_bookings.ask_again, workplace, ids),
            )

        self._page.run(childcare_bookings.release, workplace, ids, done=done)

    def _book_over(self) -> None:
        if self._rows:
            over_dialog(self._page, self._rows, self._told).open()


def over_dialog(
    page: Page, rows: Sequence[BookingRow], told: Callable[[Sequence[BookingRow], object], object]
) -> FormDialog:
    """More than the rule allows needs a reason, which is kept with the place."""
    ids = tuple(row.id for row in rows)

    def send(values: Values, run: Run) -> None:
        run(childcare_bookings.book_over, page.context.workplace, ids, reason=values["reason"])

    return FormDialog(
        page,
        _("{family} trotzdem buchen").format(family=family_names(rows)),
        _("Trotzdem buchen"),
        [TextField("reason", _("Grund"), help=_("Der Grund wird mit dem Platz gespeichert."))],
        send=send,
        stored=lambda _values, answer: told(rows, answer),
        intro=_("Damit sind mehr Kinder gebucht, als die Betreuungsregel zulässt."),
        draft=DraftKey.about("booking.over", ids[0]),
    )
