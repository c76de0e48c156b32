"""Scans and photos for a folder: what they are, as JPEG without hidden data, and smaller where they must be."""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from werkakademie.exchange.folder_errors import DamagedFileError, PictureTooLargeError

#: About 850 dpi on A4; more would fill the memory of a small PC.
MOST_DOTS: Final = 70_000_000
#: Dots of the longer side and quality, the best first; A4 at 300 dpi is 3508, so 1750 is half of what scanners give,
#: which decodes at once. Below 90 dpi small print is unreadable.
STEPS: Final = ((2480, 80), (2000, 75), (1750, 72), (1750, 58), (1400, 58), (1120, 50))
#: What a JPEG of this quality needs beside one of a usual scan, to begin at a step that is likely to fit.
_WEIGHT: Final = {80: 0.95, 75: 0.8, 72: 0.72, 58: 0.55, 50: 0.45}
_TURNED: Final = 0x0112
_PLAIN_MODES: Final = ("L", "RGB")


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG as it goes into the PDF; without colour there is one grey channel."""

    data: bytes
    width: int
    height: int
    grey: bool


def read_picture(title: str, data: bytes) -> Picture:
    """A JPG or PNG as JPEG, upright, without place, camera and preview that phones hide in it.

    A JPEG that stands upright keeps its dots as they are. Raises DamagedFileError, PictureTooLargeError.
    """
    try:
        with _opened(title, data) as image:
            is_plain = image.format == "JPEG" and image.mode in _PLAIN_MODES and _turn(image) == 1
            if is_plain:
                if not data.rstrip(b"\0\r\n").endswith(b"\xff\xd9"):
                    raise DamagedFileError(title)
                return Picture(without_hidden(data), image.width, image.height, image.mode == "L")
            return _encoded(_upright(image), 88)
    except (OSError, SyntaxError, ValueError, IndexError) as error:
        raise DamagedFileError(title) from error


def shrunk(title: str, picture: Picture, allowed: int) -> Picture:
    """The picture in at most `allowed` bytes, or as small as it stays readable."""
    smallest = picture
    for longest, quality in _steps_for(picture, allowed):
        smaller = _resized(title, picture, longest, quality)
        if len(smaller.data) < len(smallest.data):
            smallest = smaller
        if len(smallest.data) <= allowed:
            break
    return smallest


def allowances(sizes: Sequence[int], room: int) -> tuple[int, ...]:
    """How many bytes each picture may have so that all fit into `room`: small ones stay whole, the others share.

    The large ones share in proportion to their size, so that a page with much on it keeps more.
    """
    allowed = list(sizes)
    open_places = set(range(len(sizes)))
    left = room
    while open_places:
        whole = sum(sizes[place] for place in open_places)
        if whole <= left:
            break
        fair = max(0, left) // len(open_places)
        small = {place for place in open_places if sizes[place] <= fair}
        if not small:
            for place in open_places:
                allowed[place] = max(0, left) * sizes[place] // whole
            break
        left -= sum(sizes[place] for place in small)
        open_places -= small
    return tuple(allowed)


def picture_of(image: Image.Image) -> Picture:
    """A picture that came out of a PDF without JPEG, as JPEG."""
    return _encoded(image, 88)


def without_hidden(data: bytes) -> bytes:
    """A JPEG without the segments that only describe it: place, camera, preview, comments.

    The colour transform of Adobe stays, because the dots mean nothing without it.
    """
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            break
        describes = (0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == 0xFE
        if not describes:
            kept.append(data[at : at + 2 + length])
        at += 2 + length
    return b"".join((*kept, data[at:]))


def _steps_for(picture: Picture, allowed: int) -> Sequence[tuple[int, int]]:
    """The steps from the first that is likely to fit; always one at least."""
    most = max(picture.width, picture.height)
    for place, (longest, quality) in enumerate(STEPS):
        share = min(1.0, longest / most) ** 2
        if len(picture.data) * share * _WEIGHT[quality] <= allowed * 1.1:
            return STEPS[place:]
    return STEPS[-1:]


def _resized(title: str, picture: Picture, longest: int, quality: int) -> Picture:
    try:
        with Image.open(io.BytesIO(picture.data), formats=("JPEG",)) as image:
            most = max(image.size)
            if most > longest:
                # Decodes half or a quarter of the dots at once, which is most of the time.
                image.draft(image.mode, (image.width * longest // most, image.height * longest // most))
                image.thumbnail((longest, longest), Image.Resampling.BILINEAR, reducing_gap=None)
            return _encoded(image, quality)
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedFileError(title) from error


def _opened(title: str, data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # The number of dots is asked below, with a sentence of our own.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        except Image.DecompressionBombError as error:
            raise PictureTooLargeError(title) from error
        except UnidentifiedImageError as error:
            raise DamagedFileError(title) from error
    if image.width * image.height > MOST_DOTS:
        raise PictureTooLargeError(title)
    return image


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    turned = ImageOps.exif_transpose(image) or image
    if "A" in turned.getbands() or "transparency" in turned.info:
        # On white paper, as it would be printed.
        layer = turned.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return turned


def _encoded(image: Image.Image, quality: int) -> Picture:
    plain = image if image.mode in _PLAIN_MODES else image.convert("L" if image.mode in ("1", "LA") else "RGB")
    target = io.BytesIO()
    plain.save(target, "JPEG", quality=quality)
    return Picture(target.getvalue(), plain.width, plain.height, plain.mode == "L")


def _turn(image: Image.Image) -> int:
    return int(image.getexif().get(_TURNED, 1))
