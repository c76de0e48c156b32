"""The words of the monthly list of children in care: weeks, hours, and what it rests on."""

from werkakademie.records.childcare_reports import CareList, ChildMonth
from werkakademie.records.participants import display_name
from werkakademie.records.printed_tables import PrintedCell, PrintedTable
from werkakademie.reports.words import Words


def title(care_list: CareList, words: Words) -> str:
    """The heading with the month as figures: 11/2026."""
    _ = words.text
    return _("Kinderbetreuung im Monat {month}").format(month=f"{care_list.month:%m/%Y}")


def notes(care_list: CareList, words: Words) -> tuple[str, ...]:
    """The legal basis in the site's own words, and what the hours leave out."""
    _, ngettext = words.text, words.plural
    found = []
    if care_list.legal_note:
        text = _("Grundlage: {note}").format(note=care_list.legal_note)
        if care_list.legal_note_as_of is not None:
            text = _("{text} (Stand {day})").format(text=text, day=words.day(care_list.legal_note_as_of))
        found.append(text)
    missing = sum(child.open_visits for child in care_list.children)
    if missing:
        text = ngettext(
            "Bei {count} Besuch ist nicht eingetragen, wann das Kind ging. Seine Stunden fehlen in der Liste.",
            "Bei {count} Besuchen ist nicht eingetragen, wann das Kind ging. Ihre Stunden fehlen in der Liste.",
            missing,
        )
        found.append(text.format(count=missing))
    return tuple(found)


def table(care_list: CareList, words: Words) -> PrintedTable:
    """One row for each child, and a last one for all."""
    _ = words.text
    rows = [_row(child, words) for child in care_list.children]
    if rows:
        days = sum(child.days for child in care_list.children)
        minutes = sum(child.minutes for child in care_list.children)
        rows.append((_("Alle Kinder"), "", "", "", "", days, hours(minutes)))
    return PrintedTable(
        key="care_list",
        title=title(care_list, words),
        header=header(words),
        rows=tuple(rows),
        numbers=frozenset({5, 6}),
        total=True,
        wide=4,
    )


def header(words: Words) -> tuple[str, ...]:
    """The columns; hours as hours and minutes."""
    _ = words.text
    return (_("Kind"), _("geboren"), _("Elternteil"), _("Nummer"), _("Wochen"), _("Tage"), _("Stunden"))


def parent(child: ChildMonth) -> str:
    """The parent's name; the number has a column of its own."""
    return display_name(child.parent_given_names, child.parent_family_name, child.parent_own_number)


def weeks(child: ChildMonth, words: Words) -> str:
    """Which weeks, with the hours of each: KW 48 (5:45), KW 49 (3:00)."""
    _ = words.text
    return ", ".join(_("KW {week} ({hours})").format(week=week.week, hours=hours(week.minutes)) for week in child.weeks)


def hours(minutes: int) -> str:
    """Minutes as 5:45."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _row(child: ChildMonth, words: Words) -> tuple[PrintedCell, ...]:
    return (
        child.given_name,
        f"{child.birth_month:%m.%Y}",
        parent(child),
        child.parent_own_number,
        weeks(child, words),
        child.days,
        hours(child.minutes),
    )
