"""The line to the job search: encrypted, and only with somebody who can prove who they are."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.job_portal.answers import page, posting
from tests.job_portal.stand_in import Answer, StandIn, as_json, standing_in
from werkakademie.errors import Cancelled
from werkakademie.exchange.job_portal.client import fetch_jobs
from werkakademie.exchange.job_portal.errors import InsecureLineError
from werkakademie.exchange.job_portal.line import Line
from werkakademie.records.job_portal import JobList, JobQuery, PortalSettings


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key, and a certificate for this PC that it signed itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Probe")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "probe.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def encrypted(server: StandIn, certificate: Path) -> Iterator[PortalSettings]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    plain = server.get_request
    # The handshake is done in the thread of the request, for it fails where the certificate is refused.
    server.get_request = lambda: _wrapped(context, *plain())  # type: ignore[method-assign]
    yield PortalSettings(True, f"https://{server.host}")


def _wrapped(context: ssl.SSLContext, connection, address):  # type: ignore[no-untyped-def] # as socketserver has it
    return context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address


@pytest.fixture
def portal(certificate: Path) -> Iterator[tuple[StandIn, PortalSettings]]:
    with standing_in() as server, encrypted(server, certificate) as settings:
        yield server, settings


def ask(portal: PortalSettings, line: Line | None = None) -> JobList:
    return fetch_jobs(portal, JobQuery("Verkauf"), line=line or Line())


def test_who_vouches_for_themselves_is_not_believed(portal: tuple[StandIn, PortalSettings]) -> None:
    server, settings = portal
    with pytest.raises(InsecureLineError):
        ask(settings)
    assert server.requests == [], "not a word was said"


def test_whom_the_pc_believes_is_believed(
    portal: tuple[StandIn, PortalSettings], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, settings = portal
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server.answer(as_json(page(posting())))
    assert len(ask(settings).postings) == 1


def test_an_encrypted_line_can_be_hung_up(
    portal: tuple[StandIn, PortalSettings], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, settings = portal
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server.answer(Answer(waits=True))
    line, ends = Line(), []

    def search() -> None:
        with pytest.raises(Cancelled):
            ask(settings, line)
        ends.append(True)

    thread = threading.Thread(target=search)
    thread.start()
    assert server.arrived.acquire(timeout=10)
    line.hang_up()
    thread.join(5)
    assert ends == [True]
