"""Participants: the person's fields as the field defines them, all but a name or number optional."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, own_id
from werkakademie.records.enums import (
    ApplicantType,
    ClientKind,
    GermanLevel,
    PcSkill,
    SchoolLeaving,
    Sex,
    VocationalQualification,
)
from werkakademie.records.ids import AccountId, ParticipantId


class ParticipantFields(SQLModel):
    """The fields of a person that a form or an import may write."""

    given_names: str = Field(default="", max_length=200)
    family_name: str = Field(default="", max_length=200)
    #: Stands for the name of a pseudonymous person.
    own_number: str = Field(default="", max_length=60)
    birth_date: date | None = None
    #: An age with the day on which it was true may stand for a birth date.
    age: int | None = Field(default=None, ge=0, le=120)
    age_as_of: date | None = None
    sex: Sex | None = choice(Sex, default=None)
    client_kind: ClientKind | None = choice(ClientKind, default=None)
    applicant_type: ApplicantType | None = choice(ApplicantType, default=None)
    school_leaving: SchoolLeaving | None = choice(SchoolLeaving, default=None)
    vocational_qualification: VocationalQualification | None = choice(VocationalQualification, default=None)
    german_level: GermanLevel | None = choice(GermanLevel, default=None)
    pc_skill: PcSkill | None = choice(PcSkill, default=None)
    languages: str = Field(default="", max_length=200)
    minijob_at_entry: bool | None = None
    #: Asked, never derived.
    single_parent: bool | None = None
    #: Months in need within the last 24, with the day and the source of that knowledge.
    months_in_need: int | None = Field(default=None, ge=0, le=24)
    months_in_need_as_of: date | None = None
    months_in_need_source: str = Field(default="", max_length=120)
    unemployed_since: date | None = None
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=200)
    street: str = Field(default="", max_length=200)
    postcode: str = Field(default="", max_length=12)
    city: str = Field(default="", max_length=120)


class Participant(ParticipantFields, table=True):
    """A person. The columns `folded` and `number` belong to the search and only the database knows them."""

    id: ParticipantId = own_id()
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False
