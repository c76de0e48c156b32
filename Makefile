# The commands of this project; `make help` lists them. The set-up itself is scripts/set_up.py.

PYTHON ?= python3
# Processes that the tests are spread over; 0 runs them in one, as a debugger wants it.
WORKERS ?= 2

ROOT_PYTHON := .venv/bin/python

.PHONY: help setup setup-tests demo run test soak bench lock clean

help:  ## diese Liste
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup:  ## einrichten, ohne etwas zu starten
	@command -v $(PYTHON) >/dev/null || { echo "Es fehlt Python: bitte installieren Sie Python 3.11 oder neuer (Debian, Ubuntu: apt-get install python3 python3-venv)."; exit 1; }
	@$(PYTHON) -m scripts.set_up

setup-tests: setup
	@$(PYTHON) -m scripts.set_up --tests

demo: setup  ## den Hauptweg an einer Übungs-Einrichtung zeigen; Ergebnisse in build/demo
	@$(ROOT_PYTHON) -m werkakademie demo --folder build/demo

run: setup  ## das Programm starten
	@$(ROOT_PYTHON) -m werkakademie

test: setup-tests  ## Stil, Typen, Schichten und alle Tests prüfen
	@$(ROOT_PYTHON) -m ruff check
	@$(ROOT_PYTHON) -m ruff format --check
	@$(ROOT_PYTHON) -m pytest -n $(WORKERS) --dist worksteal

soak: setup-tests  ## die langen Prüfungen: Stromausfälle, Abschüsse, gekippte Bits, neue Beispiele (eine Stunde und mehr)
	@$(ROOT_PYTHON) -m pytest tests/soak -n $(WORKERS) --dist worksteal
	@$(ROOT_PYTHON) -m pytest -m hypothesis --hypothesis-profile=searching -n $(WORKERS) --dist worksteal

bench: setup  ## Zeiten messen und neben einfache Vergleiche stellen
	@$(ROOT_PYTHON) -m benchmarks

lock: setup  ## requirements.lock nach pyproject.toml erneuern
	@$(ROOT_PYTHON) -m scripts.lock

clean:  ## alles entfernen, was hier gebaut wurde, auch die Python-Umgebung
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
