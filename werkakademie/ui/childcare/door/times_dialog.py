"""Correcting when a child came or went."""

from werkakademie.i18n import _
from werkakademie.records.childcare_door import DoorChild
from werkakademie.records.drafts import DraftKey
from werkakademie.services import childcare_door
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import FormField, TimeField


def times_dialog(page: Page, child: DoorChild) -> FormDialog:
    """The finger was late; the old time stays in the history."""
    visit = child.visit
    assert visit is not None
    fields: list[FormField] = [TimeField("arrived", _("Gekommen um"))]
    if visit.left_at is not None:
        fields.append(TimeField("left", _("Gegangen um")))

    def send(values: Values, run: Run) -> None:
        run(childcare_door.correct_times, page.context.workplace, visit.id, fields=values)

    dialog = FormDialog(
        page,
        _("Uhrzeit von {name}").format(name=child.given_name),
        _("Speichern"),
        fields,
        send=send,
        draft=DraftKey.about("door.times", visit.id),
    )
    values = {"arrived": visit.arrived_at.time()}
    if visit.left_at is not None:
        values["left"] = visit.left_at.time()
    dialog.form.set_values(values)
    return dialog
