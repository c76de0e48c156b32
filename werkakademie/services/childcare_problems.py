"""What is wrong with a room, a carer's times or the policy: one sentence for each field that can't be stored."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from itertools import combinations

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _, format_date
from werkakademie.models import Carer, CarerFields, CareRoomFields, ChildcarePolicyFields
from werkakademie.records.childcare import ShiftDraft
from werkakademie.records.enums import CarerDayKind
from werkakademie.records.ids import CarerId, CareRoomId
from werkakademie.rules.childcare.carer_times import span_of
from werkakademie.services.validation import refuse, validated
from werkakademie.storage.childcare import settings
from werkakademie.storage.transaction import Transaction

_MINUTES_OF_DAY = 24 * 60
_MINUTES_OF_WEEK = 7 * _MINUTES_OF_DAY


def validated_room(tx: Transaction, fields: Mapping[str, object], room_id: CareRoomId | None = None) -> CareRoomFields:
    """The fields of a room whose name is its own."""
    valid = validated(CareRoomFields, fields)
    others = [room.name.casefold() for room in settings.rooms(tx) if room.id != room_id]
    if valid.name.casefold() in others:
        refuse([FieldProblem("name", _("Einen Raum mit diesem Namen gibt es schon."))])
    return valid


def validated_carer(tx: Transaction, fields: Mapping[str, object], shifts: Sequence[ShiftDraft]) -> CarerFields:
    """The fields of a carer, if they and the weekly times fit together."""
    valid = validated(CarerFields, fields)
    problems = list(_shift_problems(tx, shifts))
    if valid.starts_on is not None and valid.ends_on is not None and valid.ends_on < valid.starts_on:
        problems.append(FieldProblem("ends_on", _("Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide Tage.")))
    if valid.clearance_seen_on is not None and valid.clearance_seen_on > tx.today:
        sentence = _("Dieser Tag kommt erst noch. Bitte tragen Sie ein, wann Sie das Führungszeugnis gesehen haben.")
        problems.append(FieldProblem("clearance_seen_on", sentence))
    refuse(problems)
    return valid


def _shift_problems(tx: Transaction, shifts: Sequence[ShiftDraft]) -> Sequence[FieldProblem]:
    known = {room.id for room in settings.rooms(tx)}
    if any(shift.room_id not in known for shift in shifts):
        return [FieldProblem("shifts", _("Bitte wählen Sie zu jeder Zeit einen Raum aus."))]
    if any(shift.starts == shift.ends for shift in shifts):
        return [FieldProblem("shifts", _same_time())]
    if any(_overlap(one, other) for one, other in combinations(shifts, 2)):
        sentence = _(
            "Zwei Zeiten überschneiden sich. Niemand ist in zwei Räumen zugleich; bitte ändern Sie eine davon."
        )
        return [FieldProblem("shifts", sentence)]
    return ()


def _same_time() -> str:
    """Why an end that equals its beginning is no time, and what an earlier one means."""
    return _("Beginn und Ende sind gleich. Liegt das Ende vor dem Beginn, ist der nächste Tag gemeint.")


def _overlap(one: ShiftDraft, other: ShiftDraft) -> bool:
    """Whether two weekly times meet; a time of Sunday night may reach into Monday."""
    first, second = _in_week(one), _in_week(other)
    return any(
        first[0] < second[1] + turn and second[0] + turn < first[1] for turn in (-_MINUTES_OF_WEEK, 0, _MINUTES_OF_WEEK)
    )


def _in_week(shift: ShiftDraft) -> tuple[int, int]:
    """Minutes from the beginning of the week."""
    day = shift.weekday * _MINUTES_OF_DAY
    starts, ends = (each.hour * 60 + each.minute for each in (shift.starts, shift.ends))
    return day + starts, day + ends + (_MINUTES_OF_DAY if ends <= starts else 0)


def carer_day_problems(tx: Transaction, carer: Carer, day: date) -> Sequence[FieldProblem]:
    """A day outside the carer's time here."""
    row = next((each for each in settings.carers(tx) if each.id == carer.id), None)
    if row is not None and row.works_on(day):
        return ()
    text = _("{name} gehört am {day} nicht zum Team.").format(name=carer.name, day=format_date(day))
    return (FieldProblem("day", text),)


def absence_problems(
    tx: Transaction, carer_id: CarerId, day: date, starts: time | None, ends: time | None
) -> Sequence[FieldProblem]:
    """Half a span of times, or an absence that is known."""
    if (starts is None) != (ends is None):
        field = "starts" if starts is None else "ends"
        return (FieldProblem(field, _("Bitte tragen Sie beide Uhrzeiten ein, oder keine für den ganzen Tag.")),)
    if starts is not None and starts == ends:
        return (FieldProblem("ends", _same_time()),)
    same = [
        row
        for row in settings.carer_days(tx, first=day, last=day)
        if row.carer_id == carer_id and row.kind is CarerDayKind.ABSENT and row.starts in (None, starts)
    ]
    if any(row.starts is None or row.ends == ends for row in same):
        return (FieldProblem("day", _("Für diesen Tag ist der Ausfall schon eingetragen.")),)
    return ()


def extra_problems(tx: Transaction, carer_id: CarerId, day: date, starts: time, ends: time) -> Sequence[FieldProblem]:
    """A time besides that can't be: no time at all, on a day of absence, or twice at once."""
    if starts == ends:
        return (FieldProblem("ends", _same_time()),)
    for row in settings.carer_days(tx, first=day, last=day):
        if row.carer_id != carer_id:
            continue
        if row.starts is None or row.ends is None:
            sentence = _("An diesem Tag ist ein Ausfall eingetragen. Bitte löschen Sie ihn zuerst.")
            return (FieldProblem("day", sentence),)
        known, wanted = span_of(day, row.starts, row.ends), span_of(day, starts, ends)
        if row.kind is CarerDayKind.EXTRA and known.starts < wanted.ends and wanted.starts < known.ends:
            return (FieldProblem("starts", _("Zu dieser Zeit ist schon etwas Zusätzliches eingetragen.")),)
    return ()


def policy_problems(tx: Transaction, valid: ChildcarePolicyFields) -> Sequence[FieldProblem]:
    """A date of the legal note that is still to come."""
    if valid.legal_note_as_of is not None and valid.legal_note_as_of > tx.today:
        return (FieldProblem("legal_note_as_of", _("Der Stand kann nicht in der Zukunft liegen.")),)
    return ()
