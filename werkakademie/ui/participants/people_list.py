"""The list of people with its search and its chips, for every page that shows one person at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from werkakademie.errors import Cancelled, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import PageKey, ParticipantFilter, ParticipantQuery, ParticipantRow
from werkakademie.services import participants
from werkakademie.ui.participants.texts import list_row
from werkakademie.ui.shell.icons import icon
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.shell.worker import Job
from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.layouts import ListPane, column
from werkakademie.ui.widgets.paging import Deliver
from werkakademie.ui.widgets.record_list import RecordList, RowText

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace

#: Who types on is not held up by counting; the counts follow when the typing rests.
COUNT_AFTER_MILLISECONDS = 250
#: As many chips as stand side by side in a narrow list.
CHIPS = (
    ParticipantFilter.ALL,
    ParticipantFilter.ACTIVE,
    ParticipantFilter.FOLLOW_UP_DUE,
    ParticipantFilter.ENDED,
)


def filter_words(chip: ParticipantFilter) -> str:
    """The word on a chip."""
    return {
        ParticipantFilter.ALL: _("Alle"),
        ParticipantFilter.ACTIVE: _("Aktiv"),
        ParticipantFilter.WITHOUT_GROUP: _("Ohne Gruppe"),
        ParticipantFilter.ENDED: _("Beendet"),
        ParticipantFilter.FOLLOW_UP_DUE: _("Fällig"),
    }[chip]


@dataclass(frozen=True, slots=True)
class PeopleSource:
    """Where the rows come from and how one reads; every source lists the people in the same order.

    `fetch` answers with the rows of one page and where it ended.
    """

    fetch: Callable[["Workplace", ParticipantQuery], tuple[tuple[Any, ...], PageKey | None]]
    describe: Callable[[Any], RowText]
    key: Callable[[Any], ParticipantId]


def _participants(workplace: "Workplace", query: ParticipantQuery) -> tuple[tuple[ParticipantRow, ...], PageKey | None]:
    page = participants.participant_page(workplace, query)
    return page.rows, page.next_key


PARTICIPANTS = PeopleSource(_participants, list_row, lambda row: ParticipantId(row.id))


def _unseen(_done: int, _total: int | None, _text: str) -> None:
    """Counting shows no progress, but only work that reports some can be stopped on its way."""


class PeopleList(QWidget):
    """Search as you type, chips with counts, and the list page by page; `chosen` carries a row or None."""

    chosen = Signal(object)
    loaded = Signal()

    def __init__(
        self, page: Page, chips: Sequence[ParticipantFilter] = CHIPS, *, source: PeopleSource = PARTICIPANTS
    ) -> None:
        super().__init__()
        self._page = page
        self._source = source
        self._shown_chips = tuple(chips)
        self._counting: Job | None = None
        self._fetching: Job | None = None
        self.total = 0
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name, Nummer oder Ort suchen"))
        self.search.setAccessibleName(_("Person suchen"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(QAction(icon("search"), "", self.search), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._typed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(COUNT_AFTER_MILLISECONDS)
        self._rest.timeout.connect(self._count)
        self.chips = FilterChips([(chip.value, filter_words(chip)) for chip in chips], name=_("Auswahl"))
        self.chips.changed.connect(self._chip_changed)
        self.list = RecordList(source.describe, name=_("Personen"), key=source.key)
        self.list.chosen.connect(self.chosen)
        top = QWidget()
        top.setLayout(column(self.search, self.chips))
        self.setLayout(column(ListPane(top, self.list)))

    def load(self) -> None:
        """Fetch the list for what is typed and chosen; the chosen person stays chosen while still listed."""
        self.list.load(self._fetch)
        self._count()

    def choose(self, participant_id: ParticipantId) -> None:
        """Show one person, whatever the chips and the search were."""
        if not self.list.choose(participant_id):
            self.search.clear()
            self.chips.choose(ParticipantFilter.ALL.value)

    def query(self, cursor: object = None) -> ParticipantQuery:
        """What the list shows; the same query would feed an export."""
        after = cursor if isinstance(cursor, tuple) else None
        return ParticipantQuery(self.search.text(), ParticipantFilter(self.chips.chosen()), after)

    def _fetch(self, cursor: object, deliver: Deliver) -> None:
        def arrived(found: tuple[Sequence[Any], PageKey | None]) -> None:
            deliver(*found)

        if cursor is None and self._fetching is not None:
            self._fetching.cancel()
        self._fetching = self._page.run(
            self._source.fetch, self._page.context.workplace, self.query(cursor), done=arrived, failed=self._refused
        )

    def _typed(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        self.list.load(self._fetch)
        self._rest.start()

    def _count(self) -> None:
        """How many each chip stands for; counting for an older text ends at the next chip."""
        self._rest.stop()
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._page.run(
            participants.participant_counts,
            self._page.context.workplace,
            self.search.text(),
            self._shown_chips,
            done=self._show_counts,
            failed=self._refused,
            progress=_unseen,
        )

    def _refused(self, error: WerkakademieError) -> None:
        """That an older question was dropped is nobody's news."""
        if not isinstance(error, Cancelled):
            self._page.show_error(error)

    def _chip_changed(self, _key: str) -> None:
        self.list.load(self._fetch)

    def _show_counts(self, counts: Mapping[ParticipantFilter, int]) -> None:
        self.total = counts[ParticipantFilter.ALL]
        self.chips.set_counts({chip.value: number for chip, number in counts.items()})
        self.loaded.emit()

    def current(self) -> Any:
        """The chosen person's row of the source."""
        return self.list.current_record()
