"""Says what was done to a group and what places for children it has now: they follow its sessions by themselves."""

from collections.abc import Callable

from werkakademie.errors import WerkakademieError
from werkakademie.records.ids import GroupId
from werkakademie.ui.groups.care_card import GroupCare, places_words, read_group_care
from werkakademie.ui.shell.pages import Page


def say_with_places(page: Page, group_id: GroupId, text: str, *, undo: Callable[[], object]) -> None:
    """`text` as the page's message; with care beside the group's sessions also how far the coming ones have places."""

    def say(found: GroupCare) -> None:
        words = text if found.care is None else f"{text} {places_words(found.places)}"
        page.messages.success(words, undo=undo)

    def say_less(_error: WerkakademieError) -> None:
        # What was done is done, also where this account may not read the places.
        page.messages.success(text, undo=undo)

    page.run(read_group_care, page.context.workplace, group_id, done=say, failed=say_less)
