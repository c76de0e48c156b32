"""A person's own cover letters: begin one, write it, look at it, keep it as PDF or Word file."""

from collections.abc import Mapping

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import CoverLetter, CoverLetterFields
from werkakademie.records.changes import Done
from werkakademie.records.cover_letter import (
    CoverLetterRecord,
    LetterRow,
    LetterSheet,
    LetterTarget,
    employer_of,
    proposed,
    sheet_of,
)
from werkakademie.records.enums import PaperKind
from werkakademie.records.ids import CoverLetterId, DocumentVersionId, JobApplicationId
from werkakademie.records.page_image import PageImage
from werkakademie.records.permissions import Permission
from werkakademie.rules.file_names import name_part
from werkakademie.services.own.paper_versions import keep_version
from werkakademie.services.own.place import OwnPlace, require_own, require_own_application, require_writable
from werkakademie.services.validation import validated
from werkakademie.storage.own import letters
from werkakademie.storage.transaction import Transaction

PDF, DOCX = "pdf", "docx"
_MEDIA_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
#: Without these a letter says nothing.
_NEEDED = ("recipient", "subject", "body")


def my_letters(own: OwnPlace) -> tuple[LetterRow, ...]:
    """The person's letters, the one that was changed last first."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return letters.letter_rows(tx, own.participant_id)


def letter_targets(own: OwnPlace) -> tuple[LetterTarget, ...]:
    """The person's applications that a letter can be for, the one written down last first."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return letters.targets(tx, own.participant_id)


def letter(own: OwnPlace, letter_id: CoverLetterId) -> CoverLetterRecord:
    """One letter with its sender and what the coach said. Raises NotAllowedError, MissingRowError."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return letters.letter_record(tx, _own_letter(own, tx, letter_id))


def begin_letter(own: OwnPlace, application_id: JobApplicationId | None = None) -> Done[CoverLetterId]:
    """A new letter with what is known: address, subject, greeting, date."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        target = None
        if application_id is not None:
            require_own_application(own, tx, application_id)
            known = letters.targets(tx, own.participant_id)
            target = next((one for one in known if one.application_id == application_id), None)
        fields = proposed(target, letters.sender_of(tx, own.participant_id), tx.today)
        row = CoverLetter(
            **fields.values(),
            id=CoverLetterId(tx.new_id()),
            participant_id=own.participant_id,
            application_id=application_id,
            created_at=tx.now,
            created_by=tx.actor,
            changed_at=tx.now,
        )
        tx.add(row)
    return Done(row.id, tx.changes)


def save_letter(own: OwnPlace, letter_id: CoverLetterId, *, fields: Mapping[str, object]) -> Done[CoverLetterId]:
    """Keep what was written, ready or not. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    valid = validated(CoverLetterFields, fields)
    with own.store.write(own.account_id) as tx:
        _keep(own, tx, letter_id, valid)
    return Done(letter_id, tx.changes)


def finish_letter(
    own: OwnPlace, letter_id: CoverLetterId, *, fields: Mapping[str, object], kind: str = PDF
) -> Done[DocumentVersionId]:
    """Keep the letter, and the file of it as the newest version of a paper of the person. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    valid = validated(CoverLetterFields, fields)
    _check_whole(valid)
    with own.store.write(own.account_id) as tx:
        row = _keep(own, tx, letter_id, valid)
        record = letters.letter_record(tx, row)
        employer = employer_of(record.fields, record.target)
        version_id = keep_version(
            own,
            tx,
            kind=PaperKind.COVER_LETTER,
            title=f"Anschreiben {employer}".strip()[:200],
            file_name=_file_name(record, employer, kind),
            media_type=_MEDIA_TYPES[kind],
            data=_file(sheet_of(record.fields, record.sender, footer=record.footer), kind),
        )
    return Done(version_id, tx.changes)


def remove_letter(own: OwnPlace, letter_id: CoverLetterId, *, removed: bool = True) -> Done[CoverLetterId]:
    """Take a letter out of the list, or bring it back (`removed=False`); its files stay among the papers."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = _own_letter(own, tx, letter_id)
        row.deleted = removed
        tx.add(row)
    return Done(letter_id, tx.changes)


def preview(own: OwnPlace, sheet: LetterSheet, *, width: int) -> tuple[PageImage, ...]:
    """The pages of a letter as it is being written; nothing is read from the store."""
    from werkakademie.reports.cover_letter import cover_letter
    from werkakademie.reports.page_images import page_images

    own.require(Permission.OWN_PLACE)
    return page_images(cover_letter(sheet, with_tags=False), width=width)


def letter_file(own: OwnPlace, letter_id: CoverLetterId, *, kind: str = PDF) -> tuple[str, bytes]:
    """File name and bytes of a letter as it is stored."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        record = letters.letter_record(tx, _own_letter(own, tx, letter_id))
    name = _file_name(record, employer_of(record.fields, record.target), kind)
    return name, _file(sheet_of(record.fields, record.sender, footer=record.footer), kind)


def _own_letter(own: OwnPlace, tx: Transaction, letter_id: CoverLetterId) -> CoverLetter:
    row = tx.get(CoverLetter, letter_id)
    require_own(own, row.participant_id)
    return row


def _keep(own: OwnPlace, tx: Transaction, letter_id: CoverLetterId, valid: CoverLetterFields) -> CoverLetter:
    require_writable(own, tx)
    row = _own_letter(own, tx, letter_id)
    values = valid.model_dump()
    if any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.changed_at = tx.now
        tx.add(row)
        tx.flush()
    return row


def _check_whole(valid: CoverLetterFields) -> None:
    problems = tuple(
        FieldProblem(name, _("Bitte füllen Sie dieses Feld aus.")) for name in _NEEDED if not getattr(valid, name)
    )
    if problems:
        raise InvalidFieldsError(problems)


def _file(sheet: LetterSheet, kind: str) -> bytes:
    if kind == DOCX:
        from werkakademie.exchange.cover_letter_docx import cover_letter_docx

        return cover_letter_docx(sheet)
    from werkakademie.reports.cover_letter import cover_letter

    return cover_letter(sheet)


def _file_name(record: CoverLetterRecord, employer: str, kind: str) -> str:
    """„Anschreiben_Kovalenko_Logistik_Nord_GmbH.pdf“: what upload forms take; the letter itself has the right names."""
    parts = ["Anschreiben", name_part(record.sender.name.split(" ")[-1]), name_part(employer)]
    return f"{'_'.join(part for part in parts if part)}.{kind}"
