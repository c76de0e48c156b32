"""The dialog in which a group is set up or changed."""

from collections.abc import Sequence

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import Focus
from werkakademie.records.groups import CoachChoice, GroupRecord
from werkakademie.records.ids import GroupId
from werkakademie.records.labels import label
from werkakademie.services import groups
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.groups.slots_editor import SlotsEditor
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, DateField, MultiChoiceField, NumberField, TextField
from werkakademie.ui.widgets.forms import Form

#: What the form shows beside the fields of the group itself.


class GroupDialog(ServiceDialog):
    """Name, focus, period, room, places, coaches and weekly slots."""

    def __init__(self, page: Page, coaches: Sequence[CoachChoice], record: GroupRecord | None = None) -> None:
        title = _("Gruppe anlegen") if record is None else _("Gruppe bearbeiten")
        super().__init__(page, title, submit=_("Anlegen") if record is None else _("Speichern"), wide=True)
        self._record = record
        self.form = Form(_fields(), columns=2)
        self.rest = Form([SlotsEditor("slots", _("Zeitfenster in der Woche")), _coach_field(coaches)])
        self.add(self.form, self.rest)
        if record is not None:
            self.form.set_values(record.values())
            self.rest.set_values({"slots": record.slots, "coaches": tuple(coach.id for coach in record.coaches)})
        about = (record.row.id,) if record is not None else ()
        self.keep_draft(DraftKey.about("group", *about), self.form, self.rest)

    def submit(self) -> None:
        """Store the group; what does not fit is shown at its field."""
        if not (self.rest.check() & self.form.check()):
            return
        further = self.rest.values()
        fields = {name: "" if value is None and name == "room" else value for name, value in self.form.values().items()}
        values = {"fields": fields, **further}
        if self._record is None:
            self.ask(groups.add_group, self.workplace, done=self._stored, failed=self._refused, **values)
        else:
            about = self._record.row.id
            self.ask(groups.change_group, self.workplace, about, done=self._stored, failed=self._refused, **values)

    def _stored(self, group_id: GroupId) -> None:
        self.accept()
        self.page.enter(group_id)

    def _refused(self, error: WerkakademieError) -> None:
        if not isinstance(error, InvalidFieldsError):
            self.show_error(error)
            return
        names = self.form.field_names()
        self.rest.show_problems(problem for problem in error.problems if problem.field not in names)
        self.form.show_problems(problem for problem in error.problems if problem.field in names)


def _fields() -> list[TextField | ChoiceField | DateField | NumberField]:
    """The fields of a group by the names that the service knows."""
    return [
        TextField("name", _("Name")),
        ChoiceField("focus", _("Zielgruppe"), [(focus, label(focus)) for focus in Focus]),
        DateField("starts_on", _("Beginn")),
        DateField("ends_on", _("Ende"), optional=True, help=_("Leer: Die Gruppe läuft weiter.")),
        TextField("room", _("Raum"), optional=True),
        NumberField("capacity", _("Plätze"), least=1, most=500, optional=True),
        NumberField(
            "slots_per_week",
            _("Zeitfenster pro Woche und Person"),
            least=1,
            most=50,
            optional=True,
            help=_("Leer: Alle kommen zu allen Zeitfenstern."),
        ),
        NumberField(
            "appointments_total",
            _("Termine insgesamt und Person"),
            least=1,
            most=500,
            optional=True,
            help=_("Nur wenn statt der Wochen die Termine zählen."),
        ),
    ]


def _coach_field(coaches: Sequence[CoachChoice]) -> MultiChoiceField:
    choices = [(coach.id, coach.name) for coach in coaches]
    return MultiChoiceField("coaches", _("Wer die Gruppe leitet"), choices, optional=True)
