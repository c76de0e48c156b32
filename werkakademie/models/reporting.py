"""The reporting packages that this site has written for the centre."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, own_id
from werkakademie.records.ids import AccountId, ReportingPackageId


class ReportingPackage(SQLModel, table=True):
    """One written package: its number, what it says until when, and the hash of the file."""

    __tablename__ = "reporting_package"

    id: ReportingPackageId = own_id()
    number: int = Field(ge=1)
    as_of: date
    file_name: str = Field(max_length=255)
    sha256: str = Field(max_length=64)
    row_count: int
    definition_version: str = Field(max_length=16)
    legal_basis: str = Field(default="", max_length=400)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
