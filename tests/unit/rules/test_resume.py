"""Gaps and hints of a CV, by examples and against a month by month count."""

from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.resume import Gap, Month, ResumeDocument, Station
from werkakademie.rules.resume import Hint, OpenGap, completeness, hints, newest_first, open_gaps

NOW = Month(2026, 11)


def a_job(starts: Month | None, ends: Month | None = None) -> Station:
    return Station("Koch", "Nord GmbH", starts=starts, ends=ends, tasks=("kochen",))


def test_a_time_of_three_months_without_a_station_is_a_gap() -> None:
    resume = ResumeDocument(work=(a_job(Month(2024, 1), Month(2024, 6)), a_job(Month(2024, 10))))
    assert open_gaps(resume, NOW) == (OpenGap(Month(2024, 7), Month(2024, 9)),)


def test_two_months_are_none_and_a_named_time_is_none() -> None:
    two = ResumeDocument(work=(a_job(Month(2024, 1), Month(2024, 6)), a_job(Month(2024, 9))))
    assert open_gaps(two, NOW) == ()
    named = ResumeDocument(
        work=(a_job(Month(2020, 1), Month(2020, 12)), a_job(Month(2023, 1))),
        gaps=(Gap("Familienzeit", Month(2021, 1), Month(2022, 12)),),
    )
    assert open_gaps(named, NOW) == ()


def test_the_time_until_today_is_a_gap_too() -> None:
    resume = ResumeDocument(work=(a_job(Month(2020, 1), Month(2025, 12)),))
    assert open_gaps(resume, NOW) == (OpenGap(Month(2026, 1), NOW),)


def test_years_alone_cover_whole_years() -> None:
    resume = ResumeDocument(education=(a_job(Month(2010), Month(2012)),), work=(a_job(Month(2013)),))
    assert open_gaps(resume, NOW) == ()


def test_without_any_month_there_is_nothing_to_say() -> None:
    assert open_gaps(ResumeDocument(work=(a_job(None),)), NOW) == ()


def test_what_goes_on_stands_first() -> None:
    old, now, undated = a_job(Month(2010), Month(2012)), a_job(Month(2020, 3)), a_job(None)
    assert newest_first((old, undated, now)) == (now, old, undated)


def test_nothing_voluntary_is_missed() -> None:
    resume = ResumeDocument(
        name="Olena Kovalenko",
        phone="0441 5550",
        work=(a_job(Month(2020, 3)),),
        education=(a_job(Month(2010), Month(2012)),),
        languages=(),
        skills=("kochen",),
    )
    assert hints(resume) == (Hint.LANGUAGES,)
    assert completeness(resume) == 88


MONTHS = st.builds(Month, st.integers(2020, 2026), st.integers(1, 12))


@given(st.lists(st.tuples(MONTHS, st.none() | MONTHS), max_size=5))
def test_each_month_is_covered_or_in_a_gap_or_too_short(spans: list[tuple[Month, Month | None]]) -> None:
    resume = ResumeDocument(work=tuple(a_job(starts, ends) for starts, ends in spans))
    gaps = {month for gap in open_gaps(resume, NOW) for month in range(gap.starts.index(), gap.ends.index() + 1)}
    covered = {
        month for starts, ends in spans for month in range(starts.index(), min(NOW.index(), (ends or NOW).index()) + 1)
    }
    assert not gaps & covered
    if covered:
        free = [month for month in range(min(covered), NOW.index() + 1) if month not in covered]
        runs: list[list[int]] = []
        for month in free:
            if runs and runs[-1][-1] == month - 1:
                runs[-1].append(month)
            else:
                runs.append([month])
        assert gaps == {month for run in runs if len(run) >= 3 for month in run}
    else:
        assert not gaps
