"""Rules that see one line: dates and clocks, names of writers, addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from .limits import cut_lines

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?"
_ZONE_OF_TIME = r"(?:[A-Z]{2,5}|[A-Z]{3}\s*[+-]\d{1,2}(?::?\d{2})?|local time)"
DATE = (
    rf"(?:{_DAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
_LABEL = r"(?:(?:First |Last )?(?:Published|Updated|Posted|Modified|Date)(?: on| at)?\s*:?\s*)"
_STAMP = rf"(?:{DATE})(?:\s*(?:[-–—|,·•]|at|T)?\s*{_CLOCK})?(?:\s*\(?{_ZONE_OF_TIME}\)?)?"
_DATE_LINE = re.compile(
    rf"{_LABEL}?{_STAMP}(?:\s*[-–—|,·•/(]*\s*{_LABEL}?(?:{_STAMP}|{_CLOCK}))?\)?"
    rf"|{_LABEL}?{_CLOCK}(?:\s*{_ZONE_OF_TIME})?(?:\s*[-–—|,·•]\s*{DATE})?"
    rf"|{_LABEL}?\d{{1,2}}\s+(?:minutes?|mins?|hours?|hrs?|days?)\s+ago"
    rf"|(?:\d{{1,2}}|[Aa])\s*-?min(?:ute)?s?\.?\s+(?:read|listen)(?:ing time)?"
    rf"|{_CLOCK}\s*/\s*{_CLOCK}",
    re.IGNORECASE,
)
_PROPER = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_PROPER}(?:\s+(?:(?:al|bin|de|der|den|van|von|la|el)[\s-])?{_PROPER})"
_BYLINE = re.compile(
    rf"(?:By|BY|Story by|Written by|Author:|From)\s+{_NAME}{{0,4}}"
    rf"(?:(?:, | ?\| ?| and | in | [-–—] | ?/ ?){_PROPER}(?: {_PROPER}){{0,4}}){{0,4}}"
)
_NAMES_ONLY = re.compile(rf"{_NAME}{{1,3}}(?:(?:,| and| &)\s+{_NAME}{{1,3}}){{0,3}}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<!\w)@[A-Za-z]\w{2,30}")
BULLET = re.compile(r"[-–—•·*▪◦‣■►»>]\s*|\d{1,2}[.)]\s")
ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
QUOTED = re.compile(r"[“\"][^“”\"]{0,600}[”\"]")


class Line(NamedTuple):
    """A line of the text without the blanks round it."""

    start: int
    end: int
    text: str
    words: int  # how many
    overlong: str = ""  # why it is left out


class Label(NamedTuple):
    zone: str
    rule: str
    cut: int = 0  # a caption's line: where the credit begins


DATE_WORDS, NAME_WORDS = 16, 24
"""A date line has two dates with clocks at most, a byline four writers with their desks."""


def squeeze(line: Line) -> str:
    """The line with single blanks: what is matched whole must not cost more for many of them."""
    return " ".join(line.text.split())


def split_lines(text: str) -> list[Line]:
    """The lines that are not blank."""
    lines = []
    for start, end, overlong in cut_lines(text):
        raw = text[start:end]
        bare = raw.strip()
        if bare:
            first = start + len(raw) - len(raw.lstrip())
            words = len(bare) if overlong else len(bare.split())  # of those nobody asks
            lines.append(Line(first, first + len(bare), bare, words, overlong))
    return lines


def find_dateline(line: Line) -> Label | None:
    """A date or a clock and nothing else; never a sentence that holds one."""
    if line.words > DATE_WORDS:
        return None
    return Label("dateline", "date line") if _DATE_LINE.fullmatch(squeeze(line)) else None


def find_byline(line: Line) -> Label | None:
    """"By" and names; a sentence that begins with By ends with a full stop and is refused."""
    if line.words > NAME_WORDS:
        return None
    return Label("byline", "by") if _BYLINE.fullmatch(squeeze(line)) else None


def find_contact(line: Line) -> Label | None:
    """An address with few words round it."""
    addresses = len(_MAIL.findall(line.text)) if "@" in line.text else 0
    return Label("contact", "address") if addresses and line.words <= 8 + addresses else None


def is_names(line: Line) -> bool:
    """Whether a short line is made of names and nothing else; so are some section heads."""
    return line.words <= 8 and bool(_NAMES_ONLY.fullmatch(squeeze(line)))
