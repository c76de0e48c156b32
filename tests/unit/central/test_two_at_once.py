"""Two people who take packages in at the same moment wait for each other."""

from concurrent.futures import ThreadPoolExecutor

from tests.exchange.packages import a_row
from tests.unit.central.test_ingest import stored, take
from werkakademie.central.figures import imported_packages
from werkakademie.central.store import CentralStore
from werkakademie.records.central import ImportState


def test_packages_that_come_at_once_end_as_if_one_after_the_other(store: CentralStore) -> None:
    numbers = range(1, 7)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: take(store, number, [a_row(number)], month=number), numbers))
    assert stored(store) == [(6, 1, 6)]
    states = {package.number: package.state for package in imported_packages(store)}
    assert states == dict.fromkeys(range(1, 6), ImportState.SUPERSEDED) | {6: ImportState.CURRENT}
