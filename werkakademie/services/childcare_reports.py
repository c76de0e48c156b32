"""Reports of childcare: places counted, who could not come for want of care, and the monthly list of children."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.records.childcare_reports import (
    THRESHOLDS,
    CareList,
    CareListView,
    CareReport,
    CareReportQuery,
    CareReportView,
)
from werkakademie.records.enums import RetentionKind
from werkakademie.records.permissions import Permission
from werkakademie.records.printed_tables import Percent, PrintedCell, PrintedTable, cell_text
from werkakademie.rules.childcare.publishing import shown_report
from werkakademie.rules.dates import add_months
from werkakademie.services.documents import write_whole
from werkakademie.services.workplace import Workplace
from werkakademie.storage import retention, sites
from werkakademie.storage.childcare import reports, settings
from werkakademie.storage.transaction import Transaction

#: What is deleted makes these reports count too little.
_COUNTED_KINDS = (RetentionKind.CARE_VISITS, RetentionKind.NEVER_ENTERED)


def suggested_query(workplace: Workplace) -> CareReportQuery:
    """The quarter up to today; the last one while this one is less than two weeks old."""
    workplace.require(Permission.CARE_REPORTS)
    with workplace.store.read() as tx:
        today = tx.today
    first = _quarter(today)
    if today < first + timedelta(days=14):
        return CareReportQuery(_quarter(first - timedelta(days=1)), first - timedelta(days=1))
    return CareReportQuery(first, today)


def care_report(workplace: Workplace, query: CareReportQuery, *, language: str = "de") -> CareReportView:
    """The counts of some days. Raises InvalidFieldsError for days that do not fit together."""
    from werkakademie.reports import care_report_texts as texts
    from werkakademie.reports.words import Words

    workplace.require(Permission.CARE_REPORTS)
    with workplace.store.read() as tx:
        report = _report(tx, query)
        site = sites.the_site(tx)
    words = Words(language)
    return CareReportView(
        report=report,
        scope=texts.scope(report, words),
        tables=texts.tables(report, words),
        notes=texts.notes(report, words),
        site_name=site.name,
        practice=site.practice,
    )


def save_care_report(workplace: Workplace, query: CareReportQuery, path: Path, *, language: str = "de") -> None:
    """Write the counts as PDF. Raises FileNotWrittenError."""
    from werkakademie.reports.care_report import care_report as as_pdf

    write_whole(path, as_pdf(care_report(workplace, query, language=language), language=language))


def save_care_workbook(workplace: Workplace, query: CareReportQuery, path: Path, *, language: str = "de") -> None:
    """Write the counts as workbook (XLSX). Raises FileNotWrittenError."""
    from werkakademie.exchange.workbooks_out import workbook

    view = care_report(workplace, query, language=language)
    practice = [_("ÜBUNG: erfundene Personen")] if view.practice else []
    lines = [view.site_name, view.scope, *practice, *view.notes]
    write_whole(path, workbook(view.tables, title=_("Kinderbetreuung: Plätze und Nutzung"), lines=lines))


def save_care_table(workplace: Workplace, query: CareReportQuery, key: str, path: Path, *, language: str = "de") -> int:
    """Write one of the tables as CSV for people, with its notes at the end; answers the number of its rows."""
    from werkakademie.exchange.people_csv import PeopleCell, write_people_csv

    view = care_report(workplace, query, language=language)
    (table,) = (one for one in view.tables if one.key == key)
    rows: list[list[PeopleCell]] = [[_people_cell(cell) for cell in row] for row in table.rows]
    rows += [[note] for note in (view.scope, *view.notes)]
    write_people_csv(path, table.header, rows)
    return len(table.rows)


def clipboard_text(table: PrintedTable) -> str:
    """A table for the clipboard, as a spreadsheet takes it: cells parted by tabs, none of them a formula."""
    from werkakademie.exchange.people_csv import people_text

    lines = [table.header, *([people_text(_people_cell(cell)) for cell in row] for row in table.rows)]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def care_months(workplace: Workplace) -> tuple[date, ...]:
    """The months in which a child came, the newest first; this month stands there always."""
    workplace.require(Permission.CARE_REPORTS)
    with workplace.store.read() as tx:
        found = reports.visited_months(tx)
        this_month = tx.today.replace(day=1)
    return tuple(sorted({this_month, *found}, reverse=True))


def care_list(workplace: Workplace, month: date, *, language: str = "de") -> CareListView:
    """Which children were in care in the month of that day, in which weeks and for how long."""
    from werkakademie.reports import care_list_texts as texts
    from werkakademie.reports.words import Words

    workplace.require(Permission.CARE_REPORTS)
    found = _care_list(workplace, month)
    words = Words(language)
    return CareListView(care_list=found, table=texts.table(found, words), notes=texts.notes(found, words))


def save_care_list(workplace: Workplace, month: date, path: Path, *, language: str = "de") -> int:
    """Write the list of a month as PDF; answers the number of children. Raises FileNotWrittenError."""
    from werkakademie.reports.care_list import care_list as as_pdf

    workplace.require(Permission.CARE_REPORTS)
    found = _care_list(workplace, month)
    write_whole(path, as_pdf(found, language=language))
    return len(found.children)


def save_care_list_workbook(workplace: Workplace, month: date, path: Path, *, language: str = "de") -> int:
    """Write the list of a month as workbook (XLSX); answers the number of children. Raises FileNotWrittenError."""
    from werkakademie.exchange.care_list_xlsx import care_list_workbook

    view = care_list(workplace, month, language=language)
    write_whole(path, care_list_workbook(view.care_list, view.table, notes=view.notes))
    return len(view.care_list.children)


def _report(tx: Transaction, query: CareReportQuery) -> CareReport:
    if query.last < query.first:
        raise InvalidFieldsError((FieldProblem("last", _("Das Ende des Zeitraums liegt vor seinem Anfang.")),))
    if query.threshold not in THRESHOLDS:
        raise InvalidFieldsError((FieldProblem("threshold", _("Bitte wählen Sie 3, 5 oder 10.")),))
    slots = reports.slot_counts(tx, query.first, query.last)
    found = shown_report(query, slots, reports.non_entries(tx, query.first, query.last))
    months = min(rule.months for kind, rule in retention.rules(tx).items() if kind in _COUNTED_KINDS)
    kept_since = add_months(tx.today, -months)
    return replace(found, incomplete_before=kept_since if query.first < kept_since else None)


def _care_list(workplace: Workplace, month: date) -> CareList:
    first = month.replace(day=1)
    with workplace.store.read() as tx:
        policy = settings.policy(tx)
        site = sites.the_site(tx)
        children = reports.child_months(tx, first, add_months(first, 1) - timedelta(days=1))
    return CareList(
        month=first,
        children=children,
        site_name=site.name,
        practice=site.practice,
        legal_note=policy.legal_note,
        legal_note_as_of=policy.legal_note_as_of,
    )


def _quarter(day: date) -> date:
    """The first day of its quarter."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def _people_cell(cell: PrintedCell) -> str | int | date | None:
    """A percentage as a number without its sign, because the column's title has it."""
    if isinstance(cell, Percent):
        return cell_text(cell).removesuffix(" %")
    return cell
