"""The answers that were recorded, served as they came and read by the client."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.job_portal.stand_in import StandIn, as_json
from werkakademie.exchange.job_portal.client import fetch_details, fetch_jobs
from werkakademie.exchange.job_portal.errors import BrokenAnswerError, PortalRefusedError, PostingGoneError
from werkakademie.exchange.job_portal.line import Line
from werkakademie.records.job_portal import JobList, JobPay, JobPlace, JobQuery, PayPer, WorkTime


def recorded(real_data: Path, name: str) -> Any:
    return json.loads((real_data / "jobsuche" / f"{name}.json").read_text("utf-8"))["body"]


def served(stand_in: StandIn, body: Any, status: int = 200) -> JobList:
    stand_in.answer(as_json(body, status))
    return fetch_jobs(stand_in.portal(), JobQuery("Informatik", "Berlin"), line=Line())


def test_three(real_data: Path, stand_in: StandIn) -> None:
    found = served(stand_in, recorded(real_data, "v6_search_three"))
    assert (found.total, found.unreadable) == (105, 0)
    assert [each.employer for each in found.postings] == ["Virtimo", "Perso Plankontor GmbH", "STAPEDIUS GmbH"]
    first, second, third = found.postings
    assert first.link.startswith("https://www.get-in-it.de/jobsuche/p297443?utm_source")
    assert (first.home_office, second.home_office, third.home_office) == (True, False, None)
    assert (first.permanent, second.permanent, third.permanent) == (None, True, True)
    assert third.link == ""
    assert third.places == (JobPlace("10969", "Berlin", "Friedrichstr"),)
    assert third.pay == JobPay(PayPer.YEAR, Decimal(48000), Decimal(55000))
    assert third.work_times == (WorkTime.FULL_TIME,)
    assert first.starts_on == date(2026, 10, 1)


def test_berlin(real_data: Path, stand_in: StandIn) -> None:
    (found,) = served(stand_in, recorded(real_data, "v6_search_berlin_bfr")).postings
    assert found.employer == "Bundesinstitut für Risikobewertung (BfR)"
    assert found.places == (JobPlace("10589", "Berlin", "Max-Dohrn-Str. 8-10"),)
    assert found.pay == JobPay(PayPer.YEAR, Decimal("60772.40"), Decimal(87110))
    assert found.distance_km == 9


def test_no_match(real_data: Path, stand_in: StandIn) -> None:
    assert served(stand_in, recorded(real_data, "v6_search_no_match")) == JobList((), 0, 1)


def test_odd_items(real_data: Path, stand_in: StandIn) -> None:
    found = served(stand_in, recorded(real_data, "odd_items"))
    assert [each.reference for each in found.postings] == ["10001-123", "10001-456"]
    assert (found.total, found.unreadable) == (None, 1)
    assert found.postings[0].published_on == date(2026, 7, 10)
    assert found.postings[1].places == ()


def test_the_old_search_is_not_taken_for_an_empty_one(real_data: Path, stand_in: StandIn) -> None:
    with pytest.raises(BrokenAnswerError):
        served(stand_in, recorded(real_data, "v4_search_legacy"))


def test_too_many_at_once(real_data: Path, stand_in: StandIn) -> None:
    with pytest.raises(PortalRefusedError) as caught:
        served(stand_in, recorded(real_data, "error_400_size"), 400)
    assert caught.value.codes == ("EINGABEN_UNVOLLSTAENDIG_ODER_FEHLERHAFT",)


@pytest.mark.parametrize("status", [404, 200])
def test_gone(real_data: Path, stand_in: StandIn, status: int) -> None:
    stand_in.answer(as_json(recorded(real_data, "error_404_detail"), status))
    with pytest.raises(PostingGoneError):
        fetch_details(stand_in.portal(), "10000-1-S", line=Line())


def test_details(real_data: Path, stand_in: StandIn) -> None:
    stand_in.answer(as_json(recorded(real_data, "v4_detail_externe_anzeige")))
    found = fetch_details(stand_in.portal(), "13644-297443-S", line=Line())
    assert found.title == "Technical Support Engineer [m/w/d]"
    assert found.description.startswith("Technical Support Engineer [m/w/d] gesucht\n\nVielfalt.\nEin Team aus 120")
    assert "• … MySQL, Oracle, WS*" in found.description
    assert found.description.endswith("Was du mitbringst.")
