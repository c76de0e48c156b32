"""What must be known before a store is opened: language, theme, text size, the last store. Standard library only."""

import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

#: Overrides the folder of the preferences: for tests and for a stick.
FOLDER_VARIABLE = "WERKAKADEMIE_CONFIG"
#: Overrides the folder of the store.
STORE_VARIABLE = "WERKAKADEMIE_STORE"
FILE_NAME = "settings.json"
TEXT_SCALES = (100, 115, 130, 150, 175, 200)


class Preferences(NamedTuple):
    """Kept for the person at this PC, outside the store and unencrypted, so it holds nothing about anybody else.

    A named tuple, because the first paint does without the dataclasses module.
    """

    language: str = "de"
    theme: str = "system"
    text_scale: int = 100
    store: str = ""


def configuration_folder() -> Path:
    """Where the platform keeps a person's settings."""
    override = os.environ.get(FOLDER_VARIABLE)
    if override:
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Werkakademie"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "werkakademie"


def store_folder(preferences: Preferences) -> Path:
    """The folder of the store: the one named from outside, else the last one, else the platform's place for data."""
    override = os.environ.get(STORE_VARIABLE)
    if override:
        return Path(override)
    if preferences.store:
        return Path(preferences.store)
    if sys.platform == "win32":
        return configuration_folder() / "Daten"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "werkakademie"


def load(folder: Path) -> Preferences:
    """The preferences in a folder. A missing or damaged file gives the defaults: nothing in it is worth a refusal."""
    try:
        read = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(read, dict):
        return Preferences()
    defaults = Preferences()._asdict()
    fitting = {name: read[name] for name, value in defaults.items() if type(read.get(name)) is type(value)}
    return Preferences(**(defaults | fitting))


def save(folder: Path, preferences: Preferences) -> None:
    """Write beside and replace, so that a crash leaves the old file; a folder that can't be written is no obstacle."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{FILE_NAME}.new"
        draft.write_text(json.dumps(preferences._asdict(), ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(folder / FILE_NAME)
    except OSError:
        # The choice holds for this run; a locked-down PC must not keep anybody from working.
        return
