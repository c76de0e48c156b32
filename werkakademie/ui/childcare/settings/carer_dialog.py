"""The dialog in which somebody is taken into the team, or changed: who it is, and the times of the week."""

from collections.abc import Sequence

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.childcare import CareRoomRow, CarerRow
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import CarerQualification
from werkakademie.records.ids import AccountId
from werkakademie.records.labels import label
from werkakademie.services import carers
from werkakademie.ui.childcare.settings.shifts_field import ShiftsField
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, TextField
from werkakademie.ui.widgets.forms import Form


class CarerDialog(ServiceDialog):
    """Two forms below each other; `accounts` are those that can open the page at the door."""

    def __init__(
        self,
        page: Page,
        rooms: Sequence[CareRoomRow],
        accounts: Sequence[tuple[AccountId, str]],
        carer: CarerRow | None = None,
    ) -> None:
        title = _("Betreuungskraft aufnehmen") if carer is None else _("Betreuungskraft ändern")
        super().__init__(page, title, submit=_("Aufnehmen") if carer is None else _("Speichern"), wide=True)
        self._carer = carer
        self.form = Form(_person_fields(accounts), columns=2)
        self.week = Form(_week_fields(rooms, changing=carer is not None))
        self.add(self.form, self.week)
        if carer is None:
            self.form.set_values({"qualification": CarerQualification.TRAINED})
        else:
            self.form.set_values(carer.values() | ({"account_id": carer.account_id} if accounts else {}))
            # What ends already is past planning; the others are what holds from now on.
            lasting = tuple(shift for shift in carer.shifts if shift.ends_on is None)
            self.week.set_values({"shifts": lasting, "since": page.context.today()})
        self.keep_draft(DraftKey.about("carer", *((carer.id,) if carer else ())), self.form, self.week)

    def submit(self) -> None:
        """Store the carer; what does not fit is shown at its field."""
        if not (self.week.check() & self.form.check()):
            return
        values = {"fields": self.form.values(), **self.week.values()}
        if self._carer is None:
            self.ask(carers.add_carer, self.workplace, done=self._stored, failed=self._refused, **values)
        else:
            about = self._carer.id
            service = carers.change_carer
            self.ask(service, self.workplace, about, done=self._stored, failed=self._refused, **values)

    def _stored(self, _carer_id: object) -> None:
        self.accept()
        name = self.form.values()["name"]
        if self.form.values()["clearance_seen_on"] is None:
            text = _("{name} ist gespeichert und zählt mit, sobald das Führungszeugnis gesehen ist.")
            self.page.messages.warning(text.format(name=name))
        else:
            self.page.messages.success(_("{name} ist gespeichert. Die Plätze sind neu berechnet.").format(name=name))

    def _refused(self, error: WerkakademieError) -> None:
        if not isinstance(error, InvalidFieldsError):
            self.show_error(error)
            return
        names = self.form.field_names()
        self.week.show_problems(problem for problem in error.problems if problem.field not in names)
        self.form.show_problems(problem for problem in error.problems if problem.field in names)


def _person_fields(accounts: Sequence[tuple[AccountId, str]]) -> list[FormField]:
    fields: list[FormField] = [
        TextField("name", _("Name")),
        ChoiceField("qualification", _("Qualifikation"), [(one, label(one)) for one in CarerQualification]),
        DateField(
            "clearance_seen_on",
            _("Führungszeugnis gesehen am"),
            optional=True,
            help=_("Das erweiterte; gespeichert wird nur der Tag. Ohne ihn zählt die Person nicht mit."),
        ),
        TextField("phone", _("Telefon"), optional=True),
        DateField("starts_on", _("Erster Tag"), optional=True),
        DateField("ends_on", _("Letzter Tag"), optional=True, help=_("Wer aufhört, zählt für die Zeit davor weiter.")),
    ]
    if accounts:
        fields.append(ChoiceField("account_id", _("Zugang am PC"), accounts, optional=True))
    return fields


def _week_fields(rooms: Sequence[CareRoomRow], *, changing: bool) -> list[FormField]:
    help = _("Liegt das Ende vor dem Beginn, ist der nächste Tag gemeint.")
    if not rooms:
        help = _("Dafür braucht es zuerst einen Raum.")
    fields: list[FormField] = [ShiftsField("shifts", _("Zeiten in der Woche"), rooms, help=help)]
    if changing:
        fields.append(DateField("since", _("Diese Zeiten gelten ab"), help=_("Was davor war, bleibt stehen.")))
    return fields
