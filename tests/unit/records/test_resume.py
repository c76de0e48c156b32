"""JSON Resume: what the form shows, and what comes back untouched."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.resume import (
    Course,
    Gap,
    Language,
    Month,
    ResumeDocument,
    Station,
    UnreadableResumeError,
    month_of,
    read_resume,
    write_resume,
)

FILE = {
    "basics": {
        "name": "Olena Kovalenko",
        "label": "Köchin",
        "email": "olena@example.org",
        "location": {"city": "Oldenburg", "region": "NI"},
        "profiles": [{"network": "X"}],
    },
    "work": [{"name": "Nord GmbH", "position": "Köchin", "startDate": "2019-04-01", "endDate": "2023-06", "url": "x"}],
    "education": [{"institution": "Schule 7", "area": "Koch", "startDate": "2015", "studyType": "Ausbildung"}],
    "skills": [{"name": "Kochen", "level": "gut"}],
    "volunteer": [{"organization": "Tafel"}],
}

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12)
MAYBE = st.just("") | TEXT
MONTHS = st.builds(Month, st.integers(1900, 2100), st.none() | st.integers(1, 12))
STATIONS = st.lists(
    st.builds(
        Station,
        MAYBE,
        MAYBE,
        MAYBE,
        st.none() | MONTHS,
        st.none() | MONTHS,
        st.lists(TEXT, max_size=3).map(tuple),
    ),
    max_size=3,
).map(tuple)
RESUMES = st.builds(
    ResumeDocument,
    name=MAYBE,
    city=MAYBE,
    phone=MAYBE,
    birth_date=MAYBE,
    summary=MAYBE,
    work=STATIONS,
    education=STATIONS,
    courses=st.lists(st.builds(Course, MAYBE, MAYBE, st.none() | MONTHS), max_size=2).map(tuple),
    languages=st.lists(st.builds(Language, MAYBE, MAYBE), max_size=2).map(tuple),
    skills=st.lists(TEXT, max_size=3, unique=True).map(tuple),
    licences=st.lists(TEXT, max_size=2).map(tuple),
    gaps=st.lists(st.builds(Gap, TEXT, MONTHS, st.none() | MONTHS), max_size=2).map(tuple),
)


def shown(resume: ResumeDocument) -> Any:
    """The same without what was only kept."""
    bare: dict[str, Any] = {"rest": {}}
    return resume.with_(
        rest={},
        work=tuple(Station(**{n: getattr(one, n) for n in _fields(Station)} | bare) for one in resume.work),
        education=tuple(Station(**{n: getattr(one, n) for n in _fields(Station)} | bare) for one in resume.education),
        courses=tuple(Course(one.title, one.issuer, one.when) for one in resume.courses),
        languages=tuple(Language(one.name, one.level) for one in resume.languages),
    )


def _fields(kind: type) -> list[str]:
    return [name for name in kind.__dataclass_fields__ if name != "rest"]  # type: ignore[attr-defined]


@given(RESUMES)
def test_what_is_written_is_read_again(resume: ResumeDocument) -> None:
    assert shown(read_resume(write_resume(resume))) == shown(resume)


def test_what_the_form_does_not_show_comes_back() -> None:
    back = json.loads(write_resume(read_resume(json.dumps(FILE))))
    assert back["volunteer"] == FILE["volunteer"]
    assert back["basics"]["label"] == "Köchin"
    assert back["basics"]["location"] == {"city": "Oldenburg", "region": "NI"}
    assert back["work"][0]["url"] == "x"
    assert back["education"][0]["studyType"] == "Ausbildung"
    assert back["skills"] == [{"name": "Kochen", "level": "gut"}]


def test_what_is_emptied_goes() -> None:
    resume = read_resume(json.dumps(FILE)).with_(email="", work=())
    back = json.loads(write_resume(resume))
    assert "email" not in back["basics"]
    assert "work" not in back


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '"x"', "[" * 100_000])
def test_no_cv_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UnreadableResumeError):
        read_resume(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["basics", "work", "location", "name", "skills", "meta", "lebenslauf", "gaps", "startDate"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=15,
    )
)
def test_any_json_is_read_or_refused(raw: Any) -> None:
    try:
        resume = read_resume(json.dumps(raw))
    except UnreadableResumeError:
        return
    write_resume(resume)


def test_months_as_the_schema_writes_them() -> None:
    assert month_of("2024-03-01") == Month(2024, 3)
    assert month_of("2024") == Month(2024)
    assert month_of("2024-13") is None
    assert str(Month(2024, 3)) == "03.2024"
