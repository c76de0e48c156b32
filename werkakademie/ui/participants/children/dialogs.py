"""What is written about a child, what carers must know of it, and who may collect it."""

from collections.abc import Callable, Sequence
from typing import Any

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.children import ChildNoteRecord, ChildRow, CollectorRow
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import ChildId, ParticipantId
from werkakademie.services import children
from werkakademie.ui.groups.form_dialog import FormDialog, Run, ServiceDialog, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    FormField,
    LongTextField,
    MonthField,
    TextField,
)
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import muted


class ChildDialog(FormDialog):
    """A child, new or known. New ones can be entered one after the other; `stored` is called for each."""

    def __init__(
        self,
        page: Page,
        participant_id: ParticipantId,
        stored: Callable[[Values, ChildId], object],
        record: ChildRow | None = None,
    ) -> None:
        self._participant_id = participant_id
        self._record = record
        self._told = stored
        self._one_more = False
        super().__init__(
            page,
            _("Kind hinzufügen") if record is None else _("Angaben zu {child} ändern").format(child=record.given_name),
            _("Hinzufügen") if record is None else _("Speichern"),
            _child_fields(known=record is not None),
            send=self._store,
            stored=stored,
            draft=DraftKey.about("child", participant_id, *((record.id,) if record else ())),
            intro=_("Nur, was die Betreuung braucht. Der Tag der Geburt gehört nicht dazu."),
        )
        if record is None:
            self.form.set_values({"care_wanted": True})
            self.more_button = Button(_("Noch ein Kind"), icon="plus", run=self._submit_and_go_on)
            self.more_button.setToolTip(_("Speichert dieses Kind und beginnt mit dem nächsten."))
            self.more_button.setAutoDefault(False)
            self.foot.insertWidget(0, self.more_button)
        else:
            self.form.set_values({name: getattr(record, name) for name in self.form.field_names()})

    def submit(self) -> None:
        """Store the child and close."""
        self._one_more = False
        super().submit()

    def _submit_and_go_on(self) -> None:
        self._one_more = True
        super().submit()

    def _store(self, values: Values, run: Run) -> None:
        if self._record is None:
            run(children.add_child, self.workplace, self._participant_id, fields=values)
        else:
            run(children.change_child, self.workplace, self._record.id, fields=values)

    def _done(self, values: Values, answer: Any) -> None:
        if not self._one_more:
            super()._done(values, answer)
            return
        self._told(values, answer)
        # Siblings share the day on which the parent signed; it stays to be seen and changed.
        self.form.set_values({"given_name": None, "birth_month": None, "care_wanted": True})
        if self.drafts is not None:
            self.drafts.drop()
        self.messages.success(
            _("{child} ist eingetragen. Wie heißt das nächste Kind?").format(child=values["given_name"])
        )
        self.form.field("given_name").control.setFocus()
        self._later.start(0)


class NoteDialog(ServiceDialog):
    """What carers must know of a child. It keeps no draft: nothing of it may lie anywhere else."""

    def __init__(self, page: Page, child: ChildRow, note: ChildNoteRecord) -> None:
        super().__init__(
            page,
            _("Hinweise zu {child}").format(child=child.given_name),
            submit=_("Speichern"),
        )
        self._child = child
        self.form = Form(_note_fields())
        self.add(
            muted(
                _(
                    "Diese Angaben sehen nur die Betreuung und wer die Person begleitet. Sie stehen in keinem "
                    "Verlauf, keinem Export und keinem Entwurf: Was Sie nicht speichern, ist weg."
                )
            ),
            self.form,
        )
        self.form.set_values({name: getattr(note, name) for name in self.form.field_names()})

    def submit(self) -> None:
        """Store the notes; what does not fit is shown at its field."""
        if self.form.check():
            fields = self.form.values()
            self.ask(
                children.write_note,
                self.workplace,
                self._child.id,
                fields=fields,
                done=self._stored,
                failed=self._refused,
            )

    def _stored(self, _child_id: object) -> None:
        self.accept()
        self.page.messages.success(_("Die Hinweise zu {child} sind gespeichert.").format(child=self._child.given_name))

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.show_error(error)


def collector_dialog(
    page: Page, child: ChildRow, siblings: Sequence[ChildRow], record: CollectorRow | None = None
) -> FormDialog:
    """Somebody who may collect the child, or expressly may not; asked for siblings only where there are any."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        fields = dict(values)
        at_siblings = bool(fields.pop("siblings", False))
        if record is None:
            run(children.add_collector, workplace, child.id, fields=fields, siblings=at_siblings)
        else:
            run(children.change_collector, workplace, record.id, fields=fields, siblings=at_siblings)

    def stored(values: Values, _answer: object) -> None:
        text = _("{name} darf {child} abholen.") if values["allowed"] else _("{name} darf {child} NICHT abholen.")
        names = [child, *siblings] if values.get("siblings") else [child]
        page.messages.success(text.format(name=values["name"], child=", ".join(one.given_name for one in names)))

    fields = _collector_fields()
    if siblings:
        names = ", ".join(one.given_name for one in siblings)
        fields.append(CheckField("siblings", _("Gilt auch für die Geschwister ({names})").format(names=names)))
    title = _("Wer holt {child} ab?") if record is None else _("Eintrag zum Abholen von {child} ändern")
    dialog = FormDialog(
        page,
        title.format(child=child.given_name),
        _("Eintragen") if record is None else _("Speichern"),
        fields,
        send=send,
        stored=stored,
        draft=DraftKey.about("collector", child.id, *((record.id,) if record else ())),
        intro=_("Der Elternteil darf immer abholen und muss nicht auf die Liste."),
    )
    if record is None:
        dialog.form.set_values({"allowed": True})
    else:
        dialog.form.set_values({name: getattr(record, name) for name in ("name", "relation", "phone", "allowed")})
    return dialog


def _child_fields(*, known: bool) -> list[FormField]:
    fields: list[FormField] = [
        TextField("given_name", _("Vorname")),
        MonthField("birth_month", _("Geboren im Monat")),
        CheckField("care_wanted", _("Braucht Betreuung, während der Elternteil beim Termin ist")),
        DateField(
            "consent_on",
            _("Einwilligung des Elternteils vom"),
            optional=True,
            help=_("Ohne Einwilligung wird kein Betreuungsplatz gebucht."),
        ),
    ]
    if known:
        fields.append(
            DateField(
                "consent_withdrawn_on",
                _("Widerrufen am"),
                optional=True,
                help=_("Kommende Plätze werden dann frei."),
            )
        )
    return fields


def _note_fields() -> list[FormField]:
    fields: list[FormField] = [
        LongTextField(
            "emergency_note",
            _("Notfallhinweis"),
            optional=True,
            help=_("Was im Notfall zu tun ist, zum Beispiel bei einer Allergie."),
        ),
        LongTextField(
            "needs", _("Bedürfnisse"), optional=True, help=_("Zum Beispiel: schläft mittags, isst kein Fleisch.")
        ),
        TextField(
            "collection_word",
            _("Kennwort"),
            optional=True,
            help=_("Wer abholt, wird an der Tür danach gefragt. Bitte kein Passwort verwenden."),
        ),
    ]
    for field in fields:
        field.confidential = True
    return fields


def _collector_fields() -> list[FormField]:
    return [
        TextField("name", _("Name")),
        TextField("relation", _("Beziehung zum Kind"), optional=True, help=_("Zum Beispiel: Großmutter, Nachbar.")),
        TextField("phone", _("Telefon"), optional=True),
        ChoiceField(
            "allowed",
            _("Darf die Person abholen?"),
            [(True, _("Ja, darf abholen")), (False, _("Nein, ausdrücklich nicht"))],
        ),
    ]
