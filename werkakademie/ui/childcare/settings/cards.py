"""The cards of the tab: rooms, the team with its week, days that differ, the rule, groups with care."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from werkakademie.i18n import _, format_count, ngettext
from werkakademie.records.childcare import CarePolicy, CarerDayRow, CareRoomRow, CarerRow, Clearance, GroupCareRow
from werkakademie.records.childcare_texts import policy_sentence, weight_words
from werkakademie.records.enums import AgeBand
from werkakademie.records.ids import GroupId
from werkakademie.records.labels import label
from werkakademie.ui.childcare.settings.texts import (
    carer_words,
    clearance_tone,
    clearance_words,
    day_tone,
    day_words,
    group_care_words,
    room_words,
)
from werkakademie.ui.childcare.settings.week_strip import WeekStrip
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.figures import Avatar, Facts, initials_of
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import ElidedLabel, Pill, TextLabel, muted


@dataclass(frozen=True, slots=True)
class SettingsActions:
    """What the cards can ask for; the tab gives the functions."""

    add_room: Callable[[], object]
    change_room: Callable[[CareRoomRow], object]
    remove_room: Callable[[CareRoomRow], object]
    add_carer: Callable[[], object]
    change_carer: Callable[[CarerRow], object]
    remove_carer: Callable[[CarerRow], object]
    report_absence: Callable[[], object]
    add_extra: Callable[[], object]
    remove_day: Callable[[CarerDayRow], object]
    change_policy: Callable[[], object]
    show_group: Callable[[GroupId], object]


class RoomsCard(Card):
    """Each room with its size and hours."""

    def __init__(self, actions: SettingsActions, *, writable: bool) -> None:
        super().__init__(_("Räume"), icon="door-open")
        self._actions, self._writable = actions, writable
        self._rows = column(spacing=GRID)
        self.add(self._rows)
        if writable:
            self.add_action(Button(_("Raum anlegen"), icon="plus", kind=Kind.QUIET, run=actions.add_room))

    def show_rooms(self, rooms: Sequence[CareRoomRow]) -> None:
        clear_layout(self._rows)
        if not rooms:
            self._rows.addWidget(muted(_("Noch kein Raum. Er braucht einen Namen, Plätze und Öffnungszeiten.")))
        for room in rooms:
            words = column(TextLabel(room.name, TextRole.STRONG, wrap=True), muted(room_words(room)), spacing=0)
            line = row(words, spacing=GRID)
            line.setStretch(0, 1)
            if self._writable:
                for button in self._buttons(room):
                    line.addWidget(button)
            self._rows.addLayout(line)

    def _buttons(self, room: CareRoomRow) -> tuple[Button, Button]:
        change, remove = partial(self._actions.change_room, room), partial(self._actions.remove_room, room)
        return (
            icon_button("pencil", _("Raum {name} ändern").format(name=room.name), run=change),
            icon_button("trash-2", _("Raum {name} löschen").format(name=room.name), run=remove),
        )


class TeamCard(Card):
    """Each carer with qualification, certificate and week."""

    def __init__(self, actions: SettingsActions, *, writable: bool) -> None:
        super().__init__(_("Team"), icon="users")
        self._actions, self._writable = actions, writable
        self._note = TextLabel("", tone="warn", wrap=True)
        self._note.hide()
        self._rows = column(spacing=2 * GRID)
        self.add(self._note, self._rows)
        if writable:
            self.add_action(Button(_("Aufnehmen"), icon="user-plus", kind=Kind.QUIET, run=actions.add_carer))

    def show_team(self, carers: Sequence[CarerRow], policy: CarePolicy, today: date, *, rooms: int) -> None:
        """Who is here now or comes first, then those who have left."""
        clear_layout(self._rows)
        here = [carer for carer in carers if carer.ends_on is None or carer.ends_on >= today]
        self._show_note(here, policy)
        if not carers:
            text = _("Noch niemand. Zu jeder Person gehören Qualifikation, Führungszeugnis und Wochenzeiten.")
            self._rows.addWidget(muted(text))
        for carer in [*here, *(carer for carer in carers if carer not in here)]:
            self._rows.addLayout(self._carer(carer, today, with_room=rooms > 1))

    def _show_note(self, here: Sequence[CarerRow], policy: CarePolicy) -> None:
        counted = sum(carer.clearance is not Clearance.MISSING for carer in here)
        self._note.setVisible(bool(here) and counted < policy.fewest_carers)
        self._note.setText(
            _(
                "Nach der Regel sind mindestens {fewest} Betreuungskräfte gleichzeitig da; bisher zählt {counted} "
                "mit. Bis dahin wird kein Platz gebucht."
            ).format(fewest=format_count(policy.fewest_carers), counted=format_count(counted))
        )

    def _carer(self, carer: CarerRow, today: date, *, with_room: bool) -> QVBoxLayout:
        words = column(
            TextLabel(carer.name, TextRole.STRONG, wrap=True),
            muted(carer_words(carer, today, with_room=with_room)),
            spacing=0,
        )
        line = row(Avatar(initials_of(carer.name), size=36, strong=False), words, spacing=GRID + 4)
        line.setStretch(1, 1)
        gone = carer.ends_on is not None and carer.ends_on < today
        if gone:
            line.addWidget(Pill(_("nicht mehr im Team"), Tone.NEUTRAL))
        else:
            line.addWidget(Pill(clearance_words(carer), clearance_tone(carer.clearance)))
        if self._writable:
            for button in self._buttons(carer):
                line.addWidget(button)
        whole = column(line, spacing=GRID)
        if carer.shifts and not gone:
            whole.addWidget(WeekStrip(carer.name, carer.shifts, today))
        elif not gone:
            whole.addWidget(muted(_("Keine festen Zeiten in der Woche.")))
        return whole

    def _buttons(self, carer: CarerRow) -> tuple[Button, Button]:
        change, remove = partial(self._actions.change_carer, carer), partial(self._actions.remove_carer, carer)
        return (
            icon_button("pencil", _("{name} ändern").format(name=carer.name), run=change),
            icon_button("trash-2", _("{name} löschen").format(name=carer.name), run=remove),
        )


class DaysCard(Card):
    """Who is absent or comes besides, from today on; staff enter it, because they act when somebody is ill."""

    def __init__(self, actions: SettingsActions) -> None:
        super().__init__(_("Tage, die anders sind"), icon="calendar-x")
        self._actions = actions
        self._rows = column(spacing=GRID)
        self._absence = Button(_("Fällt aus …"), icon="calendar-x", run=actions.report_absence)
        self._extra = Button(_("Kommt zusätzlich …"), icon="calendar-plus", run=actions.add_extra)
        buttons = QWidget()
        flow = FlowLayout(gap=GRID)
        buttons.setLayout(flow)
        flow.addWidget(self._absence)
        flow.addWidget(self._extra)
        self.add(self._rows, buttons)

    def show_days(self, days: Sequence[CarerDayRow], today: date, *, carers: int, rooms: int) -> None:
        clear_layout(self._rows)
        self._absence.setEnabled(carers > 0)
        self._extra.setEnabled(carers > 0 and rooms > 0)
        if not days:
            self._rows.addWidget(muted(_("Ab heute ist nichts eingetragen: Es gelten die Zeiten der Woche.")))
        for day in days:
            words = column(ElidedLabel(day.carer_name, TextRole.STRONG), muted(day_words(day, today)), spacing=0)
            name = _("Eintrag von {name} am Tag {day} löschen").format(name=day.carer_name, day=day_words(day, today))
            remove = icon_button("trash-2", name, run=partial(self._actions.remove_day, day))
            line = row(words, Pill(label(day.kind), day_tone(day.kind)), remove, spacing=GRID)
            line.setStretch(0, 1)
            self._rows.addLayout(line)


class PolicyCard(Card):
    """The rule as a sentence, and the values that the sentence leaves out."""

    def __init__(self, actions: SettingsActions, *, writable: bool) -> None:
        super().__init__(_("Betreuungsregel"), icon="shield-check")
        self._sentence = TextLabel("", wrap=True)
        self._open = muted(_("Das sind Vorschläge. Bitte sehen Sie sie an und legen Sie die Regel fest."))
        self._facts = Facts([])
        self.add(self._sentence, self._open, self._facts)
        if writable:
            self.add_action(Button(_("Regel festlegen"), icon="pencil", kind=Kind.QUIET, run=actions.change_policy))

    def show_policy(self, policy: CarePolicy) -> None:
        self._sentence.setText(policy_sentence(policy))
        self._open.setVisible(not policy.decided)
        weights = ", ".join(f"{label(band)}: {weight_words(policy.weight_of(band))}" for band in AgeBand)
        self._facts.show_facts(
            [
                (_("Gewicht je Kind"), weights),
                (_("Angebot gilt"), _hours(policy.offer_hours)),
                (_("Späte Abholung"), _("nach {count} Minuten").format(count=policy.late_after_minutes)),
                (_("Führungszeugnis"), _("erneut nach {count} Monaten").format(count=policy.clearance_months)),
                (_("Bilder"), _("erlaubt") if policy.pictures_allowed else _("aus, es gilt das Kennwort")),
            ]
        )


def _hours(count: int) -> str:
    return ngettext("{count} Stunde", "{count} Stunden", count).format(count=count)


class CaredGroupsCard(Card):
    """Which groups have care; it is set on the page of the group."""

    def __init__(self, actions: SettingsActions) -> None:
        super().__init__(_("Gruppen mit Kinderbetreuung"), icon="users-round")
        self._actions = actions
        self._rows = column(spacing=GRID)
        self.add(self._rows)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_groups(self, groups: Sequence[GroupCareRow]) -> None:
        clear_layout(self._rows)
        if not groups:
            self._rows.addWidget(muted(_("Noch keine. Schalten Sie sie auf der Seite der Gruppe ein.")))
        for group in groups:
            words = column(TextLabel(group.group_name, TextRole.STRONG, wrap=True), muted(group_care_words(group)))
            words.setSpacing(0)
            name = _("Gruppe {name} öffnen").format(name=group.group_name)
            show = icon_button("arrow-right", name, run=partial(self._actions.show_group, group.group_id))
            line = row(words, show, spacing=GRID)
            line.setStretch(0, 1)
            self._rows.addLayout(line)
