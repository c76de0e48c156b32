"""How long data stay at this site: periods with their approval, what is due, and who is kept from deletion."""

from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import ErasureHold, Participant, RetentionRule
from werkakademie.records.changes import Done
from werkakademie.records.enums import RetentionKind
from werkakademie.records.ids import ErasureHoldId, ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.records.retention import DueItem, RetentionRuleRecord
from werkakademie.services.validation import refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage import retention

MOST_MONTHS = 240
MOST_SIGNS = 500


def retention_rules(workplace: Workplace) -> tuple[RetentionRuleRecord, ...]:
    """The period of each kind of data, in the order of the list."""
    workplace.require(Permission.RETENTION)
    with workplace.store.read() as tx:
        return tuple(retention.rules(tx).values())


def set_rule(
    workplace: Workplace, kind: RetentionKind, *, months: int, approved_by: str = "", approved_on: date | None = None
) -> Done[RetentionKind]:
    """Keep a period, and who approved it on which day.

    An approval is of one period: with other months it has to be entered anew, or stays empty, and nothing is deleted
    until then. Raises InvalidFieldsError.
    """
    workplace.require(Permission.RETENTION)
    approved_by = approved_by.strip()
    with workplace.store.write(workplace.account_id) as tx:
        before = retention.rules(tx)[kind]
        _check_rule(before, months, approved_by, approved_on, tx.today)
        rule = tx.find(RetentionRule, kind) or RetentionRule(kind=kind, months=months, changed_at=tx.now)
        rule.months, rule.approved_by, rule.approved_on = months, approved_by, approved_on
        rule.changed_at, rule.changed_by = tx.now, tx.actor
        tx.add(rule)
    return Done(kind, tx.changes)


def due_list(workplace: Workplace) -> tuple[DueItem, ...]:
    """Everything whose period is over, by name: a look, which changes nothing."""
    workplace.require(Permission.ERASURE_PROPOSE)
    with workplace.store.read() as tx:
        return retention.due_items(tx)


def hold(
    workplace: Workplace, participant_id: ParticipantId, *, reason: str, ends_on: date | None = None
) -> Done[ErasureHoldId]:
    """Keep everything of a person, with the reason, until the day or until it is lifted. Raises InvalidFieldsError."""
    workplace.require(Permission.RETENTION)
    reason = checked_text("reason", reason, MOST_SIGNS)
    with workplace.store.write(workplace.account_id) as tx:
        if ends_on is not None and ends_on < tx.today:
            problem = FieldProblem("ends_on", _("Das Ende liegt in der Vergangenheit."))
            raise InvalidFieldsError((problem,))
        tx.get(Participant, participant_id)
        kept = ErasureHold(
            id=ErasureHoldId(tx.new_id()),
            participant_id=participant_id,
            reason=reason,
            since=tx.today,
            ends_on=ends_on,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(kept)
    return Done(kept.id, tx.changes)


def lift_hold(workplace: Workplace, hold_id: ErasureHoldId, *, lifted: bool = True) -> Done[ErasureHoldId]:
    """Let periods count again, or take that back."""
    workplace.require(Permission.RETENTION)
    with workplace.store.write(workplace.account_id) as tx:
        kept = retention.find_hold(tx, hold_id)
        kept.deleted = lifted
        tx.add(kept)
    return Done(hold_id, tx.changes)


def checked_text(field: str, text: str, most: int) -> str:
    """The text without blanks around it; raises InvalidFieldsError when it is missing or too long."""
    text = text.strip()
    if not text:
        raise InvalidFieldsError((FieldProblem(field, _("Bitte geben Sie einen Grund an.")),))
    if len(text) > most:
        message = _("Bitte kürzen Sie den Text auf {count} Zeichen.").format(count=most)
        raise InvalidFieldsError((FieldProblem(field, message),))
    return text


def _check_rule(
    before: RetentionRuleRecord, months: int, approved_by: str, approved_on: date | None, today: date
) -> None:
    problems = []
    if not 0 <= months <= MOST_MONTHS:
        message = _("Bitte geben Sie eine ganze Zahl von {least} bis {most} ein.")
        problems.append(FieldProblem("months", message.format(least=0, most=MOST_MONTHS)))
    if approved_by and approved_on is None:
        problems.append(FieldProblem("approved_on", _("Bitte geben Sie den Tag der Freigabe an.")))
    if approved_on is not None and not approved_by:
        problems.append(FieldProblem("approved_by", _("Bitte geben Sie an, wer die Frist freigegeben hat.")))
    if approved_on is not None and approved_on > today:
        problems.append(FieldProblem("approved_on", _("Die Freigabe kann nicht in der Zukunft liegen.")))
    old = before.approved and (approved_by, approved_on) == (before.approved_by, before.approved_on)
    if old and months != before.months:
        message = _(
            "Diese Freigabe galt der alten Frist. Tragen Sie die neue Freigabe ein, oder lassen Sie sie leer, bis sie "
            "da ist."
        )
        problems.append(FieldProblem("approved_on", message))
    refuse(problems)
