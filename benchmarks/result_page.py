"""The figures of a result over 100,000 enrolments beside the same counts by one statement, written by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from benchmarks.harness import Figure, medians_of_turns, seconds_of
from werkakademie.records.enums import Basis, Unit
from werkakademie.records.result_queries import ResultQuery
from werkakademie.services import results
from werkakademie.services.workplace import Workplace
from werkakademie.storage.results import counted_cells

TURNS = 5
MOST_TIMES_FLOOR = 1.5
FIRST, LAST, AS_OF = date(2025, 1, 1), date(2025, 12, 31), date(2026, 2, 28)
#: The site's eight weeks before the as-of day; who had the cut-off day before it is settled.
SETTLED = date(2026, 1, 3)
QUERY: Final = ResultQuery(FIRST, LAST, AS_OF, Basis.ENTERED, Unit.ENROLMENTS)

#: By the tables alone; its author knows that every day is a text and that few people are ever taken out.
BY_HAND: Final = """
WITH answer AS (
    SELECT enrolment_id, as_of, category, training_place, registered_unemployed, started_on,
           category IN (1, 2) OR (category = 3 AND training_place IS 'company') AS insured,
           max(recorded_at || id)
    FROM outcome
    WHERE NOT withdrawn AND observed_on <= :as_of
      AND (observed_on = as_of OR (observed_on > as_of AND says_what_was) OR (observed_on < as_of AND category = 11))
    GROUP BY enrolment_id, as_of
),
judged AS MATERIALIZED (
    SELECT e.group_id,
           CASE WHEN e.entry_confirmed_because <> '' THEN 'entered'
                WHEN EXISTS (SELECT 1 FROM attendance m WHERE m.enrolment_id = e.id AND m.mark IN ('A', 'O', 'V', 'F'))
                THEN 'entered'
                WHEN e.non_entry_on <= :as_of THEN 'not_entered'
                WHEN EXISTS (SELECT 1 FROM attendance m WHERE m.enrolment_id = e.id)
                 AND NOT EXISTS (
                     SELECT 1 FROM coaching_session s
                     WHERE s.group_id = e.group_id AND NOT s.deleted AND s.cancelled_because = ''
                       AND s.held_on >= coalesce(e.entry_on, e.allocated_on)
                       AND s.held_on <= min(coalesce(e.exit_on, :as_of), :as_of)
                       AND (s.enrolment_id = e.id OR s.enrolment_id IS NULL AND (
                            s.slot_id IS NULL
                            OR NOT EXISTS (SELECT 1 FROM slot_choice c WHERE c.enrolment_id = e.id AND NOT c.deleted)
                            OR EXISTS (SELECT 1 FROM slot_choice c
                                       WHERE c.enrolment_id = e.id AND NOT c.deleted AND c.slot_id = s.slot_id)))
                       AND NOT EXISTS (SELECT 1 FROM suspension r
                                       WHERE r.enrolment_id = e.id AND NOT r.deleted AND r.starts_on <= s.held_on
                                         AND (r.ends_on IS NULL OR r.ends_on >= s.held_on))
                       AND NOT EXISTS (SELECT 1 FROM attendance m
                                       WHERE m.session_id = s.id AND m.enrolment_id = e.id))
                THEN 'not_entered' ELSE 'unclear' END AS entry,
           CASE WHEN e.exit_on BETWEEN :first AND :last THEN e.cut_off_on <= :as_of END AS due,
           CASE WHEN f.state = 'closed_by_death' THEN 11 ELSE coalesce(a.category, 12) END AS category,
           a.training_place,
           CASE WHEN a.insured THEN e.insured_at_entry END AS insured_at_entry,
           CASE WHEN NOT a.insured THEN a.registered_unemployed END AS registered_unemployed,
           CASE WHEN a.insured AND a.started_on BETWEEN coalesce(e.entry_on, e.allocated_on) AND e.cut_off_on THEN 1
                WHEN EXISTS (SELECT 1 FROM placement p
                             WHERE p.enrolment_id = e.id AND NOT p.deleted AND p.category IN (1, 2)
                               AND p.starts_on BETWEEN coalesce(e.entry_on, e.allocated_on) AND e.cut_off_on) THEN 1
                WHEN a.insured AND e.insured_at_entry = 0 THEN 1
                WHEN a.started_on IS NOT NULL
                  OR EXISTS (SELECT 1 FROM placement p WHERE p.enrolment_id = e.id AND NOT p.deleted) THEN 0
           END AS taken_up,
           coalesce(f.state, '') = 'not_reached' AS closed,
           e.cut_off_on < :settled AS settled,
           coalesce(e.non_entry_on, e.exit_on) AS decided_on
    FROM enrolment e
    LEFT JOIN answer a ON a.enrolment_id = e.id AND a.as_of = e.cut_off_on
    LEFT JOIN follow_up f ON f.enrolment_id = e.id AND f.deleted = 0
    WHERE NOT e.deleted
      AND (e.exit_on BETWEEN :first AND :last OR e.non_entry_on BETWEEN :first AND :last)
      AND e.participant_id NOT IN (SELECT id FROM participant WHERE deleted = 1)
      AND NOT EXISTS (SELECT 1 FROM enrolment o
                      WHERE o.participant_id = e.participant_id AND o.group_id <> e.group_id AND NOT o.deleted
                        AND o.entry_on BETWEEN e.exit_on AND date(e.exit_on, '+7 days'))
)
SELECT group_id, entry, due, category, training_place, insured_at_entry, registered_unemployed, taken_up, closed,
       coalesce(settled, 0), count(*)
FROM judged
WHERE CASE WHEN entry = 'not_entered' THEN decided_on BETWEEN :first AND :last ELSE due IS NOT NULL END
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
"""


def measure(workplace: Workplace) -> Sequence[Figure]:
    raw = workplace.store.engine.raw_connection()
    try:
        cursor = raw.cursor()

        def by_hand() -> list[Any]:
            days = {"first": FIRST, "last": LAST, "as_of": AS_OF, "settled": SETTLED}
            rows: list[Any] = cursor.execute(BY_HAND, {name: str(day) for name, day in days.items()}).fetchall()
            return rows

        _hold_equal(workplace, by_hand())
        ours, floor = medians_of_turns(
            TURNS,
            lambda: seconds_of(lambda: results.result(workplace, QUERY)),
            lambda: seconds_of(by_hand),
        )
    finally:
        raw.close()
    how = (
        f"die Kennzahlen eines Jahres, 200 Gruppen, ohne Zeichnen, Median von {TURNS} abwechselnden Malen; Vergleich: "
        "dieselben Zellen durch eine von Hand geschriebene Abfrage"
    )
    return (Figure("Ergebnis über 100.000 Teilnahmen", ours, floor, how, most_times_floor=MOST_TIMES_FLOOR),)


def _hold_equal(workplace: Workplace, rows: Sequence[tuple[Any, ...]]) -> None:
    """Both ways count the same, cell by cell; else neither time means anything."""
    with workplace.store.read() as tx:
        cells = counted_cells(tx, QUERY)
    ours = {
        (
            cell.group_id.hex, cell.entry.value, cell.due, int(cell.category),
            cell.training_place.value if cell.training_place else None, cell.insured_at_entry,
            cell.registered_unemployed, cell.taken_up, cell.follow_up_closed, cell.settled,
        ): cell.count
        for cell in cells
    }  # fmt: skip
    if len(ours) != len(cells) or ours != {tuple(row[:-1]): row[-1] for row in rows}:
        raise AssertionError("the statement by hand counts something else than the program")
