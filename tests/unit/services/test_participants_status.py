"""A person's overview says what their fields mean today."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_participant, make_workplace
from werkakademie.errors import InvalidFieldsError
from werkakademie.records.enums import VocationalQualification
from werkakademie.records.participants import PersonStatus
from werkakademie.services import participants
from werkakademie.services.workplace import Workplace


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """On 23 November 2026."""
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def test_need_and_unemployment_stand_side_by_side(workplace: Workplace) -> None:
    person = a_participant(
        workplace,
        birth_date=date(1980, 5, 10),
        months_in_need=22,
        months_in_need_as_of=date(2026, 10, 1),
        unemployed_since=date(2025, 11, 23),
        vocational_qualification=VocationalQualification.NONE,
    )
    assert participants.participant_overview(workplace, person).status == PersonStatus(
        long_term_benefit=True,
        long_term_unemployed=True,
        esf_target_group=True,
        months_in_need_as_of=date(2026, 10, 1),
        unemployed_since=date(2025, 11, 23),
    )


def test_months_in_need_are_judged_on_their_own_day(workplace: Workplace) -> None:
    """Sixteen then, seventeen now: the months were true then."""
    person = a_participant(
        workplace, birth_date=date(2009, 10, 2), months_in_need=24, months_in_need_as_of=date(2026, 10, 1)
    )
    assert participants.participant_overview(workplace, person).status.long_term_benefit is False
    participants.change_participant(workplace, person, fields={"months_in_need_as_of": date(2026, 10, 2)})
    assert participants.participant_overview(workplace, person).status.long_term_benefit is True


def test_what_nobody_asked_stays_unknown(workplace: Workplace) -> None:
    person = a_participant(workplace)
    assert participants.participant_overview(workplace, person).status == PersonStatus(None, None, None, None, None)


def test_months_in_need_come_with_the_day_on_which_they_were_true(workplace: Workplace) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        a_participant(workplace, months_in_need=22)
    assert [problem.field for problem in refused.value.problems] == ["months_in_need_as_of"]
