"""The pass over a text: one search for all rules at once, then the readings of what it found.

The text is first written in ASCII, character for character, so that offsets stay those of the raw
text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache, lru_cache

import re2

from helpers.records import Timex

from .context import Context, Match, Reading
from .numbers import plain
from .parts import expand
from .rules import RULES
from .values import days_of, is_value

# Punctuation that news prints in several ways; what else is not ASCII is a letter or a blank.
ALIKE = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u00b4": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-",
    "\u2014": ";", "\u00a3": "$", "\u20ac": "$", "\u00a5": "$", "?": "!", "\r": " ", "\t": " ",
}  # fmt: skip
# A line that ends within a paragraph: for the words around an expression, a blank.
WRAP = re.compile(r"\n(?<=[^\n]\n)(?=[^\n])")
# Days for texts without a publication day: what comes out the same for both depends on neither.
STAND_INS = (dt.date(1983, 3, 16), dt.date(2006, 10, 5))


def _options(longest: bool) -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.longest_match = longest
    options.never_capture = longest
    options.encoding = re2.Options.Encoding.LATIN1  # the text is ASCII: half the program of UTF-8
    options.max_mem = 256 << 20  # room for every state: the automaton grows with what texts hold
    return options


def _compile_search() -> re2._Regexp:
    """All rules in one automaton that returns the longest expression at the leftmost place."""
    alternatives = []
    for rule in RULES:
        pattern = re.sub(r"\(\?P<\w+>", "(?:", expand(rule.pattern))
        begin = "" if rule.name.endswith("_short") else r"\b"  # an apostrophe begins no word
        end = "" if rule.pattern.endswith(("{AMPM}", "{AMPM})")) else r"\b"
        alternatives.append(f"{begin}(?:{pattern}){end}")
    return re2.compile("|".join(alternatives).encode(), _options(longest=True))


def _compile_dispatch() -> re2.Set:
    """Which rules match some words whole, all asked at once."""
    rules = re2.Set.FullMatchSet(_options(longest=False))
    for rule in RULES:
        rules.Add(expand(rule.pattern))
    rules.Compile()
    return rules


@cache
def _pattern(index: int) -> re2._Regexp:
    """A rule by itself, to name the groups of a hit; compiled when the first hit asks for it."""
    return re2.compile(expand(RULES[index].pattern).encode(), _options(longest=False))


_SEARCH = _compile_search()
_DISPATCH = _compile_dispatch()


@lru_cache(maxsize=16384)
def _rules_for(words: str) -> tuple[int, ...]:
    """The rules that match these words whole, in their order."""
    return tuple(sorted(_DISPATCH.Match(words) or ()))


@lru_cache(maxsize=16384)
def _groups(index: int, words: str) -> Match:
    """The groups of a rule's match with these words; of twins ("year2") one took part."""
    pattern = _pattern(index)
    match = pattern.fullmatch(words.encode())
    spans = {
        name.decode().rstrip("0123456789"): match.span(group)
        for name, group in pattern.groupindex.items()
        if match.start(group) >= 0
    }
    groups = {name: plain(words[one:two]) for name, (one, two) in spans.items()}
    return Match(" ".join(words.split()), groups, spans)


def plain_ascii(text: str, skip: Iterable[tuple[int, int]] = ()) -> str:
    """The text in ASCII, one character for one; what is skipped becomes zero bytes.

    >>> plain_ascii("Ra\\u00efsi\\u2019s visit \\u2013 Oct\\u00a031?", [(0, 5)])
    "\\x00\\x00\\x00\\x00\\x00's visit - Oct 31!"
    """
    for mark, ascii_mark in ALIKE.items():
        text = text.replace(mark, ascii_mark)
    if not text.isascii():
        marks = {c: "x" if c.isalnum() else " " for c in set(text) if c > "\x7f"}
        if len(marks) < 32:  # replacing a few marks is ten times as fast as looking up every one
            for mark, ascii_mark in marks.items():
                text = text.replace(mark, ascii_mark)
        else:
            text = text.translate(str.maketrans(marks))
    parts, at = [], 0
    for start, end in sorted(skip):  # joined once: many spans cost no more than few
        end = max(at, min(end, len(text)))
        parts += [text[at:start], "\0" * (end - max(at, start))]
        at = end
    return "".join(parts) + text[at:]


def _clean(text: str, start: int, end: int) -> bool:
    """Whether an expression may stand here: not in a price, score, version, address or number."""
    if start:
        previous = text[start - 1]
        if text[start].isdigit():
            after_number = start > 1 and text[start - 2].isdigit()
            if (
                previous in "$#./:+@_=&"
                or (previous in ",-" and after_number)
                or (previous == "-" and (start == 1 or text[start - 2].isupper()))
            ):
                return False
        elif text[start] == "'":
            if previous not in " \n-(" or not text[start + 1 : start + 2].isdigit():
                return False
        elif previous in "_@#/" or (previous == "-" and start > 1 and text[start - 2].isdigit()):
            return False
    following = text[end : end + 2]
    if following[:1] and following[0] in "_@%":
        return False
    return not (
        text[end - 1].isdigit() and following[:1] in tuple(".,:/-") and following[1:].isdigit()
    )


def find_all(text: str, dct: dt.date) -> list[tuple[int, int, Reading, str]]:
    """Start, end, reading and rule of every time expression of a text in ASCII."""
    data = text.encode("ascii", "replace")
    context = Context(WRAP.sub(" ", text), dct)
    found = []
    position, length = 0, len(text)
    while position < length:
        hit = _SEARCH.search(data, position)
        if hit is None:
            break
        start, end = hit.span()
        position = start + 1
        while end > start:
            hits = _read(context, text[start:end], start, end) if _clean(text, start, end) else None
            if hits is not None:
                found.extend(hits)
                for first, _, reading, _ in hits:
                    kind, value = reading.type, reading.value
                    if reading.leads:
                        kind, value = "DATE", reading.leads
                    context.mentions.append((first, kind, value))
                position = end
                break
            # Refused: try it without its last word ("June 31" is June), then the next place.
            shorter = context.text.rfind(" ", start, end)
            hit = _SEARCH.match(data, start, shorter) if shorter > start else None
            end = hit.end() if hit else start
    return found


def _read(
    context: Context, words: str, start: int, end: int
) -> list[tuple[int, int, Reading, str]] | None:
    """The readings of a hit by the first rule that does not refuse it, None where all do."""
    context.start, context.end = start, end
    for index in _rules_for(words):
        rule, match = RULES[index], _groups(index, words)
        readings = rule.reading(match, context)
        if readings is None:
            continue
        if isinstance(readings, Reading):
            if not is_value(readings.value):
                continue  # outside the calendar: the year before year 1
            readings = [readings]
        elif not all(is_value(reading.value) for reading in readings):
            continue
        hits = []
        for reading in readings:
            one, two = match.spans[reading.group] if reading.group else (0, end - start)
            hits.append((start + one, start + two, reading, rule.name))
        return hits
    return None


def find_times(text: str, dct: dt.date | None, skip: Iterable[tuple[int, int]] = ()) -> list[Timex]:
    """Every time expression of an English news text as TIMEX3, with the days that it denotes.

    ``dct`` is the day of publication; without it relative words get a type and no value.  ``skip``
    are spans, such as furniture zones, in and across which nothing is tagged.

    >>> (found,) = find_times("signed by mid-September", dt.date(2024, 10, 1))
    >>> found.text, found.value, found.mod, found.latest
    ('mid-September', '2024-09', 'MID', datetime.date(2024, 9, 20))
    """
    plain = plain_ascii(text, skip)
    hits = find_all(plain, dct or STAND_INS[0])
    values = [(reading.value, reading.leads) for _, _, reading, _ in hits]
    if dct is None:
        others = {
            (start, end): (reading.value, reading.leads)
            for start, end, reading, _ in find_all(plain, STAND_INS[1])
        }
        values = [
            (
                value if others.get(hit[:2], ("",))[0] == value else "",
                leads if others.get(hit[:2]) == (value, leads) else "",
            )
            for hit, (value, leads) in zip(hits, values, strict=True)
        ]
    times = []
    for (start, end, reading, rule), (value, leads) in zip(hits, values, strict=True):
        earliest, latest, precision = None, None, "vague"
        if leads or (value and reading.type in ("DATE", "TIME")):
            earliest, latest, precision = days_of(leads or value, reading.mod)
            if reading.earliest is not None:
                earliest, latest = reading.earliest, reading.latest
                if reading.mod or (precision == "day" and earliest != latest):
                    precision = "month"  # the end of a year: December
        times.append(
            Timex(
                start,
                end,
                text[start:end],
                reading.type,
                value,
                reading.mod,
                earliest,
                latest,
                precision,
                rule,
            )
        )
    return times


# What news says most, read once on import: both engines build their states on use, and these are
# the ones that every article needs.  More of it would cost a short run more than it saves.
COMMON = """
He said Monday that last week and this year, a quarter of the two men were, in the end, on the late
side. It may be one or five-year, next month, a year earlier, the third quarter of 1998, nine
months, Oct. 3, 2024, Sept. 30, 10 p.m. Friday, Tuesday morning, Wednesday, Thursday, Saturday,
Sunday, in January, February, March 5, April, June, July 21, August 1997, December; today, now,
yesterday, recently, several days ago, more than six hours, the past four weeks, each day, the year,
1996. By the end of the month about 20 people an hour, half the town, earlier this week, a decade
later; early 1999, the 1980s, at least three weeks before the second round; 50 million, over 100.
"""
find_all(COMMON, STAND_INS[0])
