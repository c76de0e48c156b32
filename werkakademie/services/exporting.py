"""Report to the centre: see what would leave, then write a package."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from werkakademie.errors import SituationError
from werkakademie.exchange.reporting import keys
from werkakademie.exchange.reporting.minisign import SigningKey
from werkakademie.exchange.reporting.package import write_package
from werkakademie.exchange.reporting.rows import report_rows, rows_alone
from werkakademie.i18n import _, format_date
from werkakademie.models import ReportingPackage, Site, SiteKey
from werkakademie.records.changes import Done
from werkakademie.records.ids import ReportingPackageId
from werkakademie.records.permissions import Permission
from werkakademie.records.reporting import (
    AgePrecision,
    Coarsening,
    DatePrecision,
    Manifest,
    PackageRow,
    ReportPreview,
    WrittenPackage,
)
from werkakademie.records.results import DEFINITION_VERSION
from werkakademie.services.workplace import Workplace
from werkakademie.storage import reporting, sites
from werkakademie.storage.transaction import Transaction

#: From the finest to the coarsest; a lead chooses.
COARSENINGS = (
    Coarsening(),
    Coarsening(age=AgePrecision.UNDER_OR_OVER_50),
    Coarsening(dates=DatePrecision.QUARTER, age=AgePrecision.UNDER_OR_OVER_50),
    Coarsening(dates=DatePrecision.QUARTER, age=AgePrecision.UNDER_OR_OVER_50, sex=False),
    Coarsening(dates=DatePrecision.YEAR, age=AgePrecision.LEFT_OUT, sex=False),
)
#: Name of the key that signs packages.
SIGNING_KEY = "signing"


class NoCentreError(SituationError):
    """Nobody could open a package: the centre's key is not set."""

    def sentence(self) -> str:
        return _(
            "Der Schlüssel der Zentrale ist noch nicht eingetragen. Es wurde kein Paket geschrieben. "
            "Bitte tragen Sie ihn auf der Seite „Export“ ein; die Zentrale nennt ihn Ihnen."
        )


class NoLegalBasisError(SituationError):
    """Social data leave the house only on a named legal basis."""

    def sentence(self) -> str:
        return _(
            "Die Rechtsgrundlage der Übermittlung ist noch nicht eingetragen. Es wurde kein Paket geschrieben. "
            "Bitte tragen Sie sie einmal ein."
        )


class FutureAsOfError(SituationError):
    """A report can't say what will be."""

    def sentence(self) -> str:
        return _(
            "Der Stand liegt in der Zukunft. Es wurde kein Paket geschrieben. Bitte wählen Sie einen früheren Tag."
        )


def preview(workplace: Workplace, *, as_of: date) -> ReportPreview:
    """What a package of this day would hold, and how many rows stand alone under each way of blurring."""
    workplace.require(Permission.EXPORT)
    with workplace.store.read() as tx:
        site = sites.the_site(tx)
        enrolments = reporting.enrolments_to_report(tx, as_of)
        number = reporting.next_package_number(tx)
    unique = tuple((each, rows_alone(enrolments, each)) for each in COARSENINGS)
    return ReportPreview(
        as_of=as_of,
        number=number,
        rows=len(enrolments),
        groups=len({enrolment.group_id for enrolment in enrolments}),
        unique=unique,
        legal_basis=site.legal_basis,
        centre_recipient=site.centre_recipient,
        practice=site.practice,
    )


def site_line(workplace: Workplace) -> str:
    """What this site gives its centre: who it is and the key behind its signatures, made at the first call."""
    workplace.require(Permission.EXPORT)
    with workplace.store.write(workplace.account_id) as tx:
        return keys.site_line(sites.the_site(tx).id, _signing_key(tx).public_key())


def written_packages(workplace: Workplace) -> Sequence[PackageRow]:
    """The packages that this site has written, the newest first."""
    workplace.require(Permission.EXPORT)
    with workplace.store.read() as tx:
        return reporting.package_rows(tx)


def export_package(
    workplace: Workplace, *, folder: Path, as_of: date, coarsening: Coarsening = COARSENINGS[0]
) -> Done[WrittenPackage]:
    """Write the site's next package for the centre into a folder; a failure leaves neither a file nor a number.

    Raises NoCentreError, NoLegalBasisError, FutureAsOfError, NotWrittenError.
    """
    workplace.require(Permission.EXPORT)
    with ExitStack() as undo:
        with workplace.store.write(workplace.account_id) as tx:
            site = sites.the_site(tx)
            _refuse_unready(site, as_of, tx.today)
            enrolments = reporting.enrolments_to_report(tx, as_of)
            rows = report_rows(enrolments, _pseudonym_secret(tx), coarsening)
            manifest = _manifest(tx, site, as_of, coarsening, len(rows))
            key = _signing_key(tx)
            path = folder / _file_name(site, manifest)
            digest = write_package(path, manifest, rows, key)
            # Until its number is noted, the package does not exist: another would get the same number.
            undo.callback(path.unlink, missing_ok=True)
            tx.add(
                ReportingPackage(
                    id=ReportingPackageId(manifest.package_id),
                    number=manifest.number,
                    as_of=as_of,
                    file_name=path.name,
                    sha256=digest,
                    row_count=len(rows),
                    definition_version=manifest.definition_version,
                    legal_basis=manifest.legal_basis,
                    created_at=tx.now,
                    created_by=tx.actor,
                )
            )
        undo.pop_all()
    written = WrittenPackage(str(path), manifest.number, len(rows), digest, key.public_key())
    return Done(written, tx.changes)


def _refuse_unready(site: Site, as_of: date, today: date) -> None:
    if not site.centre_recipient:
        raise NoCentreError
    if not site.legal_basis:
        raise NoLegalBasisError
    if as_of > today:
        raise FutureAsOfError


def _manifest(tx: Transaction, site: Site, as_of: date, coarsening: Coarsening, rows: int) -> Manifest:
    return Manifest(
        package_id=tx.new_id(),
        site_id=site.id,
        site_name=site.name,
        number=reporting.next_package_number(tx),
        as_of=as_of,
        made_at=tx.now,
        definition_version=DEFINITION_VERSION,
        follow_up_months=site.follow_up_months,
        legal_basis=_legal_basis(site),
        practice=site.practice,
        recipients=(site.centre_recipient,),
        coarsening=coarsening,
        row_count=rows,
    )


def _legal_basis(site: Site) -> str:
    """With the day of which its wording is, for laws change."""
    if site.legal_basis_as_of is None:
        return site.legal_basis
    return _("{text} (Stand {day})").format(text=site.legal_basis, day=format_date(site.legal_basis_as_of))


def _file_name(site: Site, manifest: Manifest) -> str:
    """A name that says at a glance when it is only practice."""
    mark = "UEBUNG_" if site.practice else ""
    return f"{mark}Bericht_{manifest.number:04d}_{manifest.as_of.isoformat()}.werkpaket"


def _pseudonym_secret(tx: Transaction) -> bytes:
    key = sites.site_key(tx, sites.PSEUDONYM_SECRET)
    assert key is not None, "every site has its pseudonym secret from its first start"
    return bytes.fromhex(key.secret)


def _signing_key(tx: Transaction) -> SigningKey:
    """The site's key; a new one before the first package."""
    stored = sites.site_key(tx, SIGNING_KEY)
    if stored is not None:
        return SigningKey.from_secret(stored.secret)
    key = SigningKey.generate()
    tx.add(SiteKey(name=SIGNING_KEY, public=key.public_key(), secret=key.secret()))
    return key
