"""The pages of the participant's place, by the key that `context.go` takes."""

from collections.abc import Callable, Mapping
from typing import Final

from werkakademie.ui.own.letters.list_page import KEY as LETTERS
from werkakademie.ui.own.letters.list_page import LETTER_KEY, LettersPage
from werkakademie.ui.own.letters.page import LetterPage
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.shell.pages import PageContext

#: The page after signing in.
HOME: Final = "home"

OWN_PAGES: Final[Mapping[str, Callable[[PageContext], OwnPage]]] = {
    LETTERS: LettersPage,
    LETTER_KEY: LetterPage,
}
