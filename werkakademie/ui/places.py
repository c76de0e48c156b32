"""The places of the window in the order of the sidebar, and what Ctrl+K finds in the store."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from werkakademie.i18n import _
from werkakademie.records.enums import Role
from werkakademie.records.groups import GroupRow
from werkakademie.records.participants import ParticipantQuery, ParticipantRow
from werkakademie.records.permissions import Permission
from werkakademie.services import groups, participants
from werkakademie.services.workplace import Workplace
from werkakademie.ui.attendance.page import AttendancePage
from werkakademie.ui.central.page import CentralPage
from werkakademie.ui.childcare.door.page import ChildrenPage
from werkakademie.ui.childcare.page import ChildcarePage
from werkakademie.ui.exporting.page import ExportingPage
from werkakademie.ui.follow_ups.page import FollowUpsPage
from werkakademie.ui.groups.page import GroupsPage
from werkakademie.ui.importing.page import ImportingPage
from werkakademie.ui.job_search.page import JobSearchPage
from werkakademie.ui.papers.page import PapersPage
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.results.page import ResultsPage
from werkakademie.ui.safety.page import SafetyPage
from werkakademie.ui.settings.page import SettingsPage
from werkakademie.ui.shell.own_actions import OwnActions
from werkakademie.ui.shell.pages import PageEntry, Search, SearchHit
from werkakademie.ui.shell.window import MainWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.today.page import TodayPage

#: What a page can't do without.
_NEEDED: Mapping[str, Permission] = {
    "today": Permission.READ_ROSTERS,
    "participants": Permission.READ_PEOPLE,
    "groups": Permission.READ_GROUPS,
    "attendance": Permission.READ_ROSTERS,
    "childcare": Permission.CARE_PLAN,
    "children": Permission.CARE_DOOR,
    "job_search": Permission.JOB_SEARCH,
    "papers": Permission.PAPERS,
    "follow_ups": Permission.FOLLOW_UPS,
    "results": Permission.RESULTS,
    "importing": Permission.IMPORT,
    "exporting": Permission.EXPORT,
    "central": Permission.CENTRAL,
    "safety": Permission.ERASURE_CONFIRM,
    "settings": Permission.USE_SITE,
}
#: How many people and how many groups the search shows at most; whoever types on finds the others.
MOST_HITS = 8


def page_entries(workplace: Workplace) -> Sequence[PageEntry]:
    """The pages that the account may use; the services would refuse the others."""
    entries = [entry for entry in _all_entries() if workplace.may(_NEEDED[entry.key])]
    # Staff reach the door from the page of childcare; carers have it in the sidebar.
    if Role.CARER in workplace.roles:
        return [replace(entry, under="") for entry in entries]
    return entries


def _all_entries() -> Sequence[PageEntry]:
    """All pages of the staff; the keys are what `context.go` takes."""
    return (
        PageEntry("today", lambda: _("Heute"), "sun", TodayPage),
        PageEntry("participants", lambda: _("Teilnehmende"), "users", ParticipantsPage, words=_person_words),
        PageEntry("groups", lambda: _("Gruppen"), "users-round", GroupsPage, words=_group_words),
        PageEntry("attendance", lambda: _("Anwesenheit"), "calendar-check", AttendancePage),
        PageEntry("childcare", lambda: _("Kinderbetreuung"), "baby", ChildcarePage, words=_childcare_words),
        PageEntry("children", lambda: _("Kinder heute"), "door-open", ChildrenPage, under="childcare"),
        PageEntry("job_search", lambda: _("Stellensuche"), "briefcase", JobSearchPage, words=_job_search_words),
        PageEntry("papers", lambda: _("Unterlagen"), "folder-open", PapersPage, words=_paper_words),
        PageEntry("follow_ups", lambda: _("Nachfragen"), "phone-call", FollowUpsPage),
        PageEntry("results", lambda: _("Auswertung"), "chart-column", ResultsPage, words=_result_words),
        PageEntry("importing", lambda: _("Import"), "file-down", ImportingPage, words=_import_words),
        PageEntry("exporting", lambda: _("Export"), "send", ExportingPage),
        PageEntry("central", lambda: _("Zentrale"), "building-2", CentralPage),
        PageEntry("safety", lambda: _("Sicherheit"), "shield-check", SafetyPage, bottom=True, words=_safety_words),
        PageEntry("settings", lambda: _("Einstellungen"), "settings", SettingsPage, bottom=True, words=_setting_words),
    )


def _person_words() -> Sequence[str]:
    return _("Personen"), _("aufnehmen")


def _group_words() -> Sequence[str]:
    return _("Termine"), _("Zeitfenster")


def _childcare_words() -> Sequence[str]:
    return _("Kinder"), _("Warteliste"), _("Betreuungskräfte")


def _job_search_words() -> Sequence[str]:
    return _("Bewerbungen"), _("Bewerbungsnachweis")


def _paper_words() -> Sequence[str]:
    return _("Lebenslauf"), _("Zeugnisse")


def _result_words() -> Sequence[str]:
    return _("Verbleib"), _("Eingliederungsquote")


def _safety_words() -> Sequence[str]:
    return _("Sicherung"), _("Backup"), _("Wiederherstellen")


def _setting_words() -> Sequence[str]:
    return _("Passwort"), _("Sprache"), _("Schriftgröße"), _("Zugänge")


def _import_words() -> Sequence[str]:
    return _("Liste"), _("Excel"), _("CSV")


def own_actions(window: MainWindow, worker: Worker, workplace: Workplace) -> None:
    """Give the window Ctrl+Z and Ctrl+Y for what this account does from now on."""
    if workplace.may(Permission.UNDO_OWN):
        actions = OwnActions(window, worker, workplace, page=lambda: window.page(window.current_key()))
        window.use_own_actions(actions)


def search(worker: Worker, workplace: Workplace) -> Search:
    """Finds people by the store's own search, and groups by their name."""

    def look_for(words: str, found: Callable[[Sequence[SearchHit]], None]) -> None:
        worker.run(_hits, workplace, words, done=found)

    return look_for


def _hits(workplace: Workplace, words: str) -> Sequence[SearchHit]:
    if not workplace.may(Permission.READ_PEOPLE):
        return ()
    people = participants.participant_page(workplace, ParticipantQuery(text=words, limit=MOST_HITS))
    folded = words.casefold()
    named = [row for row in groups.group_rows(workplace) if folded in row.name.casefold()]
    return [*(_person(row) for row in people.rows), *(_group(row) for row in named[:MOST_HITS])]


def _person(row: ParticipantRow) -> SearchHit:
    name = ", ".join(part for part in (row.family_name, row.given_names) if part)
    return SearchHit("participants", row.id, name or row.own_number, row.group_name or _("ohne Gruppe"))


def _group(row: GroupRow) -> SearchHit:
    return SearchHit("groups", row.id, row.name, _("Gruppe"), icon="users-round")
