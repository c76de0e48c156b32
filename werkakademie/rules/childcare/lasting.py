"""Whether a family has lasting places for its children on a day: yes, no, or nobody knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from werkakademie.records.care_search import PlaceCount
from werkakademie.records.enums import CareAnswer


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """What came of asking one place for one child."""

    answer: CareAnswer
    starts_on: date | None = None
    ends_on: date | None = None


def is_there(place: AskedPlace, day: date) -> bool:
    """Whether the place was promised and the child may come on the day; the last day still counts."""
    return (
        place.answer is CareAnswer.ACCEPTED
        and place.starts_on is not None
        and place.starts_on <= day
        and (place.ends_on is None or day <= place.ends_on)
    )


def child_has_place(places: Sequence[AskedPlace], day: date) -> bool | None:
    """None where nothing was written down about the child, or a promised place has no beginning yet.

    An application without an answer is no place.
    """
    if any(is_there(place, day) for place in places):
        return True
    undated = any(place.answer is CareAnswer.ACCEPTED and place.starts_on is None for place in places)
    return None if undated or not places else False


def family_has_place(children: Iterable[Sequence[AskedPlace]], day: date) -> bool | None:
    """Only a family with places for all its children can go to work: one child without is a no."""
    answers = [child_has_place(places, day) for places in children]
    if False in answers:
        return False
    return None if None in answers else True


def counted(answers: Sequence[bool | None]) -> PlaceCount:
    """The figure of some families; who is unknown is in no rate."""
    known = [answer for answer in answers if answer is not None]
    return PlaceCount(with_place=sum(known), known=len(known), unknown=len(answers) - len(known))
