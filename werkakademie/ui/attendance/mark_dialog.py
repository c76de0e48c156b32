"""The dialog for what one key can't say: the minutes of somebody late, and when an absence was reported."""

from collections.abc import Callable
from datetime import datetime

from werkakademie.i18n import _
from werkakademie.records.attendance_sheets import STORED_MARKS, MarkChange, SheetRow
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import CoachingSessionId
from werkakademie.records.labels import label
from werkakademie.services import attendance
from werkakademie.ui.attendance.sheet_table import MOST_MINUTES, row_name
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, NumberField, TimeField


def mark_dialog(
    page: Page, session_id: CoachingSessionId, row: SheetRow, stored: Callable[[tuple[MarkChange, ...]], object]
) -> FormDialog:
    """Mark, minutes, and day and time of the report; an empty report counts as in time."""
    fields: list[FormField] = [
        ChoiceField("mark", _("Zeichen"), [(mark, f"{mark.value}  {label(mark)}") for mark in STORED_MARKS]),
        NumberField(
            "minutes_late", _("Minuten zu spät"), most=MOST_MINUTES, optional=True, help=_("Nur bei „verspätet“.")
        ),
        DateField("reported_on", _("Gemeldet am"), optional=True, help=_("Leer heißt: rechtzeitig gemeldet.")),
        TimeField("reported_at", _("Gemeldet um"), optional=True, help=_("Ohne Uhrzeit gilt 0 Uhr.")),
    ]

    def send(values: Values, run: Run) -> None:
        day, clock = values["reported_on"], values["reported_at"]
        if day is None and clock is not None:
            day = page.context.today()
        reported = datetime.combine(day, clock or datetime.min.time()) if day is not None else None
        run(
            attendance.give_mark,
            page.context.workplace,
            session_id,
            row.enrolment_id,
            mark=values["mark"],
            minutes_late=values["minutes_late"],
            reported_at=reported,
        )

    def told(_values: Values, changes: tuple[MarkChange, ...]) -> None:
        stored(changes)

    draft = DraftKey.about("mark", session_id, row.enrolment_id)
    dialog = FormDialog(page, row_name(row), _("Speichern"), fields, send=send, stored=told, columns=2, draft=draft)
    dialog.form.set_values(
        {
            "mark": row.mark,
            "minutes_late": row.minutes_late,
            "reported_on": row.reported_at.date() if row.reported_at else None,
            "reported_at": row.reported_at.time() if row.reported_at else None,
        }
    )
    return dialog
