"""`python -m werkakademie`: without arguments straight to the window, otherwise to the command line."""

import sys


def main() -> int:
    """Run the program; the command line's libraries load only when it is asked for, the window starts without."""
    _forbid_core_dumps()
    if len(sys.argv) <= 1:
        from werkakademie import app

        return app.main()
    from werkakademie.cli.main import main as run_command

    return run_command()


def _forbid_core_dumps() -> None:
    """A crash must not write the key and people's data into a file; Windows writes none unless it is told to."""
    try:
        import resource
    except ImportError:
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


if __name__ == "__main__":
    sys.exit(main())
