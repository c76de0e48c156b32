"""Where files may come from and go to at a participant's place: one folder of this PC, and sticks."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class PlaceKind(Enum):
    """What kind of place it is."""

    UPLOAD_FOLDER = "upload_folder"
    STICK = "stick"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A folder that a person may use; `name` is empty for the upload folder, which the window names itself."""

    kind: PlaceKind
    path: Path
    name: str = ""
    writable: bool = True


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file in a place; `folder` is the way to it below the place, empty when it lies on top."""

    path: Path
    size: int
    folder: str = ""
