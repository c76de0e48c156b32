"""What a participant reads of the own papers, and chooses for a folder and for taking home."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from werkakademie.records.enums import PaperKind
from werkakademie.records.ids import ApplicationDocumentId, DocumentVersionId, JobApplicationId

#: In megabytes, as upload forms ask for them; the one in the middle is usual.
FOLDER_LIMITS: Final = (3, 5, 10)
USUAL_LIMIT: Final = 5
#: The order in which employers expect papers.
FOLDER_ORDER: Final = (PaperKind.COVER_LETTER, PaperKind.CV, PaperKind.CERTIFICATE, PaperKind.OTHER, PaperKind.PHOTO)
#: What can be joined.
FOLDER_ENDINGS: Final = ("pdf", "jpg", "jpeg", "png")


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """An application that a folder can be for."""

    application_id: JobApplicationId
    employer_name: str
    position: str


@dataclass(frozen=True, slots=True)
class FolderPaper:
    """A paper that can go into a folder: its newest version that can be joined; none if there is only a Word file."""

    document_id: ApplicationDocumentId
    kind: PaperKind
    title: str
    version_id: DocumentVersionId | None
    size: int
    #: Whether it is proposed for this folder.
    proposed: bool


@dataclass(frozen=True, slots=True)
class MadeFolder:
    """A folder that was made and kept; `parts` are the versions inside, in order."""

    version_id: DocumentVersionId
    file_name: str
    size: int
    pages: int
    shrunk: bool
    application_id: JobApplicationId | None
    parts: tuple[DocumentVersionId, ...]


class TakeHomePart(Enum):
    """What a person may take home."""

    PAPERS = "papers"
    FOLDERS = "folders"
    LOG = "log"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class TakeHomeOffer:
    """How much there is of a part."""

    part: TakeHomePart
    count: int


@dataclass(frozen=True, slots=True)
class TakeHomeFile:
    """A file in the ZIP, by its name with folders and slashes."""

    name: str
    content: bytes
