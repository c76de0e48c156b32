"""Reading a page aloud with the voice that the PC brings: no voice, no button."""

import shutil
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QAbstractButton, QWidget

from werkakademie.ui.widgets.text import TextLabel

#: Speakers read longer texts than a command line takes; nobody listens to more than this anyway.
_MOST_SIGNS = 4000


class Speaker(Protocol):
    """Says a text in a language, and stops when it is told to; never lets the window wait."""

    def speaks(self, language: str) -> bool: ...

    def say(self, text: str, language: str) -> None: ...

    def stop(self) -> None: ...


def text_of(title: str, root: QWidget) -> str:
    """What a person sees below a title, in the order in which it was made; buttons by their names."""
    found = [title]
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QAbstractButton):
            text = widget.accessibleName() or widget.text().replace("&&", "&")
        elif isinstance(widget, TextLabel) and not _on_button(widget, root):
            text = widget.text()
        else:
            continue
        if text and widget.isVisible():
            found.append(text)
    return " ".join(_sentence(text) for text in found if text)


def _sentence(text: str) -> str:
    """With an end, where a voice takes breath; without the marks that only order letters on a line."""
    said = "".join(letter for letter in text if unicodedata.category(letter) != "Cf").strip()
    return said if said.endswith((".", "!", "?", "؟", "…", ":")) else f"{said}."


def _on_button(widget: QWidget, root: QWidget) -> bool:
    """The words of a card are its button's name already."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QAbstractButton):
            return True
        above = above.parentWidget()
    return False


#: How each program is told the language; the text follows on its standard input, never on the command line, where
#: other people of the same PC could read it.
_COMMANDS: Mapping[str, Callable[[str], Sequence[str]]] = {
    "espeak-ng": lambda language: ("-v", language, "--stdin"),
    "spd-say": lambda language: ("-w", "-e", "-l", language),
    "say": lambda _language: (),
    "powershell": lambda _language: (
        "-NoProfile",
        "-Command",
        "Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8;"
        " (New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())",
    ),
}
#: Programs that hand the text on to another one, which goes on speaking when they end: how that is told to be silent.
_SILENCE: Mapping[str, Sequence[str]] = {"spd-say": ("--cancel",)}
#: Voices that follow the platform's own language speak that one only; German and English are read by them.
_ONE_VOICE = frozenset({"say", "powershell"})
_ON_PLATFORM: Mapping[str, Sequence[str]] = {
    "linux": ("spd-say", "espeak-ng"),
    "darwin": ("say",),
    "win32": ("powershell",),
}


class ProcessSpeaker:
    """Speaks through a program of the platform, in a process of its own."""

    def __init__(self, parent: QObject, program: str) -> None:
        self._program = program
        self._process = QProcess(parent)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._said = False

    def speaks(self, language: str) -> bool:
        return self._program not in _ONE_VOICE or language in ("de", "en")

    def say(self, text: str, language: str) -> None:
        self.stop()
        self._said = True
        self._process.start(self._program, list(_COMMANDS[self._program](language)))
        self._process.write(text[:_MOST_SIGNS].encode())
        self._process.closeWriteChannel()

    def stop(self) -> None:
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(200)
        if self._said and self._program in _SILENCE:
            QProcess.startDetached(self._program, list(_SILENCE[self._program]))
        self._said = False


def platform_speaker(
    parent: QObject, *, find: Callable[[str], str | None] = shutil.which, platform: str = sys.platform
) -> Speaker | None:
    """The first program that can speak here; None where there is none."""
    for program in _ON_PLATFORM.get(platform, ()):
        if find(program) is not None:
            return ProcessSpeaker(parent, program)
    return None
