"""Rooms, carers with their times, the policy, and which groups have care: what childcare needs before the first child.

The places of children follow by themselves at the end of each transaction.
"""

from collections.abc import Mapping
from datetime import date, time

from werkakademie.errors import FieldProblem, SituationError
from werkakademie.i18n import _, format_count, format_date, ngettext
from werkakademie.models import (
    Carer,
    CarerDay,
    CareRoom,
    CareRoomFields,
    ChildcarePolicy,
    ChildcarePolicyFields,
    Group,
    GroupChildcare,
    GroupChildcareFields,
)
from werkakademie.records.changes import Done
from werkakademie.records.childcare import (
    CarePolicy,
    CarerDayRow,
    CareRoomRow,
    CareSetup,
    GroupCareRow,
    RoomUses,
)
from werkakademie.records.enums import CarerDayKind
from werkakademie.records.ids import CarerDayId, CarerId, CareRoomId, GroupId
from werkakademie.records.permissions import Permission
from werkakademie.services import reach
from werkakademie.services.childcare_problems import (
    absence_problems,
    carer_day_problems,
    extra_problems,
    policy_problems,
    validated_room,
)
from werkakademie.services.validation import refuse, validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import sites
from werkakademie.storage.childcare import settings
from werkakademie.storage.transaction import Transaction


class RoomInUseError(SituationError):
    """The room can't go: something needs it."""

    def __init__(self, name: str, uses: RoomUses) -> None:
        super().__init__(name, uses)
        self.name = name
        self.uses = uses

    def sentence(self) -> str:
        return _("Der Raum „{room}“ wird noch gebraucht und bleibt: {uses}. Bitte ändern Sie das zuerst.").format(
            room=self.name, uses="; ".join(_use_words(self.uses))
        )


def _use_words(uses: RoomUses) -> list[str]:
    words = []
    if uses.groups:
        words.append(_("Kinderbetreuung der Gruppen {names}").format(names=", ".join(uses.groups)))
    if uses.carers:
        words.append(_("Wochenzeiten von {names}").format(names=", ".join(uses.carers)))
    if uses.days:
        words.append(_("zusätzliche Tage am {days}").format(days=", ".join(format_date(day) for day in uses.days)))
    if uses.slots:
        text = ngettext("{count} kommende Betreuungszeit", "{count} kommende Betreuungszeiten", uses.slots)
        words.append(text.format(count=format_count(uses.slots)))
    return words


def care_setup(workplace: Workplace) -> CareSetup:
    """Everything about rooms, team, policy and groups; days of carers from today on."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return CareSetup(
            rooms=settings.rooms(tx),
            carers=settings.carers(tx),
            days=settings.carer_days(tx, first=tx.today),
            policy=settings.policy(tx),
            groups=tuple(settings.group_care(tx).values()),
        )


def care_policy(workplace: Workplace) -> CarePolicy:
    """The policy, for whoever plans or stands at the door."""
    workplace.require(Permission.CARE_DOOR)
    with workplace.store.read() as tx:
        return settings.policy(tx)


def care_rooms(workplace: Workplace) -> tuple[CareRoomRow, ...]:
    """The rooms for children by name."""
    workplace.require(Permission.CARE_DOOR)
    with workplace.store.read() as tx:
        return settings.rooms(tx)


def add_room(workplace: Workplace, *, fields: Mapping[str, object]) -> Done[CareRoomId]:
    """Set a room up. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        valid = validated_room(tx, fields)
        room_id = CareRoomId(tx.new_id())
        tx.add(CareRoom(**valid.model_dump(), id=room_id, created_at=tx.now, created_by=tx.actor))
    return Done(room_id, tx.changes)


def change_room(workplace: Workplace, room_id: CareRoomId, *, fields: Mapping[str, object]) -> Done[CareRoomId]:
    """Write the fields named; all others stay. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        room = tx.get(CareRoom, room_id)
        before = {name: getattr(room, name) for name in CareRoomFields.model_fields}
        valid = validated_room(tx, before | dict(fields), room_id)
        for name in fields:
            setattr(room, name, getattr(valid, name))
        tx.add(room)
    return Done(room_id, tx.changes)


def remove_room(workplace: Workplace, room_id: CareRoomId, *, removed: bool = True) -> Done[CareRoomId]:
    """Take a room out of the list, or bring it back. Raises RoomInUseError, which says where it is needed."""
    workplace.require(Permission.CARE_SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        room = tx.get(CareRoom, room_id)
        uses = settings.room_uses(tx, room_id)
        if removed and uses:
            raise RoomInUseError(room.name, uses)
        room.deleted = removed
        tx.add(room)
    return Done(room_id, tx.changes)


def carer_day_rows(workplace: Workplace, *, first: date, last: date) -> tuple[CarerDayRow, ...]:
    """Who is absent or comes besides on these days."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return settings.carer_days(tx, first=first, last=last)


def report_absence(
    workplace: Workplace, carer_id: CarerId, *, day: date, starts: time | None = None, ends: time | None = None
) -> Done[CarerDayId]:
    """A carer does not come on that day, or not between two times. Raises InvalidFieldsError. No cause is stored."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        carer = tx.get(Carer, carer_id)
        refuse([*carer_day_problems(tx, carer, day), *absence_problems(tx, carer_id, day, starts, ends)])
        row = _new_day(tx, carer_id, day, CarerDayKind.ABSENT, (starts, ends))
        tx.add(row)
    return Done(row.id, tx.changes)


def extra_day(
    workplace: Workplace, carer_id: CarerId, *, day: date, room_id: CareRoomId, starts: time, ends: time
) -> Done[CarerDayId]:
    """A carer comes besides the weekly times, where an end before the beginning is the next day's.

    Raises InvalidFieldsError.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        carer = tx.get(Carer, carer_id)
        tx.get(CareRoom, room_id)
        refuse([*carer_day_problems(tx, carer, day), *extra_problems(tx, carer_id, day, starts, ends)])
        row = _new_day(tx, carer_id, day, CarerDayKind.EXTRA, (starts, ends), room_id)
        tx.add(row)
    return Done(row.id, tx.changes)


def remove_carer_day(workplace: Workplace, day_id: CarerDayId, *, removed: bool = True) -> Done[CarerDayId]:
    """Take an absence or an extra day back, or bring it back."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(CarerDay, day_id)
        row.deleted = removed
        tx.add(row)
    return Done(day_id, tx.changes)


def change_policy(workplace: Workplace, *, fields: Mapping[str, object]) -> Done[CarePolicy]:
    """Write the values named; all others stay. Raises InvalidFieldsError. Weights are whole hundredths."""
    workplace.require(Permission.CARE_SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        site_id = sites.the_site(tx).id
        row = tx.find(ChildcarePolicy, site_id)
        shown = settings.policy(tx)
        before = {name: getattr(shown, name) for name in ChildcarePolicyFields.model_fields}
        valid = validated(ChildcarePolicyFields, before | dict(fields))
        refuse(policy_problems(tx, valid))
        if row is None:
            row = ChildcarePolicy(**valid.model_dump(), site_id=site_id, changed_at=tx.now)
        for name in ChildcarePolicyFields.model_fields:
            setattr(row, name, getattr(valid, name))
        row.changed_at, row.changed_by = tx.now, tx.actor
        tx.add(row)
        tx.flush()
        written = settings.policy(tx)
    return Done(written, tx.changes)


def group_care(workplace: Workplace, group_id: GroupId) -> GroupCareRow | None:
    """The care beside the sessions of a group, or None."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return settings.group_care(tx).get(group_id)


def set_group_care(
    workplace: Workplace, group_id: GroupId, *, room_id: CareRoomId, lead_minutes: int = 15, tail_minutes: int = 15
) -> Done[GroupId]:
    """Give the sessions of a group care in a room, so many minutes before and after. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Group, group_id)
        reach.require_group(workplace, tx, group_id)
        minutes = {"lead_minutes": lead_minutes, "tail_minutes": tail_minutes}
        valid = validated(GroupChildcareFields, minutes)
        if all(room.id != room_id for room in settings.rooms(tx)):
            refuse([FieldProblem("room_id", _("Diesen Raum gibt es nicht mehr. Bitte wählen Sie einen anderen."))])
        row = tx.find(GroupChildcare, group_id)
        if row is None:
            row = GroupChildcare(group_id=group_id, room_id=room_id, changed_at=tx.now)
        row.room_id, row.lead_minutes, row.tail_minutes = room_id, valid.lead_minutes, valid.tail_minutes
        row.changed_at, row.changed_by, row.deleted = tx.now, tx.actor, False
        tx.add(row)
    return Done(group_id, tx.changes)


def end_group_care(workplace: Workplace, group_id: GroupId, *, ended: bool = True) -> Done[GroupId]:
    """The sessions of a group have no care any more, or have it again; coming places go with it."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(GroupChildcare, group_id)
        reach.require_group(workplace, tx, group_id)
        row.deleted, row.changed_at, row.changed_by = ended, tx.now, tx.actor
        tx.add(row)
    return Done(group_id, tx.changes)


def _new_day(
    tx: Transaction,
    carer_id: CarerId,
    day: date,
    kind: CarerDayKind,
    times: tuple[time | None, time | None],
    room_id: CareRoomId | None = None,
) -> CarerDay:
    return CarerDay(
        id=CarerDayId(tx.new_id()),
        carer_id=carer_id,
        day=day,
        kind=kind,
        room_id=room_id,
        starts=times[0],
        ends=times[1],
        created_at=tx.now,
        created_by=tx.actor,
    )
