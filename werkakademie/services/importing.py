"""Bring participants in from a spreadsheet: understand it, map it, check every row, store it whole or not at all."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError, SituationError
from werkakademie.exchange.participants_import import (
    FIELDS,
    FIELDS_BY_KEY,
    DoubleFinder,
    ProblemCollector,
    RowConverter,
    best_profile,
    check_profile,
    problems_of,
    profile_from_json,
    profile_to_json,
    suggest_profile,
    suggest_values,
)
from werkakademie.exchange.participants_import.profiles import ProfileDamagedError, header_key
from werkakademie.exchange.people_csv import write_problem_list
from werkakademie.exchange.spreadsheets import recognise, rows
from werkakademie.exchange.spreadsheets.errors import FileNotReadableError
from werkakademie.i18n import _
from werkakademie.models import ImportProfile
from werkakademie.records.changes import Done
from werkakademie.records.clock import local_date
from werkakademie.records.ids import ImportProfileId
from werkakademie.records.import_run import (
    DoubleDecision,
    DoubleDecisions,
    FileState,
    ImportCheck,
    ImportPreview,
    ImportResult,
    KeptProfile,
    RecognisedFile,
)
from werkakademie.records.importing import (
    ConvertedRow,
    FieldPart,
    ImportField,
    MappingProfile,
    RecognisedColumn,
    RecognisedTable,
    RecognitionChoices,
)
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.services import reach
from werkakademie.services.import_doubles import DecidedDoubles, double_rows, find_doubles
from werkakademie.services.import_groups import GroupPlans, known_groups
from werkakademie.services.import_writing import ImportWriter
from werkakademie.services.workplace import Workplace
from werkakademie.storage import importing

#: Rows that are inserted at once; progress is told after each batch.
BATCH = 2_000
#: Rows of the preview, and doubles that are listed one by one.
PREVIEW_ROWS = 20
MOST_DOUBLES_SHOWN = 1_000
#: What a person with an enrolment takes in tables, indexes, search and journal; generous.
_BYTES_PER_ROW = 4_096


class FileChangedError(SituationError):
    """The file is no longer the one that was checked."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def sentence(self) -> str:
        return _(
            "Die Datei „{name}“ wurde seit der Prüfung geändert. Es wurde nichts gespeichert. "
            "Bitte lassen Sie sie noch einmal prüfen."
        ).format(name=self.path.name)


def recognise_file(
    workplace: Workplace, path: Path, *, choices: RecognitionChoices | None = None, progress: Progress | None = None
) -> RecognisedFile:
    """Read the whole file once and say how it is understood, with a mapping to begin with. Raises SpreadsheetError."""
    workplace.require(Permission.IMPORT)
    watched = progress or Unwatched()

    def tell(row: int) -> None:
        watched.advance(row, None, _("Die Datei wird gelesen"))

    table = recognise(path, choices=choices, progress=tell)
    kept = kept_profiles(workplace)
    best = best_profile([one.profile for one in kept], table)
    return RecognisedFile(table, best or suggest_profile(table), kept, best.name if best else "")


def import_fields() -> tuple[ImportField, ...]:
    """Every field that a column or a constant can be mapped to; what is not among them is never stored."""
    return FIELDS


def value_suggestions(field: str, column: RecognisedColumn) -> dict[str, str]:
    """What the values of a column probably mean in a field."""
    return suggest_values(FIELDS_BY_KEY[field], column.distinct)


def profile_problems(workplace: Workplace, table: RecognisedTable, profile: MappingProfile) -> tuple[FieldProblem, ...]:
    """What keeps a mapping from being used on this table: one sentence per field."""
    workplace.require(Permission.IMPORT)
    return check_profile(table, profile, today=_today(workplace))


def kept_profiles(workplace: Workplace) -> tuple[KeptProfile, ...]:
    """The mappings kept under a name; one that can't be read any more is left out."""
    workplace.require(Permission.IMPORT)
    with workplace.store.read() as tx:
        found = [(ImportProfileId(row.id), row.mapping) for row in importing.profiles(tx)]
    return tuple(kept for one in found for kept in _readable(*one))


def save_profile(workplace: Workplace, profile: MappingProfile, *, name: str) -> Done[ImportProfileId]:
    """Keep a mapping under a name; one of the same name is replaced. Raises InvalidFieldsError for a bad name."""
    workplace.require(Permission.IMPORT)
    name = name.strip()
    if not 1 <= len(name) <= 120:
        raise InvalidFieldsError((FieldProblem("name", _("Bitte geben Sie einen Namen mit 1 bis 120 Zeichen ein.")),))
    mapping = profile_to_json(replace(profile, name=name))
    with workplace.store.write(workplace.account_id) as tx:
        kept = importing.profile_named(tx, name)
        if kept is None:
            kept = ImportProfile(
                id=ImportProfileId(tx.new_id()), name=name, mapping=mapping, created_at=tx.now, created_by=tx.actor
            )
        kept.mapping = mapping
        tx.add(kept)
        profile_id = kept.id
    return Done(profile_id, tx.changes)


def remove_profile(workplace: Workplace, profile_id: ImportProfileId, *, removed: bool = True) -> Done[ImportProfileId]:
    """Take a kept mapping out of the list, or bring it back (`removed=False`)."""
    workplace.require(Permission.IMPORT)
    with workplace.store.write(workplace.account_id) as tx:
        kept = tx.get(ImportProfile, profile_id)
        kept.deleted = removed
        tx.add(kept)
    return Done(profile_id, tx.changes)


def preview(workplace: Workplace, table: RecognisedTable, profile: MappingProfile) -> ImportPreview:
    """The first rows as they will be stored. Raises InvalidFieldsError if the mapping can't be used."""
    workplace.require(Permission.IMPORT)
    converter = RowConverter(table, profile, today=_today(workplace))
    first = tuple(islice(converter.convert_all(rows(table)), PREVIEW_ROWS))
    seen = {key for row in first for key in row.values}
    mapped = {header_key(mapping.column) for mapping in profile.fields.values() if mapping.column is not None}
    return ImportPreview(
        fields=tuple(field for field in FIELDS if field.key in seen),
        rows=first,
        never_stored=tuple(column.header for column in table.columns if header_key(column.header) not in mapped),
    )


def check_file(
    workplace: Workplace, table: RecognisedTable, profile: MappingProfile, *, progress: Progress | None = None
) -> ImportCheck:
    """Look at every row and store nothing: what would go in, what stays out and why, doubles, new groups.

    Raises InvalidFieldsError if the mapping can't be used, SpreadsheetError if the file can't be read to its end.
    """
    workplace.require(Permission.IMPORT)
    state = _file_state(table.path)
    with workplace.store.read() as tx:
        converter = RowConverter(table, profile, today=tx.today)
        collector = ProblemCollector()
        finder = DoubleFinder()
        plans = GroupPlans(tx, profile)
        accepted = array("I")
        for row in _watched(converter, table, progress or Unwatched(), _("Die Zeilen werden geprüft")):
            collector.add(row)
            if row.accepted:
                accepted.append(row.number)
                finder.add(row.number, row.values)
                plans.add(row)
        doubles = find_doubles(tx, accepted, finder)
        shown = double_rows(tx, table, converter, doubles, most=MOST_DOUBLES_SHOWN)
    return ImportCheck(
        table=table,
        profile=profile,
        state=state,
        rows=table.data_rows,
        accepted=len(accepted),
        problems=collector.summary(),
        groups=plans.plans(),
        doubles=shown,
        index=doubles.index(),
        has_enrolments=any(FIELDS_BY_KEY[key].part is FieldPart.ENROLMENT for key in profile.fields),
    )


def save_problem_list(
    workplace: Workplace, check: ImportCheck, path: Path, *, progress: Progress | None = None
) -> Path:
    """Write all problems of a file, however many, as a list that somebody can work through."""
    workplace.require(Permission.IMPORT)
    converter = RowConverter(check.table, check.profile, today=_today(workplace))
    watched = _watched(converter, check.table, progress or Unwatched(), _("Die Liste wird geschrieben"))
    write_problem_list(path, problems_of(watched))
    return path


def import_file(
    workplace: Workplace,
    check: ImportCheck,
    *,
    doubles: DoubleDecisions | None = None,
    progress: Progress | None = None,
) -> Done[ImportResult]:
    """Store what the check found good, all or nothing: a wish to stop, or any error, leaves the store as it was."""
    workplace.require(Permission.IMPORT)
    if _file_state(check.table.path) != check.state:
        raise FileChangedError(check.table.path)
    workplace.store.require_room(check.rows * _BYTES_PER_ROW)
    decided = DecidedDoubles(check.index, doubles or DoubleDecisions())
    with workplace.store.write(workplace.account_id) as tx:
        converter = RowConverter(check.table, check.profile, today=tx.today)
        collector = ProblemCollector(most_kept=0)
        reach.require_groups(workplace, tx, known_groups(tx, check.groups))
        writer = ImportWriter(tx, check.groups, partial(reach.require_free, workplace, tx))
        flush = writer.flush
        watched = progress or Unwatched()
        for row in _watched(converter, check.table, watched, _("Die Zeilen werden gespeichert"), each_batch=flush):
            collector.add(row)
            if row.accepted:
                _store(row, writer, decided)
        flush()
    summary = collector.summary()
    result = ImportResult(
        rows=check.rows,
        people=writer.people,
        enrolments=writer.enrolments,
        outcomes=writer.outcomes,
        same_people=decided.same_people,
        doubles_left_out=decided.left_out,
        rows_left_out=summary.rows_left_out,
        cells_left_out=summary.cells_left_out,
        enrolled_already=writer.enrolled_already,
        new_groups=tuple(writer.new_groups),
    )
    return Done(result, tx.changes)


def _store(row: ConvertedRow, writer: ImportWriter, decided: DecidedDoubles) -> None:
    decision, known = decided.of(row.number)
    if decision is DoubleDecision.SKIP:
        decided.left_out += 1
        person = known
    elif decision is DoubleDecision.SAME_PERSON and known is not None:
        decided.same_people += 1
        writer.add_known(known, row.values)
        person = known
    else:
        person = writer.add_new(row.values)
    if person is not None:
        decided.note(row.number, person)


def _watched(
    converter: RowConverter,
    table: RecognisedTable,
    progress: Progress,
    text: str,
    *,
    each_batch: Callable[[], None] | None = None,
) -> Iterator[ConvertedRow]:
    """The converted rows; after each batch the progress is told, which may raise `Cancelled`."""
    progress.advance(0, table.data_rows, text)
    for done, row in enumerate(converter.convert_all(rows(table)), start=1):
        yield row
        if done % BATCH == 0:
            if each_batch is not None:
                each_batch()
            progress.advance(done, table.data_rows, text)


def _file_state(path: Path) -> FileState:
    try:
        facts = path.stat()
    except OSError as error:
        raise FileNotReadableError(path) from error
    return FileState(facts.st_size, facts.st_mtime_ns)


def _readable(profile_id: ImportProfileId, mapping: str) -> Sequence[KeptProfile]:
    try:
        return (KeptProfile(profile_id, profile_from_json(mapping)),)
    except ProfileDamagedError:
        return ()


def _today(workplace: Workplace) -> date:
    return local_date(workplace.store.clock.now())
