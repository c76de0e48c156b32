"""The tab „Löschfristen“: what is due, lists that wait for a second person, and the periods with their approval."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, format_count, format_date, ngettext
from werkakademie.records.changes import ChangeSet
from werkakademie.records.clock import local_date
from werkakademie.records.enums import ErasureDrop, ErasureState
from werkakademie.records.labels import label
from werkakademie.records.permissions import Permission
from werkakademie.records.retention import DueItem, ErasureRunRecord, RetentionRuleRecord
from werkakademie.services import erasure, retention
from werkakademie.services.erasure import Erased
from werkakademie.ui.safety.retention_dialogs import ConfirmErasureDialog, hold_dialog, rule_dialog
from werkakademie.ui.safety.retention_texts import (
    approval_tone,
    approval_words,
    item_tone,
    item_words,
    period_words,
    person_words,
    run_content_words,
    run_state_words,
    run_tone,
    run_who_words,
)
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel, muted

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Overview:
    due: tuple[DueItem, ...]
    runs: tuple[ErasureRunRecord, ...]
    rules: tuple[RetentionRuleRecord, ...]
    log_damaged: bool


class RetentionTab(PageTab):
    """The lead proposes and keeps the periods; whoever may confirm sees the lists."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self._lead = context.workplace.may(Permission.ERASURE_PROPOSE)
        self._due: tuple[DueItem, ...] = ()
        self.warning = Banner(tone=Tone.WARN)
        self.warning.hide()
        self.progress = ProgressPanel()
        self._make_due()
        self._make_runs()
        self._make_rules()
        self._pane = pane = ScrollPane(margins=0)
        pane.body.addLayout(column(self.warning, self.progress, *self._cards(), None, spacing=2 * GRID))
        self.setLayout(column(pane))

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - the tab shows all there is
        self._load()

    def refresh(self, changes: ChangeSet) -> None:  # noqa: ARG002 - what is due depends on nearly everything
        self._load()

    def _make_due(self) -> None:
        self.chips = FilterChips(
            [("all", _("Alles Fällige")), ("free", _("kann gelöscht werden")), ("blocked", _("steht noch aus"))],
            name=_("Filter der fälligen Daten"),
        )
        self.chips.changed.connect(lambda _key: self._show_due())
        self.due_table = DataTable(
            [
                Column(_("Person"), person_words, strong=True),
                Column(_("Art der Daten"), lambda item: label(item.kind)),
                Column(_("Fällig seit"), lambda item: format_date(item.due_on)),
                Column(_("Einträge"), lambda item: format_count(item.row_count), number=True),
                Column(_("Stand"), item_words, tone=item_tone, stretch=True),
            ],
            name=_("Fällige Daten"),
        )
        self.due_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.due_table.selectionModel().selectionChanged.connect(lambda *_changed: self._show_buttons())
        self.approve_first = Banner(tone=Tone.WARN)
        self.approve_first.hide()
        self.nothing_due = muted(_("Heute ist nichts fällig."))
        self.propose_button = Button(_("Auswahl vorschlagen"), icon="list-checks", run=self._propose_selected)
        self.propose_all_button = Button(_("Alles vorschlagen"), kind=Kind.PRIMARY, run=self._propose_all)
        self.hold_button = Button(_("Aussetzen …"), kind=Kind.QUIET, run=self._hold)
        self.lift_button = Button(_("Aussetzung aufheben"), kind=Kind.QUIET, run=self._lift)

    def _make_runs(self) -> None:
        self.runs_table = DataTable(
            [
                Column(_("Nr."), lambda run: str(run.certificate or "–"), number=True),
                Column(_("Vorgeschlagen"), lambda run: format_date(local_date(run.proposed_at))),
                Column(_("Was (Personen)"), run_content_words, stretch=True),
                Column(_("Vorgeschlagen / bestätigt von"), run_who_words),
                Column(_("Stand"), run_state_words, tone=run_tone),
            ],
            name=_("Listen und Löschprotokolle"),
        )
        self.runs_table.chosen.connect(lambda _run: self._show_buttons())
        self.no_runs = muted(_("Noch keine Liste."))
        self.confirm_button = Button(_("Bestätigen und löschen …"), icon="check", run=self._confirm)
        self.withdraw_button = Button(_("Zurückziehen"), kind=Kind.QUIET, run=self._withdraw)
        self.certificate_button = Button(_("Löschprotokoll als PDF …"), icon="file-text", run=self._certificate)

    def _make_rules(self) -> None:
        self.rules_table = DataTable(
            [
                Column(_("Art der Daten"), lambda rule: label(rule.kind), strong=True, stretch=True),
                Column(_("Frist"), lambda rule: period_words(rule.kind, rule.months)),
                Column(_("Freigegeben von, am"), approval_words, tone=approval_tone),
            ],
            name=_("Fristen"),
        )
        self.rules_table.opened.connect(lambda _rule: self._change_rule())
        self.rule_button = Button(_("Frist ändern …"), icon="pencil", run=self._change_rule)

    def _cards(self) -> list[QWidget]:
        lists = Card(_("Listen und Löschprotokolle"), icon="file-text")
        lists.add(
            _in_lines(self.confirm_button, self.certificate_button, self.withdraw_button),
            self.runs_table,
            self.no_runs,
            muted(
                _(
                    "Wer eine Liste vorschlägt, bestätigt sie nicht selbst. Kann hier sonst niemand bestätigen, geht "
                    "es nach 24 Stunden."
                )
            ),
        )
        if not self._lead:
            of_the_lead = (self.approve_first, self.chips, self.due_table, self.nothing_due)
            for widget in (*of_the_lead, self.rules_table, self.rule_button):
                widget.setParent(None)
            return [lists]
        due = Card(_("Fällig"), icon="calendar-days").add(self.approve_first, self.chips)
        # Over the table: below it they would lie outside of a low window.
        due.add(_in_lines(self.propose_all_button, self.propose_button, self.hold_button, self.lift_button))
        due.add(self.due_table, self.nothing_due)
        self._rules_card = rules = Card(_("Fristen"), icon="clock")
        rules.add_action(self.rule_button)
        rules.add(
            TextLabel(
                _(
                    "Gezählt wird ab dem Ende der Teilnahme, bei nie Eingetretenen ab der Entscheidung. Kontaktdaten "
                    "sind schon fällig, sobald die letzte Nachfrage beendet ist. Wer wieder teilnimmt, ist nicht "
                    "fällig."
                ),
                tone="muted",
                wrap=True,
            ),
            self.rules_table,
        )
        return [due, lists, rules]

    def _load(self) -> None:
        self.page.run(_overview, self.context.workplace, done=self._show)

    def _show(self, found: _Overview) -> None:
        self._due = found.due
        self.warning.setVisible(found.log_damaged)
        if found.log_damaged:
            self.warning.show_message(_damaged_words(), Tone.WARN)
        if self._lead:
            free = [item for item in found.due if item.blocked is None]
            self.chips.set_counts({"all": len(found.due), "free": len(free), "blocked": len(found.due) - len(free)})
            self._show_due()
            self._show_approval()
            _fill(self.rules_table, found.rules)
        _fill(self.runs_table, found.runs)
        self.runs_table.setVisible(bool(found.runs))
        self.no_runs.setVisible(not found.runs)
        self._show_buttons()

    def _show_due(self) -> None:
        wanted = self.chips.chosen()
        shown = [item for item in self._due if wanted == "all" or (item.blocked is None) == (wanted == "free")]
        self.due_table.set_records(shown)
        self.due_table.fit_height(most_rows=8)
        self.due_table.setVisible(bool(shown))
        self.nothing_due.setVisible(not shown)
        self._show_buttons()

    def _show_approval(self) -> None:
        """Without an approved period nothing can be proposed: say so, and lead to where it is approved."""
        waiting = sum(item.blocked is ErasureDrop.NOT_APPROVED for item in self._due)
        self.approve_first.setVisible(bool(waiting))
        if waiting:
            text = ngettext(
                "{count} Posten wartet darauf, dass seine Frist freigegeben wird. Vorher kann er nicht vorgeschlagen "
                "werden.",
                "{count} Posten warten darauf, dass ihre Frist freigegeben wird. Vorher können sie nicht vorgeschlagen "
                "werden.",
                waiting,
            ).format(count=format_count(waiting))
            self.approve_first.show_message(text, Tone.WARN, action=Button(_("Zu den Fristen"), run=self._to_rules))

    def _to_rules(self) -> None:
        """Show the periods with the first of those that are due and not approved chosen."""
        due = {item.kind for item in self._due if item.blocked is ErasureDrop.NOT_APPROVED}
        rules = self.rules_table.table_model.records()
        place = next((place for place, rule in enumerate(rules) if rule.kind in due), 0)
        self.rules_table.selectRow(place)
        self._pane.ensureWidgetVisible(self._rules_card, 0, 0)
        self.rules_table.setFocus()

    def _show_buttons(self) -> None:
        selected: list[DueItem] = self.due_table.selected_records() if self._lead else []
        self.propose_button.setEnabled(any(_free(item) for item in selected))
        self.propose_all_button.setEnabled(any(_free(item) for item in self._due))
        self.hold_button.setEnabled(len({item.participant_id for item in selected}) == 1)
        self.lift_button.setEnabled(any(item.hold_id is not None for item in selected))
        run: ErasureRunRecord | None = self.runs_table.current_record()
        waits = run is not None and run.state is ErasureState.PROPOSED
        self.confirm_button.setEnabled(waits and run is not None and run.may_confirm)
        self.withdraw_button.setEnabled(waits)
        self.certificate_button.setEnabled(run is not None and run.state is ErasureState.DONE)

    def _propose_selected(self) -> None:
        self._propose([item for item in self.due_table.selected_records() if _free(item)])

    def _propose_all(self) -> None:
        self._propose([item for item in self._due if _free(item)])

    def _propose(self, items: list[DueItem]) -> None:
        chosen = [(item.participant_id, item.kind) for item in items]

        def proposed(run_id: object) -> None:
            self.page.messages.success(
                ngettext(
                    "{count} Posten ist vorgeschlagen. Gelöscht wird, wenn die Liste bestätigt ist.",
                    "{count} Posten sind vorgeschlagen. Gelöscht wird, wenn die Liste bestätigt ist.",
                    len(items),
                ).format(count=len(items)),
                undo=lambda: self.page.run(erasure.withdraw, self.context.workplace, run_id),
            )

        self.page.run(erasure.propose, self.context.workplace, chosen, done=proposed)

    def _hold(self) -> None:
        selected: list[DueItem] = self.due_table.selected_records()
        if selected:
            hold_dialog(self.page, selected[0].participant_id, person_words(selected[0])).open()

    def _lift(self) -> None:
        for hold_id in {item.hold_id for item in self.due_table.selected_records() if item.hold_id is not None}:
            self.page.run(retention.lift_hold, self.context.workplace, hold_id)

    def _confirm(self) -> None:
        run: ErasureRunRecord | None = self.runs_table.current_record()
        if run is not None and run.may_confirm:
            ConfirmErasureDialog(self.page, run, lambda: self._erase(run)).open()

    def _erase(self, run: ErasureRunRecord) -> None:
        job = self.page.run(
            erasure.confirm,
            self.context.workplace,
            run.id,
            done=self._erased,
            failed=self._not_erased,
            progress=self.progress.advance,
        )
        self.progress.start(_("Löschung"), job.cancel)

    def _erased(self, erased: Erased) -> None:
        self.progress.end()
        number, dropped = erased.record.certificate, sum(count for _why, count in erased.record.dropped)
        if number is None:
            self.page.messages.info(_("Von dieser Liste ist nichts mehr zu löschen. Sie ist zurückgezogen."))
        else:
            text = _("Gelöscht. Das Löschprotokoll hat die Nummer {number}.").format(number=number)
            if dropped:
                text += " " + ngettext(
                    "{count} Posten blieb stehen, weil er nicht mehr fällig ist.",
                    "{count} Posten blieben stehen, weil sie nicht mehr fällig sind.",
                    dropped,
                ).format(count=dropped)
            self.page.messages.success(text)
        if not erased.log_folded:
            self.page.messages.warning(
                _("Bitte schließen Sie das Programm einmal: Erst dann ist der frei gewordene Platz überschrieben.")
            )
        self._load()

    def _not_erased(self, error: WerkakademieError) -> None:
        self.progress.end()
        self.page.show_error(error)

    def _withdraw(self) -> None:
        run: ErasureRunRecord | None = self.runs_table.current_record()
        if run is not None:
            said = _("Die Liste ist zurückgezogen. Es wurde nichts gelöscht.")
            self.page.run(
                erasure.withdraw, self.context.workplace, run.id, done=lambda _id: self.page.messages.success(said)
            )

    def _certificate(self) -> None:
        run: ErasureRunRecord | None = self.runs_table.current_record()
        if run is None or run.certificate is None:
            return
        name = _("Löschprotokoll {number}").format(number=run.certificate) + ".pdf"
        path = self.context.files.save_file(self, _("Löschprotokoll speichern"), name, [("PDF", ("pdf",))])
        if path is not None:
            saved = _("Das Löschprotokoll ist gespeichert: {path}").format(path=path)
            self.page.run(
                erasure.save_certificate,
                self.context.workplace,
                run.id,
                path,
                done=lambda _none: self.page.messages.success(saved),
            )

    def _change_rule(self) -> None:
        rule: RetentionRuleRecord | None = self.rules_table.current_record()
        if rule is not None:
            rule_dialog(self.page, rule).open()


def _in_lines(*buttons: Button) -> QWidget:
    """Buttons beside each other, in a second line where texts are large."""
    holder, flow = QWidget(), FlowLayout(gap=GRID)
    for button in buttons:
        flow.addWidget(button)
    holder.setLayout(flow)
    return holder


def _free(item: DueItem) -> bool:
    return item.blocked is None and not item.proposed


def _fill(table: DataTable, records: tuple[object, ...]) -> None:
    """Show other records, with the place in view kept, or the first."""
    place = max(0, table.currentIndex().row())
    table.set_records(records)
    table.fit_height()
    if records:
        table.selectRow(min(place, len(records) - 1))


def _damaged_words() -> str:
    return _(
        "Die Liste der früheren Löschungen neben der Datenbank war beschädigt und ist beiseitegelegt "
        "(erasures.damaged.json). Vergleichen Sie die Löschprotokolle: Ist nach einer Wiederherstellung jemand wieder "
        "da, der schon gelöscht war, löschen Sie ihn erneut. Entfernen Sie danach die Datei."
    )


def _overview(workplace: "Workplace") -> _Overview:
    if not workplace.may(Permission.ERASURE_PROPOSE):
        return _Overview((), erasure.runs(workplace), (), log_damaged=False)
    return _Overview(
        retention.due_list(workplace),
        erasure.runs(workplace),
        retention.retention_rules(workplace),
        erasure.log_is_damaged(workplace),
    )
