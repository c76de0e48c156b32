"""The week as a picture: work with its way above, care below it, and hatched what lies open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from werkakademie.i18n import _
from werkakademie.records.care_search import ChildMatch, DayHours, MatchGap, WorkHours
from werkakademie.records.drawing import Anchor, Box, Drawing, Label, Paint, Shape, Stroke
from werkakademie.ui.groups.texts import short_weekday
from werkakademie.ui.participants.care_search.texts import short_minutes, week_words

_DAY = 24 * 60
_WIDTH, _LEFT, _RIGHT = 460.0, 34.0, 82.0
_TOP, _ROW, _BAR, _LEGEND = 20.0, 34.0, 11.0, 28.0
_TEXT = 11.0
_HATCH = 5.0
#: A short week still shows some hours, so that bars do not look longer than they are.
_LEAST_HOURS = 8


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of one day, in minutes from its midnight."""

    weekday: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a minute of the day lies on the picture."""

    first: int
    last: int

    def x(self, minute: int) -> float:
        share = (minute - self.first * 60) / ((self.last - self.first) * 60)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def week_picture(work: WorkHours, child: ChildMatch) -> Drawing:
    """The hours of one job against the care of one child."""
    travel = work.travel_minutes or 0
    needed = [piece for hours in work.hours for piece in _pieces(hours, wider_by=travel)]
    working = [piece for hours in work.hours for piece in _pieces(hours)]
    care = [piece for hours in child.care for piece in _pieces(hours)]
    gaps = [piece for gap in child.gaps for piece in _pieces(gap)]
    days = range(7) if any(piece.weekday > 4 for piece in (*needed, *care)) else range(5)
    scale = _scale([*needed, *care])
    height = _TOP + len(days) * _ROW + _LEGEND
    shapes: list[Shape] = [*_axis(scale, len(days))]
    for weekday in days:
        top = _TOP + weekday * _ROW
        shapes.append(Label(0, top + 20, short_weekday(weekday), _TEXT, bold=True))
        shapes += _bars(_of(needed, weekday), scale, top + 4, Paint.AREA_5)
        shapes += _bars(_of(working, weekday), scale, top + 4, Paint.AREA_1)
        shapes += _bars(_of(care, weekday), scale, top + 6 + _BAR, Paint.AREA_2)
        shapes += _open_bars(_of(gaps, weekday), scale, top + 6 + _BAR)
        missing = sum(piece.ends - piece.starts for piece in _of(gaps, weekday))
        if missing:
            text = _("{hours} offen").format(hours=short_minutes(missing))
            shapes.append(Label(_WIDTH - _RIGHT + 8, top + 20, text, _TEXT, bold=True))
    shapes += _legend(height - 8, way=travel > 0)
    return Drawing(_WIDTH, height, tuple(shapes), _description(work, child))


def _pieces(hours: DayHours | MatchGap, *, wider_by: int = 0) -> Iterator[_Piece]:
    """The hours day by day; what goes over midnight goes on on the next day."""
    starts = hours.weekday * _DAY + _minute(hours.starts) - wider_by
    length = (_minute(hours.ends) - _minute(hours.starts)) % _DAY or _DAY
    ends = starts + min(length + 2 * wider_by, 7 * _DAY)
    while starts < ends:
        midnight = (starts // _DAY + 1) * _DAY
        until = min(ends, midnight)
        yield _Piece(starts // _DAY % 7, starts % _DAY, until - starts // _DAY * _DAY)
        starts = until


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _of(pieces: Iterable[_Piece], weekday: int) -> list[_Piece]:
    return [piece for piece in pieces if piece.weekday == weekday]


def _scale(pieces: Sequence[_Piece]) -> _Scale:
    """Whole hours around all that is shown."""
    first = min((piece.starts // 60 for piece in pieces), default=8)
    last = max((-(-piece.ends // 60) for piece in pieces), default=16)
    while last - first < _LEAST_HOURS:
        first, last = max(0, first - 1), min(24, last + 1)
    return _Scale(first, last)


def _axis(scale: _Scale, days: int) -> Iterator[Shape]:
    hours = scale.last - scale.first
    step = 1 if hours <= 12 else 2 if hours <= 18 else 3
    for hour in range(scale.first, scale.last + 1, step):
        x = scale.x(hour * 60)
        yield Stroke(x, _TOP, x, _TOP + days * _ROW, Paint.GRID, 0.6)
        yield Label(x, _TOP - 6, f"{hour}", 10, Paint.MUTED, anchor=Anchor.MIDDLE)
    for number in range(days + 1):
        yield Stroke(0, _TOP + number * _ROW, _WIDTH, _TOP + number * _ROW, Paint.GRID, 0.6)


def _bars(pieces: Iterable[_Piece], scale: _Scale, top: float, paint: Paint) -> Iterator[Shape]:
    for piece in pieces:
        left, right = scale.x(piece.starts), scale.x(piece.ends)
        yield Box(left, top, right - left, _BAR, paint, 2)


def _open_bars(pieces: Iterable[_Piece], scale: _Scale, top: float) -> Iterator[Shape]:
    for piece in pieces:
        yield from _open_bar(scale.x(piece.starts), scale.x(piece.ends), top)


def _open_bar(left: float, right: float, top: float) -> Iterator[Shape]:
    """A frame with slanting lines: to be told from care without its colour."""
    bottom = top + _BAR
    start = left - _BAR
    while start < right:
        # The line from (start, bottom) to (start + _BAR, top), as far as it lies inside.
        from_x, to_x = max(start, left), min(start + _BAR, right)
        if to_x > from_x:
            yield Stroke(from_x, bottom - (from_x - start), to_x, bottom - (to_x - start), Paint.AREA_4, 1.2)
        start += _HATCH
    for x1, y1, x2, y2 in (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ):
        yield Stroke(x1, y1, x2, y2, Paint.AREA_4, 1.4)


def _legend(base: float, *, way: bool) -> Iterator[Shape]:
    x = _LEFT
    entries = [(Paint.AREA_1, _("Arbeit")), (Paint.AREA_2, _("Betreuung"))]
    if way:
        entries.insert(1, (Paint.AREA_5, _("Arbeitsweg")))
    for paint, text in entries:
        yield Box(x, base - 9, 14, 9, paint, 2)
        yield Label(x + 19, base, text, _TEXT, Paint.MUTED)
        x += 88
    yield from _open_bar(x, x + 14, base - 10)
    yield Label(x + 19, base, _("ohne Betreuung"), _TEXT, Paint.MUTED)


def _description(work: WorkHours, child: ChildMatch) -> str:
    """What is to be seen, in words."""
    open_hours = week_words([DayHours(gap.weekday, gap.starts, gap.ends) for gap in child.gaps])
    return _("Arbeit: {work}. Betreuung von {child}: {care}. Ohne Betreuung: {gaps}.").format(
        work=week_words(work.hours), child=child.child_name, care=week_words(child.care), gaps=open_hours or "–"
    )
