"""What the job search may answer, and what is made of it: a list, or one sentence that helps."""

import gzip
import json
import socket
import ssl
import threading
import time

import pytest

from tests.job_portal.answers import messages, page, posting
from tests.job_portal.stand_in import Answer, StandIn, as_json
from werkakademie.errors import Cancelled
from werkakademie.exchange.job_portal import client
from werkakademie.exchange.job_portal.client import Limits, fetch_details, fetch_jobs
from werkakademie.exchange.job_portal.errors import (
    BrokenAnswerError,
    InsecureLineError,
    JobPortalError,
    NoNetworkError,
    PortalRefusedError,
    PostingGoneError,
    SlowPortalError,
)
from werkakademie.exchange.job_portal.line import Line
from werkakademie.records.job_portal import JobList, JobQuery, PortalSettings

QUERY = JobQuery("Verkauf", "Leipzig")
SHORT = Limits(connect_seconds=2, read_seconds=0.2, whole_seconds=0.5, most_bytes=20_000)


SMALL = Limits(most_bytes=20_000)


def nothing_found(size: int) -> bytes:
    """A good answer that is as long as that."""
    return b'{"maxErgebnisse": 0' + b" " * (size - 20) + b"}"


def ask(stand_in: StandIn, limits: Limits = SMALL) -> JobList:
    return fetch_jobs(stand_in.portal(), QUERY, line=Line(), limits=limits)


def test_a_page_comes_back(stand_in: StandIn) -> None:
    stand_in.answer(as_json(page(posting(1), posting(2), total=37)))
    found = ask(stand_in)
    assert [each.reference for each in found.postings] == ["10000-0001-S", "10000-0002-S"]
    assert found.total == 37


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json(messages("EINGABEN_UNVOLLSTAENDIG_ODER_FEHLERHAFT"), 400), PortalRefusedError),
        (as_json(messages("EINGABEN_UNVOLLSTAENDIG_ODER_FEHLERHAFT"), 200), PortalRefusedError),
        (Answer(401), PortalRefusedError),
        (Answer(403, b"<html>Zugriff verweigert</html>", {"Content-Type": "text/html"}), PortalRefusedError),
        (as_json(messages("STELLENANGEBOT_NICHT_GEFUNDEN"), 404), PostingGoneError),
        (as_json(messages("STELLENANGEBOT_NICHT_GEFUNDEN"), 200), PostingGoneError),
        (Answer(404, b"Not found", {}), PortalRefusedError),
        (Answer(429), PortalRefusedError),
        (Answer(500, b"\x00\xff", {}), PortalRefusedError),
        (Answer(503, b"[", {}), PortalRefusedError),
        (
            Answer(200, b"<html>Bitte melden Sie sich am WLAN an</html>", {"Content-Type": "text/html"}),
            BrokenAnswerError,
        ),
        (Answer(200, b""), BrokenAnswerError),
        (Answer(204), PortalRefusedError),
        (Answer(200, b"[]"), BrokenAnswerError),
        (Answer(200, b'{"ergebnisliste": ['), BrokenAnswerError),
        (Answer(200, b"[" * 15_000), BrokenAnswerError),
        (Answer(200, b'{"maxErgebnisse": ' + b"9" * 6000 + b"}"), BrokenAnswerError),
        (Answer(200, nothing_found(30_000)), BrokenAnswerError),
        (Answer(200, b"{}", {"Content-Length": "4000"}), BrokenAnswerError),
        (Answer(200, gzip.compress(nothing_found(5_000_000)), {"Content-Encoding": "gzip"}), BrokenAnswerError),
        (Answer(200, b"not packed", {"Content-Encoding": "gzip"}), BrokenAnswerError),
        (Answer(200, b"{}", {"Content-Encoding": "br"}), BrokenAnswerError),
        (Answer(raw=b"SSH-2.0-OpenSSH_9.2\r\n"), BrokenAnswerError),
        (Answer(raw=b""), BrokenAnswerError),
        (Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000), BrokenAnswerError),
    ],
)
def test_each_other_answer_is_one_error_with_a_sentence(
    stand_in: StandIn, answer: Answer, error: type[JobPortalError]
) -> None:
    stand_in.answer(answer)
    with pytest.raises(error) as caught:
        ask(stand_in)
    assert caught.value.sentence().endswith(".")
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("status", "beginning"),
    [
        (400, "Die Stellensuche versteht diese Suche nicht."),
        (403, "Die Stellensuche lässt uns gerade nicht suchen."),
        (404, "Die Stellensuche lässt uns gerade nicht suchen."),
        (429, "Die Stellensuche hat gerade zu viele Fragen."),
        (502, "Die Stellensuche hat gerade eine Störung."),
    ],
)
def test_a_no_says_what_to_do(stand_in: StandIn, status: int, beginning: str) -> None:
    stand_in.answer(as_json(messages("EIN_CODE", "kein code!"), status))
    with pytest.raises(PortalRefusedError) as caught:
        ask(stand_in)
    assert caught.value.sentence().startswith(beginning)
    assert caught.value.detail() == f"HTTP {status}, EIN_CODE"


def test_packed_answers_and_other_charsets_are_read(stand_in: StandIn) -> None:
    body = json.dumps(page(posting(firma="Bäckerei Süß")), ensure_ascii=False)
    gzipped = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    for answer in (
        Answer(200, body.encode()),
        Answer(200, b"\xef\xbb\xbf" + body.encode()),
        Answer(200, body.encode(), {"Content-Type": "text/html; charset=iso-8859-1"}),
        Answer(200, body.encode("latin-1"), {"Content-Type": "application/json; charset=utf-8"}),
        Answer(200, gzip.compress(body.encode()), gzipped),
    ):
        stand_in.answer(answer)
        assert [each.employer for each in ask(stand_in).postings] == ["Bäckerei Süß"]


def test_silence_is_slow(stand_in: StandIn) -> None:
    stand_in.answer(Answer(waits=True))
    with pytest.raises(SlowPortalError):
        ask(stand_in, SHORT)


def test_byte_by_byte_is_slow_too(stand_in: StandIn) -> None:
    """Each byte comes in time; the whole does not."""
    stand_in.answer(Answer(200, b" " * 10_000, trickles=True))
    began = time.monotonic()
    with pytest.raises(SlowPortalError):
        ask(stand_in, Limits(read_seconds=5, whole_seconds=0.3))
    assert time.monotonic() - began < 3


def test_hanging_up_ends_the_wait_at_once(stand_in: StandIn) -> None:
    stand_in.answer(Answer(waits=True))
    line, ends = Line(), []

    def search() -> None:
        try:
            fetch_jobs(stand_in.portal(), QUERY, line=line)
        except Cancelled as error:
            ends.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    assert stand_in.arrived.acquire(timeout=10)
    line.hang_up()
    thread.join(5)
    assert not thread.is_alive()
    assert len(ends) == 1


def test_a_line_that_was_hung_up_asks_nobody(stand_in: StandIn) -> None:
    line = Line()
    line.hang_up()
    with pytest.raises(Cancelled):
        fetch_jobs(stand_in.portal(), QUERY, line=line)
    assert stand_in.requests == []


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    portal = PortalSettings(True, f"http://127.0.0.1:{port}")
    with pytest.raises(NoNetworkError) as caught:
        fetch_jobs(portal, QUERY, line=Line())
    assert "Ihre Liste geht auch ohne Internet." in caught.value.sentence()


def test_no_name_server() -> None:
    with pytest.raises(NoNetworkError):
        fetch_jobs(PortalSettings(True, "https://gibt-es-nicht.invalid"), QUERY, line=Line())


def test_who_speaks_no_tls_is_not_believed(stand_in: StandIn) -> None:
    stand_in.answer(Answer(raw=b"HTTP/1.1 400 Bad\r\n\r\n"))
    portal = PortalSettings(True, f"https://{stand_in.host}")
    with pytest.raises((InsecureLineError, NoNetworkError, SlowPortalError)):
        fetch_jobs(portal, QUERY, line=Line(), limits=SHORT)


def test_a_certificate_that_nobody_vouches_for_is_not_believed() -> None:
    """As the client sees it: the handshake fails, whatever the system's store holds."""
    error = client_error(ssl.SSLCertVerificationError("self-signed certificate"))
    assert client._is_about_trust(error)
    assert not client._is_about_trust(client_error(ConnectionRefusedError()))


def client_error(cause: OSError) -> Exception:
    import httpx

    error = httpx.ConnectError("no")
    error.__cause__ = cause
    return error


def test_details_of_a_posting_that_is_gone(stand_in: StandIn) -> None:
    stand_in.answer(as_json(messages("STELLENANGEBOT_NICHT_GEFUNDEN")))
    with pytest.raises(PostingGoneError):
        fetch_details(stand_in.portal(), "10000-0001-S", line=Line())
