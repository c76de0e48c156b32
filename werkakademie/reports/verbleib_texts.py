"""The words around the result: what is counted, what each figure means, and the chart's legend."""

from collections.abc import Sequence

from werkakademie.records.charts import Bar, StackedChart
from werkakademie.records.enums import Basis, OutcomeCategory, Unit
from werkakademie.records.result_views import FigureLine, ResultTexts
from werkakademie.records.results import Figures, Rate, Result
from werkakademie.reports.words import Words

#: A chart with more bars can't be read; the latest groups are shown, the table lists all.
MOST_BARS = 40


def result_texts(result: Result, provisional_weeks: int, words: Words) -> ResultTexts:
    """All words of a result."""
    return ResultTexts(
        headline=headline(result, words),
        scope=scope(result, words),
        bounds=bounds(result.total, words),
        provisional=provisional(provisional_weeks, words) if result.total.provisional else "",
        lines=tuple(figure_lines(result.total, words)),
        beside=(*beside(result.total, words), *erased(result, words)),
    )


def headline(result: Result, words: Words) -> str:
    """The name of the figure; it is no official rate and must not be called like one."""
    _, ngettext = words.text, words.plural
    months = ngettext("{number} Monat", "{number} Monate", result.months).format(number=result.months)
    return _("Eingliederungsquote {months} nach Teilnahmeende").format(months=months)


def parts(rate: Rate) -> str:
    """Numerator and denominator as they stand beside every rate."""
    return f"{rate.numerator}/{rate.denominator}"


def scope(result: Result, words: Words) -> str:
    """Which exits are counted, on which basis, in which unit, as known on which day."""
    _ = words.text
    unit = _("Teilnahmen") if result.unit is Unit.ENROLMENTS else _("Personen (letzte Teilnahme)")
    basis = _("eingetreten") if result.basis is Basis.ENTERED else _("zugewiesen")
    return _("{unit} mit Ende vom {first} bis {last} · Grundlage: {basis} · Stand {as_of}").format(
        unit=unit,
        first=words.day(result.first_exit_on),
        last=words.day(result.last_exit_on),
        basis=basis,
        as_of=words.day(result.as_of),
    )


def bounds(figures: Figures, words: Words) -> str:
    """What the truth can be, as a sentence."""
    _, ngettext = words.text, words.plural
    unknown = figures.unknown_open + figures.unknown_closed
    if figures.counted == 0:
        return _("In diesem Zeitraum ist noch niemand gezählt.")
    if unknown == 0:
        return _("Von allen ist der Verbleib bekannt.")
    return ngettext(
        "Von {number} ist der Verbleib unbekannt. Die wahre Quote liegt zwischen {lowest} und {highest}.",
        "Von {number} ist der Verbleib unbekannt. Die wahre Quote liegt zwischen {lowest} und {highest}.",
        unknown,
    ).format(number=unknown, lowest=_rate(figures.lowest, words), highest=_rate(figures.highest, words))


def provisional(weeks: int, words: Words) -> str:
    """Why the figures may still change."""
    _ = words.text
    return _("Vorläufig: Bis {weeks} Wochen nach dem Stichtag können noch Antworten eingehen.").format(weeks=weeks)


def figure_lines(figures: Figures, words: Words) -> Sequence[FigureLine]:
    """All rates with their parts and what they mean in plain words."""
    _ = words.text
    unknown = figures.unknown_open + figures.unknown_closed

    def line(name: str, rate: Rate | None, meaning: str) -> FigureLine:
        if rate is None:
            return FigureLine(name, "–", "", meaning)
        return FigureLine(name, _rate(rate, words), parts(rate), meaning)

    return (
        line(
            _("Eingliederungsquote"),
            figures.eq3,
            _("Am Stichtag sozialversichert beschäftigt, auch in betrieblicher Ausbildung."),
        ),
        line(
            _("nur Bekannte"),
            figures.eq3_known,
            _("Dasselbe ohne die {unknown} Unbekannten.").format(unknown=unknown),
        ),
        line(_("mindestens"), figures.lowest, _("Wenn alle Unbekannten nicht beschäftigt sind.")),
        line(_("höchstens"), figures.highest, _("Wenn alle Unbekannten beschäftigt sind.")),
        line(_("Rückmeldungen"), figures.answered, _("Von so vielen ist der Verbleib am Stichtag bekannt.")),
        line(
            _("Arbeit aufgenommen"),
            figures.taken_up,
            _("Sozialversicherte Arbeit zwischen Eintritt und Stichtag begonnen; bei {unknown} unbekannt.").format(
                unknown=figures.taken_up_unknown
            ),
        ),
        line(
            _("nicht arbeitslos"),
            figures.not_unemployed,
            _("Am Stichtag nicht arbeitslos gemeldet, oder sozialversichert beschäftigt."),
        ),
        line(
            _("in Arbeit, Ausbildung oder selbstständig"),
            figures.in_work,
            _("Am Stichtag, auch in schulischer Ausbildung oder selbstständig."),
        ),
    )


def beside(figures: Figures, words: Words) -> Sequence[tuple[str, int]]:
    """The counts that stand beside the rates and never inside."""
    _ = words.text
    return (
        (_("gezählt: fällig und auf dieser Grundlage"), figures.counted),
        (_("davon sozialversichert beschäftigt"), figures.insured),
        (_("darunter schon bei Eintritt beschäftigt"), figures.insured_before),
        (_("Verbleib unbekannt, Nachfrage läuft"), figures.unknown_open),
        (_("Verbleib unbekannt, nicht erreicht"), figures.unknown_closed),
        (_("noch nicht fällig"), figures.not_yet_due),
        (_("nicht eingetreten"), figures.not_entered),
        (_("Eintritt ungeklärt"), figures.entry_unclear),
    )


def erased(result: Result, words: Words) -> Sequence[tuple[str, int]]:
    """Who is in no figure any more; nothing is said where nobody is missing."""
    _ = words.text
    counts = (
        (_("nach Frist oder auf Wunsch gelöscht, nicht enthalten: eingetreten"), result.erased_entered),
        (_("nach Frist oder auf Wunsch gelöscht, nicht enthalten: nicht eingetreten"), result.erased_not_entered),
    )
    return tuple((text, count) for text, count in counts if count)


def folded(figures: Figures) -> tuple[int, int, int, int, int]:
    """The twelve categories as the five areas of the chart; the first is the numerator of the rate."""
    count = dict(figures.categories)

    def of(*categories: OutcomeCategory) -> int:
        return sum(count[category] for category in categories)

    work = of(*(category for category in OutcomeCategory if category <= OutcomeCategory.PUBLICLY_FUNDED))
    return (
        figures.insured,
        work - figures.insured,
        of(OutcomeCategory.OTHER_MEASURE, OutcomeCategory.SCHOOL),
        of(OutcomeCategory.SEEKING, OutcomeCategory.NOT_SEEKING, OutcomeCategory.DIED),
        of(OutcomeCategory.UNKNOWN),
    )


def legend(words: Words) -> tuple[str, ...]:
    """The five areas in words."""
    _ = words.text
    return (
        _("Sozialversicherte Arbeit"),
        _("Andere Arbeit, Ausbildung"),
        _("Maßnahme, Schule, Studium"),
        _("Ohne Arbeit"),
        _("Unbekannt"),
    )


def category_name(category: OutcomeCategory, words: Words) -> str:
    """The status in words, in the language of the document."""
    _ = words.text
    names = {
        OutcomeCategory.INSURED_FULL_TIME: _("sozialversicherungspflichtige Arbeit, Vollzeit"),
        OutcomeCategory.INSURED_PART_TIME: _("sozialversicherungspflichtige Arbeit, Teilzeit"),
        OutcomeCategory.VOCATIONAL_TRAINING: _("Berufsausbildung"),
        OutcomeCategory.SELF_EMPLOYED: _("selbstständig"),
        OutcomeCategory.MARGINAL: _("nur Minijob oder kurzfristige Arbeit"),
        OutcomeCategory.PUBLICLY_FUNDED: _("öffentlich geförderte Beschäftigung"),
        OutcomeCategory.OTHER_MEASURE: _("andere Maßnahme oder Weiterbildung"),
        OutcomeCategory.SCHOOL: _("Schule oder Studium"),
        OutcomeCategory.SEEKING: _("ohne Arbeit, sucht"),
        OutcomeCategory.NOT_SEEKING: _("ohne Arbeit, sucht zurzeit nicht"),
        OutcomeCategory.DIED: _("verstorben"),
        OutcomeCategory.UNKNOWN: _("unbekannt"),
    }
    return names[category]


def definitions(result: Result, words: Words) -> Sequence[str]:
    """How it is counted, in plain words."""
    _ = words.text
    counted = (
        _(
            "Gezählt werden alle, die eingetreten sind (mindestens einmal anwesend, oder der Eintritt ist mit einem "
            "Grund bestätigt), deren Teilnahme im Zeitraum endete und deren Stichtag erreicht ist."
        )
        if result.basis is Basis.ENTERED
        else _(
            "Gezählt werden alle Zugewiesenen, ob sie eingetreten sind oder nicht, deren Teilnahme im Zeitraum endete "
            "und deren Stichtag erreicht ist. So wird mit einer Vergleichsgruppe verglichen."
        )
    )
    return (
        counted,
        _(
            "Der Stichtag liegt {months} Kalendermonate nach dem Ende der Teilnahme. Es zählt, was an diesem Tag war; "
            "was nur davor bekannt war, ist ein Hinweis und keine Antwort."
        ).format(months=result.months),
        _(
            "Unbekannte bleiben im Nenner. Die Spanne zeigt, wo die wahre Quote liegen kann: zuunterst, wenn niemand "
            "der Unbekannten beschäftigt ist, zuoberst, wenn alle es sind."
        ),
        _(
            "Wer nie eingetreten ist, dessen Eintritt ungeklärt ist oder dessen Stichtag noch kommt, steht daneben "
            "und nie in der Quote. Ein Wechsel in eine andere Gruppe binnen sieben Tagen ist kein Ende."
        ),
        _(
            "Diese Quote ist nicht die Integrationsquote der amtlichen Statistik (K2): Jene teilt alle Integrationen "
            "von zwölf Monaten durch den Bestand. Standorte mit verschiedenen Gruppen lassen sich nicht reihen."
        ),
    )


def chart(result: Result, words: Words) -> StackedChart | None:
    """The chart „Verbleib drei Monate nach Teilnahmeende" per group; None when nobody is counted."""
    _, ngettext = words.text, words.plural
    groups = [group for group in result.groups if group.figures.counted]
    if not groups:
        return None
    shown = groups[-MOST_BARS:]
    months = {3: _("drei"), 6: _("sechs"), 12: _("zwölf")}.get(result.months, str(result.months))
    title = ngettext(
        "Verbleib einen Monat nach Teilnahmeende", "Verbleib {months} Monate nach Teilnahmeende", result.months
    ).format(months=months)
    if len(shown) < len(groups):
        title += " " + _("({shown} neueste von {all} Gruppen)").format(shown=len(shown), all=len(groups))
    areas = legend(words)
    bars = tuple(
        Bar(
            group.group_name,
            folded(group.figures),
            f"{_rate(group.figures.eq3, words)} ({parts(group.figures.eq3)})",
        )
        for group in shown
    )
    described = "; ".join(
        f"{bar.name}: " + ", ".join(f"{area} {count}" for area, count in zip(areas, bar.counts, strict=True))
        for bar in bars
    )
    subtitle = scope(result, words)
    return StackedChart(title, subtitle, areas, _("Eingliederungsquote"), bars, f"{title}. {described}.")


def _rate(rate: Rate, words: Words) -> str:
    return words.rate(rate.numerator, rate.denominator)
