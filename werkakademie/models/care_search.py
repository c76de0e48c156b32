"""The search for a lasting place, its hours, and the hours that work needs."""

from datetime import date, datetime, time

from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, own_id, reference
from werkakademie.records.enums import CareAnswer, CareKind
from werkakademie.records.ids import (
    AccountId,
    CareAgreementId,
    ChildId,
    PermanentCareSearchId,
    PlacementId,
)


class PermanentCareSearchFields(SQLModel):
    """Asking one place for one child, as a form writes it."""

    kind: CareKind = choice(CareKind)
    provider_name: str = Field(min_length=1, max_length=200)
    street: str = Field(default="", max_length=200)
    postcode: str = Field(default="", max_length=12)
    city: str = Field(default="", max_length=120)
    contact: str = Field(default="", max_length=200)
    applied_on: date | None = None
    #: From when the place is needed.
    wanted_from: date | None = None
    answer: CareAnswer = choice(CareAnswer, default=CareAnswer.OPEN)
    answered_on: date | None = None
    waiting_number: int | None = Field(default=None, ge=1, le=10000)
    #: When the place that was found begins, and when it ended if it did.
    starts_on: date | None = None
    ends_on: date | None = None
    remind_on: date | None = None
    note: str = Field(default="", max_length=500)


class PermanentCareSearch(PermanentCareSearchFields, table=True):
    """Asking one place for one child."""

    __tablename__ = "permanent_care_search"

    id: PermanentCareSearchId = own_id()
    child_id: ChildId = reference("child", index=True)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class CareHours(SQLModel, table=True):
    """The hours of a lasting place on a weekday in local time; weekday 0 is Monday."""

    __tablename__ = "care_hours"

    search_id: PermanentCareSearchId = reference("permanent_care_search", primary_key=True)
    weekday: int = Field(primary_key=True, ge=0, le=6)
    starts: time
    ends: time


class PlacementHours(SQLModel, table=True):
    """The hours that a job asks for on a weekday; an end before the beginning lies on the next day."""

    __tablename__ = "placement_hours"

    placement_id: PlacementId = reference("placement", primary_key=True)
    weekday: int = Field(primary_key=True, ge=0, le=6)
    starts: time
    ends: time


class CareAgreement(SQLModel, table=True):
    """How a gap between work and care is to be closed."""

    __tablename__ = "care_agreement"

    id: CareAgreementId = own_id()
    placement_id: PlacementId = reference("placement", index=True)
    child_id: ChildId = reference("child")
    weekday: int = Field(ge=0, le=6)
    #: The gap in local time.
    starts: time
    ends: time
    text: str = Field(min_length=1, max_length=300)
    done_on: date | None = None
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False
