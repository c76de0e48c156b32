"""The lead's settings of the job search: off at first, checked before they are stored, and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import make_workplace
from tests.job_portal.answers import page, posting
from tests.job_portal.stand_in import as_json, standing_in
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.exchange.job_portal.errors import NoNetworkError
from werkakademie.records.enums import Role
from werkakademie.records.job_portal import PORTAL_AS_DELIVERED
from werkakademie.services import job_portal
from werkakademie.services.job_portal import Line
from werkakademie.services.workplace import Workplace


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


def refused(workplace: Workplace, **fields: object) -> set[str]:
    with pytest.raises(InvalidFieldsError) as caught:
        job_portal.change_settings(workplace, fields=fields)
    return {problem.field for problem in caught.value.problems}


def test_it_is_off_until_the_lead_turns_it_on(workplace: Workplace) -> None:
    assert job_portal.settings(workplace) == PORTAL_AS_DELIVERED
    assert not PORTAL_AS_DELIVERED.enabled
    job_portal.change_settings(workplace, fields={"enabled": True})
    assert job_portal.settings(workplace).enabled
    assert job_portal.settings(workplace).base_address == PORTAL_AS_DELIVERED.base_address


def test_other_settings_and_back(workplace: Workplace) -> None:
    fields = {"enabled": True, "base_address": " https://suche.beispiel.de/dienst ", "api_key": "anders"}
    job_portal.change_settings(workplace, fields=fields)
    stored = job_portal.settings(workplace)
    assert (stored.base_address, stored.api_key) == ("https://suche.beispiel.de/dienst", "anders")
    job_portal.reset_settings(workplace)
    brought_back = job_portal.settings(workplace)
    assert brought_back.enabled
    assert (brought_back.base_address, brought_back.api_key) == (
        PORTAL_AS_DELIVERED.base_address,
        PORTAL_AS_DELIVERED.api_key,
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "rest.arbeitsagentur.de",
        "http://rest.arbeitsagentur.de",
        "ftp://rest.arbeitsagentur.de",
        "https://name:wort@rest.arbeitsagentur.de",
        "https://rest.arbeitsagentur.de/a?b=c",
        "https://rest.arbeitsagentur.de/a#b",
        "https://rest.arbeitsagentur.de:x",
        "https://",
        "https://leer zeichen.de",
        "https://a.de/" + "x" * 300,
    ],
)
def test_an_address_is_safe_and_plain(workplace: Workplace, address: str) -> None:
    assert refused(workplace, base_address=address) == {"base_address"}
    assert job_portal.settings(workplace) == PORTAL_AS_DELIVERED


def test_paths_and_key_are_plain(workplace: Workplace) -> None:
    assert refused(workplace, search_path="jobs") == {"search_path"}
    assert refused(workplace, search_path="/jobs?was=x") == {"search_path"}
    assert refused(workplace, detail_path="/jobdetails") == {"detail_path"}
    assert refused(workplace, api_key="zwei\r\nX-Mehr: 1") == {"api_key"}
    assert refused(workplace, api_key="schlüssel") == {"api_key"}
    assert refused(workplace, api_key="", search_path=" ") == {"api_key", "search_path"}


def test_a_trial_asks_with_what_is_typed_and_stores_nothing(workplace: Workplace) -> None:
    with standing_in() as server:
        server.answer(as_json(page(posting(), total=12)))
        fields = {"base_address": f"http://{server.host}", "api_key": "probe"}
        assert job_portal.try_out(workplace, fields=fields, line=Line()) == 12
        (request,) = server.requests
    assert request.startswith(b"GET /pc/v6/jobs?was=Verkauf&wo=Berlin&umkreis=10&page=1&size=1 HTTP/1.1\r\n")
    assert b"X-API-Key: probe\r\n" in request
    assert job_portal.settings(workplace) == PORTAL_AS_DELIVERED
    with pytest.raises(NoNetworkError):
        job_portal.try_out(workplace, fields=fields, line=Line())
    with pytest.raises(InvalidFieldsError):
        job_portal.try_out(workplace, fields={"base_address": "x"}, line=Line())


def test_only_the_lead(tmp_path: Path) -> None:
    coach = make_workplace(tmp_path / "coach", roles=[Role.COACH])
    with pytest.raises(NotAllowedError):
        job_portal.change_settings(coach, fields={"enabled": True})
    coach.store.close()
