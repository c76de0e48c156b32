"""The emergency sheet on paper: what matters about each child when there is no time to ask."""

from werkakademie.records.children import EmergencyChild, EmergencyRecord
from werkakademie.reports.document import Document
from werkakademie.reports.words import Words


def emergency_sheet(record: EmergencyRecord, *, site_name: str, practice: bool = False, language: str = "de") -> bytes:
    """One block for each child: emergency and needs first, then the parent's phone and who may collect it."""
    words = Words(language)
    _ = words.text
    title = _("Notfallblatt Kinderbetreuung")
    footer = site_name + (_(" · ÜBUNG: erfundene Personen") if practice else "")
    document = Document(title=title, language=language, footer=footer)
    document.heading(title)
    document.paragraph(_("Stand {day}. Notruf: 112").format(day=words.day(record.day)), bold=True, after=4)
    document.paragraph(
        _("Enthält Angaben zur Gesundheit: nur für die Betreuung und die Eltern. Danach bitte vernichten."),
        muted=True,
        after=10,
    )
    if not record.children:
        document.paragraph(_("Für heute sind keine Kinder eingetragen."))
    for one in record.children:
        document.heading(_heading(one, words), level=2)
        document.table(["", ""], _rows(one, words), widths=[26, 74], size=10)
    return document.content()


def _heading(one: EmergencyChild, words: Words) -> str:
    age = words.plural("{count} Jahr", "{count} Jahre", one.child.age).format(count=one.child.age)
    return words.text("{name}, {age}").format(name=one.child.given_name, age=age)


def _rows(one: EmergencyChild, words: Words) -> list[list[str]]:
    _ = words.text
    allowed = [_who(row.name, row.relation, row.phone) for row in one.child.collectors if row.allowed]
    refused = [_who(row.name, row.relation, "") for row in one.child.collectors if not row.allowed]
    rows = [
        [_("Notfall"), one.note.emergency_note or _("nichts hinterlegt")],
        [_("Bedürfnisse"), one.note.needs or "–"],
        [_("Elternteil"), ", ".join(part for part in (one.parent_name, one.phone) if part)],
        [_("Darf abholen"), "; ".join(allowed) or _("nur der Elternteil")],
    ]
    if refused:
        rows.append([_("Darf NICHT abholen"), "; ".join(refused)])
    if one.note.collection_word:
        rows.append([_("Kennwort"), one.note.collection_word])
    return rows


def _who(name: str, relation: str, phone: str) -> str:
    inside = ", ".join(part for part in (relation, phone) if part)
    return f"{name} ({inside})" if inside else name
