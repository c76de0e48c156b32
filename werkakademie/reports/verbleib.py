"""The report about what became of people: figures, chart, tables and definitions on A4."""

from dataclasses import replace

from werkakademie.records.charts import StackedChart
from werkakademie.records.results import GroupFigures, Result
from werkakademie.reports import verbleib_texts as texts
from werkakademie.reports.charts import stacked_chart
from werkakademie.reports.document import Document
from werkakademie.reports.text import missing_letters
from werkakademie.reports.words import Words

#: More bars than this do not fit on one page; the chart goes on in a further picture.
BARS_ON_A_PAGE = 16
#: Narrower than on the screen, so that its letters stay readable on paper.
CHART_WIDTH = 570.0


def verbleib_report(
    result: Result, *, site_name: str, provisional_weeks: int, practice: bool, language: str = "de"
) -> bytes:
    """The PDF of a result; `practice` marks the figures of a practice site."""
    words = Words(language)
    _ = words.text
    document = Document(
        title=texts.headline(result, words),
        language=language,
        footer=f"{site_name} · " + _("Stand {day}").format(day=words.day(result.as_of)),
    )
    document.heading(texts.headline(result, words))
    document.paragraph(site_name + (_(" · ÜBUNG: erfundene Personen") if practice else ""), bold=True, after=1)
    document.paragraph(texts.scope(result, words), muted=True, after=10)
    _headline(document, result, provisional_weeks, words)
    _chart(document, texts.chart(result, words))
    _figures(document, result, words)
    _groups(document, result, words)
    _categories(document, result, words)
    _definitions(document, result, words)
    return document.content()


def letters_without_glyph(result: Result, site_name: str) -> str:
    """The letters of names that print as a box."""
    return missing_letters([site_name, *(group.group_name for group in result.groups)])


def _headline(document: Document, result: Result, weeks: int, words: Words) -> None:
    _ = words.text
    figures = result.total
    rate = words.rate(figures.eq3.numerator, figures.eq3.denominator)
    document.paragraph(rate, size=30, bold=True, after=8)
    document.paragraph(
        _("{insured} von {counted} waren am Stichtag sozialversichert beschäftigt.").format(
            insured=figures.insured, counted=figures.counted
        ),
        size=11,
        after=2,
    )
    document.paragraph(texts.bounds(figures, words), after=2)
    if figures.provisional:
        document.paragraph(texts.provisional(weeks, words), bold=True, after=2)
    document.space(4)


def _chart(document: Document, chart: StackedChart | None) -> None:
    if chart is None:
        return
    for start in range(0, len(chart.bars), BARS_ON_A_PAGE):
        part = replace(chart, bars=chart.bars[start : start + BARS_ON_A_PAGE], subtitle="")
        document.drawing(stacked_chart(part, width=CHART_WIDTH))
    document.space(2)


def _figures(document: Document, result: Result, words: Words) -> None:
    _ = words.text
    document.heading(_("Die Zahlen im Einzelnen"), level=2)
    document.table(
        [_("Kennzahl"), _("Anteil"), _("Zähler/Nenner"), _("Was sie sagt")],
        [[line.name, line.value, line.parts, line.meaning] for line in texts.figure_lines(result.total, words)],
        widths=[26, 12, 16, 46],
        numbers=(1, 2),
    )
    document.table(
        ["", ""],
        [[name, str(count)] for name, count in texts.beside(result.total, words)],
        widths=[80, 20],
        numbers=(1,),
    )


def _groups(document: Document, result: Result, words: Words) -> None:
    _ = words.text
    document.heading(_("Je Gruppe"), level=2)
    total = [_("Alle Gruppen"), *_group_cells(result, words)]
    document.table(
        group_head(words),
        [*([group.group_name, *_group_cells(group, words)] for group in result.groups), total],
        widths=[27, 13, 16, 12, 20, 18, 13, 20, 17],
        numbers=range(1, 9),
        strong_last=True,
        size=7.5,
    )


def group_head(words: Words) -> list[str]:
    """The columns of the table per group."""
    _ = words.text
    return [
        _("Gruppe"),
        _("gezählt"),
        _("sozial versichert"),
        _("Quote"),
        _("Spanne"),
        _("Verbleib unbekannt"),
        _("noch nicht fällig"),
        _("nicht eingetreten"),
        _("Eintritt ungeklärt"),
    ]


def _group_cells(line: GroupFigures | Result, words: Words) -> list[str]:
    figures = line.total if isinstance(line, Result) else line.figures
    lowest = words.rate(figures.lowest.numerator, figures.lowest.denominator)
    highest = words.rate(figures.highest.numerator, figures.highest.denominator)
    return [
        str(figures.counted),
        str(figures.insured),
        words.rate(figures.eq3.numerator, figures.eq3.denominator),
        f"{lowest.removesuffix(' %')} – {highest}" if figures.counted else "–",
        str(figures.unknown_open + figures.unknown_closed),
        str(figures.not_yet_due),
        str(figures.not_entered),
        str(figures.entry_unclear),
    ]


def _categories(document: Document, result: Result, words: Words) -> None:
    _ = words.text
    counted = result.total.counted
    document.heading(_("Verbleib am Stichtag"), level=2)
    document.table(
        [_("Verbleib"), _("Anzahl"), _("Anteil")],
        [
            [texts.category_name(category, words), str(count), words.rate(count, counted)]
            for category, count in result.total.categories
        ],
        widths=[70, 15, 15],
        numbers=(1, 2),
    )


def _definitions(document: Document, result: Result, words: Words) -> None:
    _ = words.text
    document.heading(_("So ist gezählt"), level=2)
    for text in texts.definitions(result, words):
        document.paragraph(text, size=9, after=3)
