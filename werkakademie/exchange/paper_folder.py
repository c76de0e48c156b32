"""Joins letter, CV and certificates into one PDF: in order, small enough, with bookmarks, title and structure."""

import io
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from werkakademie.exchange.folder_errors import FolderTooLargeError
from werkakademie.exchange.folder_parts import Part, Scan, read_part
from werkakademie.exchange.folder_pictures import Picture, allowances, shrunk
from werkakademie.exchange.folder_tags import FolderTags
from werkakademie.records.progress import Progress

MEGABYTE: Final = 1024 * 1024
#: A4 in points.
_A4: Final = (595.276, 841.89)
#: For the structure, bookmarks and names that the parts alone do not have.
_AROUND: Final = 24_000
#: A folder is German, whatever language the window speaks.
_LANGUAGE: Final = "de-DE"
#: A second try with this share of the room, when pictures came out larger than they were allowed to.
_TIGHTER: Final = 0.8


@dataclass(frozen=True, slots=True)
class FolderPart:
    """A file for the folder, as the bookmark names it."""

    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class JoinedFolder:
    """The finished folder; `shrunk` says whether scans lost dots for the limit."""

    data: bytes
    pages: int
    shrunk: bool


def check_file(title: str, data: bytes) -> int:
    """How many pages a file has in a folder. Raises an UnusableFileError that names it."""
    part = read_part(title, data)
    for scan in part.scans:
        # Reads every dot, so that a picture that breaks off half way is found while the paper is still at hand.
        shrunk(title, scan.picture, 0)
    return len(part.pdf.pages) if part.pdf is not None else 1


def joined(parts: Sequence[FolderPart], *, title: str, author: str, limit: int, progress: Progress) -> JoinedFolder:
    """One PDF of at most `limit` bytes. Raises an UnusableFileError, FolderTooLargeError, Cancelled."""
    steps = 2 * len(parts) + 1
    read: list[Part] = []
    for number, part in enumerate(parts):
        progress.advance(number, steps, part.title)
        read.append(read_part(part.title, part.data))
    scans = [scan for part in read for scan in part.scans]
    whole = [scan.picture for scan in scans]
    room = limit - _AROUND - sum(part.size - _inside(part) for part in read if part.pdf is not None)
    _fit(scans, whole, room, progress, len(parts), steps)
    data = _written(read, title=title, author=author)
    if len(data) > limit and scans:
        # What surrounds the pictures was larger than thought.
        pictures = sum(len(scan.picture.data) for scan in scans)
        _fit(scans, whole, int((pictures - len(data) + limit) * _TIGHTER), progress, len(parts), steps)
        data = _written(read, title=title, author=author)
    if len(data) > limit:
        raise FolderTooLargeError(size=len(data), limit=limit, largest=max(read, key=_weight).title)
    progress.advance(steps, steps)
    pages = sum(len(part.pdf.pages) if part.pdf is not None else 1 for part in read)
    return JoinedFolder(data, pages, any(scan.picture is not first for scan, first in zip(scans, whole, strict=True)))


def _fit(scans: Sequence[Scan], whole: Sequence[Picture], room: int, progress: Progress, done: int, steps: int) -> None:
    """Shrink pictures until all need at most `room`; several at once, for the codec works outside Python's lock."""
    allowed = allowances([len(picture.data) for picture in whole], room)

    def one(place: int) -> Picture:
        picture = whole[place]
        fits = len(picture.data) <= allowed[place]
        return picture if fits else shrunk(scans[place].title, picture, allowed[place])

    with ThreadPoolExecutor(max_workers=max(1, min(4, os.cpu_count() or 1))) as threads:
        jobs = [threads.submit(one, place) for place in range(len(scans))]
        try:
            for place, (scan, job) in enumerate(zip(scans, jobs, strict=True)):
                scan.picture = job.result()
                progress.advance(min(done + place, steps - 1), steps, scan.title)
        finally:
            threads.shutdown(wait=True, cancel_futures=True)


def _written(parts: Sequence[Part], *, title: str, author: str) -> bytes:
    folder = pikepdf.new()
    tags = FolderTags(folder)
    accessible = True
    with folder.open_outline() as outline:
        for part in parts:
            first = len(folder.pages)
            if part.pdf is None:
                _add_picture(folder, part.scans[0].picture)
                alternative = f"{part.title} (gescanntes Papier)"
                tags.mark([first], part.title, pictures=True, alternatives=[alternative])
            else:
                for scan in part.scans:
                    _replace(scan)
                folder.pages.extend(part.pdf.pages)
                kept = tags.keep(part.pdf, part.title, first)
                accessible = accessible and ((kept and _claims_access(part.pdf)) or _only_pictures(part))
                if not kept:
                    count = len(part.pdf.pages)
                    words = [f"{part.title}, Seite {number} von {count}" for number in range(1, count + 1)]
                    tags.mark(
                        range(first, first + count), part.title, pictures=_only_pictures(part), alternatives=words
                    )
            outline.root.append(OutlineItem(part.title, first))
    tags.write()
    folder.Root.Lang = pikepdf.String(_LANGUAGE)
    folder.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    folder.docinfo["/Title"] = title
    folder.docinfo["/Author"] = author
    with folder.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [author]
        metadata["dc:language"] = [_LANGUAGE]
        if accessible:
            metadata["pdfuaid:part"] = "1"
    target = io.BytesIO()
    folder.save(
        target,
        deterministic_id=True,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return target.getvalue()


def _claims_access(pdf: Pdf) -> bool:
    """Whether a part says of itself that it keeps to PDF/UA; a folder may say so only if none of its parts doesn't."""
    return str(pdf.open_metadata().get("pdfuaid:part", "")) == "1"


def _add_picture(folder: Pdf, picture: Picture) -> None:
    """A page of A4, upright or lying as the picture is, with the picture as large as the page allows."""
    width, height = _A4 if picture.height >= picture.width else _A4[::-1]
    image = folder.make_stream(
        picture.data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    scale = min(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    left, low = (width - wide) / 2, (height - high) / 2
    drawing = f"q {wide:.3f} 0 0 {high:.3f} {left:.3f} {low:.3f} cm /Scan Do Q".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=Dictionary(XObject=Dictionary(Scan=image)),
        Contents=folder.make_stream(drawing),
    )
    folder.pages.append(pikepdf.Page(folder.make_indirect(page)))


def _replace(scan: Scan) -> None:
    """Write a picture back into its PDF, with as many dots as it has now."""
    stream, picture = scan.stream, scan.picture
    if stream.read_raw_bytes() == picture.data:
        return
    stream.write(picture.data, filter=Name.DCTDecode)
    stream.Width, stream.Height = picture.width, picture.height
    if "/DecodeParms" in stream:
        del stream.DecodeParms


def _inside(part: Part) -> int:
    """Bytes of a PDF that are pictures we can shrink, as they lay in the file."""
    return min(part.size, sum(len(scan.stream.read_raw_bytes()) for scan in part.scans))


def _only_pictures(part: Part) -> bool:
    """Whether the pages show nothing but scans, so that a reader hears a description instead of nothing."""
    assert part.pdf is not None
    return bool(part.scans) and all("/Font" not in page.obj.get("/Resources", Dictionary()) for page in part.pdf.pages)


def _weight(part: Part) -> int:
    return sum(len(scan.picture.data) for scan in part.scans) + (part.size - _inside(part) if part.pdf else 0)
