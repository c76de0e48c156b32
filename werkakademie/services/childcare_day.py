"""One day of childcare as the staff sees it."""

from datetime import date

from werkakademie.records.childcare_day import CareDay
from werkakademie.records.childcare_door import KnownChild
from werkakademie.records.ids import ChildcareSlotId
from werkakademie.records.permissions import Permission
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import day as days


def care_day(workplace: Workplace, day: date) -> CareDay:
    """How full each room is, who looks after the children, and whom a shortage concerns, with phone numbers."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return days.care_day(tx, day)


def children_to_book(workplace: Workplace, slot_id: ChildcareSlotId) -> tuple[KnownChild, ...]:
    """Who could be entered by hand at a time with care."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return days.children_to_book(tx, slot_id)
