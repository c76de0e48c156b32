"""How papers are written at a participant's place."""

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.job_search import PaperRecord
from werkakademie.records.labels import label
from werkakademie.records.own_papers import FolderPaper, MadeFolder
from werkakademie.ui.own.files import size_words
from werkakademie.ui.own.lines import in_line
from werkakademie.ui.widgets.record_list import RowText


def paper_row(paper: PaperRecord) -> RowText:
    """A paper in the list: what it is, its newest file, and where that went."""
    parts = [] if paper.title == label(paper.kind) else [label(paper.kind)]
    if paper.versions:
        newest = paper.versions[0]
        parts += [format_date(newest.created_at.date()), size_words(newest.size)]
        parts += [
            _("verschickt an {employer} am {day}").format(employer=sent.employer_name, day=format_date(sent.sent_on))
            for sent in newest.sent[:1]
        ]
    else:
        parts.append(_("noch keine Datei"))
    return RowText(paper.title, in_line(*parts))


def folder_paper_words(paper: FolderPaper) -> str:
    """What stands below a paper that can go into a folder."""
    if paper.version_id is None:
        return _("Das geht nicht in die Mappe: Es ist kein PDF und kein Bild.")
    return in_line(label(paper.kind), size_words(paper.size))


def made_words(made: MadeFolder) -> str:
    """What came out."""
    pages = ngettext("{count} Seite", "{count} Seiten", made.pages).format(count=made.pages)
    return in_line(pages, size_words(made.size), _("Die Bilder sind jetzt kleiner.") if made.shrunk else "")
