"""Reading what the job search answers: odd entries one by one, and any JSON at all."""

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.job_portal.answers import messages, page, posting
from werkakademie.exchange.job_portal.cleaning import LONGEST_LINK, clean_line, clean_link, clean_text
from werkakademie.exchange.job_portal.errors import (
    BrokenAnswerError,
    JobPortalError,
    PortalRefusedError,
    PostingGoneError,
)
from werkakademie.exchange.job_portal.reading import read_answer, read_details, read_list, refusal
from werkakademie.records.job_portal import JobList, JobPay, JobPlace, JobPosting, PayPer, WorkTime


def only(entry: Any) -> JobPosting:
    (read,) = read_list(page(entry)).postings
    return read


def test_a_whole_posting() -> None:
    assert only(posting()) == JobPosting(
        reference="10000-0001-S",
        title="Verkäufer/in (m/w/d) 1",
        occupation="Verkäufer/in",
        employer="Kaufhaus Muster GmbH",
        places=(JobPlace("04109", "Musterstadt", "Musterweg 3a"),),
        published_on=date(2026, 11, 20),
        starts_on=date(2026, 12, 1),
        distance_km=4,
        work_times=(WorkTime.PART_TIME_MORNING,),
        permanent=True,
        home_office=False,
        pay=JobPay(PayPer.HOUR, Decimal("13.90"), Decimal("15.00")),
        link="https://www.beispiel.de/jobs/42?von=suche",
    )


def test_absent_keys_are_absent() -> None:
    bare = {"referenznummer": "1", "stellenangebotsTitel": "Koch"}
    assert only(bare) == JobPosting(reference="1", title="Koch")


@pytest.mark.parametrize("key", sorted(posting()))
@pytest.mark.parametrize("value", [None, "", "KEINE_ANGABE", "KEINE_ANGABEN", 7, -1, True, [], {}, [None], {"von": 1}])
def test_any_key_may_be_anything(key: str, value: object) -> None:
    found = read_list(page(posting() | {key: value}))
    assert len(found.postings) + found.unreadable == 1
    assert "KEINE_ANGABE" not in repr(found)


def test_entries_that_say_nothing_are_passed_over_and_counted() -> None:
    found = read_list(page({"kaputt": True}, None, "x", posting(1), {"referenznummer": "2"}, posting(1)))
    assert [each.reference for each in found.postings] == ["10000-0001-S"]
    assert found.unreadable == 4


def test_nothing_found_has_no_list() -> None:
    assert read_list(page()) == JobList((), 0, 1)
    assert read_list(page(total=12, number=3)) == JobList((), 12, 3), "behind the last page"


@pytest.mark.parametrize(
    "answer",
    [{}, {"stellenangebote": [], "maxErgebnisse": "1", "page": "1"}, {"ergebnisliste": {}}, {"ergebnisliste": "x"}],
)
def test_another_answer_is_not_an_empty_list(answer: dict[str, Any]) -> None:
    with pytest.raises(BrokenAnswerError):
        read_list(answer)


def test_messages_are_a_no_whatever_the_status() -> None:
    with pytest.raises(PostingGoneError):
        read_details(messages("STELLENANGEBOT_NICHT_GEFUNDEN"))
    with pytest.raises(PortalRefusedError) as caught:
        read_list(messages("ZU_VIEL"))
    assert caught.value.codes == ("ZU_VIEL",)
    odds: tuple[Any, ...] = ([], [1], [{}], [{"code": 5}], [{"code": "<b>x</b>"}], {"code": "X"}, "X")
    for odd in odds:
        assert isinstance(refusal(500, json.dumps({"messages": odd}).encode()), PortalRefusedError)


def test_postcodes_keep_their_nought() -> None:
    for given_code, read in ((4109, "04109"), ("04109", "04109"), (True, ""), (-5, ""), (10**9, "")):
        place = {"adresse": {"plz": given_code, "ort": "Leipzig"}}
        assert only(posting(stellenlokationen=[place])).places == (JobPlace(read, "Leipzig"),)


def test_pay_is_a_span_of_something_that_is_paid() -> None:
    assert only(posting(gehaltsspanneBis=None)).pay == JobPay(PayPer.HOUR, Decimal("13.90"), Decimal("13.90"))
    swapped = only(posting(gehaltsspanneVon=20, gehaltsspanneBis=15)).pay
    assert swapped == JobPay(PayPer.HOUR, Decimal("15.00"), Decimal("20.00"))
    for odd in (float("nan"), float("inf"), -3, 0, True, "13", 1e300):
        assert only(posting(gehaltsspanneVon=odd, gehaltsspanneBis=odd)).pay is None


def test_days_are_days() -> None:
    assert only(posting(eintrittszeitraum={"von": "2026-10-01T07:07:51.110"})).starts_on == date(2026, 10, 1)
    for odd in ("2026-02-31", "heute", "20261001", "2026-10-011", "", 20261001, None):
        assert only(posting(eintrittszeitraum={"von": odd})).starts_on is None


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://www.beispiel.de/jobs/42", "https://www.beispiel.de/jobs/42"),
        ("HTTP://Www.Beispiel.de:8080/a?b=c#d", "http://www.beispiel.de:8080/a?b=c#d"),
        (" https://www.beispiel.de/ ", "https://www.beispiel.de/"),
        ("https://www.beispiel.de/%C3%A4?x=1%202", "https://www.beispiel.de/%C3%A4?x=1%202"),
        ("https://www.beispiel.de/ä", "https://www.beispiel.de/%C3%A4"),
        ("https://bücher.beispiel.de/", "https://xn--bcher-kva.beispiel.de/"),
        ("https://аrbeitsagentur.de/", "https://xn--rbeitsagentur-v1k.de/"),
        ("javascript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("file:///etc/passwd", ""),
        ("httpevil://beispiel.de", ""),
        ("www.beispiel.de/jobs/42", ""),
        ("//www.beispiel.de", ""),
        ("https://", ""),
        ("https:///weg", ""),
        ("https://arbeitsagentur.de@boese.example/", ""),
        ("https://name:wort@beispiel.de/", ""),
        ("https://beispiel.de\\@boese.example/", ""),
        ("https://beispiel.de:99999/", ""),
        ("https://beispiel.de:x/", ""),
        ("https://[::1]/", ""),
        ("https://localhost/", ""),
        ("https://beispiel.de/\u202egpj.exe", ""),
        ("https://beispiel.de/\u200b", ""),
        ("https://beispiel.de/a b", ""),
        ("https://beispiel.de/\njavascript:x", ""),
        ("ht\ntps://beispiel.de/", ""),
        ("https://beispiel.de/\x00", ""),
        ("https://beispiel.de/" + "a" * LONGEST_LINK, ""),
        ("https://beispiel.de/" + "ä" * 300, ""),
        ({"url": "https://beispiel.de"}, ""),
        (["https://beispiel.de"], ""),
        (5, ""),
        (None, ""),
    ],
)
def test_only_plain_links_are_kept(link: object, kept: str) -> None:
    assert clean_link(link) == kept


def test_signs_that_deceive_are_dropped() -> None:
    assert clean_line("Koch\u202e moc.esöb\u202c \u2066X\u2069", 200) == "Koch moc.esöb X"
    assert clean_line("a\x00b\x1b[31mc\x7f\ud800\ufeff\u00adz", 200) == "ab[31mcz"
    assert clean_line(" zwei\r\n\tZeilen\u2028drei ", 200) == "zwei Zeilen drei"
    assert clean_line("نیم\u200cفاصله", 200) == "نیم\u200cفاصله"
    assert clean_line("x" * 300, 200) == "x" * 199 + "…"


def test_markdown_becomes_plain() -> None:
    text = "## Ihre Aufgaben \n\n\n\n- kochen\n- WS\\*  \n**viel** <b>Spaß</b>\n#1 der Stadt"
    assert clean_text(text, 500) == "Ihre Aufgaben\n\n• kochen\n• WS*\nviel <b>Spaß</b>\n#1 der Stadt"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*posting(), "ergebnisliste", "messages", "code", "adresse", "von", "plz"]), inner
        )
    ),
    max_leaves=25,
)


@given(answer=st.dictionaries(st.sampled_from(["ergebnisliste", "messages", "maxErgebnisse", "page"]), JSON))
def test_any_list_is_read_or_refused(answer: dict[str, Any]) -> None:
    with suppress(JobPortalError):
        for each in read_list(read_answer(json.dumps(answer).encode())).postings:
            repr(each).encode()
            assert each.reference
            assert len(each.title) <= 200


@given(changes=st.dictionaries(st.sampled_from(sorted(posting())), JSON))
def test_any_posting_is_read_or_refused(changes: dict[str, Any]) -> None:
    with suppress(JobPortalError):
        read_details(posting() | changes)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(JobPortalError):
        read_list(read_answer(data))


@given(text=st.text(max_size=60))
def test_a_link_is_plain_or_none(text: str) -> None:
    for link in (clean_link(text), clean_link(f"https://a.de/{text}"), clean_link(f"https://{text}.de")):
        assert link == "" or (link.isascii() and link.isprintable() and " " not in link)
        assert link == "" or link.startswith(("https://", "http://"))
        assert clean_link(link) == link
