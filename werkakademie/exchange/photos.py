"""A photo for a CV: the right way up, cut to 35 by 45, small."""

import io
from typing import TYPE_CHECKING, Final

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.records.photo_cut import PhotoCut

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_SIZE: Final = (700, 900)
_MOST_BYTES: Final = 300_000
#: Larger pictures are no photos of a face, and would fill the memory of the PC.
_MOST_PIXELS: Final = 60_000_000
_LOOKED_AT: Final = 1000
_AS_IT_IS: Final = PhotoCut()


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


def photo_to_cut(data: bytes, file_name: str) -> bytes:
    """A JPEG to look at while cutting: the right way up, at most 1,000 pixels long. Raises PhotoNotReadError."""
    picture = _upright(data, file_name)
    picture.thumbnail((_LOOKED_AT, _LOOKED_AT))
    return _jpeg(picture, 85)


def cv_photo(data: bytes, file_name: str, cut: PhotoCut = _AS_IT_IS) -> bytes:
    """A JPEG of 700 by 900 pixels under 300 kB, without anything that the camera wrote beside.

    `cut` says which part stays. Raises PhotoNotReadError.
    """
    from PIL import Image

    turns = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    picture, turn = _upright(data, file_name), turns[cut.turns]
    if turn is not None:
        picture = picture.transpose(turn)
    left, top, wide, high = cut.frame(picture.width, picture.height)
    # Sums of parts may pass the edge by a rounding.
    box = (left, top, min(left + wide, picture.width), min(top + high, picture.height))
    fitted = picture.resize(_SIZE, Image.Resampling.LANCZOS, box=box)
    for quality in (90, 80, 65, 50, 35):
        made = _jpeg(fitted, quality)
        if len(made) <= _MOST_BYTES:
            break
    return made


def _upright(data: bytes, file_name: str) -> "Picture":
    """The picture as the camera was held."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        raise PhotoNotReadError(file_name, heic=True)
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise PhotoNotReadError(file_name)
            return ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PhotoNotReadError(file_name) from error


def _jpeg(picture: "Picture", quality: int) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()
