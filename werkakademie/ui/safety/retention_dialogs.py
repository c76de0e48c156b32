"""Dialogs of the tab „Löschfristen“: change a period, hold a person's data, confirm a list."""

from collections.abc import Callable

from werkakademie.i18n import _, ngettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import ParticipantId
from werkakademie.records.labels import label
from werkakademie.records.retention import COUNTED_IN_DAYS, ErasureRunRecord, RetentionRuleRecord
from werkakademie.services import retention
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.safety.retention_texts import people_words, period_words, run_content_words
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import CheckField, DateField, LongTextField, NumberField, TextField
from werkakademie.ui.widgets.figures import Facts
from werkakademie.ui.widgets.text import TextLabel


def rule_dialog(page: Page, rule: RetentionRuleRecord) -> FormDialog:
    """Another number of months takes the approval away, for it was of the old one."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        fields = {**values, "approved_by": values["approved_by"] or ""}
        run(retention.set_rule, workplace, rule.kind, **fields)

    def stored(values: Values, _answer: object) -> None:
        text = _("Die Frist ist gespeichert und freigegeben.")
        if not values["approved_by"]:
            text = _("Die Frist ist gespeichert. Gelöscht wird danach erst, wenn sie freigegeben ist.")
        page.messages.success(text)

    def months_changed() -> None:
        if dialog.form.field("months").value() not in (None, rule.months) and rule.approved:
            same = dialog.form.field("approved_on").value() == rule.approved_on
            if same:
                dialog.form.set_values({"approved_by": "", "approved_on": None})

    fields = [
        NumberField(
            "months", _("Frist in Tagen") if rule.kind in COUNTED_IN_DAYS else _("Frist in Monaten"),
            most=retention.MOST_MONTHS,
            help=_("Üblich sind {months}.").format(months=period_words(rule.kind, rule.default_months)),
        ),
        TextField("approved_by", _("Freigegeben von"), optional=True),
        DateField("approved_on", _("Freigegeben am"), optional=True),
    ]  # fmt: skip
    dialog = FormDialog(
        page,
        _("Frist: {kind}").format(kind=label(rule.kind)),
        _("Speichern"),
        fields,
        send=send,
        stored=stored,
        draft=DraftKey("retention.rule", rule.kind.value),
        intro=_(
            "Die oder der Datenschutzbeauftragte gibt jede Frist frei. Ohne Freigabe wird nach ihr nichts gelöscht. "
            "Eine geänderte Frist braucht eine neue Freigabe."
        ),
    )
    dialog.form.set_values({"months": rule.months, "approved_by": rule.approved_by, "approved_on": rule.approved_on})
    dialog.form.field("months").changed.connect(months_changed)
    return dialog


def hold_dialog(page: Page, participant_id: ParticipantId, name: str) -> FormDialog:
    """Keep everything of a person for a reason."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        run(retention.hold, workplace, participant_id, **values)

    def stored(_values: Values, hold_id: object) -> None:
        page.messages.success(
            _("Die Löschung ist für {name} ausgesetzt.").format(name=name),
            undo=lambda: page.run(retention.lift_hold, workplace, hold_id),
        )

    fields = [
        LongTextField("reason", _("Grund"), help=_("Zum Beispiel: Klage anhängig, Prüfung durch den Rechnungshof.")),
        DateField("ends_on", _("Bis einschließlich"), optional=True),
    ]
    return FormDialog(
        page,
        _("Löschung aussetzen: {name}").format(name=name),
        _("Aussetzen"),
        fields,
        send=send,
        stored=stored,
        draft=DraftKey.about("retention.hold", participant_id),
        intro=_("Solange die Aussetzung gilt, wird von dieser Person nichts gelöscht."),
    )


class ConfirmErasureDialog(DialogBase):
    """Shows once more what a list names; the deletion needs a tick, for nothing brings it back."""

    def __init__(self, page: Page, run: ErasureRunRecord, confirm: Callable[[], object]) -> None:
        super().__init__(page, _("Liste bestätigen und löschen"), submit=_("Endgültig löschen"), wide=True)
        self._confirm = confirm
        self.submit_button.set_kind(Kind.DANGER)
        rows = sum(one.row_count for one in run.kinds)
        facts = [
            (_("Vorgeschlagen von"), run.proposed_by),
            (_("Was"), run_content_words(run)),
            (_("Wer"), people_words(run)),
            (_("Umfang"), ngettext("{count} Eintrag", "{count} Einträge", rows).format(count=rows)),
        ]
        if run.reason is not None:
            facts.insert(1, (_("Anlass"), label(run.reason)))
        self.sure = CheckField("sure", _("Ich habe die Liste geprüft. Diese Daten sollen endgültig gelöscht werden."))
        self.add(
            Facts(facts),
            TextLabel(
                _(
                    "Vorher entsteht eine Sicherung. Sie enthält die Daten noch, bis sie verfällt; wird sie "
                    "zurückgeholt, löscht das Programm dieselben Daten sofort wieder. Was inzwischen ausgesetzt oder "
                    "nicht mehr fällig ist, bleibt stehen."
                ),
                tone="muted",
                wrap=True,
            ),
            self.sure,
        )

    def submit(self) -> None:
        if not self.sure.value():
            self.messages.warning(_("Bitte bestätigen Sie zuerst, dass Sie die Liste geprüft haben."))
            return
        self.accept()
        self._confirm()
