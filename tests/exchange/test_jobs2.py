"""The JOBS II file goes in by the same import as any list: pseudonymous people, groups, entries, outcomes."""

from collections import Counter
from datetime import date
from pathlib import Path

from tests.exchange.tables import converted
from tests.factories import make_workplace
from werkakademie.exchange.participants_import import fits, profile_from_json
from werkakademie.exchange.spreadsheets import recognise
from werkakademie.records.enums import Basis, Evidence, OutcomeCategory, Sex
from werkakademie.records.result_queries import ResultQuery
from werkakademie.services import importing, results
from werkakademie.services.workplace import Workplace

PROFILE = Path(__file__).parent / "profiles" / "jobs2.json"


def test_jobs2(real_data: Path) -> None:
    table = recognise(real_data / "training" / "jobs2.csv")
    profile = profile_from_json(PROFILE.read_text("utf-8"))
    assert fits(profile, table)
    people = converted(table, profile)
    assert len(people) == 899
    assert all(row.accepted and not row.problems for row in people)
    first = people[0].values
    assert (first["own_number"], first["age"], first["age_as_of"]) == ("1", 34, date(1991, 3, 1))
    assert (first["sex"], first["outcome_evidence"]) == (Sex.FEMALE, Evidence.CASE_SYSTEM)
    assert "depress1" not in first
    assert "nonwhite" not in first

    allocated = Counter(row.values["group"] for row in people)
    employed = [row for row in people if row.values["outcome"] is OutcomeCategory.INSURED_FULL_TIME]
    came = [row for row in people if row.values["entry_confirmed"] is True]
    assert allocated == {"workshop": 600, "control": 299}
    assert Counter(row.values["group"] for row in employed) == {"workshop": 207, "control": 86}
    assert (len(came), {row.values["group"] for row in came}) == (372, {"workshop"})
    assert sum(row.values["outcome"] is OutcomeCategory.INSURED_FULL_TIME for row in came) == 123


def test_the_result_of_jobs2(real_data: Path, tmp_path: Path) -> None:
    """Assigned 207 of 600 and 86 of 299; entered 123 of 372; nobody of the control group entered."""
    workplace = make_workplace(tmp_path)
    with workplace.store:
        table = recognise(real_data / "training" / "jobs2.csv")
        check = importing.check_file(workplace, table, profile_from_json(PROFILE.read_text("utf-8")))
        assert (check.accepted, check.problems.total, len(check.index)) == (899, 0, 0)
        done = importing.import_file(workplace, check).value
        assert (done.people, done.enrolments, done.outcomes) == (899, 899, 899)
        figures = {basis: _by_group(workplace, basis) for basis in Basis}
    assert figures[Basis.ALLOCATED] == {"workshop": (207, 600, 228), "control": (86, 299, 299)}
    assert figures[Basis.ENTERED] == {"workshop": (123, 372, 228), "control": (0, 0, 299)}


def _by_group(workplace: Workplace, basis: Basis) -> dict[str, tuple[int, int, int]]:
    """Insured, of how many, and how many of the group did not enter."""
    query = ResultQuery(date(1991, 3, 1), date(1991, 3, 31), date(1991, 12, 31), basis=basis)
    result = results.result(workplace, query)
    return {
        part.group_name: (part.figures.eq3.numerator, part.figures.eq3.denominator, part.figures.not_entered)
        for part in result.groups
    }
