"""Foreign spreadsheets: recognised, shown, then read row by row."""

from werkakademie.exchange.spreadsheets.reading import rows, rows_numbered
from werkakademie.exchange.spreadsheets.recognise import recognise

__all__ = ["recognise", "rows", "rows_numbered"]
