"""Answers of the shape that was recorded, made up: employers, streets and numbers that nobody has."""

from typing import Any


def posting(number: int = 1, **changes: Any) -> dict[str, Any]:
    """An entry of the list; `changes` replace keys, and None takes one away."""
    entry: dict[str, Any] = {
        "stellenangebotsart": "ARBEIT",
        "stellenangebotsTitel": f"Verkäufer/in (m/w/d) {number}",
        "arbeitszeitTeilzeitVormittag": True,
        "arbeitszeitVollzeit": False,
        "eintrittszeitraum": {"von": "2026-12-01"},
        "verguetungsangabe": "STUNDENLOHN",
        "gehaltsspanneVon": 13.9,
        "gehaltsspanneBis": 15,
        "vertragsdauer": "UNBEFRISTET",
        "istGeringfuegigeBeschaeftigung": False,
        "stellenlokationen": [
            {
                "adresse": {
                    "strasse": "Musterweg",
                    "hausnummer": "3a",
                    "plz": "04109",
                    "ort": "Musterstadt",
                    "land": "DEUTSCHLAND",
                },
                "breite": 51.3,
            }
        ],
        "homeofficemoeglich": False,
        "veroeffentlichungszeitraum": {"von": "2026-11-20"},
        "externeURL": "https://www.beispiel.de/jobs/42?von=suche",
        "hauptberuf": "Verkäufer/in",
        "firma": "Kaufhaus Muster GmbH",
        "referenznummer": f"10000-{number:04d}-S",
        "entfernung": 4,
    }
    return {key: value for key, value in (entry | changes).items() if value is not None}


def page(*entries: Any, total: int | None = None, number: int = 1) -> dict[str, Any]:
    """A page of the list; without entries the key is absent, as it is there."""
    answer: dict[str, Any] = {"maxErgebnisse": len(entries) if total is None else total, "page": number, "size": 10}
    return answer | ({"ergebnisliste": list(entries)} if entries else {})


def messages(*codes: str) -> dict[str, Any]:
    """The body of an error."""
    return {"timestamp": "2026-11-23T08:42:00Z", "logref": "98c19", "messages": [{"code": code} for code in codes]}
