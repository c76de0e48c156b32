"""A shortage on the day: who has to be told, with phone numbers, and who could come instead."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from werkakademie.i18n import _, ngettext
from werkakademie.records.childcare_day import AffectedFamily, CareDay
from werkakademie.services import childcare_bookings
from werkakademie.ui.childcare.day.texts import affected_words, family_names, span_words
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel, muted


class ShortageCard(Card):
    """Hidden while everybody is looked after. Nobody loses a place by itself: somebody decides, family by family."""

    def __init__(self, page: Page, stand_in: Callable[[], object]) -> None:
        super().__init__(_("Die Betreuung reicht nicht"), icon="triangle-alert", tone=Tone.WARN)
        self._page = page
        self._stand_in = stand_in
        self._lines: QVBoxLayout = column(spacing=GRID)
        self.add(self._lines)
        self.hide()

    def show_day(self, day: CareDay) -> None:
        clear_layout(self._lines)
        needed = bool(day.affected)
        self.setVisible(needed)
        if not needed:
            return
        for one in day.missing:
            text = ngettext(
                "{time}: es fehlt {count} Betreuungskraft.", "{time}: es fehlen {count} Betreuungskräfte.", one.missing
            ).format(time=span_words(one.starts_at, one.ends_at), count=one.missing)
            self._lines.addWidget(TextLabel(text, TextRole.STRONG, wrap=True))
        self._add_stand_ins(day)
        self._lines.addWidget(
            muted(_("Ohne Ersatz reicht es nicht für diese Familien, zuletzt Eingetragene zuerst. Bitte rufen Sie an:"))
        )
        for family in day.affected:
            self._add_family(family)

    def _add_stand_ins(self, day: CareDay) -> None:
        if not day.stand_ins:
            self._lines.addWidget(muted(_("Aus dem Team hat an diesem Tag sonst niemand frei.")))
            return
        names = ", ".join(f"{one.name} {one.phone}".strip() for one in day.stand_ins)
        text = TextLabel(_("Einspringen könnten: {names}").format(names=names), wrap=True)
        button = Button(_("Ersatz einsetzen …"), icon="user-plus", run=self._stand_in)
        line = row(text, button, spacing=GRID)
        line.setStretch(0, 1)
        self._lines.addLayout(line)

    def _add_family(self, family: AffectedFamily) -> None:
        first = family.first
        words = affected_words(family)
        phone = first.phone or _("ohne Telefonnummer")
        text = TextLabel(f"{words} · {phone}", wrap=True)
        button = Button(_("Als ausgefallen eintragen"), kind=Kind.QUIET, run=partial(self._fall, family))
        button.setAccessibleName(f"{family_names(family.bookings)}: {button.text()}")
        button.setEnabled(not family.there)
        line = row(text, button, spacing=GRID)
        line.setStretch(0, 1)
        self._lines.addLayout(line)

    def _fall(self, family: AffectedFamily) -> None:
        page, workplace = self._page, self._page.context.workplace
        ids = tuple(row.id for row in family.bookings)

        def done(_answer: object) -> None:
            text = _("{family}: Betreuung ausgefallen. In der Anwesenheit wird C vorgeschlagen.")
            page.messages.success(
                text.format(family=family_names(family.bookings)),
                undo=lambda: page.run(childcare_bookings.ask_again, workplace, ids),
            )

        page.run(childcare_bookings.mark_fallen_through, workplace, ids, done=done)
