"""What of a CV stands on paper, in which order and in which words; German, as letters of application are."""

from datetime import date

from werkakademie.records.resume import Month, ResumeDocument, Station
from werkakademie.records.resume_sheet import ResumeRow, ResumeSection, ResumeSheet
from werkakademie.rules.resume import newest_first


def resume_sheet(resume: ResumeDocument, *, today: date, photo: bytes = b"", footer: str = "") -> ResumeSheet:
    """The sheet; sections without anything are left out."""
    place = f"{resume.city}, " if resume.city else ""
    sections = (
        ResumeSection("Persönliche Daten", _person(resume)),
        ResumeSection("Über mich", (ResumeRow("", resume.summary),) if resume.summary else ()),
        ResumeSection("Berufserfahrung", _stations((*resume.work, *_gaps(resume)))),
        ResumeSection("Schule und Ausbildung", _stations(resume.education)),
        ResumeSection(
            "Kurse und Zertifikate",
            tuple(ResumeRow(str(one.when or ""), one.title, one.issuer) for one in resume.courses),
        ),
        ResumeSection("Sprachen", tuple(ResumeRow(one.name, one.level) for one in resume.languages)),
        ResumeSection("Kenntnisse", _line(resume.skills)),
        ResumeSection("Führerschein", _line(resume.licences)),
        ResumeSection("Interessen", _line(resume.interests)),
    )
    return ResumeSheet(
        name=resume.name,
        contact=_contact(resume),
        sections=tuple(one for one in sections if one.rows),
        place_and_day=f"{place}{today:%d.%m.%Y}",
        photo=photo,
        footer=footer,
    )


def span_words(starts: Month | None, ends: Month | None) -> str:
    """„03.2019 – 06.2023“, „seit 03.2019“, „bis 06.2023“, or nothing."""
    if starts is None:
        return f"bis {ends}" if ends is not None else ""
    if ends is None:
        return f"seit {starts}"
    return str(starts) if starts == ends else f"{starts} – {ends}"


def _contact(resume: ResumeDocument) -> tuple[str, ...]:
    place = " ".join(part for part in (resume.postcode, resume.city) if part)
    address = ", ".join(part for part in (resume.street, place) if part)
    return tuple(part for part in (address, resume.phone, resume.email) if part)


def _person(resume: ResumeDocument) -> tuple[ResumeRow, ...]:
    born = ", ".join(part for part in (resume.birth_date, resume.birth_place) if part)
    rows = (
        ResumeRow("Geboren", born),
        ResumeRow("Staatsangehörigkeit", resume.nationality),
        ResumeRow("Familienstand", resume.family_status),
    )
    return tuple(row for row in rows if row.head)


def _gaps(resume: ResumeDocument) -> tuple[Station, ...]:
    return tuple(Station(title=one.name, starts=one.starts, ends=one.ends) for one in resume.gaps)


def _stations(stations: tuple[Station, ...]) -> tuple[ResumeRow, ...]:
    return tuple(
        ResumeRow(
            span_words(one.starts, one.ends),
            one.title or one.organisation,
            ", ".join(part for part in (one.organisation if one.title else "", one.place) if part),
            one.tasks,
        )
        for one in newest_first(stations)
    )


def _line(words: tuple[str, ...]) -> tuple[ResumeRow, ...]:
    return (ResumeRow("", ", ".join(words)),) if words else ()
