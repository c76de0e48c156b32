"""Why a file can't go into an application folder; each sentence names the file and what to do."""

from decimal import Decimal

from werkakademie.errors import SituationError
from werkakademie.i18n import _, format_decimal


class UnusableFileError(SituationError):
    """A file that can't be joined; `title` is how the person calls it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class EncryptedPdfError(UnusableFileError):
    """A PDF with a password or with forbidden actions."""

    def sentence(self) -> str:
        return _(
            "„{name}“ ist mit einem Passwort geschützt. So geht die Datei nicht in die Mappe. "
            "Bitte drucken Sie das Papier und scannen Sie es, oder fragen Sie nach einer Datei ohne Passwort."
        ).format(name=self.title)


class DamagedFileError(UnusableFileError):
    """A PDF or picture that can't be read to its end."""

    def sentence(self) -> str:
        return _(
            "„{name}“ ist beschädigt. So geht die Datei nicht in die Mappe. "
            "Bitte scannen oder speichern Sie das Papier noch einmal."
        ).format(name=self.title)


class HeicPictureError(UnusableFileError):
    """A photo as phones of Apple make it."""

    def sentence(self) -> str:
        return _(
            "„{name}“ ist ein Foto im Format HEIC. Das können viele Firmen nicht öffnen. Am iPhone hilft: "
            "Einstellungen, Kamera, Formate, „Maximale Kompatibilität“. Dann machen Sie das Foto neu. "
            "Oder Sie scannen das Papier hier."
        ).format(name=self.title)


class OtherFormatError(UnusableFileError):
    """Neither PDF nor JPG nor PNG, such as a Word file."""

    def sentence(self) -> str:
        return _(
            "„{name}“ ist kein PDF und kein Bild. In die Mappe gehen PDF, JPG und PNG. "
            "Eine Word-Datei können Sie als PDF speichern."
        ).format(name=self.title)


class PictureTooLargeError(UnusableFileError):
    """A picture with so many dots that it would fill the memory."""

    def sentence(self) -> str:
        return _("Das Bild „{name}“ ist viel zu groß. Bitte scannen Sie das Papier mit 300 dpi oder weniger.").format(
            name=self.title
        )


class FolderTooLargeError(SituationError):
    """Even shrunk as far as letters stay readable, it is larger than wished; `largest` names the largest part."""

    def __init__(self, *, size: int, limit: int, largest: str) -> None:
        super().__init__(size, limit, largest)
        self.size = size
        self.limit = limit
        self.largest = largest

    def sentence(self) -> str:
        return _(
            "Die Mappe ist {size} MB groß. Sie soll höchstens {limit} MB groß sein. Kleiner geht es nicht. "
            "Am größten ist „{largest}“. Lassen Sie ein Papier weg, oder nehmen Sie eine größere Grenze."
        ).format(
            size=format_decimal((Decimal(self.size) / (1024 * 1024)).quantize(Decimal("0.1"))),
            limit=self.limit // (1024 * 1024),
            largest=self.largest,
        )
