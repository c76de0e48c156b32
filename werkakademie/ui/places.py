"""The places of the window in the order of the sidebar, and what Ctrl+K finds in the store."""

from collections.abc import Callable, Sequence

from werkakademie.i18n import _
from werkakademie.records.groups import GroupRow
from werkakademie.records.participants import ParticipantQuery, ParticipantRow
from werkakademie.services import groups, participants
from werkakademie.services.workplace import Workplace
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.shell.pages import PageEntry, Search, SearchHit
from werkakademie.ui.shell.worker import Worker

#: How many people and how many groups the search shows at most; whoever types on finds the others.
MOST_HITS = 8


def page_entries() -> Sequence[PageEntry]:
    """All pages; the keys are what `context.go` takes."""
    return (PageEntry("participants", lambda: _("Teilnehmende"), "users", ParticipantsPage),)


def search(worker: Worker, workplace: Workplace) -> Search:
    """Finds people by the store's own search, and groups by their name."""

    def look_for(words: str, found: Callable[[Sequence[SearchHit]], None]) -> None:
        worker.run(_hits, workplace, words, done=found)

    return look_for


def _hits(workplace: Workplace, words: str) -> Sequence[SearchHit]:
    people = participants.participant_page(workplace, ParticipantQuery(text=words, limit=MOST_HITS))
    folded = words.casefold()
    named = [row for row in groups.group_rows(workplace) if folded in row.name.casefold()]
    return [*(_person(row) for row in people.rows), *(_group(row) for row in named[:MOST_HITS])]


def _person(row: ParticipantRow) -> SearchHit:
    name = ", ".join(part for part in (row.family_name, row.given_names) if part)
    return SearchHit("participants", row.id, name or row.own_number, row.group_name or _("ohne Gruppe"))


def _group(row: GroupRow) -> SearchHit:
    return SearchHit("groups", row.id, row.name, _("Gruppe"), icon="users-round")
