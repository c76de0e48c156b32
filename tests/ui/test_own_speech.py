"""Reading aloud: the words of the page in the person's language, silent when somebody leaves; no voice, no button."""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import MONDAY_MORNING, an_own_place, make_workplace
from tests.ui.driving import visible
from tests.ui.own_driving import OwnHands
from werkakademie.i18n import OWN_LANGUAGES, translations
from werkakademie.records.own_log import NewApplication
from werkakademie.services.own import interviews, log
from werkakademie.services.own.place import OwnPlace
from werkakademie.ui.own.speech import ProcessSpeaker, platform_speaker, text_of
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.widgets.layouts import column
from werkakademie.ui.widgets.text import TextLabel

Open = Callable[..., OwnHands]
TODAY = MONDAY_MORNING.date()


@dataclass
class Listener:
    """A voice that writes down what it would say; None stands for silence."""

    languages: tuple[str, ...] = tuple(OWN_LANGUAGES)
    heard: list[tuple[str, str] | None] = field(default_factory=list)

    def speaks(self, language: str) -> bool:
        return language in self.languages

    def say(self, text: str, language: str) -> None:
        self.heard.append((text, language))

    def stop(self) -> None:
        self.heard.append(None)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnPlace]:
    workplace = make_workplace(tmp_path / "store")
    place = an_own_place(workplace)
    number = log.add_application(place, NewApplication("Süd & Co. KG", "Bremen", "Koch", None, TODAY)).value
    interviews.add_interview(place, number, fields={"held_on": TODAY + timedelta(days=3), "place": "Markt 1"})
    yield place
    workplace.store.close()


def listened(hands: OwnHands, voice: Listener, language: str) -> str:
    """What is heard after touching the button for it."""
    voice.heard.clear()
    hands.touch(translations(language).gettext("Vorlesen"))
    (said,) = voice.heard
    assert said is not None
    assert said[1] == language
    return said[0]


@pytest.mark.parametrize("language", OWN_LANGUAGES)
@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("home", ("Bewerbung eintragen", "Meine Bewerbungen", "Meine Unterlagen", "Stellen suchen")),
        ("entry", ("Bewerbung eintragen", "Wo haben Sie sich beworben?", "Name der Firma")),
        ("log", ("Meine Bewerbungen", "Bewerbungsnachweis")),
        ("papers", ("Meine Unterlagen", "Lebenslauf", "Anschreiben", "Zeugnis hinzufügen")),
        ("interviews", ("Vorstellungsgespräche", "Zehn Fragen", "Gespräch üben")),
        ("take_home", ("Was möchten Sie mitnehmen?", "Mit Passwort?")),
        ("course", ("PC-Kurs", "Die Maus", "Die Tastatur")),
    ],
)
def test_the_words_of_a_page_are_read_in_the_language_of_the_person(
    own: OwnPlace, open_own: Open, language: str, page: str, words: tuple[str, ...]
) -> None:
    voice = Listener()
    hands = open_own(own, language=language, speaker=voice)
    hands.window.go(page)
    hands.settled()
    heard = listened(hands, voice, language)
    for word in words:
        assert translations(language).gettext(word) in heard


def test_names_are_read_as_they_are_written_and_each_thing_once(own: OwnPlace, open_own: Open) -> None:
    """No sign of a keyboard, none that orders letters; sentences end where a voice takes breath."""
    voice = Listener()
    hands = open_own(own, language="ar", speaker=voice)
    hands.window.go("log")
    hands.settled()
    heard = listened(hands, voice, "ar")
    assert heard.count("Süd & Co. KG") == 1
    assert not set(heard) & set("\u200f\u2066\u2067\u2068\u2069")
    hands.window.choose_language("de")
    hands.settled()
    hands.window.go("interview_entry")
    hands.settled()
    heard = listened(hands, voice, "de")
    assert heard.startswith(
        "Gespräch eintragen. Frage 1 von 7. Für welche Bewerbung ist das Gespräch? Süd & Co. KG: Koch."
    )


def test_what_is_not_to_be_seen_is_not_read(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    hidden = TextLabel("Verborgen")
    page.setLayout(column(TextLabel("Zu sehen"), hidden, BigButton("Müller & Söhne")))
    hidden.hide()
    page.show()
    assert text_of("Wie geht es?", page) == "Wie geht es? Zu sehen. Müller & Söhne."


@pytest.mark.parametrize(
    "leave",
    [
        lambda hands: hands.window.go("log"),
        lambda hands: hands.window.go_back(),
        lambda hands: hands.window.choose_language("tr"),
        lambda hands: hands.window.choose_text_size(150),
        lambda hands: hands.window.sign_out(),
        lambda hands: hands.window.lock(),
    ],
    ids=["another page", "back", "another language", "larger", "signing out", "locking"],
)
def test_the_voice_stops_when_somebody_leaves(own: OwnPlace, open_own: Open, leave: Callable[[OwnHands], None]) -> None:
    voice = Listener()
    hands = open_own(own, speaker=voice)
    hands.window.go("papers")
    hands.settled()
    listened(hands, voice, "de")
    leave(hands)
    hands.settled()
    assert voice.heard[-1] is None


def test_nothing_is_said_unasked(own: OwnPlace, open_own: Open) -> None:
    voice = Listener()
    hands = open_own(own, speaker=voice)
    for page in ("log", "papers", "interviews", "home"):
        hands.window.go(page)
        hands.settled()
    assert [said for said in voice.heard if said is not None] == []


def reads_aloud(hands: OwnHands) -> bool:
    said = {translations(language).gettext("Vorlesen") for language in OWN_LANGUAGES}
    return any(button.text() in said for button in visible(hands.window, QAbstractButton))


def test_without_a_voice_there_is_no_button(own: OwnPlace, open_own: Open) -> None:
    assert not reads_aloud(open_own(own))


def test_a_voice_that_does_not_know_the_language_is_not_offered(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own, language="de", speaker=Listener(languages=("de", "en")))
    assert reads_aloud(hands)
    hands.window.choose_language("uk")
    hands.settled()
    assert not reads_aloud(hands)


def stand_in(folder: Path, name: str) -> Path:
    """A program in place of the platform's: it writes down how it was called and what it read, and goes on a while."""
    program = folder / name
    program.write_text(
        f'#!/bin/sh\necho "$@" >> "{folder}/called"\n[ "$1" = --cancel ] && exit\n'
        f'cat > "{folder}/heard.part"; mv "{folder}/heard.part" "{folder}/heard"\nexec sleep 60\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


@pytest.mark.skipif("sys.platform == 'win32'", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("name", "arguments"), [("espeak-ng", "-v uk --stdin"), ("spd-say", "-w -e -l uk")], ids=["espeak-ng", "spd-say"]
)
def test_the_platform_program_gets_the_text_and_is_silenced(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, arguments: str
) -> None:
    """The text goes over its standard input: a command line could be read by others."""
    stand_in(tmp_path, name)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    parent = QObject()
    speaker = platform_speaker(parent, platform="linux")
    assert isinstance(speaker, ProcessSpeaker)
    speaker.say("Мої заявки. Супровідний лист.", "uk")
    qtbot.waitUntil(lambda: (tmp_path / "heard").exists())
    assert (tmp_path / "heard").read_text("utf-8") == "Мої заявки. Супровідний лист."
    assert (tmp_path / "called").read_text().split("\n")[0] == arguments
    speaker.stop()
    if name == "spd-say":
        qtbot.waitUntil(lambda: (tmp_path / "called").read_text().split("\n")[1:] == ["--cancel", ""])
    else:
        assert (tmp_path / "called").read_text().count("\n") == 1
    speaker.stop()
    parent.deleteLater()


def test_a_platform_without_a_voice_stays_silent() -> None:
    parent = QObject()
    assert platform_speaker(parent, find=lambda _name: None, platform="linux") is None
    assert platform_speaker(parent, find=lambda name: name, platform="plan9") is None


def test_voices_of_windows_and_mac_read_german_and_english_only() -> None:
    parent = QObject()
    for platform in ("win32", "darwin"):
        speaker = platform_speaker(parent, find=lambda name: name, platform=platform)
        assert speaker is not None
        assert [language for language in OWN_LANGUAGES if speaker.speaks(language)] == ["de", "en"]
