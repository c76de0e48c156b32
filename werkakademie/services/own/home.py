"""The first page of a person's place: what is next, and how far the week has come."""

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.records.changes import Done
from werkakademie.records.enums import NextStep
from werkakademie.records.ids import ParticipantId
from werkakademie.records.job_search import ApplicationRecord
from werkakademie.records.own_log import OwnHome, WeekGoal, is_waiting
from werkakademie.records.permissions import Permission
from werkakademie.rules.own_log import CLOSED, SMALLEST_GROUP, reminders, sent_between, week_of
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.services.own.presence import session_within
from werkakademie.services.own.settings import settings_for_writing
from werkakademie.storage import job_search
from werkakademie.storage.own import log as queries
from werkakademie.storage.own.comments import open_comments
from werkakademie.storage.own.jobs import portal_settings
from werkakademie.storage.transaction import Transaction

MOST_PER_WEEK = 99


def own_home(own: OwnPlace) -> OwnHome:
    """All that the first page shows, in one go: what is next, how many wait, what was agreed, the week."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        applications = job_search.applications_of(tx, own.participant_id)
        # A coach may have written a refusal meanwhile: then nothing is left to be asked.
        asked = [one for one in applications if one.current_stage not in CLOSED]
        planned = [
            one
            for one in asked
            if one.next_on is not None and one.next_on >= tx.today and one.next_step is not NextStep.NOTHING
        ]
        return OwnHome(
            session=queries.coming_session(tx, own.participant_id),
            interview=queries.coming_interview(tx, own.participant_id),
            next_step=min(planned, key=lambda one: (str(one.next_on), str(one.id)), default=None),
            waiting=sum(is_waiting(one) for one in applications),
            reminders=len(reminders(applications, tx.today)),
            week=_week(own, tx, applications),
            agreements=queries.open_agreements(tx, own.participant_id),
            open_comments=open_comments(tx, own.participant_id),
            running=session_within(own, tx),
            search_open=portal_settings(tx).enabled,
        )


def set_goal(own: OwnPlace, per_week: int | None) -> Done[ParticipantId]:
    """How many applications the person means to write in a week; None for no goal. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    if per_week is not None and not 0 <= per_week <= MOST_PER_WEEK:
        raise InvalidFieldsError((FieldProblem("goal", _("Bitte wählen Sie eine Zahl bis 99.")),))
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = settings_for_writing(tx, own.participant_id)
        row.goal_per_week = per_week
        tx.add(row)
    return Done(own.participant_id, tx.changes)


def _week(own: OwnPlace, tx: Transaction, applications: tuple[ApplicationRecord, ...]) -> WeekGoal:
    first, last = week_of(tx.today)
    groups = queries.groups_of(tx, own.participant_id)
    enough = queries.people_in_groups(tx, groups) >= SMALLEST_GROUP
    return WeekGoal(
        goal=settings_for_writing(tx, own.participant_id).goal_per_week,
        applications=sent_between(applications, first, last),
        activities=sum(first <= one.happened_on <= last for one in queries.activities_of(tx, own.participant_id)),
        group=queries.sent_by_groups(tx, groups, first, last) if enough else None,
    )
