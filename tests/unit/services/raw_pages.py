"""Reads what lies in an encrypted database byte by byte, free pages and the write-ahead log included.

Written from the description of SQLCipher 4, without its library: pages of 4096 bytes, each AES-256-CBC with its own
start value in the 80 bytes at its end (16 start value, 64 checksum); the first page begins with 16 bytes of salt.
"""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT = 4096, 80, 16
LOG_HEADER, FRAME_HEADER = 32, 24


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page of a database file, opened."""
    content = path.read_bytes()
    for start in range(0, len(content), PAGE):
        yield opened(content[start : start + PAGE], key, first=start == 0)


def frames(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page that lies in a write-ahead log, opened."""
    content = path.read_bytes()
    for start in range(LOG_HEADER, len(content), FRAME_HEADER + PAGE):
        frame = content[start : start + FRAME_HEADER + PAGE]
        yield opened(frame[FRAME_HEADER:], key, first=int.from_bytes(frame[:4], "big") == 1)


def opened(page: bytes, key: bytes, *, first: bool) -> bytes:
    start = SALT if first else 0
    value = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    cipher = Cipher(algorithms.AES(key), modes.CBC(value)).decryptor()
    return cipher.update(page[start : PAGE - RESERVED]) + cipher.finalize()


def everything(folder: Path, key: bytes) -> bytes:
    """All that can be read in a folder with the key: databases and logs opened, other files as they are."""
    parts: list[bytes] = []
    for path in sorted(folder.rglob("*")):
        if path.name.endswith(".db"):
            parts.extend(pages(path, key))
        elif path.name.endswith(".db-wal"):
            parts.extend(frames(path, key))
        elif path.is_file():
            parts.append(path.read_bytes())
    return b"\n".join(parts)
