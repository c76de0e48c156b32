"""Take a group over for a day, and the lines on its page that say who does."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from werkakademie.i18n import _
from werkakademie.records.access import ForeignGroup, StandInRow
from werkakademie.records.drafts import DraftKey
from werkakademie.records.groups import CoachChoice, GroupRow
from werkakademie.records.ids import StandInId
from werkakademie.records.permissions import Permission
from werkakademie.services import stand_ins
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.groups.texts import short_day
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, TextField
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.styling import Tone


def stand_in_dialog(page: Page, group: GroupRow, coaches: Sequence[CoachChoice]) -> FormDialog:
    """Today is suggested; a lead may choose somebody else."""
    workplace = page.context.workplace
    arranges = workplace.may(Permission.ARRANGE_STAND_IN)

    def send(values: Values, run: Run) -> None:
        run(stand_ins.take_over, workplace, group.id, **{**values, "reason": values["reason"] or ""})

    def stored(values: Values, stand_in_id: StandInId) -> None:
        text = _("Die Vertretung am {day} ist eingetragen und endet mit diesem Tag.")
        page.messages.success(
            text.format(day=short_day(values["day"])), undo=lambda: page.run(stand_ins.end, workplace, stand_in_id)
        )

    fields: list[FormField] = [DateField("day", _("Tag"))]
    if arranges:
        fields.append(ChoiceField("account_id", _("Wer vertritt"), [(one.id, one.name) for one in coaches]))
    fields.append(TextField("reason", _("Grund"), optional=True, help=_("Zum Beispiel: Coach erkrankt.")))
    dialog = FormDialog(
        page,
        _("Vertretung für „{group}“").format(group=group.name),
        _("Vertretung übernehmen"),
        fields,
        send=send,
        stored=stored,
        intro=_("Für diesen Tag gehört die Gruppe mit allen Personen auch zu den eigenen. Es steht im Protokoll."),
        draft=DraftKey.about("stand_in", group.id),
    )
    values: dict[str, object] = {"day": page.context.today()}
    dialog.form.set_values(values | ({"account_id": workplace.account_id} if arranges else {}))
    return dialog


class StandInLines(QWidget):
    """Whose group it is, if it is not one's own, and one line for each day that somebody stands in."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._lines: QVBoxLayout = column(spacing=GRID)
        self.setLayout(self._lines)
        self.hide()

    def show_stand_ins(self, rows: Sequence[StandInRow], today: date, *, others: ForeignGroup | None) -> None:
        """Fill the lines; whoever may end a stand-in gets a button."""
        clear_layout(self._lines)
        if others is not None:
            text = _("Diese Gruppe gehört zu {coaches}. Sie können alles ansehen und ändern es erst als Vertretung.")
            self._lines.addWidget(Banner(text.format(coaches=", ".join(others.coaches)), Tone.INFO))
        workplace = self._page.context.workplace
        for row in rows:
            ends = row.account_id == workplace.account_id or workplace.may(Permission.ARRANGE_STAND_IN)
            button = Button(_("Vertretung beenden"), kind=Kind.QUIET, run=partial(self._end, row))
            self._lines.addWidget(Banner(_line(row, today), Tone.INFO, action=button if ends else None))
        self.setVisible(bool(rows) or others is not None)

    def _end(self, row: StandInRow) -> None:
        page, workplace = self._page, self._page.context.workplace

        def ended(_answer: object) -> None:
            page.messages.success(
                _("Die Vertretung ist beendet."),
                undo=lambda: page.run(stand_ins.end, workplace, row.id, ended=False),
            )

        page.run(stand_ins.end, workplace, row.id, done=ended)


def _line(row: StandInRow, today: date) -> str:
    day = _("Heute") if row.day == today else short_day(row.day)
    text = _("{day} vertritt {name} diese Gruppe").format(day=day, name=row.account_name)
    return f"{text}: {row.reason}" if row.reason else f"{text}."
