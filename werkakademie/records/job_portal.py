"""What the job search in the net asks and answers; values only, each text cleaned and cut where it was read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

#: As many as fit on a calm page.
POSTINGS_A_PAGE: Final = 10
#: In kilometres, as they are offered; 0 is the place itself.
RADII: Final = (0, 5, 10, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """Where the search asks; off until the lead turns it on. `{reference}` in the path is where a posting is named."""

    enabled: bool = False
    base_address: str = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service"
    search_path: str = "/pc/v6/jobs"
    detail_path: str = "/pc/v4/jobdetails/{reference}"
    api_key: str = "jobboerse-jobsuche"


#: What „Zurücksetzen“ brings back.
PORTAL_AS_DELIVERED: Final = PortalSettings()


@dataclass(frozen=True, slots=True)
class JobQuery:
    """All that leaves the house: occupation, place or postcode, radius in kilometres, and which page of the list."""

    what: str = ""
    where: str = ""
    radius_km: int = 25
    page: int = 1
    size: int = POSTINGS_A_PAGE


class WorkTime(Enum):
    """When the work is done; a posting can name several."""

    FULL_TIME = "full_time"
    PART_TIME_MORNING = "part_time_morning"
    PART_TIME_AFTERNOON = "part_time_afternoon"
    PART_TIME_EVENING = "part_time_evening"
    PART_TIME_FLEXIBLE = "part_time_flexible"
    SHIFT_NIGHT_WEEKEND = "shift_night_weekend"
    MARGINAL = "marginal"


class PayPer(Enum):
    """What the pay is counted for."""

    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class JobPay:
    """A span in euro; both ends may be the same."""

    per: PayPer
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class JobPlace:
    """Where the work is; empty texts for what the posting does not say."""

    postcode: str = ""
    city: str = ""
    #: With the house number, of the employer.
    street: str = ""


@dataclass(frozen=True, slots=True)
class JobPosting:
    """One posting; an empty text, None or an empty tuple where it says nothing."""

    reference: str
    title: str
    occupation: str = ""
    employer: str = ""
    places: tuple[JobPlace, ...] = ()
    published_on: date | None = None
    starts_on: date | None = None
    distance_km: int | None = None
    work_times: tuple[WorkTime, ...] = ()
    #: Whether the contract has no end.
    permanent: bool | None = None
    home_office: bool | None = None
    temporary_agency: bool = False
    pay: JobPay | None = None
    #: Written by the employer: http or https, to be read and never opened by itself.
    link: str = ""
    #: Only with the details.
    description: str = ""


@dataclass(frozen=True, slots=True)
class JobList:
    """One page of what was found. `total` is None where the answer does not say it."""

    postings: tuple[JobPosting, ...] = ()
    total: int | None = 0
    page: int = 1
    #: Entries of the page that could not be read, and were passed over.
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class PreparedSearch:
    """A search that was looked over, with where it goes."""

    portal: PortalSettings
    query: JobQuery
