"""A CV as it stands on paper, whatever draws it: sections of rows with months on the left."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResumeRow:
    """One line or several: what stands left (months, a word), a head, a line below it, points."""

    left: str
    head: str
    below: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResumeSection:
    title: str
    rows: tuple[ResumeRow, ...]


@dataclass(frozen=True, slots=True)
class ResumeSheet:
    """German from top to bottom; `photo` is a JPEG of 35 by 45, empty without one."""

    name: str
    contact: tuple[str, ...]
    sections: tuple[ResumeSection, ...]
    place_and_day: str
    photo: bytes = b""
    #: Printed small at the foot; empty on a real site.
    footer: str = ""
