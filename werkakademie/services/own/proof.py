"""Papers about the own log: the Bewerbungsnachweis, and a blank sheet to write on at home."""

from datetime import date

from werkakademie.i18n import chosen_language
from werkakademie.records.job_search import ApplicantRow, ApplicationProof
from werkakademie.records.permissions import Permission
from werkakademie.rules.job_search import applications_between
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.storage import job_search
from werkakademie.storage.own import log as queries
from werkakademie.storage.sites import the_site


def own_proof(own: OwnPlace, *, first: date, last: date) -> bytes:
    """The person's applications and other activities of a span of days as PDF, in German."""
    own.require(Permission.OWN_PLACE)
    from werkakademie.reports.application_record import application_record

    with own.store.read() as tx:
        person = require_writable(own, tx)
        site = the_site(tx)
        applications = applications_between(job_search.applications_of(tx, own.participant_id), first, last)
        activities = queries.activities_of(tx, own.participant_id)
        proof = ApplicationProof(
            person=ApplicantRow(
                own.participant_id, person.given_names, person.family_name, person.own_number, "", 0, 0, None
            ),
            first=first,
            last=last,
            made_on=tx.today,
            site_name=site.name,
            practice=site.practice,
            applications=applications,
            activities=tuple(one for one in activities if first <= one.happened_on <= last),
        )
    return application_record(proof)


def blank_sheet(own: OwnPlace) -> bytes:
    """An empty table to write applications down at home, in the language of the screen."""
    own.require(Permission.OWN_PLACE)
    from werkakademie.reports.log_sheet import log_sheet

    with own.store.read() as tx:
        site = the_site(tx)
        return log_sheet(language=chosen_language(), site_name=site.name, practice=site.practice)
