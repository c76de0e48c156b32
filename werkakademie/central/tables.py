"""The tables of the central store; `site_id` leads every primary key, so that they can be spread by site."""

import sqlalchemy as sa
from sqlmodel import UTCDateTime

METADATA = sa.MetaData()
#: Rises with every change of these tables.
SCHEMA_VERSION = 1

CENTRE = sa.Table(
    "centre",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("recipient", sa.String(120), nullable=False),
    # The age secret key that opens packages. Who reads this table reads the figures too.
    sa.Column("identity", sa.String(120), nullable=False),
)

SITE = sa.Table(
    "trusted_site",
    METADATA,
    sa.Column("site_id", sa.Uuid, primary_key=True),
    sa.Column("public_key", sa.String(80), primary_key=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("trusted_at", UTCDateTime(), nullable=False),
)

IMPORT_LOG = sa.Table(
    "import_log",
    METADATA,
    sa.Column("site_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("package_id", sa.Uuid, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("site_name", sa.String(120), nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("made_at", UTCDateTime(), nullable=False),
    sa.Column("imported_at", UTCDateTime(), nullable=False),
    sa.Column("row_count", sa.Integer, nullable=False),
    sa.Column("definition_version", sa.String(16), nullable=False),
    sa.Column("follow_up_months", sa.Integer, nullable=False),
    sa.Column("legal_basis", sa.String(400), nullable=False),
    sa.Column("practice", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.UniqueConstraint("site_id", "package_id"),
)


def _report_columns() -> list[sa.Column[object]]:
    """The columns of a report row, for the table and for the place where rows wait."""
    return [
        sa.Column("site_id", sa.Uuid, nullable=False, primary_key=True),
        sa.Column("pseudonym", sa.String(64), nullable=False, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("group_pseudonym", sa.String(64), nullable=False),
        sa.Column("group_name", sa.String(200), nullable=False),
        sa.Column("focus", sa.String(32), nullable=False),
        sa.Column("entry", sa.String(16), nullable=False),
        sa.Column("due", sa.Boolean),
        sa.Column("category", sa.Integer, nullable=False),
        sa.Column("training_place", sa.String(16)),
        sa.Column("insured_at_entry", sa.Boolean),
        sa.Column("registered_unemployed", sa.Boolean),
        sa.Column("taken_up", sa.Boolean),
        sa.Column("follow_up_closed", sa.Boolean, nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.Column("decided_month", sa.String(7), nullable=False),
        sa.Column("allocated_month", sa.String(7), nullable=False),
        sa.Column("exit_month", sa.String(7), nullable=False),
        sa.Column("cut_off_month", sa.String(7), nullable=False),
        sa.Column("sex", sa.String(16)),
        sa.Column("age_class", sa.String(16), nullable=False),
    ]


ENROLMENT = sa.Table("reported_enrolment", METADATA, *_report_columns())

#: Lives for one transaction; not part of METADATA, so that it is never created for good.
STAGED = sa.Table("staged_enrolment", sa.MetaData(), *_report_columns(), prefixes=["TEMPORARY"])
