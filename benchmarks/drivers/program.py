"""Starts the program as `python -m werkakademie` does; prints the moment after its first paint and ends."""

import os
import runpy
import sys
import time

from werkakademie import app


def stamp() -> None:
    print(time.monotonic_ns(), flush=True)
    os._exit(0)


class Observed(app.Program):
    """The program, except that it ends where the loading of the rest would begin."""

    def _load_rest(self) -> None:
        stamp()


vars(app)["Program"] = Observed
sys.argv = sys.argv[:1]
runpy.run_module("werkakademie", run_name="__main__", alter_sys=True)
