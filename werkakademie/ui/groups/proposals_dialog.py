"""The dialog in which sessions are proposed from the slots and taken over, all or some."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, ngettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.groups import GroupRecord
from werkakademie.records.ids import CoachingSessionId
from werkakademie.records.sessions import HolidayNotice, SessionProposal, SessionProposals
from werkakademie.services import sessions
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.groups.saying_places import say_with_places
from werkakademie.ui.groups.texts import short_day, time_span
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.fields import DateField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.text import TextLabel

_PROPOSAL = Qt.ItemDataRole.UserRole


class ProposalsDialog(ServiceDialog):
    """All proposals carry a check mark at first; public holidays stand among them with their names."""

    #: A check mark was set or taken away.
    changed = Signal()

    def __init__(self, page: Page, record: GroupRecord) -> None:
        super().__init__(page, _("Termine vorschlagen"), submit=_("Übernehmen"), wide=True)
        self._record = record
        self.form = Form([DateField("first", _("Von")), DateField("last", _("Bis"))], columns=2)
        self.ask_button = Button(_("Neu vorschlagen"), icon="refresh-cw", run=self._ask)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Vorgeschlagene Termine"))
        self.list.setMinimumHeight(230)
        self.list.itemChanged.connect(lambda _item: self._marked())
        self._all = Button(_("Alle auswählen"), kind=Kind.QUIET, run=lambda: self._check_all(Qt.CheckState.Checked))
        self._none = Button(
            _("Keinen auswählen"), kind=Kind.QUIET, run=lambda: self._check_all(Qt.CheckState.Unchecked)
        )
        self._summary = TextLabel("", tone="muted", wrap=True)
        self.add(self.form, row(self.ask_button, None), self.list, row(self._all, self._none, None), self._summary)
        self._found, self._any = 0, False
        self._shown = False
        self._left_out: set[str] = set()
        self.keep_draft(DraftKey.about("proposals", record.row.id), self.form, self)
        self.ask(sessions.propose_sessions, self.workplace, record.row.id, done=self._show)

    def submit(self) -> None:
        """Take over what carries a check mark."""
        chosen = self.chosen()
        if not chosen:
            self.messages.warning(_("Es ist kein Termin ausgewählt."))
            return
        self.ask(
            sessions.take_over,
            self.workplace,
            self._record.row.id,
            proposals=chosen,
            done=self._stored,
        )

    def draft_values(self) -> dict[str, Any]:
        """Which proposals carry no check mark."""
        return {"left_out": sorted(self._left_out)}

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        if "left_out" in values:
            self._left_out = set(values["left_out"] or ())
        self._ask()

    def chosen(self) -> tuple[SessionProposal, ...]:
        items = [self.list.item(number) for number in range(self.list.count())]
        return tuple(item.data(_PROPOSAL) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _ask(self) -> None:
        if not self.form.check():
            return
        self.ask(
            sessions.propose_sessions,
            self.workplace,
            self._record.row.id,
            **self.form.values(),
            done=self._show,
            failed=self._refused,
        )

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.show_error(error)

    def _show(self, found: SessionProposals) -> None:
        self._found, self._any = found.existing, bool(found.proposals)
        self.form.set_values({"first": found.first, "last": found.last})
        entries: list[SessionProposal | HolidayNotice] = [*found.proposals, *found.holidays]
        entries.sort(key=lambda entry: (entry.held_on, entry.starts, str(entry.slot_id)))
        self.list.blockSignals(True)
        self.list.clear()
        for entry in entries:
            self.list.addItem(self._item(entry))
        self.list.blockSignals(False)
        if entries:
            self.list.setCurrentRow(0)
        self._show_count()
        if not self._shown and self.drafts is not None:
            self._shown = True
            self.drafts.restart()

    def _item(self, entry: SessionProposal | HolidayNotice) -> QListWidgetItem:
        text = f"{short_day(entry.held_on)}   {time_span(entry.starts, entry.ends)}"
        item = QListWidgetItem()
        item.setSizeHint(QSize(0, self.list.fontMetrics().lineSpacing() + 12))
        if isinstance(entry, HolidayNotice):
            item.setText(_("{time}   entfällt: {holiday}").format(time=text, holiday=entry.name))
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            return item
        item.setText(text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setData(_PROPOSAL, entry)
        left_out = _mark_of(entry) in self._left_out
        item.setCheckState(Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked)
        return item

    def _marked(self) -> None:
        """Remember what is left out: it stays so when other days are asked for, and in the draft."""
        chosen = {_mark_of(proposal) for proposal in self.chosen()}
        entries = [self.list.item(number).data(_PROPOSAL) for number in range(self.list.count())]
        marks = {_mark_of(entry) for entry in entries if entry is not None}
        self._left_out = (self._left_out - marks) | (marks - chosen)
        self._show_count()
        self.changed.emit()

    def _check_all(self, state: Qt.CheckState) -> None:
        self.list.blockSignals(True)
        for number in range(self.list.count()):
            if self.list.item(number).data(_PROPOSAL) is not None:
                self.list.item(number).setCheckState(state)
        self.list.blockSignals(False)
        self._marked()

    def _show_count(self) -> None:
        count = len(self.chosen())
        text = ngettext("{count} Termin ausgewählt.", "{count} Termine ausgewählt.", count).format(count=count)
        if not self._any:
            text = _("Es fehlt kein Termin.")
        if self._found:
            there = ngettext("{count} Termin ist schon da.", "{count} Termine sind schon da.", self._found)
            text += " " + there.format(count=self._found)
        self._summary.setText(text)

    def _stored(self, made: Sequence[CoachingSessionId]) -> None:
        page, workplace = self.page, self.workplace
        text = ngettext("{count} Termin wurde angelegt.", "{count} Termine wurden angelegt.", len(made))
        say_with_places(
            page,
            self._record.row.id,
            text.format(count=len(made)),
            undo=lambda: page.run(sessions.remove_sessions, workplace, tuple(made)),
        )
        self.accept()


def _mark_of(proposal: SessionProposal) -> str:
    return f"{proposal.held_on.isoformat()} {proposal.slot_id.hex}"
