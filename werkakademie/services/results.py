"""The result of a period: its figures, its chart, its report and its table."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.records.permissions import Permission
from werkakademie.records.result_queries import ResultQuery
from werkakademie.records.result_views import ResultView, WrittenReport
from werkakademie.records.results import Result
from werkakademie.rules import indicators
from werkakademie.rules.anonymising import periods_within
from werkakademie.services.documents import write_whole
from werkakademie.services.workplace import Workplace
from werkakademie.storage import erasure_runs, exits, results, sites
from werkakademie.storage.transaction import Transaction


def result(workplace: Workplace, query: ResultQuery) -> Result:
    """The figures of a period. Raises InvalidFieldsError for days that do not fit together."""
    workplace.require(Permission.RESULTS)
    with workplace.store.read() as tx:
        return _result(tx, query)


def result_view(workplace: Workplace, query: ResultQuery, *, language: str = "de") -> ResultView:
    """The figures with their chart, as the page shows them."""
    from werkakademie.reports import verbleib_texts
    from werkakademie.reports.charts import stacked_chart
    from werkakademie.reports.words import Words

    workplace.require(Permission.RESULTS)
    with workplace.store.read() as tx:
        found = _result(tx, query)
        weeks = results.provisional_weeks(tx)
        span = results.exit_span(tx)
    words = Words(language)
    chart = verbleib_texts.chart(found, words)
    return ResultView(
        query=query,
        result=found,
        texts=verbleib_texts.result_texts(found, weeks, words),
        chart=stacked_chart(chart) if chart else None,
        exit_span=span,
    )


def verbleib_report(workplace: Workplace, query: ResultQuery, *, language: str = "de") -> WrittenReport:
    """The report as PDF; what was asked for stands in it."""
    from werkakademie.reports import verbleib

    workplace.require(Permission.RESULTS)
    with workplace.store.read() as tx:
        found = _result(tx, query)
        weeks = results.provisional_weeks(tx)
        site = sites.the_site(tx)
    content = verbleib.verbleib_report(
        found, site_name=site.name, provisional_weeks=weeks, practice=site.practice, language=language
    )
    return WrittenReport(content, verbleib.letters_without_glyph(found, site.name))


def save_verbleib_report(
    workplace: Workplace, query: ResultQuery, path: Path, *, language: str = "de"
) -> WrittenReport:
    """Write the report to a file; a failed write leaves an older file as it was."""
    report = verbleib_report(workplace, query, language=language)
    write_whole(path, report.content)
    return report


def save_result_table(workplace: Workplace, query: ResultQuery, path: Path) -> int:
    """Write the table per group as CSV for people, with a line of all; answers the number of groups."""
    from werkakademie.exchange.people_csv import write_people_csv
    from werkakademie.services.result_tables import result_table

    found = result(workplace, query)
    header, rows = result_table(found)
    write_people_csv(path, header, rows)
    return len(found.groups)


def suggested_query(workplace: Workplace) -> ResultQuery:
    """This year's exits as known today; last year's while nothing of this year can be due yet."""
    workplace.require(Permission.RESULTS)
    with workplace.store.read() as tx:
        today = tx.today
        months = exits.follow_up_months(tx)
    year = today.year if today >= date(today.year, 1, 1) + timedelta(days=31 * (months + 1)) else today.year - 1
    return ResultQuery(date(year, 1, 1), min(date(year, 12, 31), today), today)


def _result(tx: Transaction, query: ResultQuery) -> Result:
    if query.last_exit_on < query.first_exit_on:
        message = _("Das Ende des Zeitraums liegt vor seinem Anfang.")
        raise InvalidFieldsError((FieldProblem("last_exit_on", message),))
    if query.as_of > tx.today:
        message = _("Der Stand kann nicht in der Zukunft liegen.")
        raise InvalidFieldsError((FieldProblem("as_of", message),))
    erased_entered, erased_not_entered = erasure_runs.anonymous_in(
        tx, periods_within(query.first_exit_on, query.last_exit_on)
    )
    found = indicators.result(
        results.counted_cells(tx, query),
        first_exit_on=query.first_exit_on,
        last_exit_on=query.last_exit_on,
        as_of=query.as_of,
        basis=query.basis,
        unit=query.unit,
        months=exits.follow_up_months(tx),
    )
    return replace(found, erased_entered=erased_entered, erased_not_entered=erased_not_entered)
