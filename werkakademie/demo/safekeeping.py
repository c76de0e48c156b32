"""Fifth chapter: what keeps the data safe: backups, the check, the log of changes, the bin, the retention periods."""

from PySide6.QtCore import Qt

from werkakademie.demo.hands import click, press
from werkakademie.demo.searching import olena
from werkakademie.demo.stage import Stage
from werkakademie.records.enums import PaperKind
from werkakademie.services import papers
from werkakademie.ui.papers.page import PapersPage
from werkakademie.ui.safety.page import SafetyPage


def back_up_and_check(stage: Stage) -> None:
    """A backup on request, and the check of the whole store."""
    with stage.step("Sichern"):
        page = stage.go("safety", SafetyPage, "backups")
        click(page, "Jetzt sichern")
        stage.settle()
        stage.photo("sicherungen", "Sicherungen: gemacht, geprüft, auf Wunsch auch auf einen Stick")
    with stage.step("Den Speicher prüfen"):
        page = stage.go("safety", SafetyPage, "check")
        click(page, "Jetzt prüfen")
        stage.settle()
        stage.photo("pruefung", "Prüfung: Datenbank, Verschlüsselung, Protokoll, Sicherungen, Uhr und Ort")


def take_back(stage: Stage) -> None:
    """The last action is taken back by one key, and done again by another."""
    with stage.step("Zurücknehmen und wiederholen"):
        stage.go("papers", PapersPage, olena(stage))
        press(stage.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        stage.settle()
        stage.photo("zurueckgenommen", "Strg+Z nimmt die eigene letzte Aktion zurück und sagt, welche")
        press(stage.window(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        stage.settle()


def read_log(stage: Stage) -> None:
    """Who changed what and when, what was removed, and what is due to be deleted for good."""
    with stage.step("Protokoll, Papierkorb und Löschfristen lesen"):
        page = stage.go("safety", SafetyPage, "journal")
        click(page, "Jetzt prüfen")
        stage.settle()
        stage.photo("protokoll", "Protokoll: wer wann was geändert hat, mit geprüfter Kette")
        made = papers.add_paper(stage.workplace(), olena(stage), kind=PaperKind.OTHER, title="Doppelt angelegt (Übung)")
        papers.remove_paper(stage.workplace(), made.value)
        stage.go("safety", SafetyPage, "bin")
        stage.photo("papierkorb", "Papierkorb: was entfernt wurde, lässt sich wiederherstellen")
        stage.go("safety", SafetyPage, "retention")
        stage.photo("loeschfristen", "Löschfristen: was fällig ist; gelöscht wird erst nach Freigabe und zu zweit")
