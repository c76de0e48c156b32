"""The JOBS II file goes in by the same import as any list: pseudonymous people, groups, entries, outcomes."""

from collections import Counter
from datetime import date
from pathlib import Path

from tests.exchange.tables import converted
from werkakademie.exchange.participants_import import fits, profile_from_json
from werkakademie.exchange.spreadsheets import recognise
from werkakademie.records.enums import Evidence, OutcomeCategory, Sex

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
