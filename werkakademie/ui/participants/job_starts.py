"""The card „Arbeitsaufnahmen“ of a person's record: what began, one more, and taking a wrong one out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_date
from werkakademie.records.drafts import DraftKey
from werkakademie.records.exits import PlacementRecord
from werkakademie.records.labels import label
from werkakademie.records.participants import EnrolmentSummary, ParticipantOverview
from werkakademie.services import exits
from werkakademie.ui.exits.placement_fields import placement_fields
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.participants.texts import enrolment_dates, record_name
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, icon_button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import ChoiceField, FormField
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.text import TextLabel, muted


def job_starts_card(
    overview: ParticipantOverview, add: Callable[[], object], remove: Callable[[PlacementRecord], object]
) -> Card:
    """The person's job starts; a restricted record is only shown."""
    card = Card(_("Arbeitsaufnahmen"), icon="briefcase")
    restricted = overview.rights.restricted_since is not None
    if overview.record.enrolments and not restricted:
        card.add_action(Button(_("Arbeitsaufnahme eintragen"), icon="plus", run=add))
    for job in overview.placements:
        card.add(_line(job, None if restricted else remove))
    if not overview.placements:
        card.add(muted(_("Noch keine Arbeitsaufnahme eingetragen.")))
    return card


def job_start_dialog(page: Page, overview: ParticipantOverview) -> FormDialog:
    """One more job start; asked for its enrolment only where there are several."""
    enrolments = overview.record.enrolments
    fields: list[FormField] = placement_fields()
    if len(enrolments) > 1:
        choices = [(one.id, _enrolment_words(one)) for one in enrolments]
        fields.insert(0, ChoiceField("enrolment_id", _("Teilnahme"), choices))

    def send(values: Values, run: Run) -> None:
        own = dict(values)
        run(exits.add_placement, page.context.workplace, own.pop("enrolment_id", enrolments[0].id), fields=own)

    def stored(values: Values, placement_id: object) -> None:
        said = _("Die Arbeitsaufnahme bei {employer} ist eingetragen.").format(employer=values["employer_name"])
        undo = partial(page.run, exits.remove_placement, page.context.workplace, placement_id)
        page.messages.success(said, undo=undo)

    dialog = FormDialog(
        page,
        _("Arbeitsaufnahme eintragen"),
        _("Eintragen"),
        fields,
        send=send,
        stored=stored,
        draft=DraftKey.about("placement", overview.record.id),
        intro=record_name(overview.record),
        columns=2,
    )
    if len(enrolments) > 1:
        dialog.form.set_values({"enrolment_id": enrolments[0].id})
    return dialog


def remove_job_start(page: Page, job: PlacementRecord) -> None:
    """Take a job start out of the record; the message brings it back, and so does the bin."""
    workplace = page.context.workplace

    def removed(_placement_id: object) -> None:
        said = _("Die Arbeitsaufnahme bei {employer} ist entfernt.").format(employer=job.employer_name)
        undo = partial(page.run, exits.remove_placement, workplace, job.id, removed=False)
        page.messages.success(said, undo=undo)

    page.run(exits.remove_placement, workplace, job.id, done=removed)


def _line(job: PlacementRecord, remove: Callable[[PlacementRecord], object] | None) -> QWidget:
    words = _("{employer}, ab {day}: {category}").format(
        employer=job.employer_name, day=format_date(job.starts_on), category=label(job.category)
    )
    line = row(TextLabel(words, wrap=True))
    line.setStretch(0, 1)
    if remove is not None:
        name = _("Arbeitsaufnahme bei {employer} entfernen").format(employer=job.employer_name)
        line.addWidget(icon_button("trash-2", name, run=partial(remove, job)))
    holder = QWidget()
    holder.setLayout(line)
    return holder


def _enrolment_words(summary: EnrolmentSummary) -> str:
    return f"{summary.group_name} · {enrolment_dates(summary)}"
