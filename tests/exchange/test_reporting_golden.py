"""A package of each format that was ever written stays readable. Run `python -m tests.exchange.test_reporting_golden`.

Only the newest format is made anew, and only until it is released.
"""

from pathlib import Path
from uuid import UUID

from tests.exchange.packages import Parties, a_manifest, a_row
from werkakademie.exchange.reporting.keys import of_site_line, site_line
from werkakademie.exchange.reporting.manifest import FORMAT
from werkakademie.exchange.reporting.minisign import SigningKey
from werkakademie.exchange.reporting.package import read_package, write_package
from werkakademie.records.enums import EntryState, OutcomeCategory, TrainingPlace
from werkakademie.records.reporting import AgePrecision, Coarsening, DatePrecision

FOLDER = Path(__file__).parent / "files" / "reporting"
#: Keys of nobody: made for these files only.
CENTRE = Parties(
    SigningKey.from_secret("11" * 8 + "22" * 32),
    "AGE-SECRET-KEY-1KZUA3Y9L3FNMNFWKEVUSA9FAH2MXAJPFWGX2E2ANJYELUDY2FP7SNX5UAN",
    "age1my2q2vxdfuda888es2qzdpvp75mpnxcp3uwx9cj5pyfgppx2y3ssfzumnr",
)
ROWS = (
    a_row(1, group_name="Straße „3“;\r\nHerbst"),
    a_row(2, category=OutcomeCategory.VOCATIONAL_TRAINING, training_place=TrainingPlace.COMPANY, taken_up=None),
    a_row(3, entry=EntryState.NOT_ENTERED, due=None, category=OutcomeCategory.UNKNOWN, decided_month="2026-Q2"),
)
MANIFEST = a_manifest(
    CENTRE.recipient, ROWS, coarsening=Coarsening(DatePrecision.QUARTER, AgePrecision.UNDER_OR_OVER_50)
)


def test_packages_of_every_format_are_read() -> None:
    paths = sorted(FOLDER.glob("format_*.werkpaket"))
    assert [path.stem for path in paths] == [f"format_{number}" for number in range(1, FORMAT + 1)]
    for path in paths:
        read = read_package(path, CENTRE.identity, lambda _site_id: [CENTRE.key.public_key()])
        assert (read.manifest, read.rows) == (MANIFEST, ROWS)


def test_a_site_line_of_the_first_release_is_read() -> None:
    line = "00000000-0000-7000-8000-000000000051:RWQREREREREREaCapfR6Z1mAL/lV+NwtKhSlyZ0jvpf4ZBJ/+Tg0VaTw"
    assert line.startswith(site_line(MANIFEST.site_id, ""))
    assert of_site_line(line)[0] == UUID("00000000-0000-7000-8000-000000000051")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_package(FOLDER / f"format_{FORMAT}.werkpaket", MANIFEST, ROWS, CENTRE.key)
