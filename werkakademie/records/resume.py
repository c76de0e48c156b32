"""A CV by the JSON Resume schema (jsonresume.org, 1.0): what the form shows, and everything else kept as it came.

What German CVs have beside the schema (birth date, driving licences, named gaps) stands under `meta.lebenslauf`, so
that other programs read the file without harm.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

#: Known keys of the schema that the form shows; all others are kept and given back.
_OWN: Final = "lebenslauf"
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?")
SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
LARGEST_FILE: Final = 1_000_000


class UnreadableResumeError(ValueError):
    """A file that is no CV of the schema; the service says so to the person."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a CV; only the year is known where `month` is None."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{self.month:02d}.{self.year}" if self.month is not None else str(self.year)

    @property
    def iso(self) -> str:
        return f"{self.year:04d}-{self.month:02d}" if self.month is not None else f"{self.year:04d}"

    def index(self, *, end: bool = False) -> int:
        """Months since year 0; a year alone begins in January and ends in December."""
        month = self.month if self.month is not None else (12 if end else 1)
        return self.year * 12 + month - 1


@dataclass(frozen=True, slots=True)
class Station:
    """A job or a time of education; without `ends` it goes on."""

    title: str = ""
    organisation: str = ""
    place: str = ""
    starts: Month | None = None
    ends: Month | None = None
    #: What was done there, one a line.
    tasks: tuple[str, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Course:
    """A course or certificate."""

    title: str = ""
    issuer: str = ""
    when: Month | None = None
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its level in words."""

    name: str = ""
    level: str = ""
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without a station that the person gave a name, such as Familienzeit."""

    name: str
    starts: Month
    ends: Month | None = None


@dataclass(frozen=True, slots=True)
class ResumeDocument:
    """A CV. Everything but the name may be empty; nothing voluntary is ever demanded."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    #: Voluntary.
    birth_date: str = ""
    birth_place: str = ""
    nationality: str = ""
    family_status: str = ""
    summary: str = ""
    work: tuple[Station, ...] = ()
    education: tuple[Station, ...] = ()
    courses: tuple[Course, ...] = ()
    languages: tuple[Language, ...] = ()
    skills: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    #: What the file had beside; given back as it was.
    rest: Mapping[str, Any] = field(default_factory=dict)

    def with_(self, **changes: Any) -> "ResumeDocument":
        return replace(self, **changes)


def read_resume(text: str) -> ResumeDocument:
    """Read a JSON Resume; raises UnreadableResumeError. What is of another kind than expected is kept, not shown."""
    if len(text) > LARGEST_FILE:
        raise UnreadableResumeError("too large")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableResumeError("no JSON") from error
    if not isinstance(raw, dict):
        raise UnreadableResumeError("no object")
    basics = _mapping(raw.get("basics"))
    location = _mapping(basics.get("location"))
    own = _mapping(_mapping(raw.get("meta")).get(_OWN))
    return ResumeDocument(
        name=_text(basics.get("name")),
        street=_text(location.get("address")),
        postcode=_text(location.get("postalCode")),
        city=_text(location.get("city")),
        phone=_text(basics.get("phone")),
        email=_text(basics.get("email")),
        birth_date=_text(own.get("birthDate")),
        birth_place=_text(own.get("birthPlace")),
        nationality=_text(own.get("nationality")),
        family_status=_text(own.get("familyStatus")),
        summary=_text(basics.get("summary")),
        work=tuple(_work(one) for one in _items(raw.get("work"))),
        education=tuple(_education(one) for one in _items(raw.get("education"))),
        courses=tuple(_course(one) for one in _items(raw.get("certificates"))),
        languages=tuple(_language(one) for one in _items(raw.get("languages"))),
        skills=tuple(name for one in _items(raw.get("skills")) if (name := _text(one.get("name")))),
        licences=_texts(own.get("licences")),
        interests=tuple(name for one in _items(raw.get("interests")) if (name := _text(one.get("name")))),
        gaps=tuple(gap for one in _items(own.get("gaps")) if (gap := _gap(one)) is not None),
        rest=raw,
    )


def write_resume(resume: ResumeDocument) -> str:
    """The CV as JSON Resume; `read_resume` gives the same again."""
    raw = dict(resume.rest)
    basics = dict(_mapping(raw.get("basics")))
    location = dict(_mapping(basics.get("location")))
    _put(location, address=resume.street, postalCode=resume.postcode, city=resume.city)
    _put(basics, name=resume.name, phone=resume.phone, email=resume.email, summary=resume.summary, location=location)
    meta = dict(_mapping(raw.get("meta")))
    own = dict(_mapping(meta.get(_OWN)))
    _put(
        own,
        birthDate=resume.birth_date,
        birthPlace=resume.birth_place,
        nationality=resume.nationality,
        familyStatus=resume.family_status,
        licences=list(resume.licences),
        gaps=[_written_gap(one) for one in resume.gaps],
    )
    _put(meta, **{_OWN: own})
    _put(
        raw,
        basics=basics,
        work=[_written(one, "name", "position", "highlights") for one in resume.work],
        education=[_written(one, "institution", "area", "courses") for one in resume.education],
        certificates=[_written_course(one) for one in resume.courses],
        languages=[_written_language(one) for one in resume.languages],
        skills=_named(raw.get("skills"), resume.skills),
        interests=_named(raw.get("interests"), resume.interests),
        meta=meta,
    )
    return json.dumps({"$schema": SCHEMA} | raw, ensure_ascii=False, indent=1)


def month_of(value: str) -> Month | None:
    """A month as the schema writes it: 2024, 2024-03 or 2024-03-01."""
    found = _MONTH.fullmatch(value.strip())
    if found is None:
        return None
    month = int(found[2]) if found[2] else None
    return Month(int(found[1]), month) if month is None or 1 <= month <= 12 else None


def this_month(today: date) -> Month:
    return Month(today.year, today.month)


def _work(raw: Mapping[str, Any]) -> Station:
    return _station(raw, "name", "position", "highlights")


def _education(raw: Mapping[str, Any]) -> Station:
    return _station(raw, "institution", "area", "courses")


def _station(raw: Mapping[str, Any], organisation: str, title: str, tasks: str) -> Station:
    return Station(
        title=_text(raw.get(title)),
        organisation=_text(raw.get(organisation)),
        place=_text(raw.get("location")),
        starts=month_of(_text(raw.get("startDate"))),
        ends=month_of(_text(raw.get("endDate"))),
        tasks=_texts(raw.get(tasks)),
        rest=raw,
    )


def _written(station: Station, organisation: str, title: str, tasks: str) -> dict[str, Any]:
    raw = dict(station.rest)
    _put(raw, location=station.place, startDate=_iso(station.starts), endDate=_iso(station.ends))
    _put(raw, **{organisation: station.organisation, title: station.title, tasks: list(station.tasks)})
    return raw


def _course(raw: Mapping[str, Any]) -> Course:
    return Course(_text(raw.get("name")), _text(raw.get("issuer")), month_of(_text(raw.get("date"))), raw)


def _written_course(course: Course) -> dict[str, Any]:
    raw = dict(course.rest)
    _put(raw, name=course.title, issuer=course.issuer, date=_iso(course.when))
    return raw


def _language(raw: Mapping[str, Any]) -> Language:
    return Language(_text(raw.get("language")), _text(raw.get("fluency")), raw)


def _written_language(language: Language) -> dict[str, Any]:
    raw = dict(language.rest)
    _put(raw, language=language.name, fluency=language.level)
    return raw


def _gap(raw: Mapping[str, Any]) -> Gap | None:
    starts = month_of(_text(raw.get("startDate")))
    name = _text(raw.get("name"))
    return Gap(name, starts, month_of(_text(raw.get("endDate")))) if starts is not None and name else None


def _written_gap(gap: Gap) -> dict[str, Any]:
    raw: dict[str, Any] = {"name": gap.name, "startDate": gap.starts.iso}
    _put(raw, endDate=_iso(gap.ends))
    return raw


def _named(known: Any, names: Iterable[str]) -> list[dict[str, Any]]:
    """Items with a name; what a known one had beside is kept."""
    by_name = {_text(one.get("name")): one for one in _items(known)}
    return [dict(by_name.get(name, {})) | {"name": name} for name in names]


def _put(target: dict[str, Any], **values: Any) -> None:
    """Write what is there; what is empty goes, unless what stood there is of a kind that the form never showed."""
    for key, value in values.items():
        if value:
            target[key] = value
        elif key in target and _is_shown(target[key]):
            del target[key]


def _is_shown(value: Any) -> bool:
    return value is None or isinstance(value, str | list | dict)


def _iso(month: Month | None) -> str:
    return month.iso if month is not None else ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(text for one in value if (text := _text(one))) if isinstance(value, list) else ()


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
