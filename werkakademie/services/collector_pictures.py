"""Small pictures of who collects a child, for sites whose policy keeps any."""

from typing import Final

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.models import Child, Collector, CollectorPicture
from werkakademie.records.changes import Done
from werkakademie.records.ids import CollectorId, ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.services import reach
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import children, settings
from werkakademie.storage.transaction import Transaction

#: Bytes of a picture in the store.
LARGEST_PICTURE: Final = 64 * 1024
_JPEG: Final = b"\xff\xd8\xff"


class PicturesOffError(SituationError):
    """The site's policy keeps no pictures of collectors."""

    def sentence(self) -> str:
        return _(
            "An diesem Standort werden keine Bilder von Abholenden gespeichert. Es wurde nichts geändert. Die Leitung "
            "kann das unter „Kinderbetreuung“, „Räume und Team“ ändern."
        )


class PictureRefusedError(SituationError):
    """What came is no small JPEG picture."""

    def sentence(self) -> str:
        return _("Dieses Bild lässt sich nicht verwenden. Bitte wählen Sie ein Foto als JPG oder PNG.")


def set_picture(workplace: Workplace, collector_id: CollectorId, *, jpeg: bytes) -> Done[CollectorId]:
    """Keep a small picture, which the window has made from the person's file. Raises PicturesOffError."""
    workplace.require(Permission.CARE_PLAN)
    if not jpeg.startswith(_JPEG) or len(jpeg) > LARGEST_PICTURE:
        raise PictureRefusedError
    with workplace.store.write(workplace.account_id) as tx:
        parent = _reached_parent(workplace, tx, collector_id)
        if not settings.policy(tx).pictures_allowed:
            raise PicturesOffError
        kept = tx.find(CollectorPicture, collector_id) or CollectorPicture(
            collector_id=collector_id, data=jpeg, set_at=tx.now
        )
        kept.data, kept.set_at = jpeg, tx.now
        tx.add(kept)
        tx.note_event("collector_picture_changed", subject=parent)
    return Done(collector_id, tx.changes)


def remove_picture(workplace: Workplace, collector_id: CollectorId) -> Done[CollectorId]:
    """Delete the picture for good."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        parent = _reached_parent(workplace, tx, collector_id)
        tx.note_event("collector_picture_changed", subject=parent)
        children.drop_picture(tx, collector_id)
    return Done(collector_id, tx.changes)


def picture(workplace: Workplace, collector_id: CollectorId) -> bytes | None:
    """The picture as JPEG, where there is one and the policy still allows it."""
    workplace.require(Permission.CARE_DOOR)
    with workplace.store.read() as tx:
        kept = tx.find(CollectorPicture, collector_id)
        return kept.data if kept is not None and settings.policy(tx).pictures_allowed else None


def _reached_parent(workplace: Workplace, tx: Transaction, collector_id: CollectorId) -> ParticipantId:
    child = tx.get(Child, tx.get(Collector, collector_id).child_id)
    reach.require_participant(workplace, tx, child.participant_id)
    return child.participant_id
