"""The pass over a text: one search for all rules at once, then the readings of what it found.

The text is first written in ASCII, character for character, so that offsets stay those of the raw text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

import re2

from helpers.records import Timex

from .context import Context, Reading
from .parts import expand
from .patterns import RULES, Rule
from .values import days_of

# Punctuation that news prints in several ways; the rest of what is not ASCII counts as a letter or a blank.
ALIKE = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u00b4": "'", "`": "'", "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": ";", "\u00a3": "$",
    "\u20ac": "$", "\u00a5": "$", "?": "!", "\r": " ", "\t": " ",
}  # fmt: skip
# Days for texts without a publication day: what comes out the same for both depends on neither.
STAND_INS = (dt.date(1983, 3, 16), dt.date(2006, 10, 5))
LONGEST = 120  # characters that a rule may span; a longer hit would be a pattern without a bound


def _compile_rules() -> list[tuple[Rule, re.Pattern[str]]]:
    """Every rule for ``re``: a group whose name ends in a digit stands for the name without it."""
    return [(rule, re.compile(expand(rule.pattern), re.IGNORECASE)) for rule in RULES]


def _compile_search() -> re2._Regexp:
    """All rules in one automaton that returns the longest expression at the leftmost place."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.longest_match = True
    options.never_capture = True
    options.max_mem = 256 << 20
    alternatives = []
    for rule in RULES:
        pattern = re.sub(r"\(\?P<\w+>", "(?:", expand(rule.pattern))
        alternatives.append(f"(?:{pattern})" + ("" if rule.pattern.endswith("{AMPM}") else r"\b"))
    return re2.compile((r"(?:\b|')(?:" + "|".join(alternatives) + ")").encode("latin-1"), options)


class _Match:
    """A match whose numbered twins ("year2") read as one name ("year")."""

    __slots__ = ("_match", "_names")

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match
        self._names = {}
        for name, words in match.groupdict().items():
            base = name.rstrip("0123456789")
            if words is not None or base not in self._names:
                self._names[base] = name

    def __getitem__(self, name: str | int) -> str:
        return self._match[self._names[name] if isinstance(name, str) else name]

    def groupdict(self) -> dict[str, str | None]:
        return {base: self._match[name] for base, name in self._names.items()}

    def span(self, name: str) -> tuple[int, int]:
        return self._match.span(self._names[name])


_COMPILED = _compile_rules()
_SEARCH = _compile_search()


@lru_cache(maxsize=16384)
def _rules_for(words: str) -> tuple[tuple[Rule, _Match], ...]:
    """The rules that match these words whole, in their order."""
    found = ((rule, pattern.fullmatch(words)) for rule, pattern in _COMPILED)
    return tuple((rule, _Match(match)) for rule, match in found if match)


def plain_ascii(text: str, skip: Iterable[tuple[int, int]] = ()) -> str:
    """The text in ASCII, one character for one; what is skipped becomes zero bytes.

    >>> plain_ascii("Ra\\u00efsi\\u2019s visit \\u2013 Oct\\u00a031?", [(0, 5)])
    "\\x00\\x00\\x00\\x00\\x00's visit - Oct 31!"
    """
    for mark, plain in ALIKE.items():
        text = text.replace(mark, plain)
    if not text.isascii():
        for mark in {c for c in text if c > "\x7f"}:
            text = text.replace(mark, "x" if mark.isalnum() else " ")
    for start, end in skip:
        text = text[:start] + "\0" * (min(end, len(text)) - start) + text[end:]
    return text


def _clean_start(text: str, start: int) -> bool:
    """Whether what stands before lets an expression begin here: not inside a price, score or number."""
    if start == 0:
        return True
    previous = text[start - 1]
    if text[start].isdigit():
        if previous in "$#.,/:+@_=&":
            return previous == "," and not (start > 1 and text[start - 2].isdigit())
        if previous == "-":
            return start > 1 and text[start - 2].isalpha()
        return True
    if text[start] == "'":
        return previous in " (\n-" and text[start + 1 : start + 2].isdigit()
    return previous not in "_@#/" and not (previous == "-" and start > 1 and text[start - 2].isdigit())


def _clean_end(text: str, start: int, end: int) -> bool:
    """Whether what follows lets an expression end here: "1998.5", "20-year-old", "May-Britt" do not."""
    following = text[end : end + 2]
    if not following:
        return True
    if following[0] in "_@%":
        return False
    if text[end - 1].isdigit():
        return not (following[0] in ".,:/-" and following[1:].isdigit())
    return True


def find_all(text: str, dct: dt.date) -> list[tuple[int, int, Reading, str]]:
    """Start, end, reading and rule of every time expression of a text in ASCII."""
    data = text.encode("ascii", "replace")
    context = Context(text, dct)
    found = []
    position, length = 0, len(text)
    search = _SEARCH._regexp.Match
    anchor = re2._re2.RE2.Anchor.UNANCHORED
    while position < length:
        start, end = search(anchor, data, position, length)[0]
        if start < 0:
            break
        readings = None
        if _clean_start(text, start) and _clean_end(text, start, end):
            context.start, context.end = start, end
            for rule, match in _rules_for(text[start:end].replace("\n", " ")):
                readings = rule.reading(match, context)  # type: ignore[arg-type]
                if readings is not None:
                    break
        if readings is None:
            position = start + 1
            while position < end and text[position].isalnum():
                position += 1
            continue
        for reading in [readings] if isinstance(readings, Reading) else readings:
            first, last = (start, end)
            if reading.group:
                one, two = match.span(reading.group)
                first, last = start + one, start + two
            found.append((first, last, reading, rule.name))
            context.mentions.append((first, reading.type, reading.value))
        position = end
    return found


def find_times(text: str, dct: dt.date | None, skip: Iterable[tuple[int, int]] = ()) -> list[Timex]:
    """Every time expression of an English news text as TIMEX3, with the days that it denotes.

    ``dct`` is the day of publication; without it relative words get a type and no value.  ``skip`` are
    spans, such as furniture zones, in and across which nothing is tagged.

    >>> [(t.text, t.value, t.latest) for t in find_times("signed by mid-September", dt.date(2024, 10, 1))]
    [('mid-September', '2024-09', datetime.date(2024, 9, 20))]
    """
    plain = plain_ascii(text, skip)
    hits = find_all(plain, dct or STAND_INS[0])
    values = [reading.value for _, _, reading, _ in hits]
    if dct is None:
        others = {(start, end): reading.value for start, end, reading, _ in find_all(plain, STAND_INS[1])}
        values = [value if others.get(hit[:2]) == value else "" for hit, value in zip(hits, values, strict=True)]
    times = []
    for (start, end, reading, rule), value in zip(hits, values, strict=True):
        earliest, latest, precision = None, None, "vague"
        if value and reading.type in ("DATE", "TIME"):
            earliest, latest, precision = days_of(value, reading.mod)
            if reading.earliest is not None:
                earliest, latest = reading.earliest, reading.latest
        times.append(
            Timex(start, end, text[start:end], reading.type, value, reading.mod, earliest, latest, precision, rule)
        )
    return times
