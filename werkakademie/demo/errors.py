"""What can keep the demo from running."""

from pathlib import Path

from werkakademie.errors import SituationError
from werkakademie.i18n import _


class ForeignFolderError(SituationError):
    """The folder holds something that the demo did not put there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder

    def sentence(self) -> str:
        return _(
            "In „{folder}“ liegt schon etwas, das nicht von der Demo ist. Es wurde nichts geändert. "
            "Bitte nennen Sie mit --folder einen leeren Ordner."
        ).format(folder=self.folder)
