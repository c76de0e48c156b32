"""Attendance lists as PDF, for one session or for some days of a group."""

from datetime import date
from pathlib import Path

from werkakademie.records.ids import CoachingSessionId, GroupId
from werkakademie.records.permissions import Permission
from werkakademie.services.documents import write_whole
from werkakademie.services.workplace import Workplace
from werkakademie.storage import rosters
from werkakademie.storage.sites import the_site


def session_list(
    workplace: Workplace, session_id: CoachingSessionId, *, language: str = "de", signatures: bool = False
) -> bytes:
    """The list of one session; with `signatures` the empty one to sign."""
    from werkakademie.reports import attendance_list

    workplace.require(Permission.READ_ROSTERS)
    with workplace.store.read() as tx:
        sheet = rosters.attendance_sheet(tx, session_id)
        site = the_site(tx)
    make = attendance_list.signature_list if signatures else attendance_list.session_list
    return make(sheet, site_name=site.name, practice=site.practice, language=language)


def period_list(
    workplace: Workplace,
    group_id: GroupId,
    *,
    first: date | None = None,
    last: date | None = None,
    language: str = "de",
) -> bytes:
    """How often each person of a group was present, excused and missing; without days from its beginning to today."""
    from werkakademie.reports import attendance_list

    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        period = rosters.period_list(tx, group_id, first=first, last=last or tx.today)
        site = the_site(tx)
    return attendance_list.period_list(period, site_name=site.name, practice=site.practice, language=language)


def save_session_list(
    workplace: Workplace,
    session_id: CoachingSessionId,
    *,
    path: Path,
    language: str = "de",
    signatures: bool = False,
) -> None:
    """Write the list of one session into a file. Raises FileNotWrittenError."""
    write_whole(path, session_list(workplace, session_id, language=language, signatures=signatures))


def save_period_list(
    workplace: Workplace,
    group_id: GroupId,
    *,
    path: Path,
    first: date | None = None,
    last: date | None = None,
    language: str = "de",
) -> None:
    """Write the list of a group's days into a file. Raises FileNotWrittenError."""
    write_whole(path, period_list(workplace, group_id, first=first, last=last, language=language))
