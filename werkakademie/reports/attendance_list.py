"""The attendance list on paper: what others see of it shows only anwesend, entschuldigt or fehlt."""

from collections.abc import Sequence

from werkakademie.records.attendance_sheets import AttendanceSheet, PeriodList
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.participants import display_name
from werkakademie.records.sessions import SessionRow
from werkakademie.reports.document import Document
from werkakademie.reports.words import Words

_PRESENT = (AttendanceMark.PRESENT, AttendanceMark.ONLINE, AttendanceMark.LATE, AttendanceMark.LEFT_EARLY)
#: Empty lines at the end of a list to sign, for people who come unbooked.
_SPARE_LINES = 3


def session_list(sheet: AttendanceSheet, *, site_name: str, practice: bool = False, language: str = "de") -> bytes:
    """Who was at one session. Marks of health and of reasons are folded, so that the list may be passed on."""
    words = Words(language)
    _ = words.text
    document = _begin(_("Anwesenheitsliste"), sheet.session, site_name, words, practice=practice)
    if sheet.session.cancelled:
        document.paragraph(_("Abgesagt: {reason}").format(reason=sheet.session.cancelled_because), bold=True)
    rows = [
        [str(number), display_name(row.given_names, row.family_name, row.own_number), public_word(row.mark, words)]
        for number, row in enumerate(sheet.rows, start=1)
    ]
    document.table([_("Nr."), _("Name"), _("Anwesenheit")], rows, widths=[8, 62, 30], size=10)
    document.paragraph(_counts(sheet, words), muted=True)
    return document.content()


def signature_list(sheet: AttendanceSheet, *, site_name: str, practice: bool = False, language: str = "de") -> bytes:
    """The empty list of one session for signatures, with spare lines."""
    words = Words(language)
    _ = words.text
    document = _begin(_("Unterschriftenliste"), sheet.session, site_name, words, practice=practice)
    names = [display_name(row.given_names, row.family_name, row.own_number) for row in sheet.rows]
    rows = [[str(number), name, ""] for number, name in enumerate([*names, *[""] * _SPARE_LINES], start=1)]
    document.table([_("Nr."), _("Name"), _("Unterschrift")], rows, widths=[8, 46, 46], size=13)
    return document.content()


def period_list(period: PeriodList, *, site_name: str, practice: bool = False, language: str = "de") -> bytes:
    """The attendance of a group over some days: for each person how often present, excused and missing."""
    words = Words(language)
    _ = words.text
    title = _("Anwesenheit der Gruppe {group}").format(group=period.group_name)
    document = Document(title=title, language=language, footer=_footer(site_name, words, practice=practice))
    document.heading(title)
    ngettext = words.plural
    held = ngettext("{count} Termin", "{count} Termine", period.sessions).format(count=period.sessions)
    span = _("{first} bis {last}").format(first=words.day(period.first), last=words.day(period.last)) + f" · {held}"
    document.paragraph(span, muted=True, after=10)
    rows = [
        [
            display_name(person.given_names, person.family_name, person.own_number),
            *(str(count) for count in (person.due, person.present, person.excused, person.missing)),
        ]
        for person in period.people
    ]
    head = [_("Name"), _("Termine"), _("anwesend"), _("entschuldigt"), _("fehlt")]
    document.table(head, rows, widths=[40, 15, 15, 15, 15], numbers=(1, 2, 3, 4))
    return document.content()


def public_word(mark: AttendanceMark, words: Words) -> str:
    """The only three words that others may read; K and M are health data. Nothing recorded is an empty cell."""
    _ = words.text
    if mark in (AttendanceMark.NOT_RECORDED, AttendanceMark.NOT_BOOKED, AttendanceMark.CANCELLED):
        return ""
    if mark in _PRESENT:
        return _("anwesend")
    return _("fehlt") if mark is AttendanceMark.UNEXCUSED else _("entschuldigt")


def _begin(title: str, session: SessionRow, site_name: str, words: Words, *, practice: bool) -> Document:
    _ = words.text
    document = Document(title=title, language=words.language, footer=_footer(site_name, words, practice=practice))
    document.heading(title)
    document.paragraph(session.group_name, bold=True, size=11, after=1)
    when = _("{day}, {starts} bis {ends} Uhr").format(
        day=words.day(session.held_on), starts=f"{session.starts_at:%H:%M}", ends=f"{session.ends_at:%H:%M}"
    )
    document.paragraph(" · ".join(part for part in (when, session.room) if part), muted=True, after=10)
    return document


def _footer(site_name: str, words: Words, *, practice: bool) -> str:
    _ = words.text
    return site_name + (_(" · ÜBUNG: erfundene Personen") if practice else "")


def _counts(sheet: AttendanceSheet, words: Words) -> str:
    _ = words.text
    marks: Sequence[str] = [public_word(row.mark, words) for row in sheet.rows]
    parts = [f"{marks.count(word)} {word}" for word in (_("anwesend"), _("entschuldigt"), _("fehlt"))]
    waiting = marks.count("")
    if waiting and not sheet.session.cancelled:
        parts.append(_("{count} noch nicht erfasst").format(count=waiting))
    return " · ".join(parts)
