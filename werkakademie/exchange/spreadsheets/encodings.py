"""Finds out in which encoding a text file was written, reading it once in pieces."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from werkakademie.exchange.spreadsheets.errors import (
    DamagedFileError,
    FileNotReadableError,
    WrongEncodingError,
    WrongFileKindError,
)

UTF_8 = "utf-8"
UTF_16_LITTLE = "utf-16-le"
UTF_16_BIG = "utf-16-be"
WINDOWS = "cp1252"
LATIN_1 = "latin-1"
DOS = "cp850"
#: The encodings that can be chosen by hand; the last two are of old DOS programs and Macs.
ENCODINGS = (UTF_8, WINDOWS, LATIN_1, UTF_16_LITTLE, UTF_16_BIG, DOS, "mac-roman")

_PIECE = 1 << 18
_MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, UTF_16_LITTLE), (codecs.BOM_UTF16_BE, UTF_16_BIG))
#: Bytes that Windows-1252 leaves undefined.
_UNDEFINED_IN_WINDOWS = frozenset(b"\x81\x8d\x8f\x90\x9d")
_UMLAUTS_OF_WINDOWS = frozenset("äöüÄÖÜß".encode("cp1252"))
_U_UMLAUT_OF_DOS = 0x81


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """How to decode a file. `damaged` counts the bytes that don't fit; they are read as lone surrogates."""

    codec: str
    byte_order_mark: bool = False
    damaged: int = 0

    @property
    def skip(self) -> int:
        """Bytes of the byte order mark."""
        if not self.byte_order_mark:
            return 0
        return 3 if self.codec == UTF_8 else 2


def recognise_encoding(path: Path, chosen: str | None = None) -> TextEncoding:
    """UTF-8 or UTF-16 by mark or by content, otherwise Windows-1252, Latin-1 or that of DOS."""
    try:
        with path.open("rb") as file:
            head = file.read(1 << 16)
    except OSError as error:
        raise FileNotReadableError(path) from error
    mark = next((codec for bytes_, codec in _MARKS if head.startswith(bytes_)), None)
    if chosen is not None:
        encoding = TextEncoding(chosen, byte_order_mark=mark == chosen)
    elif mark is not None:
        encoding = TextEncoding(mark, byte_order_mark=True)
    else:
        wide = _utf_16_without_mark(head)
        encoding = TextEncoding(wide) if wide else _eight_bit(path)
    return _checked(path, encoding, chosen=chosen is not None)


def _utf_16_without_mark(head: bytes) -> str | None:
    """UTF-16 shows zero bytes at the even or the odd places only (at least in separators and line ends)."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < max(2, len(head) // 200):
        return None
    codec = UTF_16_LITTLE if odd > even else UTF_16_BIG
    if min(even, odd) * 20 > max(even, odd):
        return None
    text = head[: len(head) // 2 * 2].decode(codec, "replace")
    return None if "\x00" in text or text.count("\ufffd") > 1 else codec


def _eight_bit(path: Path) -> TextEncoding:
    decoder = codecs.getincrementaldecoder(UTF_8)("surrogateescape")
    damaged = beyond_ascii = 0
    high: set[int] = set()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            text = decoder.decode(piece)
            if text.isascii():
                continue
            high |= {byte for byte in set(piece) if byte > 0x7F}
            beyond_ascii += sum(character > "\x7f" for character in text)
            damaged += sum("\udc80" <= character <= "\udcff" for character in text)
        damaged += len(decoder.decode(b"", final=True))
    # A UTF-8 file that is broken in a few places is still one: as Windows-1252 every umlaut would be two letters.
    if damaged * 10 <= beyond_ascii:
        return TextEncoding(UTF_8, damaged=damaged)
    if _U_UMLAUT_OF_DOS in high and not high & _UMLAUTS_OF_WINDOWS:
        return TextEncoding(DOS)
    return TextEncoding(LATIN_1 if high & _UNDEFINED_IN_WINDOWS else WINDOWS)


def _checked(path: Path, encoding: TextEncoding, *, chosen: bool) -> TextEncoding:
    """Refuses zero characters and what a chosen encoding can't read; counts the damaged characters."""
    decoder = codecs.getincrementaldecoder(encoding.codec)(error_handler(encoding.codec))
    row, characters, controls, damaged, first = 1, 0, 0, 0, True
    with path.open("rb") as file:
        file.seek(encoding.skip)
        while piece := file.read(_PIECE):
            text = decoder.decode(piece)
            if first:
                controls = sum(character < " " and character not in "\t\n\r\x0b\x0c\x1a" for character in text[:4096])
                if controls * 10 > len(text[:4096]):
                    raise WrongFileKindError(path, "binary")
                first = False
            if "\x00" in text:
                if row == 1 and text.index("\x00") < 512 and not chosen:
                    raise WrongFileKindError(path, "binary")
                raise DamagedFileError(path, row + text[: text.index("\x00")].count("\n"))
            characters += len(text)
            row += text.count("\n")
            if not text.isascii():
                damaged += _lone(text)
        damaged += _lone(decoder.decode(b"", final=True))
    if chosen and damaged * 20 > characters:
        raise WrongEncodingError(path, encoding.codec)
    return TextEncoding(encoding.codec, byte_order_mark=encoding.byte_order_mark, damaged=damaged)


def _lone(text: str) -> int:
    try:
        text.encode(UTF_8)
    except UnicodeEncodeError:
        return sum("\ud800" <= character <= "\udfff" for character in text) + text.count("\ufffd")
    return text.count("\ufffd")


def error_handler(codec: str) -> str:
    """Bytes that don't fit stay visible as damaged characters; UTF-16 knows no lone surrogate for a byte."""
    return "replace" if codec.startswith("utf-16") else "surrogateescape"
