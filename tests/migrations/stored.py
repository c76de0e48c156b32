"""Makes the stored database of the present schema: one row in each table. Run `python -m tests.migrations.stored`.

Each released schema keeps its folder for good; only the newest is made anew, and only until it is released.
"""

import json
import shutil
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import SQLModel

from werkakademie.models import Participant
from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.migrate import steps_in
from werkakademie.storage.opening import create_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault_file import Hardness

FOLDER = Path(__file__).parent / "stored"
COACH = VaultAccount(AccountId(UUID("00000000-0000-7000-8000-0000000000c1")), "Renate Öz")
PASSWORD = "Grüne Tür am Maschsee"
MOMENT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def folder_of(version: int) -> Path:
    """Where the store of a schema version lies, with rows.json that says what is in it."""
    return FOLDER / f"schema_{version}"


def make() -> Path:
    """Make the store of the newest version anew."""
    folder = folder_of(len(steps_in()))
    shutil.rmtree(folder, ignore_errors=True)
    made = create_store(
        folder,
        account=COACH,
        password=PASSWORD,
        clock=SteppedClock(MOMENT),
        ids=CountingIds(),
        hardness=Hardness(memory_kib=8, passes=1, lanes=1),
        reserve=False,
    )
    assert Participant.__tablename__ in SQLModel.metadata.tables
    with made.store.write(None) as tx:
        for table in filled_tables():
            tx.connection.execute(sa.insert(table).values(sample_row(table)))
    rows = {}
    with made.store.read() as tx:
        for table in filled_tables():
            found = tx.connection.exec_driver_sql(f"SELECT * FROM {table.name}").mappings().one()
            rows[table.name] = {name: plain(value) for name, value in found.items()}
    made.store.close()
    (folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder


def filled_tables() -> list[sa.Table]:
    """All but the journal's own tables, which only its triggers write."""
    return [
        table
        for table in SQLModel.metadata.sorted_tables
        if table.name != "device" and not table.name.startswith("journal_")
    ]


def sample_row(table: sa.Table) -> dict[str, object]:
    """A value for every column; references point to the one row of their table."""
    return {column.name: sample_value(column) for column in table.columns}


def sample_value(column: sa.Column[object]) -> object:
    target = next((key.column for key in column.foreign_keys), column)
    if isinstance(target.type, sa.Uuid):
        return UUID(int=(7 << 76) | (2 << 62) | sum(target.table.name.encode()))
    enum = getattr(column.type, "enum_class", None) or getattr(column.type, "enum", None)
    if enum:
        return next(iter(enum))
    # SQLModel wraps texts and moments in types of its own.
    kind = getattr(column.type, "impl_instance", column.type).python_type
    samples: dict[type[object], object] = {
        str: f"Beispiel ß {target.name}",
        int: 3,
        bool: True,
        float: 38.5,
        bytes: b"Zeugnis",
        date: date(2026, 3, 2),
        datetime: MOMENT,
        time: time(9, 0),
    }
    return samples[kind]


def plain(value: object) -> object:
    """As JSON can hold it."""
    return value.hex() if isinstance(value, bytes) else value


if __name__ == "__main__":
    print(make())
