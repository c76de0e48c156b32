"""The words around the counts of childcare: scope, tables, legend."""

from datetime import date, timedelta

from werkakademie.records.childcare_reports import (
    HIDDEN_SIGN,
    CareReport,
    ShownNonEntry,
    ShownPlaces,
    ShownShare,
    ShownSlot,
    ShownWeek,
)
from werkakademie.records.labels import label
from werkakademie.records.printed_tables import Percent, PrintedCell, PrintedTable
from werkakademie.reports.words import Words

WEEKS, SLOTS, NON_ENTRIES = "weeks", "slots", "non_entries"


def scope(report: CareReport, words: Words) -> str:
    """Which days are counted, and for whom."""
    _ = words.text
    text = _("{first} bis {last}, nur Betreuungszeiten, die vorbei sind").format(
        first=words.day(report.query.first), last=words.day(report.query.last)
    )
    return " · ".join((text, _("zur Veröffentlichung"))) if report.query.published else text


def notes(report: CareReport, words: Words) -> tuple[str, ...]:
    """What a reader must know of the figures, the legend of hidden ones first."""
    _ = words.text
    found = []
    if report.hides:
        found.append(legend(report, words))
        found.append(
            _(
                "Bitte veröffentlichen Sie für einen Zeitraum nur eine Fassung: Aus zwei Berichten, deren Zeiträume "
                "sich überschneiden, ließe sich Verborgenes errechnen."
            )
        )
    elif report.query.published:
        found.append(_("Zur Veröffentlichung geprüft: In diesen Tabellen musste keine Zahl verborgen werden."))
    found.append(
        _(
            "Angeboten: so viele Kinder lassen Raum, Betreuungskräfte und die heutige Betreuungsregel während der "
            "ganzen Zeit zu. Gebucht: Kinder mit Platz, auch erst an der Tür. Ohne Platz: Kinder auf der Warteliste."
        )
    )
    if report.incomplete_before is not None:
        found.append(
            _(
                "Vor dem {day} können Angaben nach den Löschfristen schon gelöscht sein. Ältere Wochen zählen dann zu "
                "wenig."
            ).format(day=words.day(report.incomplete_before))
        )
    return tuple(found)


def legend(report: CareReport, words: Words) -> str:
    """What the sign in place of a number means."""
    _ = words.text
    return _(
        "{sign} Zahlen von 1 bis {most} sind nicht gezeigt, dazu weitere Zahlen und Anteile, aus denen sie sich "
        "errechnen ließen."
    ).format(sign=HIDDEN_SIGN, most=report.query.threshold - 1)


def tables(report: CareReport, words: Words) -> tuple[PrintedTable, ...]:
    """All counts; a hidden number is the sign here and therefore everywhere."""
    return _weeks(report, words), _slots(report, words), _non_entries(report, words)


def week_words(year: int, week: int, words: Words) -> str:
    """The ISO week with its days: KW 48/2026 (23.11.–29.11.)."""
    _ = words.text
    monday = date.fromisocalendar(year, week, 1)
    sunday = monday + timedelta(days=6)
    return _("KW {week}/{year} ({monday}–{sunday})").format(
        week=week, year=year, monday=f"{monday:%d.%m.}", sunday=f"{sunday:%d.%m.}"
    )


def _weeks(report: CareReport, words: Words) -> PrintedTable:
    _ = words.text
    rows: list[tuple[PrintedCell, ...]] = [_week(row, words) for row in report.weeks]
    if rows:
        count = sum(row.slots for row in report.weeks)
        rows.append((_("Alle Wochen"), count, *_places(report.all_weeks)))
    return PrintedTable(
        key=WEEKS,
        title=_("Plätze je Woche"),
        header=(_("Woche"), _("Zeiten"), *_place_header(words)),
        rows=tuple(rows),
        numbers=frozenset(range(1, 8)),
        total=True,
    )


def _week(row: ShownWeek, words: Words) -> tuple[PrintedCell, ...]:
    return (week_words(row.year, row.week, words), row.slots, *_places(row.places))


def _slots(report: CareReport, words: Words) -> PrintedTable:
    _ = words.text
    return PrintedTable(
        key=SLOTS,
        title=_("Plätze je Betreuungszeit"),
        header=(_("Tag"), _("Zeit"), _("Gruppe oder Anlass"), _("Raum"), *_place_header(words, share=False)),
        rows=tuple(_slot(row, words, published=report.query.published) for row in report.slots),
        numbers=frozenset(range(4, 9)),
        wide=2,
    )


def _slot(row: ShownSlot, words: Words, *, published: bool) -> tuple[PrintedCell, ...]:
    _ = words.text
    slot = row.slot
    title = slot.title
    if slot.cancelled_because:
        # Why care was not given is nobody's business outside the house.
        gone = _("abgesagt") if published else _("abgesagt: {reason}").format(reason=slot.cancelled_because)
        title = f"{title} ({gone})"
    hours = f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}"
    return slot.held_on, hours, title, slot.room_name, *_places(row.places, share=False)


def _non_entries(report: CareReport, words: Words) -> PrintedTable:
    _ = words.text
    return PrintedTable(
        key=NON_ENTRIES,
        title=_("Nicht eingetreten wegen fehlender Kinderbetreuung"),
        header=(
            _("Geschlecht"),
            _("nicht eingetreten"),
            _("wegen fehlender Kinderbetreuung"),
            _("Anteil in %"),
        ),
        rows=tuple(_non_entry(row, words) for row in report.non_entries) if len(report.non_entries) > 1 else (),
        numbers=frozenset({1, 2, 3}),
        total=True,
    )


def _non_entry(row: ShownNonEntry, words: Words) -> tuple[PrintedCell, ...]:
    _ = words.text
    sex = _("nicht erfasst") if row.sex is None else label(row.sex)
    name = _("Alle") if row.total else sex
    return name, _count(row.not_entered), _count(row.missing_childcare), _share(row.share)


def _place_header(words: Words, *, share: bool = True) -> tuple[str, ...]:
    """With the share of used places, which says little of a single morning."""
    _ = words.text
    return (
        _("angeboten"),
        _("gebucht"),
        _("genutzt"),
        *([_("genutzt in %")] if share else []),
        _("ausgefallen"),
        _("ohne Platz"),
    )


def _places(places: ShownPlaces, *, share: bool = True) -> tuple[PrintedCell, ...]:
    return (
        places.offered,
        _count(places.booked),
        _count(places.used),
        *([_share(places.use_share)] if share else []),
        _count(places.fallen_through),
        _count(places.without_place),
    )


def _count(value: int | None) -> PrintedCell:
    return HIDDEN_SIGN if value is None else value


def _share(share: ShownShare) -> PrintedCell:
    return HIDDEN_SIGN if share.hidden else Percent(share.numerator, share.denominator)
