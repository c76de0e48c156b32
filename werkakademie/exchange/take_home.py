"""Packs files into a ZIP; with a password as AES-256 of the WinZip format, which 7-Zip and its like open everywhere."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final

from werkakademie.records.own_papers import TakeHomeFile
from werkakademie.records.progress import Progress

#: Already packed inside: another round costs time and gains nothing.
_PACKED: Final = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".odt", ".zip")


def packed(files: Sequence[TakeHomeFile], *, moment: datetime, password: str, progress: Progress) -> bytes:
    """The ZIP's bytes; without a password everybody can open it. `moment` is the local time that the files carry.

    Names are made unique: a second „Zeugnis.pdf“ becomes „Zeugnis (2).pdf“.
    """
    target = io.BytesIO()
    used: set[str] = set()
    with _archive(target, password) as archive:
        for number, file in enumerate(files):
            progress.advance(number, len(files), PurePosixPath(file.name).name)
            name = _unused(file.name, used)
            entry = _entry_type(password)(name, moment.timetuple()[:6])
            # Nobody but the owner reads what is unpacked on a PC that several people use.
            entry.external_attr = 0o100600 << 16
            stored = name.casefold().endswith(_PACKED)
            archive.writestr(entry, file.content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    progress.advance(len(files), len(files))
    return target.getvalue()


def _archive(target: io.BytesIO, password: str) -> Any:
    if not password:
        return zipfile.ZipFile(target, "w")
    import pyzipper

    archive = pyzipper.AESZipFile(target, "w", encryption=pyzipper.WZ_AES)
    archive.setpassword(password.encode())
    return archive


def _entry_type(password: str) -> Any:
    if not password:
        return zipfile.ZipInfo
    import pyzipper

    return pyzipper.AESZipFile.zipinfo_cls


def _unused(name: str, used: set[str]) -> str:
    """Windows tells no capitals from small letters."""
    path, number = PurePosixPath(name), 1
    wanted = path
    while str(wanted).casefold() in used:
        number += 1
        wanted = path.with_name(f"{path.stem} ({number}){path.suffix}")
    used.add(str(wanted).casefold())
    return str(wanted)
