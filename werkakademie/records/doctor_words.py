"""The sentences about the check of the store: what a finding means, what is safe, and what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from werkakademie.i18n import _, format_count
from werkakademie.records.clock import local_moment
from werkakademie.records.doctor import CheckKind, Finding, FindingKind, Gravity, Repair
from werkakademie.records.journal_columns import table_word

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding for a person: a heading and three sentences."""

    title: str
    meaning: str
    safe: str
    advice: str


def check_name(kind: CheckKind) -> str:
    """What a part of the check looks at."""
    names = {
        CheckKind.SQLITE: _("Datenbankbibliothek"),
        CheckKind.PAGES: _("Aufbau der Datenbank"),
        CheckKind.ENCRYPTION: _("Prüfsummen der Verschlüsselung"),
        CheckKind.SCHEMA: _("Tabellen und Version"),
        CheckKind.REFERENCES: _("Verweise zwischen den Tabellen"),
        CheckKind.SEARCH: _("Suchverzeichnis"),
        CheckKind.TRIGGERS: _("Auslöser des Protokolls"),
        CheckKind.CHAIN: _("Kette des Protokolls"),
        CheckKind.CONTENT: _("Daten und Protokoll im Vergleich"),
        CheckKind.FILES: _("Dateien der Unterlagen"),
        CheckKind.VAULT: _("Zugänge (vault.json)"),
        CheckKind.BACKUPS: _("Sicherungen"),
        CheckKind.SPACE: _("Platz auf dem Datenträger"),
        CheckKind.CLOCK: _("Uhr des PCs"),
        CheckKind.PLACE: _("Ort und Rechte der Dateien"),
        CheckKind.LEFTOVERS: _("Übrig gebliebene Dateien"),
    }
    return names[kind]


def gravity_name(gravity: Gravity) -> str:
    """How grave a finding is, in a word."""
    names = {Gravity.DAMAGE: _("Schaden"), Gravity.WARNING: _("Warnung"), Gravity.NOTE: _("Hinweis")}
    return names[gravity]


def repair_name(repair: Repair) -> str:
    """What a repair does, for the command line and beside the button."""
    names = {
        Repair.REBUILD_SEARCH: _("Suchverzeichnis neu aufbauen"),
        Repair.INSTALL_TRIGGERS: _("Auslöser neu anlegen"),
        Repair.REMOVE_FILES: _("Dateien ohne Unterlage löschen"),
        Repair.REMOVE_LEFTOVERS: _("Übrig gebliebene Dateien löschen"),
        Repair.MAKE_RESERVE: _("Reserve anlegen"),
        Repair.CLOSE_TO_OTHERS: _("Rechte einschränken"),
    }
    return names[repair]


def words(finding: Finding) -> FindingWords:
    """The sentences of a finding."""
    title, meaning, safe, advice = _WORDS[finding.kind]()
    facts = {name: _shown(name, value) for name, value in finding.facts.items()}
    if finding.kind is FindingKind.CHECK_STOPPED:
        facts["check"] = check_name(CheckKind(str(finding.facts["check"])))
    return FindingWords(title.format(**facts), meaning.format(**facts), safe.format(**facts), advice.format(**facts))


def _shown(name: str, value: str | int | datetime) -> str:
    if isinstance(value, datetime):
        return f"{local_moment(value):%d.%m.%Y %H:%M}"
    if name in ("table", "tables"):
        return ", ".join(table_word(one) for one in str(value).split(", "))
    if name in ("size", "free", "needed"):
        return _("{megabytes} MB").format(megabytes=format_count(max(1, round(int(value) / _MEGABYTE))))
    return str(value)


def _restore() -> str:
    return _(
        "Arbeiten Sie bitte nicht weiter, und stellen Sie die jüngste Sicherung wieder her (Sicherheit, Sicherungen). "
        "Bewahren Sie die beschädigten Dateien auf, bis das geglückt ist."
    )


def _backups_safe() -> str:
    return _("Ihre Sicherungen sind davon nicht betroffen.")


def _all_safe() -> str:
    return _("Ihre Daten sind vollständig.")


Sentences = tuple[str, str, str, str]


def _check_stopped() -> Sentences:
    return (
        _("Eine Prüfung kam nicht zu Ende: {check}"),
        _("Ein Teil der Daten ließ sich nicht lesen ({reason}). Wahrscheinlich ist die Datei beschädigt."),
        _backups_safe(),
        _restore(),
    )


def _sqlite_old() -> Sentences:
    return (
        _("Die Datenbankbibliothek ist zu alt"),
        _("SQLite {version} kann unter Last Daten beschädigen."),
        _("Was gespeichert ist, ist bisher nicht betroffen."),
        _("Bitte installieren Sie das Programm neu."),
    )


def _pages_broken() -> Sentences:
    return (
        _("Die Datenbank ist beschädigt"),
        _("Stellen der Datei, die nicht mehr so sind, wie sie geschrieben wurden: {count}. Die erste: {first}"),
        _backups_safe(),
        _restore(),
    )


def _encryption_broken() -> Sentences:
    return (
        _("Seiten der Datenbank wurden verändert"),
        _("Veränderte Seiten: {count}. Der Datenträger ist defekt, oder jemand hat die Datei verändert."),
        _("Veränderte Seiten gibt das Programm nie aus. Ihre Sicherungen sind davon nicht betroffen."),
        _restore(),
    )


def _schema_changed() -> Sentences:
    return (
        _("Die Tabellen sind nicht die dieses Programms"),
        _("Anders, als das Programm sie anlegt, sind: {names} (insgesamt {count})."),
        _("Die Daten selbst sind lesbar; Ihre Sicherungen sind davon nicht betroffen."),
        _(
            "Jemand hat die Datenbank mit einem anderen Programm verändert. Bitte stellen Sie die jüngste Sicherung "
            "wieder her, und klären Sie, wer Zugriff hatte."
        ),
    )


def _version_unexpected() -> Sentences:
    return (
        _("Die Version der Datenbank passt nicht"),
        _("In der Datei steht Version {found}, dieses Programm arbeitet mit Version {known}."),
        _("Es wurde nichts geändert."),
        _("Bitte verwenden Sie die neueste Version des Programms."),
    )


def _references_broken() -> Sentences:
    return (
        _("Einträge zeigen ins Leere"),
        _("Einträge, die zu etwas gehören, das es nicht mehr gibt: {count} (in: {tables})."),
        _("Alle anderen Einträge sind vollständig; Ihre Sicherungen sind davon nicht betroffen."),
        _restore(),
    )


def _search_broken() -> Sentences:
    return (
        _("Das Suchverzeichnis stimmt nicht"),
        _("Die Suche nach Namen findet vielleicht nicht alle."),
        _("Ihre Daten selbst sind vollständig; das Verzeichnis wird aus ihnen gemacht."),
        _("Lassen Sie es neu aufbauen."),
    )


def _triggers_changed() -> Sentences:
    return (
        _("Auslöser des Protokolls fehlen oder sind verändert"),
        _("Es geht um {names} (insgesamt {count}). Änderungen seitdem stehen vielleicht nicht im Protokoll."),
        _("Die Daten selbst sind davon nicht betroffen."),
        _(
            "Lassen Sie die Auslöser neu anlegen; das Protokoll vermerkt es. Klären Sie, wer die Datenbank mit einem "
            "anderen Programm geöffnet hat."
        ),
    )


def _chain_broken() -> Sentences:
    return (
        _("Das Protokoll wurde nachträglich verändert"),
        _("Vorgänge, bei denen die Kette nicht passt: {count}. Der erste ist Vorgang {first} ({moment})."),
        _("Die Daten selbst sind lesbar. Das Programm verändert eine gebrochene Kette nie: Sie ist der Beweis."),
        _(
            "Heben Sie eine Kopie des Ordners auf, und stellen Sie eine Sicherung wieder her, deren Kette stimmt. "
            "Sagen Sie es der Person, die für den Datenschutz zuständig ist."
        ),
    )


def _chain_cut() -> Sentences:
    return (
        _("Am Ende des Protokolls fehlt etwas"),
        _("Der Speicher erinnert sich an spätere Vorgänge, als im Protokoll stehen."),
        _("Alle früheren Vorgänge sind da. Das Programm verändert eine gebrochene Kette nie: Sie ist der Beweis."),
        _(
            "Heben Sie eine Kopie des Ordners auf, und stellen Sie eine Sicherung wieder her. Sagen Sie es der Person, "
            "die für den Datenschutz zuständig ist."
        ),
    )


def _chain_unsealed() -> Sentences:
    return (
        _("Im Protokoll stehen Einträge ohne Siegel"),
        _("Jemand hat am Programm vorbei in die Datenbank geschrieben, oder ein Vorgang endete nicht."),
        _("Alle gesiegelten Vorgänge sind davon nicht betroffen."),
        _("Vergleichen Sie die letzten Änderungen mit einer Sicherung, und stellen Sie diese im Zweifel wieder her."),
    )


def _line_unclear() -> Sentences:
    return (
        _("Es ist unklar, wo das Protokoll weitergeht"),
        _("Laufende Linien dieses PCs im Protokoll: {count}. Es muss genau eine sein."),
        _("Was geschrieben wurde, ist davon nicht betroffen."),
        _restore(),
    )


def _behind_journal() -> Sentences:
    return (
        _("Daten stimmen nicht mit dem Protokoll überein"),
        _("Einträge der Art „{table}“, in denen etwas anderes steht, als das Protokoll sagt: {count}."),
        _("Alle anderen Einträge stimmen. Das Protokoll weiß noch, was zuletzt über das Programm eingegeben wurde."),
        _(
            "Jemand hat am Programm vorbei geschrieben. Bitte vergleichen Sie diese Einträge mit Ihren Unterlagen, "
            "oder stellen Sie eine Sicherung wieder her."
        ),
    )


def _files_unreferenced() -> Sentences:
    return (
        _("Dateien, zu denen es keine Unterlage gibt"),
        _("Dateien, die zu keiner Unterlage mehr gehören, auch nicht zu einer im Papierkorb: {count} ({size})."),
        _all_safe(),
        _("Sie können diese Dateien löschen lassen."),
    )


def _files_missing() -> Sentences:
    return (
        _("Dateien von Unterlagen fehlen"),
        _("Fassungen von Unterlagen, deren Datei fehlt: {count}."),
        _("Die Unterlagen selbst und alle anderen Dateien sind da; Ihre Sicherungen sind davon nicht betroffen."),
        _restore(),
    )


def _files_changed() -> Sentences:
    return (
        _("Dateien von Unterlagen sind verändert"),
        _("Dateien, die nicht mehr so sind, wie sie hochgeladen wurden: {count}."),
        _("Alle anderen Dateien stimmen; Ihre Sicherungen sind davon nicht betroffen."),
        _restore(),
    )


def _vault_unreadable() -> Sentences:
    return (
        _("Die Datei mit den Zugängen ist nicht in Ordnung"),
        "{sentence}",
        _("Der geöffnete Speicher bleibt offen, solange Sie das Programm nicht sperren oder schließen."),
        _("Holen Sie vault.json aus der jüngsten Sicherung zurück, bevor Sie das Programm schließen."),
    )


def _backup_none() -> Sentences:
    return (
        _("Es gibt noch keine Sicherung"),
        _("Wenn dieser Datenträger ausfällt, sind alle Daten verloren."),
        _all_safe(),
        _("Machen Sie jetzt eine Sicherung (Sicherheit, Sicherungen), am besten auch auf einen zweiten Datenträger."),
    )


def _backup_old() -> Sentences:
    return (
        _("Die jüngste Sicherung ist {days} Tage alt"),
        _("Was seither eingegeben wurde, steht nur auf diesem Datenträger."),
        _all_safe(),
        _("Machen Sie jetzt eine Sicherung (Sicherheit, Sicherungen)."),
    )


def _backup_damaged() -> Sentences:
    return (
        _("Sicherungen sind unbrauchbar"),
        _("Sicherungen, die sich nicht lesen lassen oder verändert wurden: {count}."),
        _("Die Daten selbst und die anderen Sicherungen sind davon nicht betroffen."),
        _("Machen Sie eine neue Sicherung. Unbrauchbare erkennen Sie unter Sicherheit, Sicherungen."),
    )


def _backup_failed() -> Sentences:
    return (
        _("Die letzte Sicherung ist nicht geglückt"),
        "{problem}",
        _("Ihre Daten und die früheren Sicherungen sind unverändert."),
        _("Beheben Sie die Ursache, und sichern Sie noch einmal."),
    )


def _space_low() -> Sentences:
    return (
        _("Der Platz auf dem Datenträger wird knapp"),
        _("Frei sind {free}; für Sicherungen und Umbauten sollten es mindestens {needed} sein."),
        _all_safe(),
        _("Bitte schaffen Sie Platz: Leeren Sie den Papierkorb des PCs, oder verschieben Sie große Dateien."),
    )


def _reserve_gone() -> Sentences:
    return (
        _("Die Reserve auf dem Datenträger fehlt"),
        _("{size} hält das Programm frei, damit sich auch bei vollem Datenträger noch speichern lässt."),
        _all_safe(),
        _("Schaffen Sie Platz, und lassen Sie die Reserve anlegen."),
    )


def _clock_behind() -> Sentences:
    return (
        _("Die Uhr dieses PCs geht nach"),
        _("Sie zeigt {now}, aber die letzte Änderung wurde um {last} gespeichert."),
        _("Die Reihenfolge der Änderungen bleibt richtig; nur die Uhrzeiten stimmen nicht."),
        _("Bitte stellen Sie die Uhr des PCs. Ging sie früher vor, verschwindet dieser Befund mit der Zeit."),
    )


def _clock_ahead() -> Sentences:
    return (
        _("Die Uhr dieses PCs ist weit gesprungen"),
        _("Sie zeigt {now}; die letzte Änderung war am {last}."),
        _all_safe(),
        _("Bitte prüfen Sie das Datum des PCs. Stimmt es, ist nichts zu tun."),
    )


def _clock_too_early() -> Sentences:
    return (
        _("Die Uhr dieses PCs steht falsch"),
        _("Sie zeigt {now}; damals gab es dieses Programm noch nicht."),
        _("Die Reihenfolge der Änderungen bleibt richtig; nur die Uhrzeiten stimmen nicht."),
        _("Bitte stellen Sie die Uhr des PCs."),
    )


def _network_place() -> Sentences:
    return (
        _("Der Speicher liegt auf einem Netzlaufwerk"),
        _("Auf {path} sind Sperren nicht verlässlich; zwei PCs könnten zugleich schreiben."),
        _("Was gespeichert ist, ist bisher nicht betroffen."),
        _("Bitte machen Sie eine Sicherung, und stellen Sie sie in einem Ordner auf diesem PC wieder her."),
    )


def _synced_place() -> Sentences:
    return (
        _("Der Speicher liegt in einem Ordner, der abgeglichen wird"),
        _("„{service}“ in {path} deutet darauf hin. Solche Dienste kopieren Dateien, während sie geschrieben werden."),
        _("Verschlüsselt sind die Daten auch dort. Was gespeichert ist, ist bisher nicht betroffen."),
        _("Bitte machen Sie eine Sicherung, und stellen Sie sie in einem anderen Ordner auf diesem PC wieder her."),
    )


def _open_to_others() -> Sentences:
    return (
        _("Andere Benutzer dieses PCs können die Dateien lesen"),
        _("Dateien in {path}, die jedem Konto dieses PCs offenstehen: {count}."),
        _("Sie sind verschlüsselt; ohne Passwort liest sie niemand."),
        _("Lassen Sie die Rechte einschränken."),
    )


def _leftovers() -> Sentences:
    return (
        _("Dateien sind übrig geblieben"),
        _("Halb geschriebene Dateien von einem Vorgang, der nicht zu Ende kam: {count} ({size})."),
        _all_safe(),
        _("Sie können diese Dateien löschen lassen."),
    )


_WORDS: Final[Mapping[FindingKind, Callable[[], Sentences]]] = {
    FindingKind.CHECK_STOPPED: _check_stopped,
    FindingKind.SQLITE_OLD: _sqlite_old,
    FindingKind.PAGES_BROKEN: _pages_broken,
    FindingKind.ENCRYPTION_BROKEN: _encryption_broken,
    FindingKind.SCHEMA_CHANGED: _schema_changed,
    FindingKind.VERSION_UNEXPECTED: _version_unexpected,
    FindingKind.REFERENCES_BROKEN: _references_broken,
    FindingKind.SEARCH_BROKEN: _search_broken,
    FindingKind.TRIGGERS_CHANGED: _triggers_changed,
    FindingKind.CHAIN_BROKEN: _chain_broken,
    FindingKind.CHAIN_CUT: _chain_cut,
    FindingKind.CHAIN_UNSEALED: _chain_unsealed,
    FindingKind.LINE_UNCLEAR: _line_unclear,
    FindingKind.BEHIND_JOURNAL: _behind_journal,
    FindingKind.FILES_UNREFERENCED: _files_unreferenced,
    FindingKind.FILES_MISSING: _files_missing,
    FindingKind.FILES_CHANGED: _files_changed,
    FindingKind.VAULT_UNREADABLE: _vault_unreadable,
    FindingKind.BACKUP_NONE: _backup_none,
    FindingKind.BACKUP_OLD: _backup_old,
    FindingKind.BACKUP_DAMAGED: _backup_damaged,
    FindingKind.BACKUP_FAILED: _backup_failed,
    FindingKind.SPACE_LOW: _space_low,
    FindingKind.RESERVE_GONE: _reserve_gone,
    FindingKind.CLOCK_BEHIND: _clock_behind,
    FindingKind.CLOCK_AHEAD: _clock_ahead,
    FindingKind.CLOCK_TOO_EARLY: _clock_too_early,
    FindingKind.NETWORK_PLACE: _network_place,
    FindingKind.SYNCED_PLACE: _synced_place,
    FindingKind.OPEN_TO_OTHERS: _open_to_others,
    FindingKind.LEFTOVERS: _leftovers,
}
