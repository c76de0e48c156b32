"""One person's record: where they stand at a glance, and all their fields."""

from collections.abc import Callable
from datetime import date
from enum import Enum

from PySide6.QtWidgets import QLayout, QWidget

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.access import ForeignGroup, PinState
from werkakademie.records.exits import PlacementRecord
from werkakademie.records.ids import ParticipantId
from werkakademie.records.labels import label
from werkakademie.records.participants import EnrolmentSummary, ParticipantOverview, ParticipantState
from werkakademie.records.retention import RightsNote
from werkakademie.ui.participants.children.panel import ChildrenPanel, children_words
from werkakademie.ui.participants.form import contact_fields, name_fields, situation_fields
from werkakademie.ui.participants.job_starts import job_starts_card
from werkakademie.ui.participants.rights_panel import RightsPanel
from werkakademie.ui.participants.status_card import status_card
from werkakademie.ui.participants.talks_panel import TalksPanel
from werkakademie.ui.participants.texts import enrolment_dates, pin_text, record_name, state_tone, state_word
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import FormField
from werkakademie.ui.widgets.figures import Avatar, BigNumber, Facts, initials_of
from werkakademie.ui.widgets.history_panel import HistoryPanel
from werkakademie.ui.widgets.layouts import ScrollPane, clear_layout, column, row
from werkakademie.ui.widgets.paging import Fetch
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.tabs import DetailTabs
from werkakademie.ui.widgets.text import Pill, TextLabel, muted


class RecordActions:
    """What can be begun from a person's record; the page gives the functions."""

    def __init__(
        self,
        *,
        change: Callable[[], object],
        remove: Callable[[], object],
        end_enrolment: Callable[[EnrolmentSummary], object],
        go: Callable[[str, object], object],
        new_pin: Callable[[], object],
        history: Callable[[ParticipantId], Fetch] | None = None,
        rights: Callable[[], RightsPanel] | None = None,
        children: Callable[[], ChildrenPanel] | None = None,
        talks: Callable[[], TalksPanel] | None = None,
        add_job: Callable[[], object],
        remove_job: Callable[[PlacementRecord], object],
    ) -> None:
        self.change = change
        self.remove = remove
        self.end_enrolment = end_enrolment
        self.add_job = add_job
        self.remove_job = remove_job
        self.go = go
        self.new_pin = new_pin
        #: Where the entries of a person's history come from; None: this account reads none.
        self.history = history
        #: Makes the tab about data protection; None: this account reads no records.
        self.rights = rights
        #: Makes the tab about the children; None: this account plans no care.
        self.children = children
        #: Makes the tab about interviews and the course; None: this account follows no job search.
        self.talks = talks


class ParticipantRecordView(ScrollPane):
    """The right side of the page; `show_overview` fills it."""

    def __init__(self, actions: RecordActions) -> None:
        super().__init__()
        self._actions = actions
        self._overview: ParticipantOverview | None = None
        self._avatar = Avatar()
        self._name = TextLabel("", TextRole.TITLE, wrap=True)
        self._state = Pill("")
        self._line = muted("")
        head = column(self._name, row(self._state, self._line, spacing=8), spacing=2)
        change = Button(_("Angaben ändern"), icon="pencil", run=actions.change)
        remove = Button(_("Entfernen"), icon="trash-2", kind=Kind.QUIET, run=actions.remove)
        top = row(self._avatar, 8, head, remove, change)
        top.setStretchFactor(head, 1)
        self.body.addLayout(top)
        self._note = Banner(tone=Tone.WARN)
        self._note.hide()
        self.body.addWidget(self._note)
        self._others = Banner()
        self._others.hide()
        self.body.addWidget(self._others)
        self._tabs = DetailTabs(name=_("Bereiche"))
        self._cards, self._facts = QWidget(), QWidget()
        self._cards.setLayout(column(spacing=16))
        self._facts.setLayout(column(spacing=16))
        self._tabs.add("overview", _("Überblick"), lambda: self._cards)
        self._tabs.add("facts", _("Angaben"), lambda: self._facts)
        self._children = actions.children() if actions.children is not None else None
        if self._children is not None:
            self._add_panel("children", _("Kinder"), self._children, self._load_children)
        self._talks = actions.talks() if actions.talks is not None else None
        if self._talks is not None:
            self._add_panel("talks", _("Gespräche"), self._talks, self._load_talks)
        self._history = HistoryPanel(name=_("Verlauf"))
        if actions.history is not None:
            self._tabs.add("history", _("Verlauf"), lambda: self._history)
            self._tabs.changed.connect(lambda _key: self._load_history())
        self._rights = actions.rights() if actions.rights is not None else None
        if self._rights is not None:
            self._add_panel("rights", _("Datenschutz"), self._rights, self._load_rights)
        self._tabs.hold(self._facts, self._history)
        self.body.addWidget(self._tabs, 1)

    def tabs(self) -> DetailTabs:
        """The tabs, to choose one by its key."""
        return self._tabs

    def _add_panel(self, key: str, label_text: str, panel: QWidget, load: Callable[[], None]) -> None:
        """A tab that asks for what it shows only when it is in view."""
        self._tabs.add(key, label_text, lambda: panel)
        self._tabs.changed.connect(lambda _key: load())
        self._tabs.hold(panel)

    def show_overview(self, overview: ParticipantOverview) -> None:
        """Show a person, or the same person anew."""
        self._overview = overview
        record = overview.record
        name = record_name(record)
        self._avatar.set_initials(initials_of(name))
        self._name.setText(name)
        self._state.show_status(state_word(record.state), state_tone(record.state))
        self._line.setText(_subtitle(overview))
        self._fill_cards(overview)
        self._fill_facts(overview)
        self._load_history()
        self._load_rights()
        self._load_children()
        self._load_talks()
        self._show_note(overview.rights)

    def _show_note(self, note: RightsNote) -> None:
        """Wherever the record is read, one sees that it may not be used, or that something in it is disputed."""
        parts = []
        if note.restricted_since is not None:
            since = format_date(note.restricted_since)
            parts.append(_("Die Verarbeitung dieser Daten ist seit {day} eingeschränkt.").format(day=since))
        if note.disputes:
            text = ngettext(
                "Die Person bestreitet eine Angabe; siehe „Datenschutz“.",
                "Die Person bestreitet {count} Angaben; siehe „Datenschutz“.",
                note.disputes,
            )
            parts.append(text.format(count=note.disputes))
        self._note.setVisible(bool(parts))
        if parts:
            self._note.show_message(" ".join(parts), Tone.WARN)

    def _load_rights(self) -> None:
        if self._overview is not None and self._rights is not None and self._tabs.current() == "rights":
            self._rights.load(self._overview.record.id, record_name(self._overview.record))

    def _load_children(self) -> None:
        if self._overview is not None and self._children is not None and self._tabs.current() == "children":
            record = self._overview.record
            single = record.values["single_parent"] is True
            self._children.load(record.id, record_name(record), single_parent=single)

    def _load_talks(self) -> None:
        if self._overview is not None and self._talks is not None and self._tabs.current() == "talks":
            self._talks.load(self._overview.record.id)

    def _load_history(self) -> None:
        """Only in view: the history of a person can be long."""
        if self._overview is not None and self._actions.history is not None and self._tabs.current() == "history":
            self._history.load(self._actions.history(self._overview.record.id))

    def show_others(self, others: ForeignGroup | None) -> None:
        """Say that the person is other coaches' before anybody types."""
        self._others.setVisible(others is not None)
        if others is not None:
            text = _(
                "Diese Person gehört zur Gruppe „{group}“ von {coaches}. Ändern können Sie erst als Vertretung. Dass "
                "Sie die Person geöffnet haben, sieht die Leitung."
            )
            self._others.show_message(text.format(group=others.name, coaches=", ".join(others.coaches)), Tone.INFO)

    def _fill_cards(self, overview: ParticipantOverview) -> None:
        layout = self._cards.layout()
        assert layout is not None
        clear_layout(layout)
        person = overview.record.id
        search = Card(_("Stellensuche"), icon="briefcase").add(_search_number(overview))
        search.add_action(Button(_("Öffnen"), kind=Kind.QUIET, run=lambda: self._actions.go("job_search", person)))
        papers = Card(_("Unterlagen"), icon="folder-open").add(_papers_number(overview))
        papers.add_action(Button(_("Öffnen"), kind=Kind.QUIET, run=lambda: self._actions.go("papers", person)))
        upper, lower = QWidget(), self._enrolments_card(overview)
        upper.setLayout(row(search, papers, spacing=16))
        layout.addWidget(upper)
        layout.addWidget(status_card(overview.status))
        self._add_children_card(layout, overview)
        layout.addWidget(lower)
        layout.addWidget(job_starts_card(overview, self._actions.add_job, self._actions.remove_job))
        rest = column(None)
        layout.addItem(rest)

    def _add_children_card(self, layout: QLayout, overview: ParticipantOverview) -> None:
        """How many children there are, or the hint to ask a single parent; nothing for all others."""
        single = overview.record.values["single_parent"] is True
        words = children_words(overview.children, single_parent=single)
        if words and self._children is not None:
            card = Card(_("Kinder"), icon="baby").add(muted(words))
            card.add_action(Button(_("Öffnen"), kind=Kind.QUIET, run=lambda: self._tabs.choose("children")))
            layout.addWidget(card)

    def _enrolments_card(self, overview: ParticipantOverview) -> Card:
        card = Card(_("Teilnahmen"), icon="users-round")
        for summary in overview.record.enrolments:
            card.add(self._enrolment_row(summary))
        if not overview.record.enrolments:
            card.add(muted(_("Noch in keiner Gruppe. Auf der Seite „Gruppen“ nehmen Sie Personen in eine Gruppe auf.")))
            card.add_action(Button(_("Zu den Gruppen"), kind=Kind.QUIET, run=lambda: self._actions.go("groups", None)))
        return card

    def _enrolment_row(self, summary: EnrolmentSummary) -> QWidget:
        group = Button(summary.group_name, kind=Kind.LINK, run=lambda: self._actions.go("groups", summary.group_id))
        line = row(group, muted(enrolment_dates(summary)), None)
        if summary.state in (ParticipantState.ACTIVE, ParticipantState.ALLOCATED):
            end = Button(_("Teilnahme beenden"), kind=Kind.QUIET, run=lambda: self._actions.end_enrolment(summary))
            line.addWidget(end)
        if summary.state is ParticipantState.FOLLOW_UP_DUE:
            ask = Button(_("Nachfrage öffnen"), kind=Kind.QUIET, run=lambda: self._actions.go("follow_ups", summary.id))
            line.addWidget(ask)
        line.addWidget(Pill(state_word(summary.state), state_tone(summary.state)))
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _pin_card(self, pin: PinState) -> Card:
        card = Card(_("Anmeldung im Raum"), icon="key-round")
        card.add(TextLabel(pin_text(pin), tone="warn" if pin.blocked else "", wrap=True))
        words = _("Geheimzahl setzen") if pin.set_at is None else _("Geheimzahl zurücksetzen")
        card.add(row(Button(words, icon="key-round", run=self._actions.new_pin), None))
        return card

    def _fill_facts(self, overview: ParticipantOverview) -> None:
        layout = self._facts.layout()
        assert layout is not None
        clear_layout(layout)
        layout.addWidget(self._pin_card(overview.pin))
        values = overview.record.values
        for heading, icon_name, fields in (
            (_("Person"), "user", name_fields()),
            (_("Kontakt"), "phone", contact_fields()),
            (_("Lage beim Eintritt"), "flag", situation_fields()),
        ):
            card = Card(heading, icon=icon_name).add(Facts(_facts_of(fields, values)))
            layout.addWidget(card)
            for field in fields:
                field.deleteLater()
        layout.addItem(column(None))


def _subtitle(overview: ParticipantOverview) -> str:
    record = overview.record
    group = next((each.group_name for each in record.enrolments if each.state is record.state), "")
    level = record.values["german_level"]
    parts = [group or _("noch in keiner Gruppe")]
    if isinstance(level, Enum):
        parts.append(_("Deutsch {level}").format(level=label(level)))
    if record.values["phone"]:
        parts.append(str(record.values["phone"]))
    return " · ".join(parts)


def _search_number(overview: ParticipantOverview) -> BigNumber:
    if not overview.applications:
        return BigNumber("0", _("Noch keine Bewerbung eingetragen"))
    latest = _("zuletzt {day}").format(day=format_date(overview.last_entry_on))
    invitations = ngettext("{count} Einladung", "{count} Einladungen", overview.invitations)
    return BigNumber(
        str(overview.applications),
        ngettext("Bewerbung", "Bewerbungen", overview.applications),
        f"{invitations.format(count=overview.invitations)} · {latest}",
    )


def _papers_number(overview: ParticipantOverview) -> BigNumber:
    if not overview.papers:
        return BigNumber("0", _("Noch keine Unterlagen"))
    text = _("{ready} von {all}").format(ready=overview.papers_ready, all=overview.papers)
    return BigNumber(text, _("Unterlagen sind fertig"))


def _facts_of(fields: list[FormField], values: dict[str, object]) -> list[tuple[str, str]]:
    return [(field.label_text, _words(values[field.name])) for field in fields]


def _words(value: object) -> str:
    match value:
        case None | "":
            return "–"
        case bool():
            return _("ja") if value else _("nein")
        case Enum():
            return label(value)
        case date():
            return format_date(value)
        case _:
            return str(value)
