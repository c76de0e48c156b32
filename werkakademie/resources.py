"""Finds the files of resources/ in a checkout, a wheel and a bundle."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Path of a file or folder below resources/; it may not exist, the caller knows whether that is an error."""
    packed = _PACKAGE / "_resources"
    root = packed if packed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
