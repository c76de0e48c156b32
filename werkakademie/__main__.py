"""`python -m werkakademie`: without arguments straight to the window, otherwise to the command line."""

import sys


def main() -> int:
    """Run the program; the command line's libraries load only when it is asked for, the window starts without."""
    if len(sys.argv) <= 1:
        from werkakademie import app

        return app.main()
    from werkakademie.cli.main import main as run_command

    return run_command()


if __name__ == "__main__":
    sys.exit(main())
