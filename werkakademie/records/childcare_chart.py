"""The day of a room for children as it is painted: stretches of time in which nothing changes."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Excess(Enum):
    """Why more children are booked than the policy allows."""

    CLOSED = "closed"
    TOO_FEW_CARERS = "too_few_carers"
    ROOM_FULL = "room_full"
    TOO_MUCH_WEIGHT = "too_much_weight"


@dataclass(frozen=True, slots=True)
class ChartRun:
    """A stretch of the day between whole slices, in UTC."""

    starts: datetime
    ends: datetime
    open: bool
    carers: int
    #: For children of the plain weight, were the room empty; none while it is closed or carers are missing.
    places: int
    #: How many more children of the plain weight may come.
    places_left: int
    #: Children who are there or have a place.
    heads: int
    #: The sum of their weights in hundredths.
    weight: int
    #: All that is exceeded; empty while everything is as the policy wants it.
    excess: tuple[Excess, ...] = ()
