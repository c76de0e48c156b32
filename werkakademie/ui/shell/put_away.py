"""Puts a widget away for good: Qt frees it a little later, and nothing may reach it until then."""

from typing import Final

from PySide6.QtCore import QObject

_MARK: Final = "put_away"


def put_away(thing: QObject) -> None:
    """Free it as soon as the event loop comes to it; from now on no answer reaches it or anything in it.

    An answer that is on its way could open a dialog over whatever stands there by then, with somebody's data.
    """
    thing.setProperty(_MARK, True)
    thing.deleteLater()


def is_put_away(thing: QObject) -> bool:
    """Whether it, or what it stands in, waits to be freed."""
    above: QObject | None = thing
    while above is not None:
        if above.property(_MARK):
            return True
        above = above.parent()
    return False
