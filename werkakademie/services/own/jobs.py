"""Searching for jobs in the net, and taking a posting over into the own log. What was searched for is kept nowhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from werkakademie.errors import FieldProblem, SituationError
from werkakademie.exchange.job_portal.line import Line as Line
from werkakademie.i18n import _
from werkakademie.models import ApplicationEvent, Employer, JobApplication, JobApplicationFields, Participant
from werkakademie.records.changes import Done
from werkakademie.records.enums import ApplicationStage, VacancySource
from werkakademie.records.ids import ApplicationEventId, EmployerId, JobApplicationId
from werkakademie.records.job_portal import RADII, JobList, JobPosting, JobQuery, PortalSettings, PreparedSearch
from werkakademie.records.own_log import UNKNOWN_EMPLOYER
from werkakademie.records.permissions import Permission
from werkakademie.rules.folding import fold
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.services.validation import refuse, validated
from werkakademie.storage import job_search
from werkakademie.storage.own import jobs
from werkakademie.storage.transaction import Transaction

LONGEST_WHAT, LONGEST_WHERE = 80, 60

_PLACE: Final = re.compile(r"[0-9]{5}|([0-9]{5} )?[^\W\d_][^\d_@:;<>=]*")


class PortalOffError(SituationError):
    """The lead did not turn the search on."""

    def sentence(self) -> str:
        return _("Die Stellensuche im Internet ist hier ausgeschaltet. Ihre Liste geht trotzdem.")


@dataclass(frozen=True, slots=True)
class JobsPlace:
    """What the page needs before anybody asks."""

    is_open: bool
    #: Where the person lives: a postcode, or a town if that is all that is known.
    where: str
    logged: Mapping[str, JobApplicationId]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The application that a posting became, or was before."""

    application_id: JobApplicationId
    reference: str
    was_there: bool


def jobs_place(own: OwnPlace) -> JobsPlace:
    """Whether the search is turned on, and which postings stand in the log already."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        person = tx.get(Participant, own.participant_id)
        return JobsPlace(
            is_open=jobs.portal_settings(tx).enabled,
            where=_place_of(person),
            logged=jobs.logged_references(tx, own.participant_id),
        )


def prepare_search(own: OwnPlace, *, what: str, where: str, radius_km: int, page: int = 1) -> PreparedSearch:
    """Look over what is about to leave the house. Raises PortalOffError, InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        portal = _portal(tx)
        person = tx.get(Participant, own.participant_id)
        what, where = " ".join(what.split()), " ".join(where.split())
        problems = [*_what_problems(what, person), *_where_problems(where, person)]
    if not what and not where and not problems:
        problems = [FieldProblem("what", _("Bitte schreiben Sie einen Beruf oder einen Ort."))]
    refuse(problems)
    radius = min(RADII, key=lambda each: abs(each - radius_km))
    return PreparedSearch(portal, JobQuery(what, where, radius, max(page, 1)))


def search_jobs(own: OwnPlace, prepared: PreparedSearch, *, line: Line) -> JobList:
    """A page of postings. It waits for the net and does not touch the store: run it in a thread of its own.

    Raises JobPortalError, and Cancelled after `line` was hung up.
    """
    own.require(Permission.OWN_PLACE)
    from werkakademie.exchange.job_portal.client import fetch_jobs

    found = fetch_jobs(prepared.portal, prepared.query, line=line)
    # Some answers count their pages from nought or say nothing: what was asked for is what is shown.
    return replace(found, page=prepared.query.page)


def prepare_details(own: OwnPlace) -> PortalSettings:
    """Where a posting is asked for. Raises PortalOffError."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return _portal(tx)


def job_details(own: OwnPlace, portal: PortalSettings, posting: JobPosting, *, line: Line) -> JobPosting:
    """The posting with its description. It waits for the net and does not touch the store.

    Raises JobPortalError, and Cancelled after `line` was hung up.
    """
    own.require(Permission.OWN_PLACE)
    from werkakademie.exchange.job_portal.client import fetch_details

    details = fetch_details(portal, posting.reference, line=line)
    # The list knows how far it is; and whatever the details are about, it is this posting that the person chose.
    return replace(
        details,
        reference=posting.reference,
        distance_km=posting.distance_km,
        employer=details.employer or posting.employer,
        places=details.places or posting.places,
    )


def take_over(own: OwnPlace, posting: JobPosting) -> Done[TakenOver]:
    """Write a posting into the log as found; one that stands there already is not written twice."""
    own.require(Permission.OWN_PLACE)
    fields = {
        "position": posting.title,
        "source": VacancySource.JOB_PORTAL,
        "reference": posting.reference,
        "link": posting.link,
    }
    valid = validated(JobApplicationFields, fields)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        known = jobs.logged_references(tx, own.participant_id).get(posting.reference)
        application_id = known or _write(own, tx, posting, valid)
    return Done(TakenOver(application_id, posting.reference, known is not None), tx.changes)


def _write(own: OwnPlace, tx: Transaction, posting: JobPosting, fields: JobApplicationFields) -> JobApplicationId:
    city = posting.places[0].city if posting.places else ""
    application = JobApplication(
        **fields.model_dump(),
        id=JobApplicationId(tx.new_id()),
        participant_id=own.participant_id,
        employer_id=_employer(tx, posting.employer or UNKNOWN_EMPLOYER, city),
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(application)
    tx.flush()
    event = ApplicationEvent(
        id=ApplicationEventId(tx.new_id()),
        application_id=application.id,
        stage=ApplicationStage.RESEARCHED,
        happened_on=tx.today,
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(event)
    return application.id


def _employer(tx: Transaction, name: str, city: str) -> EmployerId:
    """The known employer, or a new one."""
    known = job_search.find_employer(tx, name, city)
    if known is not None:
        return known.id
    employer = Employer(id=EmployerId(tx.new_id()), name=name, city=city, created_at=tx.now)
    tx.add(employer)
    tx.flush()
    return employer.id


def _portal(tx: Transaction) -> PortalSettings:
    portal = jobs.portal_settings(tx)
    if not portal.enabled:
        raise PortalOffError
    return portal


def _place_of(person: Participant) -> str:
    """Only what may leave the house: somebody may have written a street into the town."""
    return next((text for text in (person.postcode.strip(), person.city.strip()) if _PLACE.fullmatch(text)), "")


def _what_problems(what: str, person: Participant) -> list[FieldProblem]:
    """No mail, no phone, no number of anything, no name: an occupation needs none of them."""
    if len(what) > LONGEST_WHAT:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=LONGEST_WHAT)
        return [FieldProblem("what", message)]
    if "@" in what or re.search(r"\d[\d /()-]{2,}\d", what) or _names(what, person):
        message = _("Bitte schreiben Sie hier nur einen Beruf. Keinen Namen, keine Adresse und keine Telefonnummer.")
        return [FieldProblem("what", message)]
    return []


def _where_problems(where: str, person: Participant) -> list[FieldProblem]:
    if not where or (len(where) <= LONGEST_WHERE and _PLACE.fullmatch(where) and not _names(where, person)):
        return []
    message = _("Bitte schreiben Sie hier nur einen Ort oder eine Postleitzahl. Keine Straße und keine Hausnummer.")
    return [FieldProblem("where", message)]


def _names(text: str, person: Participant) -> bool:
    """Whether somebody wrote their own name: both parts of it, for „Koch“ alone is an occupation."""
    words = set(fold(text).split())
    given, family = set(fold(person.given_names).split()), set(fold(person.family_name).split())
    return bool(given & words) and bool(family & words)
