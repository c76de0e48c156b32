"""The „Löschprotokoll“: what was deleted, by which rule, and who decided it; nobody who was deleted is named."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from werkakademie.i18n import format_time
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import RetentionKind
from werkakademie.records.labels import label
from werkakademie.records.retention import COUNTED_IN_DAYS, ErasureKindSummary, ErasureRunRecord
from werkakademie.reports.document import Document
from werkakademie.reports.words import Words


def erasure_certificate(
    record: ErasureRunRecord,
    *,
    site_name: str,
    practice: bool,
    backup_days: int,
    printed_on: date,
    language: str = "de",
) -> bytes:
    """The certificate as PDF; printed again later it says the same, but for the day of printing."""
    words = Words(language)
    _ = words.text
    assert record.done_at is not None, "only what was done is certified"
    title = _("Löschprotokoll Nr. {number}").format(number=record.certificate)
    footer = site_name + (_(" · ÜBUNG: erfundene Personen") if practice else "")
    document = Document(title=title, language=language, footer=footer)
    document.heading(title)
    line = _("{site} · gelöscht am {moment} · gedruckt am {day}")
    document.paragraph(
        line.format(site=site_name, moment=_moment(record.done_at, words), day=words.day(printed_on)),
        muted=True,
        after=10,
    )
    document.heading(_("Wer hat entschieden?"), level=2)
    document.table(["", ""], _decision(record, words), widths=[28, 72])
    document.heading(_("Was wurde gelöscht?"), level=2)
    document.table(
        [_("Art der Daten"), _("Personen"), _("Einträge"), _("Grundlage")],
        [[label(one.kind), str(one.people), str(one.row_count), _basis(one, record, words)] for one in record.kinds],
        widths=[30, 13, 13, 44],
        numbers={1, 2},
    )
    if record.dropped:
        left_out = "; ".join(f"{number} × {label(why)}" for why, number in record.dropped)
        document.paragraph(_("Vorgeschlagen, aber nicht gelöscht: {left_out}.").format(left_out=left_out))
    document.heading(_("Wie wurde gelöscht?"), level=2)
    until = local_moment(record.done_at).date() + timedelta(days=backup_days)
    for text in _how(record.kinds, words):
        document.paragraph(text)
    document.paragraph(
        _(
            "Sicherungen, die vor der Löschung entstanden sind, enthalten die Daten noch. Sie verfallen nach "
            "{days} Tagen, also spätestens am {day}. Wird vorher eine von ihnen zurückgeholt, löscht das Programm "
            "dieselben Daten sofort wieder. Kopien, die jemand außerhalb des Programms angelegt hat, kennt es nicht."
        ).format(days=backup_days, day=words.day(until)),
        after=14,
    )
    document.paragraph(
        _("Dieses Protokoll nennt niemanden, dessen Daten gelöscht wurden. Bitte bewahren Sie es auf."), bold=True
    )
    return document.content()


def _decision(record: ErasureRunRecord, words: Words) -> Sequence[Sequence[str]]:
    _ = words.text
    rows = [
        [_("Vorgeschlagen"), f"{record.proposed_by or '–'}, {_moment(record.proposed_at, words)}"],
        [_("Bestätigt"), f"{record.confirmed_by or '–'}, {_moment(record.confirmed_at, words)}"],
    ]
    if record.proposed_by == record.confirmed_by:
        rows.append(
            ["", _("Der Standort hatte nur eine berechtigte Person; sie hat nach 24 Stunden selbst bestätigt.")]
        )
    if record.reason is not None:
        rows.append([_("Anlass"), label(record.reason)])
    return rows


def _basis(one: ErasureKindSummary, record: ErasureRunRecord, words: Words) -> str:
    _, ngettext = words.text, words.plural
    if one.months is None:
        return label(record.reason) if record.reason is not None else "–"
    if one.kind in COUNTED_IN_DAYS:
        period = ngettext("Frist {count} Tag", "Frist {count} Tage", one.months).format(count=one.months)
    else:
        period = ngettext("Frist {count} Monat", "Frist {count} Monate", one.months).format(count=one.months)
    return _("{months}, freigegeben von {name} am {day}").format(
        months=period, name=one.approved_by, day=words.day(one.approved_on)
    )


def _how(kinds: Sequence[ErasureKindSummary], words: Words) -> Sequence[str]:
    _ = words.text
    texts = [
        _(
            "Die Einträge sind aus der Datenbank entfernt, mit ihren Dateien, ihren Wörtern im Suchverzeichnis und "
            "ihren früheren Fassungen im Änderungsprotokoll. Frei gewordener Platz ist überschrieben."
        )
    ]
    named = {one.kind for one in kinds}
    if RetentionKind.ATTENDANCE in named:
        texts.append(_("Statt der einzelnen Anwesenheiten sind nur noch ihre Summen da; Quoten ändern sich nicht."))
    if named & {RetentionKind.OUTCOME, RetentionKind.NEVER_ENTERED, RetentionKind.PERSON}:
        texts.append(
            _(
                "Von ganz gelöschten Personen bleibt eine Zählung nach Zeitraum, Altersklasse, Geschlecht und "
                "Ergebnis, so grob, dass möglichst mindestens drei Personen eine Zeile teilen. In Auswertungen zählen "
                "sie nicht mehr; die Zentrale erfährt die Löschung mit dem nächsten Berichtspaket."
            )
        )
    return texts


def _moment(moment: datetime | None, words: Words) -> str:
    if moment is None:
        return "–"
    local = local_moment(moment)
    return words.text("{day}, {time} Uhr").format(day=words.day(local.date()), time=format_time(local))
