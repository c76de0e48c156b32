"""The store that the forms of a participant's place are tried on: somebody who has something of everything."""

import atexit
import shutil
import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from tests.exchange.scans import scan
from tests.factories import MONDAY_MORNING, PASSWORD, QUICK, a_participant, an_own_place
from werkakademie.records.enums import Land
from werkakademie.records.own_log import NewApplication
from werkakademie.records.resume import Month, Station
from werkakademie.records.site import NewSite
from werkakademie.services import site
from werkakademie.services.own import interviews, letters, log, papers, resume
from werkakademie.services.own.place import OwnPlace
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

_TODAY = date(2026, 11, 23)


def make_own_store(folder: Path) -> None:
    """A closed store with one person who has an application, a letter, a talk that was, a paper, and a gap in the CV.

    It is made once and copied from then on.
    """
    shutil.copytree(_template(), folder / "store")
    (folder / "store").chmod(0o700)


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    new = NewSite("Jobcenter Musterstadt", Land.HE.value, "Ada Wagner", PASSWORD)
    clock = SteppedClock(MONDAY_MORNING)
    workplace, _key = site.create_site(folder / "store", new, clock=clock, ids=CountingIds(), hardness=QUICK)
    have_one_of_everything(an_own_place(workplace, a_participant(workplace, "Olena", "Kovalenko")), folder)
    site.lock(workplace)
    (folder / "store" / "reserve.bin").unlink(missing_ok=True)
    return folder / "store"


def have_one_of_everything(own: OwnPlace, folder: Path) -> None:
    """Give somebody an application, a letter, a talk that was, a paper from a file in `folder`, and a CV with a gap."""
    number = log.add_application(own, NewApplication("Nord GmbH", "Bremen", "Koch", None, _TODAY)).value
    letters.begin_letter(own, number)
    interviews.add_interview(own, number, fields={"held_on": _TODAY - timedelta(days=1)})
    paper = folder / "Zeugnis.png"
    paper.write_bytes(scan(width=200, kind="PNG"))
    papers.add_certificate(own, path=paper)
    stored = resume.my_resume(own)
    jobs = (
        Station("Köchin", "Nord GmbH", "Bremen", Month(2016, 1), Month(2018, 6)),
        Station("Köchin", "West KG", "Bremen", Month(2020, 1)),
    )
    resume.save_resume(own, document=stored.document.with_(work=jobs), layout=stored.layout, with_photo=False)
