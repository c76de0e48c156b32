"""Texts and links from outside, made harmless: they are shown to people who trust what stands on this screen."""

import re
import unicodedata
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

#: Of „no answer to this question“, in both spellings that were seen.
NOT_SAID: Final = frozenset({"KEINE_ANGABE", "KEINE_ANGABEN"})

LONGEST_LINK: Final = 500
_HOST: Final = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
#: Joins letters in the scripts that need it; all other signs without a shape are dropped.
_JOINERS: Final = frozenset("\u200c\u200d")
_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES: Final = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def clean_line(value: object, longest: int) -> str:
    """A text of one line without control signs, turned writing or half letters; empty for what is none or not said."""
    if not isinstance(value, str):
        return ""
    line = " ".join(_shapes(value[: 4 * longest]).split())
    return "" if line in NOT_SAID else _cut(line, longest)


def clean_text(value: object, longest: int) -> str:
    """The same for a text of several lines; Markdown's signs become plain ones."""
    if not isinstance(value, str):
        return ""
    lines = [_plain(line) for line in _shapes(value[: 4 * longest]).split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "" if text in NOT_SAID else _cut(text, longest)


def clean_link(value: object) -> str:
    """An address that begins with http or https and says where it leads; empty for everything else.

    Names of hosts in other letters are written as the net writes them, so that none looks like another.
    """
    if not isinstance(value, str) or len(value) > LONGEST_LINK or _shapes(value) != value:
        return ""
    if any(sign.isspace() for sign in value.strip()):
        return ""
    try:
        parts = urlsplit(value.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    path, query, fragment = (quote(part, safe="/%:=&?,;+!$'()*~@-._") for part in parts[2:])
    link = urlunsplit((parts.scheme, host + port, path, query, fragment))
    return link if len(link) <= LONGEST_LINK else ""


def _shapes(text: str) -> str:
    """Only what has a shape, and ends of lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        sign for sign in text if sign == "\n" or sign in _JOINERS or unicodedata.category(sign) not in _DROPPED
    )


def _plain(line: str) -> str:
    line = re.sub(r"^\s*#{1,6}\s+", "", line)
    line = re.sub(r"^\s*[-*+]\s+", "• ", line)
    line = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line.replace("**", ""))
    return _SPACES.sub(" ", line).strip()


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
