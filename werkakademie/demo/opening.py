"""First chapter: the first start, the empty first page, locking and unlocking."""

from werkakademie.demo import story
from werkakademie.demo.hands import choose, click, tick, type_into
from werkakademie.demo.stage import Stage
from werkakademie.ui.settings.page import SettingsPage
from werkakademie.ui.today.page import TodayPage


def first_start(stage: Stage) -> None:
    """Name the site, choose a password, keep the recovery key."""
    start = stage.program.start
    with stage.step("Erster Start: Standort, Konto, Passwort"):
        type_into(start, "Name des Standorts", story.SITE)
        choose(start, "Land", story.LAND)
        type_into(start, "Ihr Name", story.COACH)
        type_into(start, "Passwort", story.PASSWORD)
        type_into(start, "Passwort noch einmal", story.PASSWORD)
        stage.photo("erster_start", "Erster Start: Standort, Land, Name und Passwort", start)
        click(start, "Anlegen")
    with stage.step("Wiederherstellungsschlüssel ablegen"):
        sheet = stage.folder / "wiederherstellungsschluessel_uebung.pdf"
        stage.files.answers.append(sheet)
        click(start, "Als PDF speichern")
        stage.settle()
        stage.leave(sheet, "Der Wiederherstellungsschlüssel zum Ausdrucken")
        stage.photo("schluessel", "Der Wiederherstellungsschlüssel, einmal gezeigt", start)
        tick(start, "Ich habe den Schlüssel sicher abgelegt")
        click(start, "Weiter")
    with stage.step("Heute, noch leer"):
        stage.go("today", TodayPage)
        stage.photo("heute_leer", "Heute an einem neuen Standort: die ersten Schritte")


def look_at_settings(stage: Stage) -> None:
    """What the lead can set for the whole site."""
    with stage.step("Einstellungen"):
        stage.go("settings", SettingsPage)
        stage.photo("einstellungen", "Einstellungen des Standorts, der Konten und der Darstellung")


def lock_and_unlock(stage: Stage) -> None:
    """Somebody else can't look; a wrong password says so and nothing else."""
    with stage.step("Sperren, falsches Passwort, entsperren"):
        stage.window().lock_requested.emit()
        stage.settle()
        start = stage.program.start
        type_into(start, "Passwort", "falsch geraten")
        click(start, "Entsperren")
        stage.settle()
        stage.photo("entsperren", "Gesperrt: Ein falsches Passwort gibt einen Satz und sonst nichts", start)
        type_into(start, "Passwort", story.PASSWORD)
        click(start, "Entsperren")
