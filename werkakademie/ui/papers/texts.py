"""How papers and their files are written in lists."""

from decimal import Decimal

from werkakademie.i18n import _, format_date, format_decimal, ngettext
from werkakademie.records.enums import PaperStatus
from werkakademie.records.job_search import PaperOwnerRow, PaperRecord, PaperVersion
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.ui.widgets.figures import initials_of
from werkakademie.ui.widgets.record_list import RowText
from werkakademie.ui.widgets.styling import Tone

_TONES = {
    PaperStatus.MISSING: Tone.BAD,
    PaperStatus.DRAFT: Tone.WARN,
    PaperStatus.CHECKED: Tone.INFO,
    PaperStatus.READY: Tone.GOOD,
}


def person_name(row: PaperOwnerRow) -> str:
    """The name in lists and headings."""
    return display_name(row.given_names, row.family_name, row.own_number)


def papers_words(row: PaperOwnerRow) -> str:
    """How many papers are ready, in words."""
    if not row.papers:
        return _("noch keine Unterlagen")
    return _("{ready} von {all} fertig").format(ready=row.ready, all=row.papers)


def person_row(row: PaperOwnerRow) -> RowText:
    """A person in the list on the left; the pill says when everything is ready."""
    name = person_name(row)
    complete = bool(row.papers) and row.ready == row.papers
    parts = [row.group_name, papers_words(row)]
    pill = label(PaperStatus.READY) if complete else ""
    return RowText(name, " · ".join(part for part in parts if part), initials_of(name), pill, Tone.GOOD)


def paper_row(paper: PaperRecord) -> RowText:
    """A paper in the list: its name, its kind, its newest file, and how far it has come."""
    parts = [] if paper.title == label(paper.kind) else [label(paper.kind)]
    if paper.versions:
        count = len(paper.versions)
        parts.append(ngettext("{count} Fassung", "{count} Fassungen", count).format(count=count))
        parts.append(_("zuletzt {day}").format(day=format_date(paper.versions[0].created_at.date())))
    else:
        parts.append(_("noch keine Datei"))
    return RowText(paper.title, " · ".join(parts), pill=label(paper.status), tone=_TONES[paper.status])


def version_line(version: PaperVersion) -> str:
    """When a file came, how large it is, and where it went."""
    parts = [format_date(version.created_at.date()), size_words(version.size)]
    parts += [
        _("verschickt an {employer} am {day}").format(employer=sent.employer_name, day=format_date(sent.sent_on))
        for sent in version.sent
    ]
    return " · ".join(parts)


def size_words(size: int) -> str:
    """A number of bytes as people read it."""
    if size < 1024 * 1024:
        return _("{size} KB").format(size=max(1, round(size / 1024)))
    return _("{size} MB").format(size=format_decimal(Decimal(size) / (1024 * 1024)))
