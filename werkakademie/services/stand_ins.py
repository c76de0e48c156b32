"""A coach takes over a group for a day; it ends by itself with the day."""

from collections.abc import Sequence
from datetime import date

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _
from werkakademie.models import Group, StandIn
from werkakademie.records.access import StandInRow
from werkakademie.records.changes import Done
from werkakademie.records.ids import AccountId, GroupId, StandInId
from werkakademie.records.permissions import Permission
from werkakademie.rules.permissions import ALLOWED
from werkakademie.services.validation import reason_problems, refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage import access
from werkakademie.storage.transaction import Transaction

#: Length of a reason that a person writes; the same as the column's.


def take_over(
    workplace: Workplace, group_id: GroupId, *, day: date, reason: str = "", account_id: AccountId | None = None
) -> Done[StandInId]:
    """Take a group over for today or a coming day; for somebody else as a lead. Raises InvalidFieldsError."""
    workplace.require(Permission.STAND_IN)
    who = account_id or workplace.account_id
    if who != workplace.account_id:
        workplace.require(Permission.ARRANGE_STAND_IN)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Group, group_id)
        refuse(
            [
                *_day_problems(tx, group_id, who, day),
                *_account_problems(tx, who),
                *reason_problems(reason, needed=False),
            ]
        )
        row = StandIn(
            id=StandInId(tx.new_id()),
            group_id=group_id,
            account_id=who,
            day=day,
            reason=reason.strip(),
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(row)
    return Done(row.id, tx.changes)


def end(workplace: Workplace, stand_in_id: StandInId, *, ended: bool = True) -> Done[StandInId]:
    """End a stand-in early, or take that back; somebody else's as a lead."""
    workplace.require(Permission.STAND_IN)
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(StandIn, stand_in_id)
        if row.account_id != workplace.account_id:
            workplace.require(Permission.ARRANGE_STAND_IN)
        row.deleted = ended
        tx.add(row)
    return Done(stand_in_id, tx.changes)


def stand_ins_of(workplace: Workplace, group_id: GroupId) -> tuple[StandInRow, ...]:
    """Who stands in for the group's coaches today and on coming days."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return access.stand_ins(tx, first=tx.today, group_id=group_id)


def _day_problems(tx: Transaction, group_id: GroupId, who: AccountId, day: date) -> Sequence[FieldProblem]:
    if day < tx.today:
        return (FieldProblem("day", _("Dieser Tag ist schon vorbei. Bitte wählen Sie heute oder einen späteren Tag.")),)
    if access.stand_ins(tx, first=day, last=day, group_id=group_id, account_id=who):
        return (FieldProblem("day", _("Für diesen Tag ist die Vertretung schon eingetragen.")),)
    return ()


def _account_problems(tx: Transaction, who: AccountId) -> Sequence[FieldProblem]:
    if access.may_stand_in(tx, who, ALLOWED[Permission.STAND_IN]):
        return ()
    return (FieldProblem("account_id", _("Diese Person hat hier keinen Zugang als Coach oder Leitung.")),)
