"""Sits down at the place of somebody whose store was made, and stands up again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.drafts.own_forms import OwnDesk
from tests.factories import MONDAY_MORNING, PASSWORD, an_own_place
from werkakademie.demo.hands import settle
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import participants, site
from werkakademie.services.own.settings import PlaceSettings
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles


@dataclass(frozen=True)
class Seat:
    """Where somebody sits down: `with seat.taken(ids=5000) as desk:`; each time with ids of their own."""

    folder: Path
    worker: Worker
    appearance: Appearance

    @contextmanager
    def taken(self, *, ids: int) -> Iterator[OwnDesk]:
        """The place of the one person in the store, opened as the next program finds it; signed out at the end."""
        store = self.folder / "store"
        (account,) = site.accounts_of(store)
        clock = SteppedClock(MONDAY_MORNING)
        workplace = site.unlock(store, account.account_id, PASSWORD, clock=clock, ids=CountingIds(ids))
        (person,) = participants.participant_page(workplace, ParticipantQuery()).rows
        own = an_own_place(workplace, person.id)
        window = OwnWindow(
            own,
            worker=self.worker,
            files=AnsweredFiles(),
            appearance=self.appearance,
            now=clock.now,
            chosen=PlaceSettings("de"),
        )
        window.show()
        settle(self.worker)
        yield OwnDesk(window, self.worker, own)
        window.sign_out()
        settle(self.worker)
        window.deleteLater()
        self.appearance.show_own()
        site.lock(workplace)
