"""Skills that are proposed by occupation group; German, as they stand in the CV. The keys are those of the letters."""

from collections.abc import Mapping
from typing import Final

SKILLS: Final[Mapping[str, tuple[str, ...]]] = {
    "warehouse": ("Kommissionieren", "Staplerschein", "Waren annehmen und prüfen", "Verpacken", "Scanner bedienen"),
    "cleaning": ("Unterhaltsreinigung", "Glasreinigung", "Reinigungsmittel richtig dosieren", "Hygieneregeln"),
    "care": ("Grundpflege", "Dokumentation in der Pflege", "Mobilisieren", "Umgang mit Demenz", "Hygieneregeln"),
    "sales": ("Kasse", "Beratung von Kundinnen und Kunden", "Regale auffüllen", "Warenannahme", "Inventur"),
    "kitchen": ("Speisen vorbereiten", "Hygiene nach HACCP", "Service am Tisch", "Kasse", "Spülküche"),
    "office": ("Word und Excel", "Telefonieren", "Ablage", "Rechnungen schreiben", "Termine planen"),
    "construction": ("Trockenbau", "Malerarbeiten", "Pflastern", "Baustelle sichern", "Umgang mit Maschinen"),
    "driving": ("Touren planen", "Ladung sichern", "Umgang mit Fahrgästen", "Auslieferung", "Ortskenntnis"),
    "production": ("Maschinen bedienen", "Qualität prüfen", "Montage", "Schichtarbeit", "Arbeit nach Plan"),
    "childcare": ("Spielen und basteln", "Vorlesen", "Erste Hilfe am Kind", "Beobachten und dokumentieren"),
    "gardening": ("Pflanzen und schneiden", "Rasenpflege", "Umgang mit Motorgeräten", "Wege pflegen"),
    "it": ("Hilfe für Anwender", "Netzwerke", "Windows einrichten", "Programmieren", "Hardware reparieren"),
    "security": ("Sachkunde nach § 34a", "Empfang", "Rundgänge", "Zutritt prüfen", "Ruhig bleiben bei Streit"),
    "housekeeping": ("Zimmer herrichten", "Wäsche", "Empfang", "Frühstück vorbereiten", "Hygieneregeln"),
}
#: What fits everywhere.
GENERAL: Final = ("Pünktlich", "Arbeit im Team", "Arbeit in Schichten", "Körperlich belastbar", "Geduldig")


def suggested_skills(occupation_group: str) -> tuple[str, ...]:
    """What could be named, the occupation's own first."""
    return (*SKILLS.get(occupation_group, ()), *GENERAL)
