"""Each byte that leaves the house for the job search, and what never does."""

import logging
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.job_portal.answers import page, posting
from tests.job_portal.stand_in import KEY, Answer, StandIn, as_json
from werkakademie.exchange.job_portal.client import detail_address, fetch_details, fetch_jobs, search_address
from werkakademie.exchange.job_portal.errors import PortalRefusedError
from werkakademie.exchange.job_portal.line import Line
from werkakademie.records.job_portal import PORTAL_AS_DELIVERED, JobQuery

QUERY = JobQuery("Bäcker/in & Verkauf", "Bad Düben", 25, 2, 10)


def test_a_search_is_these_bytes_and_no_others(stand_in: StandIn) -> None:
    fetch_jobs(stand_in.portal(), QUERY, line=Line())
    assert stand_in.requests == [
        b"GET /dienst/pc/v6/jobs?was=B%C3%A4cker%2Fin%20%26%20Verkauf&wo=Bad%20D%C3%BCben&umkreis=25&page=2&size=10"
        b" HTTP/1.1\r\n"
        b"Host: " + stand_in.host.encode() + b"\r\n"
        b"Accept: application/json\r\n"
        b"Accept-Encoding: identity\r\n"
        b"User-Agent: Werkakademie\r\n"
        b"X-API-Key: " + KEY.encode() + b"\r\n"
        b"Connection: close\r\n"
        b"\r\n"
    ]


def test_a_posting_is_asked_for_by_its_number_alone(stand_in: StandIn) -> None:
    stand_in.answer(as_json(posting()))
    fetch_details(stand_in.portal(), "10000-0001-S", line=Line())
    assert stand_in.requests == [
        b"GET /dienst/pc/v4/jobdetails/MTAwMDAtMDAwMS1T HTTP/1.1\r\n"
        b"Host: " + stand_in.host.encode() + b"\r\n"
        b"Accept: application/json\r\n"
        b"Accept-Encoding: identity\r\n"
        b"User-Agent: Werkakademie\r\n"
        b"X-API-Key: " + KEY.encode() + b"\r\n"
        b"Connection: close\r\n"
        b"\r\n"
    ]


def test_what_is_empty_is_left_out() -> None:
    def asked(query: JobQuery) -> list[str]:
        return [name for name, _value in parse_qsl(urlsplit(search_address(PORTAL_AS_DELIVERED, query)).query)]

    assert asked(JobQuery("Koch", "Köln", 10)) == ["was", "wo", "umkreis", "page", "size"]
    assert asked(JobQuery("Koch", "", 10)) == ["was", "page", "size"]
    assert asked(JobQuery("", "50667", 10)) == ["wo", "umkreis", "page", "size"]


@pytest.mark.parametrize("reference", ["10000-1-S", "../../geheim", "a?b#c d", "ÄÖÜ~>?", "\r\nX-Mehr: 1"])
def test_a_number_from_outside_stays_one_step_of_the_path(reference: str) -> None:
    address = detail_address(PORTAL_AS_DELIVERED, reference)
    start = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc/v4/jobdetails/"
    assert address.startswith(start)
    assert not set(address.removeprefix(start)) & set("/?#&\r\n ")


def test_nothing_that_the_pc_knows_goes_along(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies of the environment and logins of a .netrc are none of our business."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    fetch_jobs(stand_in.portal(), QUERY, line=Line())
    assert len(stand_in.requests) == 1
    assert b"Authorization" not in stand_in.requests[0]


def test_a_cookie_is_not_given_back(stand_in: StandIn) -> None:
    body = as_json(page(posting())).body
    stand_in.answer(Answer(200, body, {"Set-Cookie": "wer=olena; Path=/", "Content-Type": "application/json"}))
    for _time in range(2):
        fetch_jobs(stand_in.portal(), QUERY, line=Line())
    assert stand_in.requests[0] == stand_in.requests[1]
    assert b"ookie" not in stand_in.requests[1]


def test_a_way_to_another_place_is_not_taken(stand_in: StandIn) -> None:
    stand_in.answer(Answer(302, b"", {"Location": f"http://{stand_in.host}/woanders"}))
    with pytest.raises(PortalRefusedError):
        fetch_jobs(stand_in.portal(), QUERY, line=Line())
    assert len(stand_in.requests) == 1


def test_nothing_is_told_to_any_log(stand_in: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    stand_in.answer(as_json(page(posting())))
    fetch_jobs(stand_in.portal(), JobQuery("Hebamme", "Pirna"), line=Line())
    told = " ".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert "Hebamme" not in told
    assert "Pirna" not in told
