"""Bytes of a file → text, decoded strictly: no newline is translated, nothing is stripped."""

from __future__ import annotations

import codecs
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from .problems import Problems

MAX_BYTES = 20_000_000
"""A news article has some 5,000 bytes; a file 4,000 times as long is a mistake or an attack."""

_OTHER_ENCODINGS = ((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))
_SAVE = "Save the file as UTF-8 without a byte order mark"


def read_text(path: Path, file: str, problems: Problems, unit: str = "") -> str | None:
    """The file's text, or None when a problem was noted."""
    raw = read_bytes(path, file, problems, unit)
    return None if raw is None else decode(raw, file, problems, unit)


def read_bytes(
    path: Path, file: str, problems: Problems, unit: str = "", most: int | None = None
) -> bytes | None:
    """The file's bytes, or None when it is missing, no plain file, unreadable or too large."""
    try:
        if not path.is_file():
            problems.add(file, "", "there is no such file", "Add it or correct its name", unit)
            return None
        size = path.stat().st_size
        most = MAX_BYTES if most is None else most
        if size > most:
            what = f"{size:,} bytes are more than the {most:,} that a file may have"
            problems.add(file, "", what, "Split it or take it out", unit)
            return None
        return path.read_bytes()
    except OSError as error:
        problems.add(file, "", f"it cannot be read ({error.strerror})", "Check its rights", unit)
        return None


def decode(raw: bytes, file: str, problems: Problems, unit: str = "") -> str | None:
    """Strict UTF-8; a byte order mark, UTF-16, NUL and an empty text are problems."""
    for mark, name in _OTHER_ENCODINGS:
        if raw.startswith(mark):
            problems.add(file, "byte 0", f"it is {name}, not UTF-8", _SAVE, unit)
            return None
    if raw.startswith(codecs.BOM_UTF8):
        problems.add(file, "byte 0", "it begins with a byte order mark (BOM)", _SAVE, unit)
        return None
    if b"\x00" in raw:
        place = f"byte {raw.index(0)}"
        remedy = "Save the file as UTF-8 text; UTF-16 and binary files have such bytes"
        problems.add(file, place, "it holds a NUL byte", remedy, unit)
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start} (0x{raw[error.start]:02x}) is not valid UTF-8"
        problems.add(file, f"line {line}", what, _SAVE, unit)
        return None
    if not text.strip():
        problems.add(file, "", "it has no text", "Add the text or take out the row", unit)
        return None
    return text


def parse_toml(text: str, file: str, problems: Problems) -> dict[str, Any]:
    """The tables of a TOML file; {} where it is none or nested without end, and that is noted.

    >>> problems = Problems()
    >>> parse_toml("a = " + "[" * 9999, "study.toml", problems), problems.found[0].what
    ({}, 'it is nested too deeply')
    """
    try:
        return tomllib.loads(text)
    except RecursionError:
        problems.add(file, "", "it is nested too deeply", "Write lists and tables plainly")
    except ValueError as error:  # a number of thousands of digits is one too
        problems.add(file, "", f"it is not valid TOML: {error}", "Correct it there")
    return {}


def tidy(words: str, most: int = 300) -> str:
    """A stranger's words in one line: no control, format or private characters.

    >>> tidy(" A\\ttitle\\n\\x1b[31m in\\u202e red ")
    'A title [31m in red'
    """
    shown = (letter if unicodedata.category(letter)[0] not in "CZ" else " " for letter in words)
    line = " ".join("".join(shown).split())
    return line if len(line) <= most else line[: most - 1] + "…"
