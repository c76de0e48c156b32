"""The dialogs for rooms and for the days of carers that differ."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from werkakademie.i18n import _, format_date
from werkakademie.records.childcare import CareRoomRow, CarerRow
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import CarerDayId, CarerId
from werkakademie.services import childcare_settings
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, NumberField, TextField, TimeField

#: What a new room's form begins with.
_OPENS, _CLOSES = time(7), time(18)


def room_dialog(page: Page, room: CareRoomRow | None = None) -> FormDialog:
    """A new room, or one that there is."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        if room is None:
            run(childcare_settings.add_room, workplace, fields=values)
        else:
            run(childcare_settings.change_room, workplace, room.id, fields=values)

    fields: list[FormField] = [
        TextField("name", _("Name")),
        NumberField("places", _("Plätze"), least=1, most=200, help=_("So viele Kinder zur gleichen Zeit, höchstens.")),
        TimeField("opens", _("Öffnet um")),
        TimeField("closes", _("Schließt um"), help=_("00:00 heißt Mitternacht.")),
        NumberField("square_metres", _("Größe in m²"), least=1, most=2000, optional=True),
    ]
    dialog = FormDialog(
        page,
        _("Raum anlegen") if room is None else _("Raum ändern"),
        _("Anlegen") if room is None else _("Speichern"),
        fields,
        send=send,
        draft=DraftKey.about("care_room", *((room.id,) if room else ())),
        columns=2,
    )
    dialog.form.set_values(room.values() if room else {"opens": _OPENS, "closes": _CLOSES})
    return dialog


def absence_dialog(page: Page, carers: Sequence[CarerRow], chosen: CarerId | None = None) -> FormDialog:
    """A carer does not come: today, the whole day, unless something else is typed."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        times = {"starts": values["starts"], "ends": values["ends"]}
        run(childcare_settings.report_absence, workplace, values["carer_id"], day=values["day"], **times)

    def stored(values: Values, day_id: CarerDayId) -> None:
        text = _("{name} fällt am {day} aus. Die Plätze sind neu berechnet; der Tag zeigt, wen es betrifft.")
        _say(page, text.format(name=_name(carers, values), day=format_date(values["day"])), day_id)

    dialog = FormDialog(
        page,
        _("Betreuungskraft fällt aus"),
        _("Eintragen"),
        [
            _carer_field(carers),
            DateField("day", _("Tag")),
            TimeField("starts", _("Von"), optional=True),
            TimeField("ends", _("Bis"), optional=True),
        ],
        send=send,
        stored=stored,
        intro=_("Ohne Uhrzeiten gilt der ganze Tag. Warum jemand fehlt, wird nirgends gespeichert."),
        draft=DraftKey("carer_absence"),
        columns=2,
    )
    dialog.form.set_values({"day": page.context.today(), "carer_id": chosen})
    return dialog


def extra_dialog(page: Page, carers: Sequence[CarerRow], rooms: Sequence[CareRoomRow]) -> FormDialog:
    """A carer comes besides the weekly times."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        rest = {name: value for name, value in values.items() if name != "carer_id"}
        run(childcare_settings.extra_day, workplace, values["carer_id"], **rest)

    def stored(values: Values, day_id: CarerDayId) -> None:
        text = _("{name} kommt am {day} zusätzlich.")
        _say(page, text.format(name=_name(carers, values), day=format_date(values["day"])), day_id)

    dialog = FormDialog(
        page,
        _("Betreuungskraft kommt zusätzlich"),
        _("Eintragen"),
        [
            _carer_field(carers),
            DateField("day", _("Tag")),
            TimeField("starts", _("Von")),
            TimeField("ends", _("Bis")),
            ChoiceField("room_id", _("Raum"), [(room.id, room.name) for room in rooms]),
        ],
        send=send,
        stored=stored,
        intro=_("Wer zu dieser Zeit sonst in einem anderen Raum wäre, fehlt dort so lange."),
        draft=DraftKey("carer_extra"),
        columns=2,
    )
    only = {"room_id": rooms[0].id} if len(rooms) == 1 else {}
    dialog.form.set_values({"day": page.context.today()} | only)
    return dialog


def _carer_field(carers: Sequence[CarerRow]) -> ChoiceField:
    return ChoiceField("carer_id", _("Wer"), [(carer.id, carer.name) for carer in carers])


def _name(carers: Sequence[CarerRow], values: Mapping[str, Any]) -> str:
    return next((carer.name for carer in carers if carer.id == values["carer_id"]), "")


def _say(page: Page, text: str, day_id: CarerDayId) -> None:
    workplace = page.context.workplace
    page.messages.success(text, undo=lambda: page.run(childcare_settings.remove_carer_day, workplace, day_id))
