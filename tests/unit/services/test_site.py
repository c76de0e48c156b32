"""First start, unlocking, and the settings of the site."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.factories import MONDAY_MORNING, QUICK, make_workplace
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.exchange.reporting.keys import new_identity
from werkakademie.records.changes import Noun
from werkakademie.records.enums import Land, Role
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.services import erasure_repeat, participants, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage import instance, restore_swap
from werkakademie.storage.errors import (
    StoreExistsError,
    StoreUnreachableError,
    UnknownAccountError,
    WrongPasswordError,
    WrongRecoveryKeyError,
)
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.recovery_key import as_text

FIRST = "vier zufällige Wörter hier"
NEW = NewSite("Werkakademie Musterstadt", "NI", " Petra Wagner ", FIRST)


def clock_and_ids() -> dict[str, Any]:
    return {"clock": SteppedClock(MONDAY_MORNING), "ids": CountingIds()}


def create(folder: Path, new: NewSite = NEW) -> tuple[Workplace, str]:
    return site.create_site(folder, new, **clock_and_ids(), hardness=QUICK)


def problems_of(action: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidFieldsError) as caught:
        action()
    return [problem.field for problem in caught.value.problems]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


class TestFirstStart:
    """Making a store."""

    def test_the_first_account_is_lead_and_coach(self, tmp_path: Path) -> None:
        workplace, _key = create(tmp_path)
        with workplace.store:
            assert (workplace.account_name, workplace.roles) == ("Petra Wagner", frozenset({Role.LEAD, Role.COACH}))
            record = site.site_record(workplace)
        assert (record.name, record.values["land"], record.practice) == ("Werkakademie Musterstadt", Land.NI, False)
        assert record.values["follow_up_months"] == 3
        assert [account.name for account in site.accounts_of(tmp_path)] == ["Petra Wagner"]
        assert site.store_exists(tmp_path)

    @pytest.mark.parametrize(
        ("new", "fields"),
        [
            (NewSite("", "NI", "Petra", FIRST), ["name"]),
            (NewSite("Muster", "XX", "Petra", FIRST), ["land"]),
            (NewSite("Muster", "NI", "  ", "kurz"), ["account_name", "password"]),
        ],
    )
    def test_what_is_missing_leaves_no_store(self, tmp_path: Path, new: NewSite, fields: list[str]) -> None:
        assert problems_of(lambda: create(tmp_path, new)) == fields
        assert not site.store_exists(tmp_path)

    def test_a_second_store_is_refused(self, tmp_path: Path) -> None:
        create(tmp_path)[0].store.close()
        with pytest.raises(StoreExistsError):
            create(tmp_path)

    def test_a_break_in_the_middle_leaves_nothing_in_the_way(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Database and vault are there by then; half a site would be one that nobody can sign in to."""

        def killed(_folder: Path) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(restore_swap, "decide", killed)
            with pytest.raises(KeyboardInterrupt):
                create(tmp_path)
        assert not site.store_exists(tmp_path)
        create(tmp_path)[0].store.close()
        assert not restore_swap.part_folder(tmp_path).exists()

    def test_nothing_is_made_while_another_program_is_there(self, tmp_path: Path) -> None:
        held = instance.acquire(tmp_path, MONDAY_MORNING)
        with pytest.raises(instance.StoreInUseError):
            create(tmp_path)
        held.release()
        assert not site.store_exists(tmp_path)


class TestUnlock:
    """Opening it again."""

    @pytest.fixture
    def recovery_key(self, tmp_path: Path) -> str:
        workplace, key = create(tmp_path)
        participants.add_participant(workplace, fields={"own_number": "1"})
        site.lock(workplace)
        return key

    @pytest.mark.usefixtures("recovery_key")
    def test_the_password_opens_it(self, tmp_path: Path) -> None:
        (account,) = site.accounts_of(tmp_path)
        with site.unlock(tmp_path, account.account_id, FIRST, **clock_and_ids()).store:
            pass
        with pytest.raises(WrongPasswordError):
            site.unlock(tmp_path, account.account_id, "vier andere Wörter hier", **clock_and_ids())

    def test_the_recovery_key_opens_it_and_sets_a_new_password(self, tmp_path: Path, recovery_key: str) -> None:
        (account,) = site.accounts_of(tmp_path)

        def recover(key: str, password: str) -> Workplace:
            return site.unlock_with_recovery_key(
                tmp_path,
                account.account_id,
                recovery_key=key,
                new_password=password,
                **clock_and_ids(),
                hardness=QUICK,
            )

        assert problems_of(lambda: recover(recovery_key, "kurz")) == ["password"]
        with pytest.raises(WrongRecoveryKeyError):
            recover(as_text(bytes(20)), "ganz neue Wörter hier")
        recover(recovery_key, "ganz neue Wörter hier").store.close()
        site.unlock(tmp_path, account.account_id, "ganz neue Wörter hier", **clock_and_ids()).store.close()
        with pytest.raises(WrongPasswordError):
            site.unlock(tmp_path, account.account_id, FIRST, **clock_and_ids())

    @pytest.mark.usefixtures("recovery_key")
    def test_an_error_after_the_opening_closes_the_store_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Else its key would stay in memory, and the next try would be told that somebody has it open."""
        (account,) = site.accounts_of(tmp_path)

        def fails(_store: object, **_keywords: object) -> None:
            raise StoreUnreachableError(tmp_path)

        with monkeypatch.context() as patch:
            patch.setattr(erasure_repeat, "repeat_at_opening", fails)
            with pytest.raises(StoreUnreachableError):
                site.unlock(tmp_path, account.account_id, FIRST, **clock_and_ids())
        assert not (tmp_path / "werkakademie.db-wal").exists()
        site.unlock(tmp_path, account.account_id, FIRST, **clock_and_ids()).store.close()

    def test_the_recovery_key_of_an_account_that_is_gone_is_refused(self, tmp_path: Path, recovery_key: str) -> None:
        with pytest.raises(UnknownAccountError):
            site.unlock_with_recovery_key(
                tmp_path, AccountId(uuid4()), recovery_key=recovery_key, new_password=FIRST, **clock_and_ids()
            )


class TestSettings:
    """What the lead settles."""

    def test_named_settings_change_and_all_others_stay(self, workplace: Workplace) -> None:
        recipient = new_identity()[1]
        done = site.change_site(workplace, fields={"provisional_weeks": 12, "centre_recipient": f" {recipient} "})
        values = site.site_record(workplace).values
        assert done.changes.nouns == {Noun.SITE}
        assert (values["provisional_weeks"], values["centre_recipient"]) == (12, recipient)
        assert (values["name"], values["alarm_after"]) == ("Übungsstandort", 2)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", " "),
            ("follow_up_months", 0),
            ("provisional_weeks", 53),
            ("alarm_after", 0),
            ("neutral_marks", "TA"),
            ("centre_recipient", "age1mistyped"),
            ("legal_basis", "x" * 401),
        ],
    )
    def test_what_does_not_fit_is_refused(self, workplace: Workplace, field: str, value: object) -> None:
        before = site.site_record(workplace)
        assert problems_of(lambda: site.change_site(workplace, fields={"alarm_after": 5, field: value})) == [field]
        assert site.site_record(workplace) == before

    def test_only_the_lead_changes_them(self, tmp_path: Path) -> None:
        coach = make_workplace(tmp_path / "coach", roles=[Role.COACH])
        with coach.store, pytest.raises(NotAllowedError):
            site.change_site(coach, fields={"alarm_after": 5})
