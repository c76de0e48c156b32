"""The real clock and the real source of ids; nothing else in the package asks the machine for either."""

from datetime import UTC, datetime
from uuid import UUID

import uuid_utils.compat


class SystemClock:
    """The clock of this PC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Uuid7Source:
    """UUIDs of version 7: random, and in the order in which they were made."""

    def new_id(self) -> UUID:
        return uuid_utils.compat.uuid7()
