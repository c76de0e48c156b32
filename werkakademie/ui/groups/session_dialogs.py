"""Add, move and cancel a session."""

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.groups import GroupRecord
from werkakademie.records.ids import CoachingSessionId
from werkakademie.records.sessions import SessionRow
from werkakademie.services import sessions
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.groups.saying_places import say_with_places
from werkakademie.ui.groups.texts import short_day
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import DateField, FormField, TextField, TimeField


def _fields() -> list[FormField]:
    return [
        DateField("held_on", _("Tag")),
        TextField("room", _("Raum"), optional=True),
        TimeField("starts", _("Beginn")),
        TimeField("ends", _("Ende")),
    ]


def add_dialog(page: Page, record: GroupRecord) -> FormDialog:
    """A session beside the weekly slots."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        fields = {**values, "room": values["room"] or ""}
        run(sessions.add_session, workplace, record.row.id, fields=fields)

    def stored(_values: Values, session_id: CoachingSessionId) -> None:
        say_with_places(
            page,
            record.row.id,
            _("Der Termin wurde hinzugefügt."),
            undo=lambda: page.run(sessions.remove_sessions, workplace, [session_id]),
        )

    draft = DraftKey.about("session.add", record.row.id)
    title, fields = _("Termin hinzufügen"), _fields()
    dialog = FormDialog(page, title, _("Hinzufügen"), fields, send=send, stored=stored, columns=2, draft=draft)
    values: dict[str, object] = {"held_on": page.context.today(), "room": record.row.room}
    if record.slots:
        values |= {"starts": record.slots[0].starts, "ends": record.slots[0].ends}
    dialog.form.set_values(values)
    return dialog


def move_dialog(page: Page, row: SessionRow) -> FormDialog:
    """Another day, time or room."""
    workplace = page.context.workplace
    before = {
        "held_on": row.held_on,
        "room": row.room,
        "starts": row.starts_at.time(),
        "ends": row.ends_at.time(),
    }

    def send(values: Values, run: Run) -> None:
        fields = {**values, "room": values["room"] or ""}
        run(sessions.move_session, workplace, row.id, fields=fields)

    def stored(_values: Values, _answer: object) -> None:
        say_with_places(
            page,
            row.group_id,
            _("Der Termin wurde verlegt."),
            undo=lambda: page.run(sessions.move_session, workplace, row.id, fields=before),
        )

    title = _("Termin vom {day} verlegen").format(day=short_day(row.held_on))
    draft = DraftKey.about("session.move", row.id)
    dialog = FormDialog(page, title, _("Verlegen"), _fields(), send=send, stored=stored, columns=2, draft=draft)
    dialog.form.set_values(before)
    return dialog


def cancel_dialog(page: Page, row: SessionRow) -> FormDialog:
    """A cancelled session needs a reason; it stays in the list."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        run(sessions.cancel_session, workplace, row.id, **values)

    def stored(_values: Values, _answer: object) -> None:
        say_with_places(
            page,
            row.group_id,
            _("Der Termin am {day} ist abgesagt.").format(day=short_day(row.held_on)),
            undo=lambda: page.run(sessions.revive_session, workplace, row.id),
        )

    return FormDialog(
        page,
        _("Termin vom {day} absagen").format(day=short_day(row.held_on)),
        _("Absagen"),
        [TextField("reason", _("Grund"), help=_("Zum Beispiel: Coach erkrankt, Raum nicht frei."))],
        send=send,
        stored=stored,
        intro=_("Ein abgesagter Termin zählt für niemanden als versäumt."),
        draft=DraftKey.about("session.cancel", row.id),
    )
