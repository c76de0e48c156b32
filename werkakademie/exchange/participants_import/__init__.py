"""Bringing participants in from a recognised table: mapping, conversion, problems, doubles. Nothing is stored here."""

from werkakademie.exchange.participants_import.doubles import DoubleFinder, KnownPerson
from werkakademie.exchange.participants_import.fields import FIELDS, FIELDS_BY_KEY
from werkakademie.exchange.participants_import.problems import ProblemCollector, problems_of
from werkakademie.exchange.participants_import.profiles import (
    best_profile,
    fits,
    profile_from_json,
    profile_to_json,
)
from werkakademie.exchange.participants_import.rows import RowConverter, check_profile
from werkakademie.exchange.participants_import.suggestions import suggest_profile, suggest_values

__all__ = [
    "FIELDS",
    "FIELDS_BY_KEY",
    "DoubleFinder",
    "KnownPerson",
    "ProblemCollector",
    "RowConverter",
    "best_profile",
    "check_profile",
    "fits",
    "problems_of",
    "profile_from_json",
    "profile_to_json",
    "suggest_profile",
    "suggest_values",
]
