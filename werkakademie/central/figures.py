"""Counts what the sites reported, by the same cells and the same pure function as at the site."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from werkakademie.central.store import CentralStore
from werkakademie.central.tables import ENROLMENT, IMPORT_LOG
from werkakademie.records.central import CentreTable, ImportedPackage, ImportState, SiteFigures
from werkakademie.records.enums import Basis, EntryState, Focus, OutcomeCategory, TrainingPlace, Unit
from werkakademie.records.ids import GroupId
from werkakademie.records.results import CountedCell, Result
from werkakademie.rules.indicators import result

_R = ENROLMENT.c
_CELL = (
    _R.entry, _R.due, _R.category, _R.training_place, _R.insured_at_entry, _R.registered_unemployed, _R.taken_up,
    _R.follow_up_closed, _R.settled,
)  # fmt: skip


def centre_table(store: CentralStore, year: int | None = None) -> CentreTable:
    """The figures of all sites, by name, for one year's exits or for all."""
    with store.begin() as connection:
        newest = connection.execute(
            sa.select(IMPORT_LOG)
            .where(IMPORT_LOG.c.state == ImportState.CURRENT.value)
            .order_by(IMPORT_LOG.c.site_name, IMPORT_LOG.c.site_id)
        ).all()
        sites = tuple(
            SiteFigures(
                site_id=entry.site_id,
                name=entry.site_name,
                practice=entry.practice,
                number=entry.number,
                as_of=entry.as_of,
                legal_basis=entry.legal_basis,
                entered=_result(connection, entry, Basis.ENTERED, year),
                allocated=_result(connection, entry, Basis.ALLOCATED, year),
            )
            for entry in newest
        )
        return CentreTable(year, _years(connection), sites)


def imported_packages(store: CentralStore) -> tuple[ImportedPackage, ...]:
    """The log, the latest import first."""
    order = (IMPORT_LOG.c.imported_at.desc(), IMPORT_LOG.c.site_name, IMPORT_LOG.c.number.desc())
    with store.begin() as connection:
        return tuple(
            ImportedPackage(
                entry.site_id,
                entry.site_name,
                entry.number,
                entry.as_of,
                entry.imported_at,
                entry.row_count,
                ImportState(entry.state),
            )
            for entry in connection.execute(sa.select(IMPORT_LOG).order_by(*order))
        )


def _result(connection: sa.Connection, entry: sa.Row[tuple[object, ...]], basis: Basis, year: int | None) -> Result:
    return result(
        _cells(connection, entry.site_id, basis, year),
        first_exit_on=date(year, 1, 1) if year else date.min,
        last_exit_on=date(year, 12, 31) if year else entry.as_of,
        as_of=entry.as_of,
        basis=basis,
        unit=Unit.ENROLMENTS,
        months=entry.follow_up_months,
    )


def _cells(connection: sa.Connection, site_id: UUID, basis: Basis, year: int | None) -> list[CountedCell]:
    statement = (
        sa.select(_R.group_pseudonym, _R.group_name, _R.focus, *_CELL, sa.func.count())
        .where(_R.site_id == site_id, _on_basis(basis, year))
        .group_by(_R.group_pseudonym, _R.group_name, _R.focus, *_CELL)
        .order_by(_R.group_name, _R.group_pseudonym, *_CELL)
    )
    return [
        CountedCell(
            # The cells want an id of the group; any that tells groups apart serves.
            group_id=GroupId(UUID(hex=pseudonym[:32])),
            group_name=name,
            focus=Focus(focus),
            entry=EntryState(entry),
            due=due,
            category=OutcomeCategory(category),
            training_place=TrainingPlace(place) if place else None,
            insured_at_entry=insured,
            registered_unemployed=registered,
            taken_up=taken_up,
            follow_up_closed=closed,
            settled=settled,
            count=count,
        )
        for (
            pseudonym, name, focus, entry, due, category, place, insured, registered, taken_up, closed, settled, count,
        ) in connection.execute(statement)
    ]  # fmt: skip


def _on_basis(basis: Basis, year: int | None) -> sa.ColumnElement[bool]:
    """As at the site: who never entered by the decision's time, everybody else by the exit."""
    decided: sa.ColumnElement[bool] = _R.decided_month != ""
    ended: sa.ColumnElement[bool] = _R.due.is_not(None)
    if year is not None:
        decided = sa.func.substr(_R.decided_month, 1, 4) == str(year)
        ended = sa.and_(ended, sa.func.substr(_R.exit_month, 1, 4) == str(year))
    if basis is Basis.ALLOCATED:
        return sa.or_(ended, decided)
    return sa.case((_R.entry == EntryState.NOT_ENTERED.value, decided), else_=ended)


def _years(connection: sa.Connection) -> tuple[int, ...]:
    year = sa.func.substr(sa.case((_R.exit_month != "", _R.exit_month), else_=_R.decided_month), 1, 4)
    found = connection.execute(sa.select(year).distinct()).scalars()
    return tuple(sorted(int(text) for text in found if text))
