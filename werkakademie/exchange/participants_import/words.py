"""The German words, letters and abbreviations that lists use for the values of our closed lists."""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache

from werkakademie.i18n import chosen_language
from werkakademie.records.enums import (
    ApplicantType,
    ClientKind,
    Evidence,
    ExitReason,
    ExitType,
    Focus,
    GermanLevel,
    NonEntryReason,
    OutcomeCategory,
    PcSkill,
    SchoolLeaving,
    Sex,
    VocationalQualification,
)
from werkakademie.records.labels import label
from werkakademie.rules.folding import fold

YES = ("ja", "j", "x", "1", "wahr", "true", "yes", "y", "✓", "✔", "☑", "✗", "☒")
NO = ("nein", "n", "0", "falsch", "false", "no", "☐", "nicht")
#: What lists write where nothing is known; not for names.
NOTHING_KNOWN = frozenset(
    {"-", "--", "–", "—", "?", "/", "unbekannt", "k.a.", "k. a.", "ka", "keine angabe", "n/a", "n.a.", "na", "null"}
)
#: What a spreadsheet shows for a formula that failed.
FAILED_FORMULAS = frozenset(
    {
        "#n/a",
        "#nv",
        "#wert!",
        "#value!",
        "#bezug!",
        "#ref!",
        "#div/0!",
        "#name?",
        "#zahl!",
        "#num!",
        "#null!",
        "err:508",
    }
)

_WORDS: dict[type[Enum], dict[Enum, tuple[str, ...]]] = {
    Sex: {
        Sex.FEMALE: ("weiblich", "w", "f", "frau", "female", "weibl."),
        Sex.MALE: ("männlich", "m", "herr", "mann", "male", "männl."),
        Sex.DIVERSE: ("divers", "d", "x", "diverse"),
        Sex.NOT_STATED: ("keine angabe", "k.a.", "k. a.", "ohne angabe", "unbekannt"),
    },
    ClientKind: {
        ClientKind.NEW: ("neu", "neukunde", "neukundin", "neukunden", "neu im leistungsbezug"),
        ClientKind.EXISTING: ("bestand", "bestandskunde", "bestandskundin", "schon länger im leistungsbezug"),
    },
    ApplicantType: {
        ApplicantType.UNEMPLOYED: ("arbeitslos", "alo", "ohne arbeit"),
        ApplicantType.EMPLOYED: ("beschäftigt", "erwerbstätig", "aufstocker", "aufstockerin", "in arbeit"),
        ApplicantType.SELF_EMPLOYED: ("selbstständig", "selbständig", "freiberuflich"),
        ApplicantType.TRAINING: ("ausbildung", "in ausbildung", "azubi", "studium", "schule"),
        ApplicantType.PARENTAL_LEAVE: ("elternzeit", "in elternzeit"),
        ApplicantType.OTHER: ("sonstiges", "sonstige", "anderes", "andere"),
    },
    SchoolLeaving: {
        SchoolLeaving.NONE: ("ohne", "kein", "keiner", "ohne schulabschluss", "kein schulabschluss", "ohne abschluss"),
        SchoolLeaving.SPECIAL: ("förderschule", "förderschulabschluss", "sonderschule"),
        SchoolLeaving.FIRST: ("hauptschule", "hauptschulabschluss", "esa", "erster schulabschluss", "hsa"),
        SchoolLeaving.MIDDLE: ("realschule", "realschulabschluss", "mittlere reife", "msa", "mittlerer abschluss"),
        SchoolLeaving.ADVANCED_TECHNICAL: ("fachhochschulreife", "fachabitur", "fhr"),
        SchoolLeaving.UNIVERSITY_ENTRANCE: ("abitur", "hochschulreife", "allgemeine hochschulreife", "abi"),
        SchoolLeaving.ABROAD: ("ausland", "im ausland", "abschluss im ausland", "ausländischer abschluss"),
    },
    VocationalQualification: {
        VocationalQualification.NONE: ("ohne", "kein", "keine", "ohne berufsabschluss", "ungelernt", "ohne abschluss"),
        VocationalQualification.ABROAD_UNRECOGNISED: ("ausland", "nicht anerkannt", "ausland, nicht anerkannt"),
        VocationalQualification.DUAL: ("ausbildung", "betriebliche ausbildung", "duale ausbildung", "lehre", "dual"),
        VocationalQualification.SCHOOL_BASED: ("schulische ausbildung", "berufsfachschule", "schulisch"),
        VocationalQualification.MASTER: ("meister", "meisterin", "techniker", "fachwirt", "fachwirtin"),
        VocationalQualification.UNIVERSITY: ("studium", "hochschule", "universität", "bachelor", "diplom", "fh"),
    },
    GermanLevel: {
        GermanLevel.NONE: ("keine", "kein deutsch", "a0", "0"),
        GermanLevel.NATIVE: ("muttersprache", "muttersprachlich", "muttersprachler", "muttersprachlerin", "native"),
    },
    PcSkill: {
        PcSkill.NONE: ("keine", "kein", "ohne"),
        PcSkill.BASIC: ("grundkenntnisse", "etwas", "gering", "wenig", "basis", "grundlagen"),
        PcSkill.SAFE: ("sicher", "gut", "sehr gut", "fortgeschritten"),
    },
    Focus: {
        Focus.NEW_CLIENTS: ("neukunden", "neu", "neukundinnen und neukunden"),
        Focus.EXISTING_CLIENTS: ("bestandskunden", "bestand"),
        Focus.SINGLE_PARENTS: ("alleinerziehende", "alleinerziehend"),
        Focus.OLDER: ("ältere", "ab 50", "ü50", "50plus", "50+"),
        Focus.NO_QUALIFICATION: ("ohne abschluss", "ohne berufsabschluss", "geringqualifizierte"),
        Focus.MINIJOB: ("minijob", "minijobber"),
        Focus.MIXED: ("gemischt", "alle"),
    },
    NonEntryReason: {
        NonEntryReason.DID_NOT_APPEAR: ("nicht erschienen", "ne", "unentschuldigt", "nicht angetreten"),
        NonEntryReason.DECLINED_BY_PERSON: ("abgelehnt", "absage", "selbst abgelehnt", "kein interesse"),
        NonEntryReason.DECLINED_BY_PROVIDER: ("vom träger abgelehnt", "durch träger abgelehnt"),
        NonEntryReason.TOOK_UP_WORK: ("arbeitsaufnahme", "arbeit aufgenommen", "in arbeit"),
        NonEntryReason.TOOK_UP_TRAINING: ("ausbildung aufgenommen", "ausbildungsaufnahme"),
        NonEntryReason.NOT_REACHED: ("nicht erreicht", "nicht erreichbar"),
        NonEntryReason.MISSING_CHILDCARE: ("fehlende kinderbetreuung", "kinderbetreuung", "keine kinderbetreuung"),
        NonEntryReason.HEALTH: ("krankheit", "krank", "gesundheit", "gesundheitlich"),
        NonEntryReason.LANGUAGE: ("sprache", "deutschkenntnisse", "sprachkenntnisse"),
        NonEntryReason.LOST_BENEFIT: ("kein leistungsbezug", "verzicht", "leistungsende"),
        NonEntryReason.MOVED: ("umzug", "verzogen", "umgezogen"),
        NonEntryReason.NO_PLACE: ("kein platz", "gruppe voll"),
    },
    ExitType: {
        ExitType.PLANNED: ("planmäßig", "regulär", "regulaer", "wie geplant", "beendet"),
        ExitType.EARLY: ("vorzeitig", "vorzeitig beendet"),
        ExitType.BROKEN_OFF: ("abbruch", "abgebrochen"),
        ExitType.CANCELLED_BEFORE_START: ("storniert", "absage vor beginn", "vor beginn abgesagt"),
    },
    ExitReason: {
        ExitReason.COMPLETED: ("abgeschlossen", "teilnahme beendet", "regulär", "durchlaufen"),
        ExitReason.TOOK_UP_WORK: ("arbeitsaufnahme", "arbeit", "arbeit aufgenommen", "job"),
        ExitReason.TOOK_UP_TRAINING: ("ausbildung", "ausbildungsaufnahme"),
        ExitReason.SELF_EMPLOYMENT: ("selbstständigkeit", "selbständigkeit", "selbstständig"),
        ExitReason.OTHER_MEASURE: ("andere maßnahme", "maßnahme", "weiterbildung"),
        ExitReason.MISSING_CHILDCARE: ("kinderbetreuung", "fehlende kinderbetreuung"),
        ExitReason.HEALTH: ("krankheit", "krank", "gesundheit", "gesundheitlich"),
        ExitReason.MOVED: ("umzug", "verzogen"),
        ExitReason.LOST_BENEFIT: ("kein leistungsbezug", "verzicht", "leistungsende"),
        ExitReason.UNEXCUSED_ABSENCE: ("fehlzeiten", "unentschuldigtes fehlen", "unentschuldigt"),
        ExitReason.DECLINED: ("abgelehnt", "verweigert"),
        ExitReason.DIED: ("verstorben", "tod"),
        ExitReason.OTHER: ("sonstiges", "sonstige", "anderer grund"),
    },
    OutcomeCategory: {
        OutcomeCategory.INSURED_FULL_TIME: ("vollzeit", "sv-pflichtig vollzeit", "svb vollzeit", "arbeit vollzeit"),
        OutcomeCategory.INSURED_PART_TIME: ("teilzeit", "sv-pflichtig teilzeit", "svb teilzeit", "arbeit teilzeit"),
        OutcomeCategory.VOCATIONAL_TRAINING: ("ausbildung", "berufsausbildung", "umschulung"),
        OutcomeCategory.SELF_EMPLOYED: ("selbstständig", "selbständig"),
        OutcomeCategory.MARGINAL: ("minijob", "geringfügig", "geringfügige beschäftigung"),
        OutcomeCategory.PUBLICLY_FUNDED: ("gefördert", "öffentlich gefördert", "agh"),
        OutcomeCategory.OTHER_MEASURE: ("andere maßnahme", "maßnahme", "weiterbildung"),
        OutcomeCategory.SCHOOL: ("schule", "studium", "schule oder studium"),
        OutcomeCategory.SEEKING: ("arbeitslos", "arbeitsuchend", "ohne arbeit", "sucht arbeit", "ohne arbeit, sucht"),
        OutcomeCategory.NOT_SEEKING: ("nicht suchend", "sucht nicht", "ohne arbeit, sucht nicht"),
        OutcomeCategory.DIED: ("verstorben",),
        OutcomeCategory.UNKNOWN: ("unbekannt", "nicht erreicht", "keine angabe"),
    },
    Evidence: {
        Evidence.OWN_STATEMENT: ("eigene angabe", "selbstauskunft", "auskunft", "telefonisch"),
        Evidence.EMPLOYER_CONFIRMED: ("arbeitgeber", "vom arbeitgeber bestätigt", "arbeitgeberbestätigung"),
        Evidence.CONTRACT_SEEN: ("vertrag", "arbeitsvertrag", "vertrag gesehen", "arbeitsvertrag gesehen"),
        Evidence.CASE_SYSTEM: ("fachverfahren", "system", "case system", "verbis"),
    },
}


def normal(text: str) -> str:
    """The form in which words are compared: folded, single spaces."""
    return " ".join(fold(text).split())


def words_of(choices: type[Enum]) -> Mapping[str, Enum]:
    """Every word that stands for a value of this list: the stored value itself, usual words, the screen's label."""
    return _words_of(choices, chosen_language())


@cache
def _words_of(choices: type[Enum], _language: str) -> Mapping[str, Enum]:
    # Kept per language, because the labels are in the chosen one.
    words = {normal(str(member.value)): member for member in choices}
    for member, spellings in _WORDS.get(choices, {}).items():
        words.update({normal(spelling): member for spelling in spellings})
    for member in choices:
        words.setdefault(normal(label(member)), member)
    return words


@cache
def yes_no_words() -> Mapping[str, bool]:
    return _told(YES, answer=True) | _told(NO, answer=False)


def _told(words: Iterable[str], *, answer: bool) -> dict[str, bool]:
    return {normal(word): answer for word in words}
