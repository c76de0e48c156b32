"""The participant's place: somebody signs in with a PIN, writes an application and papers, and takes them home."""

from PySide6.QtWidgets import QApplication, QWidget

from werkakademie.demo import story
from werkakademie.demo.hands import NotThereError, click, touch, type_into
from werkakademie.demo.stage import Stage
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import participant_pins, participants
from werkakademie.ui.attendance.page import AttendancePage

_EMPLOYER = "Logistik Beispiel GmbH"


def write_own_papers(stage: Stage) -> None:
    """A room that the coach opens, one person's way through it, and the coach again."""
    stage.at(story.SECOND_SESSION)
    _open_room(stage)
    _sign_in(stage)
    _enter_application(stage)
    _write_resume(stage)
    _write_letter(stage)
    _make_folder(stage)
    _take_home(stage)
    _back_to_the_coach(stage)


def _open_room(stage: Stage) -> None:
    with stage.step("Platz der Teilnehmenden: den Raum öffnen"):
        found = participants.participant_page(stage.workplace(), ParticipantQuery(text=story.PARTICIPANT))
        participant_pins.set_pin(stage.workplace(), found.rows[0].id, pin=story.PIN)
        stage.go("attendance", AttendancePage)
        click(stage.window().header, "Raum offen halten bis 12:15")
        stage.settle()
        stage.photo("platz_namen", "Der PC im Raum: wer da ist, wählt den eigenen Vornamen", _shown(stage))


def _sign_in(stage: Stage) -> None:
    with stage.step("Anmelden mit der Geheimzahl"):
        _touch(stage, f"{story.PARTICIPANT} Ö.", *story.PIN, "Fertig")
        stage.photo("platz_information", "Beim ersten Mal: wer was sieht, wie lange, welche Rechte", _shown(stage))
        _touch(stage, "Ich habe das gelesen")
        stage.photo("platz_start", "Der eigene Platz: was als Nächstes kommt, und große Karten", _shown(stage))


def _enter_application(stage: Stage) -> None:
    with stage.step("Eine Bewerbung eintragen, eine Frage auf einer Seite"):
        _touch(stage, "Bewerbung eintragen")
        for label, text in (
            ("Name der Firma", _EMPLOYER),
            ("Ort", "Musterstadt"),
            ("Beruf oder Stelle", "Lagerhelferin"),
        ):
            type_into(_shown(stage), label, text)
            _touch(stage, "Weiter")
        stage.photo("platz_bewerbung", "Eine Frage auf einer Seite: „Wie haben Sie sich beworben?“", _shown(stage))
        _touch(stage, "E-Mail", "Heute", "Weiter", "Ich warte auf Antwort.", "Start")


def _write_resume(stage: Stage) -> None:
    with stage.step("Den Lebenslauf schreiben"):
        _touch(stage, "Meine Unterlagen", "Lebenslauf")
        type_into(_shown(stage), "Straße und Hausnummer", "Übungsweg 4")
        type_into(_shown(stage), "E-Mail", "fatma.uebung@example.org")
        _touch(stage, "Weiter")
        _entry(stage, "Arbeit eintragen", ("Beruf oder Aufgabe", "Verkäuferin"), ("Von", "04.2019"), ("Bis", "06.2023"))
        stage.photo("platz_lebenslauf", "Lebenslauf: Schritt für Schritt, Lücken sind erlaubt", _shown(stage))
        _touch(stage, "Weiter")
        _entry(stage, "Schule oder Ausbildung eintragen", ("Was haben Sie gelernt?", "Ausbildung zur Verkäuferin"))
        _touch(stage, "Weiter")
        type_into(_shown(stage), "Das kann ich gut", "Beraten und verkaufen")
        _touch(stage, "Weiter", "Als PDF speichern")
        stage.photo("platz_lebenslauf_fertig", "Der fertige Lebenslauf in einer von drei Formen", _shown(stage))


def _write_letter(stage: Stage) -> None:
    with stage.step("Das Anschreiben aus Bausteinen"):
        _touch(stage, "Meine Unterlagen", "Anschreiben", "Neues Anschreiben", _EMPLOYER, "Weiter zum Text")
        _touch(stage, "Mit großem Interesse habe ich Ihre Anzeige gelesen.", "Schluss")
        _touch(stage, "Über eine Einladung zum Gespräch freue ich mich sehr.")
        stage.photo(
            "platz_anschreiben", "Anschreiben: Sätze zum Antippen, daneben der Brief nach DIN 5008", _shown(stage)
        )
        _touch(stage, "Weiter zum Ende", "Als PDF speichern")


def _make_folder(stage: Stage) -> None:
    with stage.step("Eine Mappe machen"):
        _touch(stage, "Meine Unterlagen", "Mappe machen", _EMPLOYER)
        stage.photo("platz_mappe", "Mappe: was hineinkommt, in welcher Reihenfolge, wie groß", _shown(stage))
        _touch(stage, "Mappe machen")
        path = stage.folder / "Mappe_uebung.pdf"
        stage.files.answers.append(path)
        _touch(stage, "Speichern")
        stage.leave(path, "Die Mappe: Anschreiben und Lebenslauf in einer PDF-Datei")


def _take_home(stage: Stage) -> None:
    with stage.step("Alles mitnehmen und abmelden"):
        _touch(stage, "Start", "Meine Unterlagen", "Alles mitnehmen")
        path = stage.folder / "Meine_Unterlagen_uebung.zip"
        stage.files.answers.append(path)
        _touch(stage, "Mitnehmen")
        stage.photo("platz_mitnehmen", "Mitnehmen: alles in einer Datei, auf Wunsch mit Passwort", _shown(stage))
        stage.leave(path, "Was die Teilnehmerin mitnimmt: Papiere, Mappe, Bewerbungen, Lebenslauf als Daten")
        _touch(stage, "Abmelden")


def _back_to_the_coach(stage: Stage) -> None:
    with stage.step("Zurück zur Coachin"):
        _touch(stage, "Für Coaches")
        type_into(_shown(stage), f"Passwort von {story.COACH}", story.PASSWORD)
        _touch(stage, "Anmelden")


def _entry(stage: Stage, opens: str, *texts: tuple[str, str]) -> None:
    _touch(stage, opens)
    for label, text in texts:
        type_into(_shown(stage), label, text)
    _touch(stage, "Fertig")


def _touch(stage: Stage, *texts: str) -> None:
    """One after the other, each when the place has answered."""
    for text in texts:
        touch(_shown(stage), text)
        stage.settle()


def _shown(stage: Stage) -> QWidget:
    """What the person looks at: a dialog, the place, or the page to sign in."""
    room = stage.program.open_room
    if room is None:
        raise NotThereError("the room is not open")
    return QApplication.activeModalWidget() or room.place or stage.program.start
