"""The words of the door: who is meant, how old, since when, and what is over the policy."""

from collections.abc import Sequence
from datetime import date

from werkakademie.i18n import _, format_date, format_time, ngettext
from werkakademie.records.childcare_chart import Excess
from werkakademie.records.childcare_door import DoorChild, DoorDay, DoorState


def family_words(family: Sequence[DoorChild]) -> str:
    """„Mila und Tom“."""
    names = [child.given_name for child in family]
    if len(names) < 2:
        return "".join(names)
    return _("{first} und {last}").format(first=", ".join(names[:-1]), last=names[-1])


def age_words(child: DoorChild) -> str:
    if child.age == 0:
        return _("unter 1 Jahr")
    return ngettext("{count} Jahr", "{count} Jahre", child.age).format(count=child.age)


def time_words(child: DoorChild, day: date) -> str:
    """When the place is, or when the child came and went; with its date where that isn't today's."""
    visit = child.visit
    if visit is None:
        words = _("{starts} bis {ends} Uhr").format(
            starts=format_time(child.starts_at), ends=format_time(child.ends_at)
        )
        return _("nur {time}").format(time=words) if child.partly else words
    if visit.left_at is None:
        words = _("da seit {time} Uhr").format(time=format_time(visit.arrived_at))
        if visit.arrived_at.date() != day:
            return _("{day}: {time}").format(day=format_date(visit.arrived_at.date()), time=words)
        return words
    return _("{starts} bis {ends} Uhr").format(starts=format_time(visit.arrived_at), ends=format_time(visit.left_at))


def parent_words(child: DoorChild) -> str:
    """Whom to fetch, and from where."""
    if not child.session_room:
        return child.parent_name
    return _("{name}, {room}").format(name=child.parent_name, room=child.session_room)


def gone_words(child: DoorChild) -> str:
    """With whom a child left."""
    visit = child.visit
    if visit is None or visit.left_at is None:
        return ""
    return _("mit {name}").format(name=visit.left_with or child.parent_name)


def now_words(day: DoorDay) -> str:
    """„Jetzt da: 7 Kinder, 2 Betreuungskräfte“."""
    children = ngettext("{count} Kind", "{count} Kinder", day.heads).format(count=day.heads)
    carers = ngettext("{count} Betreuungskraft", "{count} Betreuungskräfte", day.carers).format(count=day.carers)
    return _("Jetzt da: {children}, {carers}").format(children=children, carers=carers)


def excess_words(excess: Sequence[Excess]) -> str:
    """Why it is too much at this moment, and what helps."""
    reasons = {
        Excess.CLOSED: _("der Raum ist geschlossen"),
        Excess.TOO_FEW_CARERS: _("es sind zu wenige Betreuungskräfte da"),
        Excess.ROOM_FULL: _("der Raum ist voll"),
        Excess.TOO_MUCH_WEIGHT: _("es sind zu viele Kinder je Betreuungskraft"),
    }
    return _("Mehr, als die Regel zulässt: {reasons}. Bitte holen Sie eine Coachin oder einen Coach.").format(
        reasons=", ".join(reasons[one] for one in excess)
    )


def section_words(state: DoorState, count: int) -> str:
    names = {DoorState.EXPECTED: _("Erwartet"), DoorState.HERE: _("Da"), DoorState.GONE: _("Gegangen")}
    return _("{section} ({count})").format(section=names[state], count=count)
