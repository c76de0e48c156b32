"""The monthly list of children in care as a workbook: one sheet by child, one by child and week."""

from collections.abc import Sequence

from werkakademie.exchange.workbooks_out import workbook
from werkakademie.i18n import _
from werkakademie.records.childcare_reports import CareList
from werkakademie.records.participants import display_name
from werkakademie.records.printed_tables import PrintedCell, PrintedTable


def care_list_workbook(care_list: CareList, by_child: PrintedTable, *, notes: Sequence[str] = ()) -> bytes:
    """The workbook; minutes of weeks are numbers to calculate with."""
    lines = [care_list.site_name, *notes]
    if care_list.practice:
        lines.append(_("ÜBUNG: erfundene Personen"))
    return workbook([by_child, _by_week(care_list)], title=by_child.title, lines=lines)


def _by_week(care_list: CareList) -> PrintedTable:
    rows: list[tuple[PrintedCell, ...]] = [
        (
            child.given_name,
            f"{child.birth_month:%m.%Y}",
            display_name(child.parent_given_names, child.parent_family_name, child.parent_own_number),
            child.parent_own_number,
            f"{week.year}-{week.week:02}",
            week.days,
            week.minutes,
        )
        for child in care_list.children
        for week in child.weeks
    ]
    return PrintedTable(
        key="care_list_weeks",
        title=_("Nach Wochen"),
        header=(_("Kind"), _("geboren"), _("Elternteil"), _("Nummer"), _("Woche"), _("Tage"), _("Minuten")),
        rows=tuple(rows),
        numbers=frozenset({5, 6}),
    )
