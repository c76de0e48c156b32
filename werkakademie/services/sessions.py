"""Plan the sessions of a group: proposed from its slots, added, moved, cancelled with a reason."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _
from werkakademie.models import CoachingSession, Enrolment, Group
from werkakademie.models.groups import SessionFields
from werkakademie.records.changes import Done
from werkakademie.records.clock import utc_moment
from werkakademie.records.enums import SessionKind
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, GroupId
from werkakademie.records.permissions import Permission
from werkakademie.records.sessions import SessionProposal, SessionProposals, SessionRow
from werkakademie.rules.proposals import proposals_of
from werkakademie.services import reach
from werkakademie.services.public_holidays import public_holidays
from werkakademie.services.validation import reason_problems, refuse, validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import rosters, sessions
from werkakademie.storage.attendance import groups_with_sessions
from werkakademie.storage.groups import slot_records
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction

#: A group without an end is planned for so long at a time.
PLANNED_AHEAD = timedelta(weeks=13)
#: A longer span is a slip of the pen in a date.
LONGEST_SPAN = timedelta(days=3 * 366)


def sessions_of(workplace: Workplace, group_id: GroupId) -> tuple[SessionRow, ...]:
    """All sessions of a group, the earliest first."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return rosters.session_rows(tx, [group_id])


def sessions_on(workplace: Workplace, day: date) -> tuple[SessionRow, ...]:
    """The sessions of all groups on a day, by time."""
    return sessions_between(workplace, day, day)


def sessions_between(workplace: Workplace, first: date, last: date) -> tuple[SessionRow, ...]:
    """The sessions of all groups from one day to another, by time."""
    workplace.require(Permission.READ_ROSTERS)
    with workplace.store.read() as tx:
        return rosters.session_rows(tx, groups_with_sessions(tx, first, last), first=first, last=last)


def propose_sessions(
    workplace: Workplace, group_id: GroupId, *, first: date | None = None, last: date | None = None
) -> SessionProposals:
    """The sessions that the group's slots ask for and that are not there yet, and the holidays left out.

    Without days: the group's period, and three months of a group without an end. Raises InvalidFieldsError.
    """
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        group = tx.get(Group, group_id)
        first = first or group.starts_on
        last = last or group.ends_on or max(first, tx.today) + PLANNED_AHEAD
        refuse(_span_problems(first, last))
        free_days = public_holidays(the_site(tx).land, first, last)
        known = sessions.proposed_keys(tx, group_id)
        slots = slot_records(tx, group_id)
    return proposals_of(slots, first=first, last=last, free_days=free_days, known=known)


def take_over(
    workplace: Workplace, group_id: GroupId, *, proposals: Sequence[SessionProposal]
) -> Done[tuple[CoachingSessionId, ...]]:
    """Make sessions of proposals; one that has become a session meanwhile is left out."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        group = tx.get(Group, group_id)
        reach.require_group(workplace, tx, group_id)
        known = sessions.proposed_keys(tx, group_id)
        new = [proposal for proposal in proposals if (proposal.slot_id, proposal.held_on) not in known]
        rows = [_from_proposal(tx, group, proposal) for proposal in new]
        tx.add(*rows)
    return Done(tuple(row.id for row in rows), tx.changes)


def add_session(
    workplace: Workplace,
    group_id: GroupId,
    *,
    fields: Mapping[str, object],
    enrolment_id: EnrolmentId | None = None,
) -> Done[CoachingSessionId]:
    """Add a session for everybody in the group, or for one person of it. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_GROUPS)
    valid = _validated_session(fields)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Group, group_id)
        reach.require_group(workplace, tx, group_id)
        if enrolment_id is not None and tx.get(Enrolment, enrolment_id).group_id != group_id:
            refuse([FieldProblem("enrolment_id", _("Diese Person ist nicht in der Gruppe."))])
        starts_at, ends_at = _moments(valid)
        row = CoachingSession(
            id=CoachingSessionId(tx.new_id()),
            group_id=group_id,
            kind=SessionKind.GROUP if enrolment_id is None else SessionKind.SINGLE,
            enrolment_id=enrolment_id,
            held_on=valid.held_on,
            starts_at=starts_at,
            ends_at=ends_at,
            room=valid.room,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(row)
    return Done(row.id, tx.changes)


def move_session(
    workplace: Workplace, session_id: CoachingSessionId, *, fields: Mapping[str, object]
) -> Done[CoachingSessionId]:
    """Give a session another day, time or room; the slot's own day is not proposed again. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_GROUPS)
    valid = _validated_session(fields)
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(CoachingSession, session_id)
        reach.require_group(workplace, tx, row.group_id)
        starts_at, ends_at = _moments(valid)
        if starts_at > tx.now and sessions.has_presence(tx, session_id):
            message = _(
                "Für diesen Termin ist schon Anwesenheit erfasst. Er kann nicht in die Zukunft verlegt werden. "
                "Fügen Sie stattdessen einen neuen Termin hinzu."
            )
            refuse([FieldProblem("held_on", message)])
        row.held_on, row.starts_at, row.ends_at, row.room = valid.held_on, starts_at, ends_at, valid.room
        tx.add(row)
    return Done(session_id, tx.changes)


def cancel_session(workplace: Workplace, session_id: CoachingSessionId, *, reason: str) -> Done[CoachingSessionId]:
    """Cancel a session; marks that were given stay stored and count no longer. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_GROUPS)
    refuse(reason_problems(reason.strip()))
    return _set_reason(workplace, session_id, reason.strip())


def revive_session(workplace: Workplace, session_id: CoachingSessionId) -> Done[CoachingSessionId]:
    """A cancelled session takes place after all."""
    workplace.require(Permission.EDIT_GROUPS)
    return _set_reason(workplace, session_id, "")


def remove_sessions(
    workplace: Workplace, session_ids: Sequence[CoachingSessionId], *, removed: bool = True
) -> Done[tuple[CoachingSessionId, ...]]:
    """Take back sessions that were made by mistake, or bring them back (`removed=False`). Raises InvalidFieldsError.

    A session at which somebody was present can only be cancelled.
    """
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        for session_id in session_ids:
            row = tx.get(CoachingSession, session_id)
            reach.require_group(workplace, tx, row.group_id)
            if removed and sessions.has_presence(tx, session_id):
                message = _("Zu diesem Termin ist Anwesenheit erfasst. Sie können ihn mit einem Grund absagen.")
                refuse([FieldProblem("held_on", message)])
            row.deleted = removed
            tx.add(row)
    return Done(tuple(session_ids), tx.changes)


def _set_reason(workplace: Workplace, session_id: CoachingSessionId, reason: str) -> Done[CoachingSessionId]:
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(CoachingSession, session_id)
        reach.require_group(workplace, tx, row.group_id)
        row.cancelled_because = reason
        tx.add(row)
    return Done(session_id, tx.changes)


def _from_proposal(tx: Transaction, group: Group, proposal: SessionProposal) -> CoachingSession:
    return CoachingSession(
        id=CoachingSessionId(tx.new_id()),
        group_id=group.id,
        slot_id=proposal.slot_id,
        proposed_for=proposal.held_on,
        held_on=proposal.held_on,
        starts_at=utc_moment(datetime.combine(proposal.held_on, proposal.starts)),
        ends_at=utc_moment(datetime.combine(proposal.held_on, proposal.ends)),
        room=group.room,
        created_at=tx.now,
        created_by=tx.actor,
    )


def _moments(valid: SessionFields) -> tuple[datetime, datetime]:
    """Beginning and end in UTC: the room's clock decides, in summer time too."""
    return (
        utc_moment(datetime.combine(valid.held_on, valid.starts)),
        utc_moment(datetime.combine(valid.held_on, valid.ends)),
    )


def _validated_session(fields: Mapping[str, object]) -> SessionFields:
    valid = validated(SessionFields, fields)
    if valid.ends <= valid.starts:
        refuse([FieldProblem("ends", _("Das Ende liegt nicht nach dem Beginn. Bitte prüfen Sie beide Zeiten."))])
    return valid


def _span_problems(first: date, last: date) -> list[FieldProblem]:
    if last < first:
        return [FieldProblem("last", _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."))]
    if last - first > LONGEST_SPAN:
        return [FieldProblem("last", _("Das sind mehr als drei Jahre. Bitte wählen Sie einen kürzeren Zeitraum."))]
    return []
