"""The places asked for one child: where it stands with each, and what can be done next."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, format_date
from werkakademie.records.care_search import CareSearchRow, ChildSearches
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.enums import CareAnswer, CareKind
from werkakademie.records.ids import ChildId
from werkakademie.records.labels import label
from werkakademie.services import care_letter, care_search
from werkakademie.ui.participants.care_search.actions import act, quiet, side_by_side
from werkakademie.ui.participants.care_search.dialogs import SearchDialog
from werkakademie.ui.participants.care_search.letter_dialog import LetterDialog
from werkakademie.ui.participants.care_search.texts import answer_text, answer_tone, search_line, week_words
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

_SHOWN = frozenset({Noun.CHILD, Noun.CARE_SEARCH})


class CareSearchCard(Card):
    """Loads itself, and again when something of it changes."""

    def __init__(self, context: PageContext, page: Page, child_id: ChildId) -> None:
        super().__init__(_("Platzsuche"), icon="search")
        self._page = page
        self._workplace = context.workplace
        self._today = context.today
        self._child_id = child_id
        self._child_name = ""
        self._places = column(spacing=2 * GRID)
        self._add_button = Button(_("Anfrage eintragen …"), icon="plus", kind=Kind.QUIET, run=self._add)
        self.add_action(self._add_button)
        self.add(self._places)
        context.worker.changed.connect(self._refresh)
        self.load()

    def load(self) -> None:
        """Read the places anew."""
        self._page.context.worker.run(
            care_search.searches_of_child,
            self._workplace,
            self._child_id,
            done=self._show,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: WerkakademieError) -> None:
        """A restricted record, or one that somebody has removed: the card says so."""
        clear_layout(self._places)
        self._places.addWidget(muted(error.sentence()))

    def _refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self.load()

    def _show(self, found: ChildSearches) -> None:
        self._child_name = found.child_name
        self.set_title(_("Platzsuche für {child}").format(child=found.child_name))
        clear_layout(self._places)
        for record in found.searches:
            self._places.addWidget(self._place(record))
        if not found.searches:
            text = _("Noch keine Anfrage eingetragen. Fragen Sie früh: Viele Kitas führen lange Wartelisten.")
            self._places.addWidget(muted(text))

    def _place(self, record: CareSearchRow) -> QWidget:
        name = TextLabel(record.provider_name, TextRole.STRONG, wrap=True)
        head = row(name, Pill(answer_text(record), answer_tone(record.answer)))
        head.setStretch(0, 1)
        lines: list[QWidget] = [muted(search_line(record))]
        if record.hours:
            lines.append(muted(week_words(record.hours)))
        lines += self._hints(record)
        if record.note:
            lines.append(muted(record.note))
        holder = QWidget()
        holder.setLayout(column(head, *lines, self._buttons(record), spacing=4))
        return holder

    def _hints(self, record: CareSearchRow) -> list[QWidget]:
        """What is to be done about the place."""
        if record.answer is CareAnswer.ACCEPTED and record.starts_on is None:
            return [TextLabel(_("Es fehlt noch, ab wann der Platz da ist."), tone="warn", wrap=True)]
        if record.ask_on is None:
            return []
        due = record.ask_on <= self._today()
        text = _("Jetzt wieder nachfragen (seit {day})") if due else _("Wieder nachfragen am {day}")
        return [TextLabel(text.format(day=format_date(record.ask_on)), tone="warn" if due else "muted", wrap=True)]

    def _buttons(self, record: CareSearchRow) -> QWidget:
        answer = Button(_("Antwort"), icon="chevron-down", kind=Kind.QUIET)
        answer.clicked.connect(partial(self._show_answers, answer, record))
        buttons = [answer]
        if record.ask_on is not None:
            buttons.append(quiet(_("Nachgefragt"), partial(self._asked_again, record), icon="check"))
        if record.kind is not CareKind.FAMILY and record.answer is not CareAnswer.ACCEPTED:
            buttons.append(quiet(_("Brief …"), partial(self._letter, record), icon="mail"))
        buttons.append(quiet(_("Ändern …"), partial(self._change, record), icon="pencil"))
        buttons.append(quiet(_("Entfernen"), partial(self._remove, record), icon="trash-2"))
        return side_by_side(buttons, record.provider_name)

    def _show_answers(self, button: Button, record: CareSearchRow) -> None:
        menu = QMenu(button)
        for answer in CareAnswer:
            if answer is not record.answer:
                menu.addAction(label(answer), partial(self._answer, record, answer))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _answer(self, record: CareSearchRow, answer: CareAnswer) -> None:
        before = {name: getattr(record, name) for name in ("answer", "answered_on", "remind_on")}
        said = _("{place}: {answer}").format(place=record.provider_name, answer=label(answer))
        undo = partial(act, self._page, care_search.change_search, record.id, fields=before)
        act(self._page, care_search.note_answer, record.id, answer=answer, said=said, undo=undo)

    def _asked_again(self, record: CareSearchRow) -> None:
        undo = partial(act, self._page, care_search.change_search, record.id, fields={"remind_on": record.remind_on})
        said = _("{place}: In zwei Wochen wird wieder erinnert.").format(place=record.provider_name)
        act(self._page, care_search.note_asked_again, record.id, said=said, undo=undo)

    def _remove(self, record: CareSearchRow) -> None:
        undo = partial(act, self._page, care_search.remove_search, record.id, removed=False)
        said = _("{place} steht nicht mehr in der Liste.").format(place=record.provider_name)
        act(self._page, care_search.remove_search, record.id, said=said, undo=undo)

    def _add(self) -> None:
        self._open(None)

    def _change(self, record: CareSearchRow) -> None:
        self._open(record)

    def _open(self, record: CareSearchRow | None) -> None:
        SearchDialog(self._page, self._child_id, self._child_name, self._stored, record).open()

    def _stored(self, values: Any, _answer: object) -> None:
        text = _("{place} ist eingetragen.").format(place=values["provider_name"])
        self._page.messages.success(text)

    def _letter(self, record: CareSearchRow) -> None:
        def show(facts: Any) -> None:
            LetterDialog(self._page, record, facts).open()

        self._page.run(care_letter.letter_facts, self._workplace, record.id, done=show)
