"""The tab „Datenschutz“ of a person's record: access, restriction, disputes, holds, and the wish to be deleted."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from werkakademie.i18n import _, format_date
from werkakademie.records.clock import local_date
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import ErasureReason
from werkakademie.records.ids import ParticipantId
from werkakademie.records.labels import label
from werkakademie.records.permissions import Permission
from werkakademie.records.retention import DisputeRecord, RightsRecord
from werkakademie.services import erasure, person_record, person_rights, retention
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.safety.retention_dialogs import hold_dialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import ChoiceField, FormField, LongTextField, TextField
from werkakademie.ui.widgets.layouts import clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel, muted


class RightsPanel(QWidget):
    """Shows the rights of one person; `load` asks for them."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._workplace = page.context.workplace
        self._person: ParticipantId | None = None
        self._name = ""
        self._layout = column(spacing=16)
        self.setLayout(self._layout)

    def load(self, participant_id: ParticipantId, name: str) -> None:
        """Show this person as soon as the answer comes."""
        self._person, self._name = participant_id, name
        self._page.run(person_rights.rights_of, self._workplace, participant_id, done=self._arrived)

    def _arrived(self, found: RightsRecord) -> None:
        clear_layout(self._layout)
        lead = self._workplace.may(Permission.RESTRICT)
        self._layout.addWidget(self._access_card())
        self._layout.addWidget(self._disputes_card(found.disputes))
        self._layout.addWidget(self._restriction_card(found, lead=lead))
        if lead:
            self._layout.addWidget(self._erasure_card(found))
        self._layout.addStretch(1)

    def _access_card(self) -> Card:
        card = Card(_("Auskunft"), icon="file-text").add(
            _words(
                _(
                    "Alles, was über die Person gespeichert ist, mit Verlauf und Empfängern: als PDF zum Lesen, als "
                    "JSON für Programme, als ZIP mit beidem und den Dateien der Unterlagen."
                )
            )
        )
        card.add_action(Button(_("Auskunft speichern …"), icon="download", run=self._save))
        return card

    def _disputes_card(self, disputes: tuple[DisputeRecord, ...]) -> Card:
        card = Card(_("Bestrittene Angaben"), icon="message-square")
        card.add_action(Button(_("Vermerken …"), icon="plus", run=self._dispute))
        for note in disputes:
            line = _line(TextLabel(note.about, wrap=True), _quiet(_("Erledigt"), partial(self._settle, note)))
            noted = _("vermerkt am {day} von {name}").format(
                day=format_date(local_date(note.noted_at)), name=note.noted_by or "–"
            )
            card.add(line, _words(f"„{note.statement}“"), muted(noted))
        if not disputes:
            card.add(muted(_("Die Person bestreitet keine Angabe.")))
        return card

    def _restriction_card(self, found: RightsRecord, *, lead: bool) -> Card:
        card = Card(_("Einschränkung der Verarbeitung"), icon="lock")
        restriction = found.restriction
        if restriction is None:
            card.add(muted(_("Nicht eingeschränkt.")))
            if lead:
                card.add_action(Button(_("Einschränken …"), icon="lock", run=self._restrict))
            return card
        since = _("Seit {day}: {reason}").format(day=format_date(restriction.since), reason=restriction.reason)
        card.add(
            TextLabel(since, wrap=True),
            muted(_("Die Daten werden aufbewahrt, aber nicht geändert, weitergegeben oder gelöscht.")),
        )
        if lead:
            run = partial(self._run, person_rights.lift_restriction, restriction.id)
            card.add_action(Button(_("Einschränkung aufheben"), icon="lock-open", run=run))
        return card

    def _erasure_card(self, found: RightsRecord) -> Card:
        card = Card(_("Löschen"), icon="trash-2")
        for hold in found.holds:
            until = _(" bis {day}").format(day=format_date(hold.ends_on)) if hold.ends_on else ""
            text = _("Ausgesetzt seit {day}{until}: {reason}").format(
                day=format_date(hold.since), until=until, reason=hold.reason
            )
            lift = _quiet(_("Aufheben"), partial(self._run, retention.lift_hold, hold.id))
            card.add(_line(TextLabel(text, wrap=True), lift))
        if found.erasure_proposed:
            to_list = _quiet(_("Zur Liste"), lambda: self._page.context.go("safety", "retention"))
            waits = TextLabel(_("Zur Löschung vorgeschlagen; es fehlt die Bestätigung."), wrap=True)
            card.add(_line(waits, to_list))
        else:
            card.add(
                _words(
                    _(
                        "Ein Wunsch nach Art. 17 DSGVO wird als Liste vorgeschlagen. Eine zweite Person bestätigt "
                        "sie auf der Seite „Sicherheit“ unter „Löschfristen“; dann ist alles endgültig weg."
                    )
                )
            )
            propose = Button(_("Zur Löschung vorschlagen …"), icon="trash-2", kind=Kind.DANGER, run=self._propose)
            propose.setEnabled(not found.holds and found.restriction is None)
            card.add_action(propose)
        card.add_action(Button(_("Aussetzen …"), kind=Kind.QUIET, run=self._hold))
        return card

    def _save(self) -> None:
        kinds = [(_("Alles (ZIP)"), ("zip",)), ("PDF", ("pdf",)), ("JSON", ("json",))]
        suggested = _("Auskunft {name}").format(name=self._name) + ".zip"
        path = self._page.context.files.save_file(self, _("Auskunft speichern"), suggested, kinds)
        if path is not None:
            said = _("Die Auskunft ist gespeichert: {path}. Die Datei ist nicht verschlüsselt.").format(path=path)
            self._run(person_record.save_record, self._person, path, said=said)

    def _dispute(self) -> None:
        person = self._person

        def send(values: Values, run: Run) -> None:
            run(person_rights.note_dispute, self._workplace, person, **values)

        fields = [
            TextField("about", _("Welche Angabe?")),
            LongTextField("statement", _("Was sagt die Person?"), lines=4),
        ]
        self._open(
            _("Bestrittene Angabe vermerken"), _("Vermerken"), fields, send, "rights.dispute",
            _("Der Vermerk steht neben der Akte und in der Auskunft, bis er erledigt ist."),
        )  # fmt: skip

    def _restrict(self) -> None:
        person = self._person

        def send(values: Values, run: Run) -> None:
            run(person_rights.restrict, self._workplace, person, **values)

        fields = [LongTextField("reason", _("Grund"))]
        self._open(
            _("Verarbeitung einschränken"), _("Einschränken"), fields, send, "rights.restrict",
            _(
                "Danach kann nur die Leitung die Akte lesen, und niemand kann sie ändern. Die Person fehlt in "
                "Nachfragen, Anwesenheitslisten und Berichtspaketen und wird nicht gelöscht."
            ),
        )  # fmt: skip

    def _propose(self) -> None:
        person = self._person

        def send(values: Values, run: Run) -> None:
            run(erasure.propose_person, self._workplace, person, **values)

        fields = [ChoiceField("reason", _("Anlass"), [(reason, label(reason)) for reason in ErasureReason])]
        self._open(
            _("Alles über {name} löschen").format(name=self._name), _("Vorschlagen"), fields, send, "rights.erase",
            _("Mit der Bestätigung gehen alle Angaben, Unterlagen und der Verlauf. Zurückholen lässt sich nichts."),
        )  # fmt: skip

    def _hold(self) -> None:
        if self._person is not None:
            hold_dialog(self._page, self._person, self._name).open()

    def _settle(self, note: DisputeRecord) -> None:
        def undo() -> None:
            self._run(person_rights.remove_dispute, note.id, removed=False)

        self._run(person_rights.remove_dispute, note.id, said=_("Der Vermerk ist erledigt."), undo=undo)

    def _open(self, title: str, submit: str, fields: Sequence[FormField], send: "_Send", form: str, intro: str) -> None:
        if self._person is None:
            return
        draft = DraftKey.about(form, self._person)
        FormDialog(self._page, title, submit, fields, send=send, draft=draft, intro=intro).open()

    def _run(
        self,
        service: Callable[..., Any],
        *arguments: Any,
        said: str = "",
        undo: Callable[[], object] | None = None,
        **keywords: Any,
    ) -> None:
        def done(_answer: object) -> None:
            if said:
                self._page.messages.success(said, undo=undo)

        self._page.run(service, self._workplace, *arguments, done=done, **keywords)


_Send = Callable[[Values, Run], object]


def _words(text: str) -> TextLabel:
    return TextLabel(text, tone="muted", wrap=True)


def _line(words: TextLabel, button: Button) -> QLayout:
    """Words over the whole width, and what to do about them at the end."""
    layout = row(words, button)
    layout.setStretch(0, 1)
    return layout


def _quiet(text: str, run: Callable[[], object]) -> Button:
    return Button(text, kind=Kind.QUIET, run=run)
