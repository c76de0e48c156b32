"""The figures counted from single enrolments by the letters of the definitions: slow, and easy to check by eye."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from werkakademie.records.enums import Basis, EntryState, Focus, OutcomeCategory, TrainingPlace
from werkakademie.records.ids import GroupId
from werkakademie.records.results import CountedCell, Figures


@dataclass(frozen=True)
class Single:
    """One enrolment, with what was decided about it on the as-of day."""

    group_id: GroupId
    entry: str = "A"
    ended: bool = True
    due: bool = True
    status: int = 12
    in_company: bool | None = None
    insured_at_entry: bool | None = None
    registered: bool | None = None
    started: bool | None = None
    closed: bool = False
    settled: bool = True


@dataclass(frozen=True)
class Letters:
    """The figures by their letters; a rate is its two numbers."""

    a: int
    n: int
    q: int
    u_open: int
    u_closed: int
    s: int
    b: int
    not_yet_due: int
    eq3: tuple[int, int]
    eq3_known: tuple[int, int]
    bounds: tuple[tuple[int, int], tuple[int, int]]
    returned: tuple[int, int]
    takenup3: tuple[int, int] | None
    takenup3_unknown: int
    vq3: tuple[int, int]
    work: tuple[int, int]
    provisional: bool


def reference(singles: Iterable[Single], *, allocated: bool) -> Letters:
    """Walk once through the enrolments and note who belongs to which letter."""
    noted: Counter[str] = Counter()
    started_known = provisional = False
    for one in singles:
        noted["N"] += one.entry == "N"
        noted["Q"] += one.entry == "Q"
        if not one.ended or not (allocated or one.entry == "A"):
            continue
        if not one.due:
            noted["later"] += 1
            continue
        noted["A"] += 1
        provisional = provisional or not one.settled
        started_known = started_known or one.started is not None
        noted["T"] += one.started is True
        noted["T?"] += one.started is None
        noted["work"] += one.status in {1, 2, 3, 4}
        insured = one.status in {1, 2} or (one.status == 3 and one.in_company is True)
        if insured:
            noted["S"] += 1
            noted["B"] += one.insured_at_entry is True
        if one.status == 12:
            noted["U closed" if one.closed else "U open"] += 1
        elif one.status != 11 and (insured or one.registered is False):
            noted["VQ"] += 1
    a, s, u = noted["A"], noted["S"], noted["U open"] + noted["U closed"]
    return Letters(
        a=a,
        n=noted["N"],
        q=noted["Q"],
        u_open=noted["U open"],
        u_closed=noted["U closed"],
        s=s,
        b=noted["B"],
        not_yet_due=noted["later"],
        eq3=(s, a),
        eq3_known=(s, a - u),
        bounds=((s, a), (s + u, a)),
        returned=(a - u, a),
        takenup3=(noted["T"], a) if started_known else None,
        takenup3_unknown=noted["T?"],
        vq3=(noted["VQ"], a),
        work=(noted["work"], a),
        provisional=provisional,
    )


def letters(figures: Figures) -> Letters:
    """The program's figures under the same names."""

    def pair(name: str) -> tuple[int, int]:
        rate = getattr(figures, name)
        return rate.numerator, rate.denominator

    return Letters(
        a=figures.counted,
        n=figures.not_entered,
        q=figures.entry_unclear,
        u_open=figures.unknown_open,
        u_closed=figures.unknown_closed,
        s=figures.insured,
        b=figures.insured_before,
        not_yet_due=figures.not_yet_due,
        eq3=pair("eq3"),
        eq3_known=pair("eq3_known"),
        bounds=(pair("lowest"), pair("highest")),
        returned=pair("answered"),
        takenup3=pair("taken_up") if figures.taken_up else None,
        takenup3_unknown=figures.taken_up_unknown,
        vq3=pair("not_unemployed"),
        work=pair("in_work"),
        provisional=figures.provisional,
    )


def counted_cells(singles: Sequence[Single], name: Callable[[GroupId], str] = str) -> list[CountedCell]:
    """Equal enrolments become one cell with a count, as the grouped query makes them."""
    entries = {"A": EntryState.ENTERED, "N": EntryState.NOT_ENTERED, "Q": EntryState.UNCLEAR}
    places = {None: None, True: TrainingPlace.COMPANY, False: TrainingPlace.SCHOOL}
    return [
        CountedCell(
            group_id=one.group_id,
            group_name=name(one.group_id),
            focus=Focus.MIXED,
            entry=entries[one.entry],
            due=one.due if one.ended else None,
            category=OutcomeCategory(one.status),
            training_place=places[one.in_company],
            insured_at_entry=one.insured_at_entry,
            registered_unemployed=one.registered,
            taken_up=one.started,
            follow_up_closed=one.closed,
            settled=one.settled,
            count=count,
        )
        for one, count in Counter(singles).items()
    ]


def basis(allocated: bool) -> Basis:
    """The basis that the flag stands for."""
    return Basis.ALLOCATED if allocated else Basis.ENTERED
