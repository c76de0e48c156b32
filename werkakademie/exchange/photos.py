"""A photo for a CV: the right way up, cut to 35 by 45, small."""

import io
from typing import Final

from werkakademie.errors import SituationError
from werkakademie.i18n import _

_SIZE: Final = (700, 900)
_MOST_BYTES: Final = 300_000
#: Larger pictures are no photos of a face, and would fill the memory of the PC.
_MOST_PIXELS: Final = 60_000_000


class PhotoNotReadError(SituationError):
    """A file that is no picture we can read."""

    def __init__(self, file_name: str, *, heic: bool = False) -> None:
        super().__init__(file_name)
        self.file_name = file_name
        self.heic = heic

    def sentence(self) -> str:
        if self.heic:
            return _(
                "„{name}“ ist ein HEIC-Bild vom iPhone. Das geht hier nicht. Bitte speichern Sie es als JPG und "
                "nehmen Sie dann das JPG."
            ).format(name=self.file_name)
        return _("„{name}“ ließ sich nicht lesen. Bitte nehmen Sie ein Foto als JPG oder PNG.").format(
            name=self.file_name
        )


def cv_photo(data: bytes, file_name: str, *, left: float = 0.5, top: float = 0.35) -> bytes:
    """A JPEG of 700 by 900 pixels under 300 kB, without anything that the camera wrote beside.

    `left` and `top` say which part stays (0 to 1) where the picture is wider or higher. Raises PhotoNotReadError.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        raise PhotoNotReadError(file_name, heic=True)
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise PhotoNotReadError(file_name)
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PhotoNotReadError(file_name) from error
    fitted = ImageOps.fit(upright, _SIZE, Image.Resampling.LANCZOS, centering=(left, top))
    for quality in (90, 80, 65, 50, 35):
        target = io.BytesIO()
        fitted.save(target, "JPEG", quality=quality, optimize=True)
        if target.tell() <= _MOST_BYTES:
            break
    return target.getvalue()
