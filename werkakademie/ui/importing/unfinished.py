"""An import that was begun and not stored: which file, how it is read, and what its columns mean."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from werkakademie.records.importing import DateOrder
from werkakademie.ui.widgets.basic_fields import draft_of


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """What is needed to go on where somebody stopped; what was decided about doubles is asked again."""

    path: Path
    #: Arguments of RecognitionChoices that were set by hand.
    chosen: Mapping[str, Any]
    mapping: Mapping[str, Any]
    #: Whether the mapping was already being looked at.
    mapped: bool

    def to_draft(self) -> dict[str, Any]:
        chosen = {
            name: list(value) if isinstance(value, tuple) else draft_of(value) for name, value in self.chosen.items()
        }
        return {"path": str(self.path), "chosen": chosen, "mapping": dict(self.mapping), "mapped": self.mapped}

    @classmethod
    def of_draft(cls, draft: Mapping[str, Any]) -> "UnfinishedImport":
        chosen = {name: _choice(name, value) for name, value in draft["chosen"].items()}
        return cls(Path(draft["path"]), chosen, draft["mapping"], draft["mapped"])


def _choice(name: str, value: Any) -> Any:
    if name == "date_order":
        return DateOrder(value)
    return tuple(value) if isinstance(value, list) else value


class ImportDraft(QObject):
    """The part of the import page that a draft keeps: `state` tells what there is, `resume` goes on with it."""

    changed = Signal()

    def __init__(
        self,
        parent: QObject,
        state: Callable[[], UnfinishedImport | None],
        resume: Callable[[UnfinishedImport | None], object],
    ) -> None:
        super().__init__(parent)
        self._state, self._resume = state, resume

    def draft_values(self) -> dict[str, Any]:
        state = self._state()
        return {"import": state.to_draft() if state is not None else None}

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        if "import" in values:
            draft = values["import"]
            self._resume(UnfinishedImport.of_draft(draft) if draft is not None else None)
