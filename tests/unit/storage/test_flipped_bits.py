"""A flipped bit anywhere is named at opening, in use or by the check; `make soak` flips many more."""

from pathlib import Path

from tests.disk.flips import survive_flips

KINDS = {
    "beginning",
    *("schema internal", "schema leaf", "schema overflow"),
    *("table internal", "table leaf", "table overflow"),
    *("index internal", "index leaf"),
    *("search internal", "search leaf"),
    "free",
}


def test_a_flipped_bit_in_every_kind_of_page_is_named(tmp_path: Path) -> None:
    shown = survive_flips(tmp_path, 5)
    assert shown.keys() >= KINDS
    # Each of the three ways is really taken.
    assert {where for counted in shown.values() for where in counted} == {"opening", "reading", "doctor"}
