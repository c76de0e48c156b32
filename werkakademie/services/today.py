"""The first page: what is due, who is missing, what is left over."""

from dataclasses import replace
from datetime import timedelta

from werkakademie.records.childcare_bookings import BookingNews
from werkakademie.records.follow_ups import FollowUpFilter
from werkakademie.records.permissions import Permission
from werkakademie.records.today import TodayOverview
from werkakademie.services import childcare_lists
from werkakademie.services.workplace import Workplace
from werkakademie.storage import access, follow_ups, rosters, today
from werkakademie.storage.attendance import groups_with_sessions
from werkakademie.storage.childcare import search

#: Sessions without marks are asked for that long; who looks further back does so on the page of the group.
LOOKING_BACK = timedelta(weeks=5)
#: So many follow-ups are read for the first page; the others stand on their own page.
FIRST_ROWS = 20


def today_overview(workplace: Workplace) -> TodayOverview:
    """Everything that waits for somebody today, in one look at the store; only sessions for who reads no groups."""
    workplace.require(Permission.READ_ROSTERS)
    with workplace.store.read() as tx:
        day, first = tx.today, tx.today - LOOKING_BACK
        rows = rosters.session_rows(tx, groups_with_sessions(tx, first, day), first=first, last=day)
        sessions = TodayOverview(
            day=day,
            sessions=tuple(row for row in rows if row.held_on == day),
            unrecorded=tuple(row for row in rows if row.held_on < day and row.begun and not row.complete),
            people=today.count_people(tx),
            groups=today.count_groups(tx),
        )
        if not workplace.may(Permission.READ_GROUPS):
            return sessions
        counts = follow_ups.follow_up_counts(tx)
        return replace(
            sessions,
            missing=rosters.missing_people(tx),
            follow_ups=follow_ups.follow_ups_due(tx, day, limit=FIRST_ROWS),
            follow_ups_due=counts[FollowUpFilter.DUE],
            follow_ups_overdue=counts[FollowUpFilter.OVERDUE],
            unclear=today.unclear_entries(tx, day),
            care_places=search.reminders(tx, day, limit=FIRST_ROWS),
            care=childcare_lists.news_within(tx) if workplace.may(Permission.CARE_PLAN) else BookingNews(),
            stand_ins=access.stand_ins(tx, first=day, last=day, account_id=workplace.account_id),
        )
