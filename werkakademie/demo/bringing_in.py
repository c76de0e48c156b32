"""Second chapter: two made-up lists come in, one of new people, one of earlier groups with their outcomes."""

from pathlib import Path

from werkakademie.demo.hands import click
from werkakademie.demo.stage import Stage
from werkakademie.resources import resource_path
from werkakademie.ui.importing.page import ImportingPage
from werkakademie.ui.participants.page import ParticipantsPage


def import_new_people(stage: Stage) -> None:
    """The list of the new group, with a cell that can't be right."""
    with stage.step("Liste der neuen Personen lesen"):
        page = stage.go("importing", ImportingPage)
        stage.photo("import_leer", "Import, bevor eine Liste gewählt ist")
        _choose(stage, page, resource_path("practice", "erfundene_teilnehmende.csv"))
        stage.photo("import_tabelle", "Wie die Datei gelesen wurde: Titel, Kopfzeile, Summe, Zeichen")
    with stage.step("Zuordnen, prüfen, einlesen"):
        _next(stage, page)
        stage.photo("import_zuordnung", "Spalten und Werte sind zugeordnet; der Rest wird nicht gespeichert")
        _next(stage, page)
        stage.photo("import_pruefung", "Jede Zelle, die nicht passt, mit Zeile, Spalte und Grund")
        _next(stage, page)
        stage.photo("import_ergebnis", "Was eingelesen wurde")


def import_earlier_groups(stage: Stage) -> None:
    """People by number only, with groups and outcomes: what a site brings along when it starts."""
    with stage.step("Frühere Gruppen mit Verbleib einlesen"):
        page = stage.go("importing", ImportingPage)
        _choose(stage, page, resource_path("practice", "erfundene_fruehere_gruppen.csv"))
        for _step in range(3):
            _next(stage, page)
    with stage.step("Teilnehmende"):
        stage.go("participants", ParticipantsPage)
        stage.photo("teilnehmende", "Alle Personen; wer keinen Namen hat, steht mit der eigenen Nummer")


def _choose(stage: Stage, page: ImportingPage, path: Path) -> None:
    stage.files.answers.append(path)
    page.choose_file()
    stage.settle()


def _next(stage: Stage, page: ImportingPage) -> None:
    click(page, page.next_button.text())
    stage.settle()
