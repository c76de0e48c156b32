"""The short course about the PC: which cards are done."""

from collections.abc import Mapping
from datetime import date

from werkakademie.models import CourseProgress
from werkakademie.records.changes import Done
from werkakademie.records.enums import CourseCard
from werkakademie.records.permissions import Permission
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.storage.own import course


def my_course(own: OwnPlace) -> Mapping[CourseCard, date]:
    """The cards that the person worked through."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return course.cards_done(tx, own.participant_id)


def card_done(own: OwnPlace, card: CourseCard) -> Done[CourseCard]:
    """The person worked through a card; the first time counts, again is welcome and changes nothing."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        if card not in course.cards_done(tx, own.participant_id):
            tx.add(CourseProgress(participant_id=own.participant_id, card=card, done_at=tx.now))
    return Done(card, tx.changes)
