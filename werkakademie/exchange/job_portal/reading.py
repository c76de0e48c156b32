"""Reads what the search answered. Each key may be absent, and each value may be anything."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from werkakademie.exchange.job_portal.cleaning import clean_line, clean_link, clean_text
from werkakademie.exchange.job_portal.errors import (
    POSTING_NOT_FOUND,
    BrokenAnswerError,
    JobPortalError,
    PortalRefusedError,
    PostingGoneError,
)
from werkakademie.records.job_portal import JobList, JobPay, JobPlace, JobPosting, PayPer, WorkTime

#: As long as the log keeps them.
_TITLE, _EMPLOYER, _REFERENCE, _CITY = 200, 200, 120, 120
_LONGEST_DESCRIPTION = 12_000
_MOST_POSTINGS, _MOST_PLACES, _MOST_CODES = 100, 10, 5
_CODE: Final = re.compile(r"[A-Z0-9_]{1,60}")

_WORK_TIMES: Final = (
    ("arbeitszeitVollzeit", WorkTime.FULL_TIME),
    ("arbeitszeitTeilzeitVormittag", WorkTime.PART_TIME_MORNING),
    ("arbeitszeitTeilzeitNachmittag", WorkTime.PART_TIME_AFTERNOON),
    ("arbeitszeitTeilzeitAbend", WorkTime.PART_TIME_EVENING),
    ("arbeitszeitTeilzeitFlexibel", WorkTime.PART_TIME_FLEXIBLE),
    ("arbeitszeitSchichtNachtWochenende", WorkTime.SHIFT_NIGHT_WEEKEND),
    ("istGeringfuegigeBeschaeftigung", WorkTime.MARGINAL),
)
_PAY_PER: Final = {"STUNDENLOHN": PayPer.HOUR, "MONATSGEHALT": PayPer.MONTH, "JAHRESGEHALT": PayPer.YEAR}
_TERMS: Final = {"UNBEFRISTET": True, "BEFRISTET": False}


def read_answer(data: bytes) -> Mapping[str, Any]:
    """The object that an answer is. Raises BrokenAnswerError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Umlauts of a server that writes as in former times; a wrong letter is better than no posting.
        text = data.decode("cp1252", errors="replace")
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        raise BrokenAnswerError("no JSON") from None
    if not isinstance(answer, dict):
        raise BrokenAnswerError("no JSON object")
    return answer


def read_list(answer: Mapping[str, Any]) -> JobList:
    """A page of postings; entries that say nothing are counted and passed over. Raises JobPortalError."""
    _refuse_messages(answer, status=200)
    entries = answer.get("ergebnisliste")
    total, page = _whole(answer.get("maxErgebnisse")), _whole(answer.get("page")) or 1
    if entries is None:
        # Left out when nothing was found; an answer that speaks of postings and has none is another one.
        if total is None or (total > 0 and page == 1):
            raise BrokenAnswerError("no list of postings")
        return JobList((), total, page)
    if not isinstance(entries, list):
        raise BrokenAnswerError("no list of postings")
    read = [_posting(entry) for entry in entries[:_MOST_POSTINGS]]
    postings = {posting.reference: posting for posting in read if posting is not None}
    return JobList(tuple(postings.values()), total, page, unreadable=sum(posting is None for posting in read))


def read_details(answer: Mapping[str, Any]) -> JobPosting:
    """One posting with its description. Raises PostingGoneError, also for the answer that comes with HTTP 200."""
    _refuse_messages(answer, status=200)
    posting = _posting(answer)
    if posting is None:
        raise BrokenAnswerError("no posting")
    return posting


def refusal(status: int, data: bytes) -> JobPortalError:
    """What an answer other than 200 means."""
    try:
        codes = _codes(read_answer(data))
    except BrokenAnswerError:
        codes = ()
    return PostingGoneError() if POSTING_NOT_FOUND in codes else PortalRefusedError(status, codes)


def _refuse_messages(answer: Mapping[str, Any], *, status: int) -> None:
    codes = _codes(answer)
    if POSTING_NOT_FOUND in codes:
        raise PostingGoneError
    if codes:
        raise PortalRefusedError(status, codes)


def _codes(answer: Mapping[str, Any]) -> tuple[str, ...]:
    messages = answer.get("messages")
    if not isinstance(messages, list):
        return ()
    said = (message.get("code") for message in messages[:_MOST_CODES] if isinstance(message, dict))
    return tuple(code for code in said if isinstance(code, str) and _CODE.fullmatch(code))


def _posting(entry: object) -> JobPosting | None:
    """None for an entry that can't be told from another, or has no name."""
    if not isinstance(entry, dict):
        return None
    reference = clean_line(entry.get("referenznummer"), _REFERENCE)
    occupation = clean_line(entry.get("hauptberuf"), _TITLE)
    title = clean_line(entry.get("stellenangebotsTitel"), _TITLE) or occupation
    if not reference or not title:
        return None
    published = _day(_part(entry, "veroeffentlichungszeitraum").get("von"))
    return JobPosting(
        reference=reference,
        title=title,
        occupation=occupation,
        employer=clean_line(entry.get("firma"), _EMPLOYER),
        places=_places(entry.get("stellenlokationen")),
        published_on=published or _day(entry.get("datumErsteVeroeffentlichung")),
        starts_on=_day(_part(entry, "eintrittszeitraum").get("von")),
        distance_km=_whole(entry.get("entfernung")),
        work_times=tuple(time for key, time in _WORK_TIMES if entry.get(key) is True),
        permanent=_TERMS.get(clean_line(entry.get("vertragsdauer"), 40)),
        home_office=_yes_or_no(entry.get("homeofficemoeglich")),
        temporary_agency=entry.get("istArbeitnehmerUeberlassung") is True,
        pay=_pay(entry),
        link=clean_link(entry.get("externeURL")),
        description=clean_text(entry.get("stellenangebotsBeschreibung"), _LONGEST_DESCRIPTION),
    )


def _places(value: object) -> tuple[JobPlace, ...]:
    if not isinstance(value, list):
        return ()
    addresses = [_part(place, "adresse") for place in value[:_MOST_PLACES] if isinstance(place, dict)]
    places = (_place(address) for address in addresses)
    return tuple(dict.fromkeys(place for place in places if place.city or place.postcode))


def _place(address: Mapping[str, Any]) -> JobPlace:
    street = f"{clean_line(address.get('strasse'), 120)} {clean_line(address.get('hausnummer'), 20)}"
    postcode = address.get("plz")
    if isinstance(postcode, int) and not isinstance(postcode, bool) and 0 < postcode < 100_000:
        postcode = f"{postcode:05d}"
    return JobPlace(clean_line(postcode, 12), clean_line(address.get("ort"), _CITY), street.strip())


def _pay(entry: Mapping[str, Any]) -> JobPay | None:
    per = _PAY_PER.get(clean_line(entry.get("verguetungsangabe"), 40))
    fixed = _amount(entry.get("festgehalt"))
    least, most = _amount(entry.get("gehaltsspanneVon")) or fixed, _amount(entry.get("gehaltsspanneBis")) or fixed
    if per is None or (least is None and most is None):
        return None
    ends = sorted(end for end in (least, most) if end is not None)
    return JobPay(per, ends[0], ends[-1])


def _amount(value: object) -> Decimal | None:
    """Euro in cents; None for what nobody is paid."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        amount = Decimal(str(value)).quantize(Decimal("0.01"))
    except (InvalidOperation, ValueError):
        return None
    return amount if amount.is_finite() and 0 < amount < 10_000_000 else None


def _part(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _whole(value: object) -> int | None:
    """A count that is one; older answers wrote them as texts."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value) if 0 <= value < 1_000_000_000 else None


def _day(value: object) -> date | None:
    """The day of a text that begins with one."""
    if not isinstance(value, str) or not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])", value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
