"""A draft: what somebody typed into a form and has not stored yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Which form, and about which records: ids as 32 hex digits with a colon between; empty for a new record."""

    form: str
    target: str = ""

    @classmethod
    def about(cls, form: str, *ids: UUID) -> "DraftKey":
        """The key of a form about existing records."""
        return cls(form, ":".join(one.hex for one in ids))


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A stored draft: what differs from the form as it opened, each as JSON can hold it."""

    values: Mapping[str, Any]
    saved_at: datetime
