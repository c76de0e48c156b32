"""The words of periods, due data and lists of deletions."""

from werkakademie.i18n import _, format_date, format_time, ngettext
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import ErasureDrop, ErasureState, RetentionKind
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.records.retention import COUNTED_IN_DAYS, DueItem, ErasureRunRecord, RetentionRuleRecord
from werkakademie.ui.widgets.styling import Tone


def person_words(item: DueItem) -> str:
    return display_name(item.given_names, item.family_name, item.own_number)


def item_words(item: DueItem) -> str:
    """Whether it can be deleted, and if not, why."""
    if item.blocked is ErasureDrop.HELD:
        return _("ausgesetzt: {reason}").format(reason=item.held_because)
    if item.blocked is ErasureDrop.RESTRICTED:
        return _("Verarbeitung eingeschränkt")
    if item.blocked is ErasureDrop.NOT_APPROVED:
        return _("Frist noch nicht freigegeben")
    return _("vorgeschlagen") if item.proposed else _("kann gelöscht werden")


def item_tone(item: DueItem) -> Tone:
    if item.blocked is not None:
        return Tone.WARN
    return Tone.INFO if item.proposed else Tone.NEUTRAL


def period_words(kind: RetentionKind, number: int) -> str:
    """6 Monate, 14 Tage."""
    if kind in COUNTED_IN_DAYS:
        return ngettext("{count} Tag", "{count} Tage", number).format(count=number)
    return ngettext("{count} Monat", "{count} Monate", number).format(count=number)


def approval_words(rule: RetentionRuleRecord) -> str:
    if not rule.approved:
        return _("noch nicht freigegeben")
    return _("{name}, {day}").format(name=rule.approved_by, day=format_date(rule.approved_on))


def approval_tone(rule: RetentionRuleRecord) -> Tone:
    return Tone.GOOD if rule.approved else Tone.WARN


def run_state_words(run: ErasureRunRecord) -> str:
    if run.state is ErasureState.PROPOSED:
        if run.confirm_from is not None:
            start = local_moment(run.confirm_from)
            return _("wartet bis {day}, {time}").format(day=format_date(start.date()), time=format_time(start))
        return _("wartet auf Bestätigung")
    return label(run.state)


def run_tone(run: ErasureRunRecord) -> Tone:
    tones = {ErasureState.PROPOSED: Tone.WARN, ErasureState.DONE: Tone.GOOD}
    return tones.get(run.state, Tone.NEUTRAL)


def run_content_words(run: ErasureRunRecord) -> str:
    """What a list names, in one line: „Unterlagen und Fotos (3), Notizen (2)“."""
    kinds = ", ".join(f"{label(one.kind)} ({one.people})" for one in run.kinds)
    return kinds or _("nichts gelöscht")


def run_who_words(run: ErasureRunRecord) -> str:
    names = [run.proposed_by or "–"]
    if run.state is ErasureState.DONE:
        names.append(run.confirmed_by or "–")
    return " / ".join(names)


def people_words(run: ErasureRunRecord) -> str:
    """The people of a list that waits, the first few by name."""
    shown, rest = run.people[:12], len(set(run.people)) - 12
    names = "; ".join(dict.fromkeys(shown))
    more = ngettext("und {count} weitere Person", "und {count} weitere Personen", rest).format(count=rest)
    return f"{names}; {more}" if rest > 0 else names
