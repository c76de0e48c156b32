"""Second chapter: a group with its slots, people and sessions, and the attendance of the first one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from werkakademie.demo import story
from werkakademie.demo.hands import choose, click, menu, press, type_into, visible
from werkakademie.demo.stage import Stage
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import GroupId
from werkakademie.services import attendance, groups, sessions
from werkakademie.ui.attendance.page import AttendancePage
from werkakademie.ui.groups.page import GroupsPage

#: The exceptions of the first session as keys: Enter goes to the next person, „v15“ is late by 15 minutes.
_FIRST_SESSION_KEYS = ("", "e", "", "v15", "", "", "t", "", "", "", "c", "")
#: How each person comes in the weeks after: a letter a session, repeated.
_HABITS = ("AAAAA", "AAEAA", "AAAVA", "AAAAT", "AUAAA", "AAAAA", "AATAA", "AAAKA", "AAAAA", "UUAUU", "ACAAA", "AAAAV")


def make_group(stage: Stage) -> None:
    """The group with three slots a week."""
    with stage.step("Gruppe anlegen, drei Zeitfenster in der Woche"):
        stage.go("groups", GroupsPage)
        stage.photo("gruppen_leer", "Gruppen, bevor es die erste gibt")
        click(stage.window().header, "Gruppe anlegen")
        stage.settle()
        dialog = stage.dialog()
        type_into(dialog, "Name", story.GROUP)
        choose(dialog, "Zielgruppe", "gemischt")
        type_into(dialog, "Beginn", "02.03.2026")
        type_into(dialog, "Ende", "24.04.2026")
        type_into(dialog, "Raum", "Raum 3")
        type_into(dialog, "Plätze", "14")
        for _slot in range(3):
            click(dialog, "Zeitfenster hinzufügen")
        stage.photo("gruppe_anlegen", "Eine Gruppe mit Zielgruppe, Plätzen und Zeitfenstern", dialog)
        click(dialog, "Anlegen")


def enrol_people(stage: Stage) -> None:
    """Everybody of the imported list at once."""
    with stage.step("Alle in die Gruppe aufnehmen"):
        page = stage.go("groups", GroupsPage)
        page.detail.tabs.choose("people")
        click(page, "Personen aufnehmen")
        stage.settle()
        dialog = stage.dialog()
        people = visible(dialog, QListWidget)[0]
        people.setFocus()
        for number in range(people.count()):
            people.setCurrentRow(number)
            QTest.keyClick(people, Qt.Key.Key_Space)
        type_into(dialog, "Zugewiesen am", "23.02.2026")
        type_into(dialog, "Eintritt am", "02.03.2026")
        stage.photo("aufnehmen", "Mehrere Personen auf einmal aufnehmen", dialog)
        click(dialog, "Aufnehmen")
        stage.settle()
        stage.photo("gruppe_teilnahmen", "Die Gruppe mit ihren Teilnahmen")


def plan_sessions(stage: Stage) -> None:
    """Proposed from the slots, without the public holidays of the Land."""
    with stage.step("Termine vorschlagen lassen, ohne Feiertage"):
        page = stage.go("groups", GroupsPage)
        page.detail.tabs.choose("sessions")
        click(page, "Termine vorschlagen")
        stage.settle()
        dialog = stage.dialog()
        stage.photo("termine_vorschlagen", "Vorgeschlagene Termine; an Feiertagen entfallen sie", dialog)
        click(dialog, "Übernehmen")
        stage.settle()
        stage.photo("gruppe_termine", "Die Termine der Gruppe")


def record_first_session(stage: Stage) -> None:
    """All present, then the exceptions, by keyboard."""
    stage.at(story.FIRST_SESSION)
    with stage.step("Anwesenheit des ersten Termins: alle da, dann die Ausnahmen"):
        page = stage.go("attendance", AttendancePage)
        page.sheet.all_present.setFocus()
        press(page, Qt.Key.Key_Space)
        stage.settle()
        for keys in _FIRST_SESSION_KEYS:
            if keys:
                QTest.keyClicks(page.sheet.table, keys)
                QTest.keyClick(page.sheet.table, Qt.Key.Key_Return)
            else:
                QTest.keyClick(page.sheet.table, Qt.Key.Key_Down)
        stage.settle()
        stage.photo("anwesenheit", "Ein Termin: erst alle anwesend, dann die Ausnahmen mit je einer Taste")


def attend_to_the_end(stage: Stage) -> None:
    """The weeks that follow, through the services: the same gesture thirty times would teach nothing."""
    stage.at(story.LAST_DAY)
    with stage.step("Die übrigen Termine erfassen"):
        workplace = stage.workplace()
        for number, session in enumerate(sessions.sessions_of(workplace, the_group(stage))):
            if session.recorded or session.cancelled or not session.begun:
                continue
            for place, row in enumerate(attendance.attendance_sheet(workplace, session.id).rows):
                habit = _HABITS[place % len(_HABITS)]
                mark = AttendanceMark(habit[number % len(habit)])
                minutes = 10 if mark is AttendanceMark.LATE else None
                attendance.give_mark(workplace, session.id, row.enrolment_id, mark=mark, minutes_late=minutes)
    with stage.step("Anwesenheitsliste als PDF"):
        page = stage.go("attendance", AttendancePage)
        page.tabs.choose("figures")
        stage.settle()
        stage.photo("anwesenheit_zahlen", "Anwesenheit der Gruppe mit Zähler und Nenner")
        path = stage.folder / "anwesenheitsliste_uebung.pdf"
        stage.files.answers.append(path)
        menu(page, "Anwesenheit der Gruppe bis heute (PDF)")
        stage.settle()
        stage.leave(path, "Anwesenheit der Gruppe bis heute als Liste")


def the_group(stage: Stage) -> GroupId:
    """The practice group's id."""
    return next(row.id for row in groups.group_rows(stage.workplace()) if row.name == story.GROUP)
