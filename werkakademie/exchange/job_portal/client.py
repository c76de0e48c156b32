"""Asks the job search: one request, these headers and no other, no redirect, no cookie, no proxy, a limit to all."""

import base64
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import quote, urlencode

from werkakademie.errors import Cancelled
from werkakademie.exchange.job_portal.errors import (
    BrokenAnswerError,
    InsecureLineError,
    JobPortalError,
    NoNetworkError,
    PortalRefusedError,
    SlowPortalError,
)
from werkakademie.exchange.job_portal.line import Line
from werkakademie.exchange.job_portal.reading import read_answer, read_details, read_list, refusal
from werkakademie.records.job_portal import JobList, JobPosting, JobQuery, PortalSettings

if TYPE_CHECKING:
    import httpx

#: Says what asks, and neither which version nor on which system.
USER_AGENT: Final = "Werkakademie"

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds and bytes; `whole_seconds` counts from the request to the last byte."""

    connect_seconds: float = 6.0
    read_seconds: float = 10.0
    whole_seconds: float = 20.0
    most_bytes: int = 3_000_000


def fetch_jobs(portal: PortalSettings, query: JobQuery, *, line: Line, limits: Limits | None = None) -> JobList:
    """A page of postings. Raises JobPortalError, and Cancelled after `line` was hung up."""
    return _fetch(portal, search_address(portal, query), read_list, line, limits or Limits())


def fetch_details(portal: PortalSettings, reference: str, *, line: Line, limits: Limits | None = None) -> JobPosting:
    """One posting with its description. Raises JobPortalError, and Cancelled after `line` was hung up."""
    return _fetch(portal, detail_address(portal, reference), read_details, line, limits or Limits())


def search_address(portal: PortalSettings, query: JobQuery) -> str:
    """What is left empty is left out."""
    asked: list[tuple[str, str | int]] = []
    if query.what:
        asked.append(("was", query.what))
    if query.where:
        asked += [("wo", query.where), ("umkreis", query.radius_km)]
    asked += [("page", query.page), ("size", query.size)]
    return f"{portal.base_address.rstrip('/')}{portal.search_path}?{urlencode(asked, quote_via=quote)}"


def detail_address(portal: PortalSettings, reference: str) -> str:
    """The posting is named by the base64 of its reference number."""
    named = quote(base64.b64encode(reference.encode()).decode("ascii"), safe="=")
    return portal.base_address.rstrip("/") + portal.detail_path.replace("{reference}", named)


def _fetch(portal: PortalSettings, address: str, read: Callable[..., _Read], line: Line, limits: Limits) -> _Read:
    with _deadline(line, limits.whole_seconds) as is_late:
        try:
            return read(read_answer(_answer(portal, address, line, limits)))
        except JobPortalError:
            # Whoever hung up gets to hear just that, not what it looked like from here.
            if is_late():
                raise SlowPortalError from None
            if line.is_ended:
                raise Cancelled from None
            raise


@contextmanager
def _deadline(line: Line, seconds: float) -> Iterator[Callable[[], bool]]:
    """Hangs up when the time is over; gives the question whether it did."""
    late = threading.Event()

    def end() -> None:
        late.set()
        line.hang_up()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late.is_set
    finally:
        timer.cancel()


def _answer(portal: PortalSettings, address: str, line: Line, limits: Limits) -> bytes:
    """The body of a good answer. The transport alone: it knows no redirects, cookies, logins, proxies, and no log."""
    import httpx

    headers = {
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": USER_AGENT,
        "X-API-Key": portal.api_key,
        "Connection": "close",
    }
    times = {
        "connect": limits.connect_seconds,
        "read": limits.read_seconds,
        "write": limits.read_seconds,
        "pool": limits.connect_seconds,
    }
    try:
        request = httpx.Request("GET", address, headers=headers, extensions={"timeout": times, "trace": line.watch})
        if line.is_ended:
            raise NoNetworkError
        with httpx.HTTPTransport(verify=_trust(), trust_env=False) as transport:
            response = transport.handle_request(request)
            try:
                body = _body(response, limits.most_bytes)
            finally:
                response.close()
    except httpx.TimeoutException:
        raise SlowPortalError from None
    except httpx.ConnectError as error:
        raise (InsecureLineError if _is_about_trust(error) else NoNetworkError)() from None
    except httpx.NetworkError:
        raise NoNetworkError from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise BrokenAnswerError(type(error).__name__) from None
    if response.status_code != 200:
        raise refusal(response.status_code, body)
    return body


def _body(response: "httpx.Response", most: int) -> bytes:
    """The bytes as they were meant; raises BrokenAnswerError for more than anybody needs."""
    if 300 <= response.status_code < 400:
        raise PortalRefusedError(response.status_code)
    received = bytearray()
    for part in response.iter_raw():
        received += part
        if len(received) > most:
            raise BrokenAnswerError("too large")
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        return bytes(received)
    if packing != "gzip":
        raise BrokenAnswerError("packed")
    return _unpacked(bytes(received), most)


def _unpacked(packed: bytes, most: int) -> bytes:
    """Some servers pack unasked; a small answer must not become a large one."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        body = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise BrokenAnswerError("packed") from None
    if len(body) > most:
        raise BrokenAnswerError("too large")
    return body


def _trust() -> ssl.SSLContext:
    """Who is believed: whom the PC believes, and the authorities that come with the program."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _is_about_trust(error: BaseException) -> bool:
    """Whether a connection failed because of its certificate."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, ssl.SSLError):
            return True
        link = link.__cause__ or link.__context__
    return False
