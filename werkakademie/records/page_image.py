"""A page of a document as a picture, for a window that draws it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageImage:
    """Four bytes a pixel: blue, green, red, nothing."""

    width: int
    height: int
    bytes_per_line: int
    data: bytes
