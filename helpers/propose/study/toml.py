"""Entries of the codebook as TOML, with the comments that a new study begins with."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable

_SKIP = ("roles", "promise", "disputed")


def quote_toml(value: str) -> str:
    r"""A text as a TOML basic string, whatever is in it.

    >>> print(quote_toml('a "b"\n\x7f'))
    "a \"b\"\n\u007f"
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_value(value: object) -> str:
    """A field's value: text, day, truth or a list of texts.

    >>> write_value(("a", "b")), write_value(True), write_value(dt.date(2025, 3, 4))
    ('["a", "b"]', 'true', '2025-03-04')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(quote_toml(str(part)) for part in value) + "]"
    return quote_toml(str(value))


def write_entry(table: str, record: object, note: str = "") -> str:
    """One table of a codebook's file; empty fields are left out, the note is a comment above."""
    lines = [f"# {line}" for line in (safe_comment(note),) if note]
    lines.append(f"[[{table}]]")
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if value not in ("", (), False) and field.name not in _SKIP:
            lines.append(f"{field.name} = {write_value(value)}")
    return "\n".join(lines)


def safe_comment(words: str) -> str:
    """Words for a comment, on one line and without controls.

    >>> safe_comment("two\\nlines")
    'two lines'
    """
    plain = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(plain.split())


def join_entries(head: str, entries: Iterable[str]) -> str:
    return "\n\n".join([head.rstrip("\n"), *entries]) + "\n"
