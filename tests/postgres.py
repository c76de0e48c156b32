"""A PostgreSQL server of the tests' own: in a folder of its own, reached by a socket there, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.tools import require_tool

#: The server refuses to run as root; Debian's package brings this account.
ACCOUNT = "postgres"


@contextmanager
def running_server() -> Iterator[Path]:
    """The folder of a running server's socket."""
    initdb, pg_ctl = require_tool("initdb"), require_tool("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="werkakademie-postgres-"))
    account = ACCOUNT if os.geteuid() == 0 else None
    if account:
        shutil.chown(folder, account, account)

    def call(*command: str | Path) -> None:
        subprocess.run(
            command, check=True, cwd=folder, user=account, group=account, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    data = folder / "data"
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        call(initdb, "--pgdata", data, "--username", ACCOUNT, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        call(pg_ctl, "--pgdata", data, "--options", options, "--log", folder / "log", "--wait", "start")
        try:
            yield folder
        finally:
            call(pg_ctl, "--pgdata", data, "--mode", "immediate", "--wait", "stop")
    finally:
        shutil.rmtree(folder)


def create_database(server: Path, name: str) -> str:
    """The SQLAlchemy URL of a new, empty database."""
    with psycopg.connect(host=str(server), user=ACCOUNT, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"postgresql+psycopg://{ACCOUNT}@/{name}?host={server}"
