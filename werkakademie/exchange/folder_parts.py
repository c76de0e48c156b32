"""One paper of a folder, read and checked: a PDF whose pages are taken over, or a picture that becomes a page."""

import io
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Name, Pdf
from PIL import Image

from werkakademie.exchange.folder_errors import (
    DamagedFileError,
    EncryptedPdfError,
    HeicPictureError,
    OtherFormatError,
)
from werkakademie.exchange.folder_pictures import MOST_DOTS, Picture, picture_of, read_picture

_HEIC_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
#: Smaller pictures in a PDF are logos and signatures; they stay.
_SMALL: Final = 40_000


@dataclass(slots=True)
class Scan:
    """A picture that may be shrunk: a page of its own, or one inside a PDF, where `stream` holds it."""

    title: str
    picture: Picture
    stream: Any = None


@dataclass(slots=True)
class Part:
    """A paper on its way into the folder."""

    title: str
    size: int
    pdf: Pdf | None = None
    scans: list[Scan] = field(default_factory=list)


def read_part(title: str, data: bytes) -> Part:
    """Look into a file. Raises an UnusableFileError that names it."""
    if data[:1024].lstrip().startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return _read_pdf(title, data)
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return Part(title, len(data), scans=[Scan(title, read_picture(title, data))])
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise HeicPictureError(title)
    if not data.strip(b"\0 \r\n\t"):
        raise DamagedFileError(title)
    raise OtherFormatError(title)


def _read_pdf(title: str, data: bytes) -> Part:
    try:
        # A file that was cut off could be mended, but nobody would see which pages it lost.
        pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False)
        if pdf.is_encrypted:
            raise EncryptedPdfError(title)
        if not pdf.pages:
            raise DamagedFileError(title)
        for page in pdf.pages:
            _check_content(page)
        _flatten(pdf)
        return Part(title, len(data), pdf, _scans_inside(title, pdf))
    except pikepdf.PasswordError as error:
        raise EncryptedPdfError(title) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise DamagedFileError(title) from error


def _check_content(page: pikepdf.Page) -> None:
    """Raises what pikepdf raises when a page can't be drawn."""
    contents = page.obj.get("/Contents")
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if stream is not None:
            stream.read_bytes()


def _flatten(pdf: Pdf) -> None:
    """Filled-in fields become part of the page; whatever would run or lead away goes."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
    for page in pdf.pages:
        for name in ("/AA", "/Annots", "/PieceInfo", "/Metadata", "/Thumb", "/B"):
            if name == "/Annots" and _is_tagged(pdf):
                continue
            if name in page.obj:
                del page.obj[name]


def _is_tagged(pdf: Pdf) -> bool:
    return "/StructTreeRoot" in pdf.Root


def _scans_inside(title: str, pdf: Pdf) -> list[Scan]:
    """The large pictures of a PDF that can be replaced by smaller ones: grey and coloured ones, without tricks."""
    found: dict[tuple[int, int], Scan] = {}
    for page in pdf.pages:
        for image in page.get_images().values():
            number = image.objgen
            if number in found or number == (0, 0):
                continue
            picture = _replaceable(image)
            if picture is not None:
                found[number] = Scan(title, picture, image)
    return list(found.values())


def _replaceable(image: Any) -> Picture | None:
    raw = image.read_raw_bytes()
    if len(raw) < _SMALL or "/Mask" in image or "/Decode" in image or int(image.get("/BitsPerComponent", 8)) != 8:
        return None
    width, height = int(image.Width), int(image.Height)
    if width * height > MOST_DOTS:
        return None
    channels = _channels(image.get("/ColorSpace"))
    filters = image.get("/Filter")
    names = [filters] if isinstance(filters, Name) else list(filters or [])
    if names == [Name.DCTDecode]:
        return _jpeg(raw, channels, (width, height))
    if channels and names == [Name.FlateDecode]:
        data = image.read_bytes()
        if len(data) < width * height * channels:
            return None
        plain = Image.frombytes("L" if channels == 1 else "RGB", (width, height), data[: width * height * channels])
        return picture_of(plain)
    return None


def _jpeg(raw: bytes, channels: int, size: tuple[int, int]) -> Picture | None:
    try:
        with Image.open(io.BytesIO(raw), formats=("JPEG",)) as opened:
            fits = opened.size == size and opened.mode == {1: "L", 3: "RGB"}.get(channels)
    except (OSError, Image.DecompressionBombWarning):
        return None
    return Picture(raw, *size, channels == 1) if fits else None


def _channels(space: Any) -> int:
    """1 for grey, 3 for colours that a JPEG can hold as they are, 0 for others."""
    if isinstance(space, pikepdf.Array) and len(space) == 2 and space[0] == Name.ICCBased:
        return {1: 1, 3: 3}.get(int(space[1].get("/N", 0)), 0)
    if space in (Name.DeviceGray, Name.CalGray):
        return 1
    return 3 if space == Name.DeviceRGB else 0
