"""The handbook's table of who may do what is the program's own."""

import re
from collections.abc import Mapping
from pathlib import Path

from werkakademie.records.enums import Role
from werkakademie.records.permissions import Permission
from werkakademie.rules.permissions import ALLOWED, allowed

HANDBOOK = Path(__file__).parents[3] / "docs" / "handbuch" / "zugang-und-sperre.md"
COLUMNS = (Role.LEAD, Role.COACH, Role.ATTENDANCE, Role.CARER)

WORDS: Mapping[Permission, str] = {
    Permission.USE_SITE: "anmelden, eigenes Passwort und Aussehen ändern",
    Permission.KEEP_DRAFTS: "angefangene Eingaben behalten",
    Permission.OPEN_ROOM: "den Raum für Teilnehmende öffnen",
    Permission.SETTLE_CLAIMS: "„Ich bin da“ bestätigen",
    Permission.SIT_BESIDE: "sich daneben setzen und Unterlagen anmerken",
    Permission.READ_ROSTERS: "Termine und Namen auf dem Blatt eines Termins sehen",
    Permission.MARK_ATTENDANCE: "Anwesenheit eintragen",
    Permission.READ_PEOPLE: "Teilnehmende sehen",
    Permission.EDIT_PEOPLE: "Teilnehmende aufnehmen, ändern, entfernen",
    Permission.READ_GROUPS: "Gruppen und ihre Zahlen sehen",
    Permission.EDIT_GROUPS: "Gruppen, Termine und Teilnahmen ändern",
    Permission.CARE_DOOR: "Kinder von heute sehen, Kommen und Gehen eintragen",
    Permission.CARE_PLAN: "Kinder und ihre Plätze führen, Ausfälle eintragen",
    Permission.CARE_SEARCH: "feste Plätze suchen und mit der Arbeit abgleichen",
    Permission.CARE_REPORTS: "Kinderbetreuung auswerten",
    Permission.CARE_SETTINGS: "Räume, Team und Betreuungsregel ändern",
    Permission.JOB_SEARCH: "Stellensuche führen",
    Permission.PAPERS: "Unterlagen führen",
    Permission.EXITS: "Teilnahmen beenden, Arbeitsaufnahmen eintragen",
    Permission.FOLLOW_UPS: "nachfragen, Verbleib eintragen",
    Permission.RESULTS: "Auswertungen ansehen und speichern",
    Permission.IMPORT: "Listen importieren",
    Permission.STAND_IN: "eine Vertretung übernehmen und beenden",
    Permission.ARRANGE_STAND_IN: "eine Vertretung für andere eintragen",
    Permission.RESET_PIN: "Geheimzahlen setzen",
    Permission.CHECK_PIN: "jemanden mit Geheimzahl anmelden lassen",
    Permission.READ_HISTORY: "den Verlauf eines Eintrags lesen",
    Permission.UNDO_OWN: "Eigenes zurücknehmen und wiederholen",
    Permission.RESTORE_DELETED: "Entferntes aus dem Papierkorb zurückholen",
    Permission.NOTE_DISPUTE: "vermerken, dass jemand Angaben bestreitet",
    Permission.HAND_OUT_RECORD: "eine Auskunft herausgeben",
    Permission.RESTRICT: "die Verarbeitung einschränken",
    Permission.RETENTION: "Löschfristen ändern und Löschungen aussetzen",
    Permission.ERASURE_PROPOSE: "Löschungen vorschlagen",
    Permission.ERASURE_CONFIRM: "Löschungen anderer bestätigen",
    Permission.EXPORT: "Berichte an die Zentrale schreiben",
    Permission.CENTRAL: "eine Zentrale führen",
    Permission.SETTINGS: "Einstellungen des Standorts ändern",
    Permission.ACCOUNTS: "Zugänge anlegen, ändern, entfernen",
    Permission.BACKUPS: "sichern, prüfen, wiederherstellen",
    Permission.CHECK_STORE: "den Speicher prüfen und reparieren",
    Permission.READ_JOURNAL: "das ganze Protokoll lesen",
    Permission.READ_ACCESS_LOG: "Zugriffe lesen",
}


#: What no account has: participants sign in at their own place.
OF_PARTICIPANTS = {Permission.OWN_PLACE}


def test_the_handbook_says_of_each_permission_what_the_program_does() -> None:
    rows = re.findall(r"^\| (.+?) \| ([●–]) \| ([●–]) \| ([●–]) \| ([●–]) \|$", HANDBOOK.read_text("utf-8"), re.M)
    told = {words: tuple(mark == "●" for mark in marks) for words, *marks in rows}
    assert told == {
        WORDS[permission]: tuple(allowed([role], permission) for role in COLUMNS)
        for permission in ALLOWED.keys() - OF_PARTICIPANTS
    }


def test_the_lead_may_everything() -> None:
    assert all(Role.LEAD in roles for permission, roles in ALLOWED.items() if permission not in OF_PARTICIPANTS)
