"""Sentences of a news text: newlines part first, then rules on what stands round a full stop."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from helpers.records import Sentence
from helpers.tag.zones.limits import cut_lines

# Words whose full stop ends no sentence, whatever follows: titles, months, armies of initials.
TITLES = frozenset(
    [
        "mr", "mrs", "ms", "messrs", "dr", "prof", "rev", "hon", "sen", "sens", "rep", "reps",
        "gov", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl", "pvt", "brig",
        "supt", "det", "insp", "amb", "st", "mt", "ft", "vs", "no", "nos", "art", "sec", "fig",
        "vol", "pp", "cf", "e.g", "i.e", "viz", "al", "ed", "eds", "jan", "feb", "mar", "apr",
        "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "a.k.a", "approx", "dept",
        "univ", "assn", "bros",
    ]
)
# Words whose full stop may end a sentence too: only a following word that opens sentences ends one.
ENDERS = frozenset(
    [
        "inc", "corp", "co", "ltd", "jr", "sr", "etc", "u.s", "u.k", "u.n", "u.s.a", "u.a.e",
        "e.u", "d.c", "ph.d", "m.d", "b.a", "m.a", "a.m", "p.m", "esq", "llc", "plc", "ala",
        "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky",
        "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore",
        "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "n.y", "n.j", "n.h", "n.m", "n.c",
        "s.c", "n.d", "s.d", "w.va", "r.i",
    ]
)
# A word that opens sentences and hardly ever goes on a name after "U.S." or "Inc.".
OPENERS = frozenset(
    [
        "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its",
        "their", "our", "this", "that", "these", "those", "there", "in", "on", "at", "by", "for",
        "from", "but", "and", "or", "if", "when", "while", "as", "after", "before", "since", "so",
        "yet", "not", "no", "what", "who", "how", "why", "all", "some", "most", "many", "several",
        "both", "such", "then", "now", "also", "meanwhile", "however", "still", "asked",
        "according",
    ]
)
# A stop with its closing marks, the white space, and what a next sentence may start with;
# possessive, and never from the middle of a run of stops, so that it stays linear.
BOUNDARY = re.compile(
    r"""(?P<stop>[.!?…](?<![.!?…]{2})[.!?…]*+)
        (?P<close>[”"’')\]]*+)
        (?P<space>\s++)
        (?=(?P<open>[“"”‘’'`(\[«•–—-]*+\s?)(?P<next>[^\W_]+))""",
    re.VERBOSE,
)
LAST_WORD = re.compile(r"[^\s“”\"‘’()\[\]«»—–-]*\Z")
# Who says what the marks closed: “Is it true?” President Park asked.
ASKED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|added|replied|shouted|tweeted|told"
    r"|responded|pressed|continued|demanded|answered|retorted|exclaimed|wondered|declared|yelled"
    r"|joked|went on|questioned|remarked|quipped|mused|countered|interjected|recalled"
    r"|cried|screamed|snapped|adds|replies|responds|writes|tells)\b"
)
BEGINNING = 200  # characters of an overlong line; so that no later stage meets its millions
WORD_REACH = 24  # characters looked at before a stop; no abbreviation is longer


def is_abbreviation(word: str, following: str) -> bool:
    """Does the full stop after ``word`` belong to the word?

    >>> [is_abbreviation(a, b) for a, b in (("Gen", "Rahimi"), ("U.S", "Treasury"), ("J", "Ode"))]
    [True, True, True]
    >>> is_abbreviation("U.S", "He"), is_abbreviation("war", "Peru"), is_abbreviation("I", "They")
    (False, False, False)

    A number is none, so that "in 2024. Peru" ends; "No. 5" is kept together only before a figure.
    """
    low = word.lower()
    if low in ("no", "nos", "art", "sec", "fig", "vol", "pp", "mar", "jun", "dec", "ed", "al"):
        return following[:1].isdigit()
    if low in TITLES:
        return True
    initials = len(word) == 1 and word.isalpha() and word.isupper()
    if low in ENDERS or initials or ("." in word and word.replace(".", "").isalpha()):
        return following.lower() not in OPENERS
    return False


def is_boundary(line: str, match: re.Match[str]) -> bool:
    """Does a sentence end at this stop?

    >>> text = "It was a war. … Peru has never said so"
    >>> [is_boundary(text, m) for m in BOUNDARY.finditer(text)]
    [False]
    >>> text = 'He said "no!" and left'
    >>> [is_boundary(text, m) for m in BOUNDARY.finditer(text)]
    [False]

    A lower-case word after the stop goes on with the sentence; an ellipsis in mid-sentence
    ("… Peru") ends none when white space stands before it.
    """
    stop, following = match["stop"], match["next"]
    if following[0].islower():
        return False
    start = match.start("stop")
    if stop[0] == "…" or stop.startswith("..."):
        return start > 0 and not line[start - 1].isspace()
    if stop != ".":
        quoted = any(mark in match["close"] for mark in ("”", '"', "''"))
        return not (quoted and not match["open"] and ASKED.match(line, match.start("next")))
    word = LAST_WORD.search(line[max(0, start - WORD_REACH) : start].rpartition(" ")[2])
    return not (word and word[0] and not match["close"] and is_abbreviation(word[0], following))


def _trim(line: str) -> tuple[int, int]:
    """Where a line begins and ends without the white space around it."""
    end = len(line.rstrip())
    return end - len(line[:end].lstrip()), end


def _cut(line: str) -> tuple[int, int]:
    """Where the beginning of an overlong line begins and ends."""
    start, end = _trim(line)
    return start, min(end, start + BEGINNING)


def split_line(line: str) -> list[tuple[int, int]]:
    """The sentences of one line, as offsets in it without the white space around them.

    >>> split_line(" Gen. Okonjo died. His aide, too. ")
    [(1, 18), (19, 33)]
    """
    spans = []
    first, end = _trim(line)
    for match in BOUNDARY.finditer(line, first, end):
        if is_boundary(line, match):
            spans.append((first, match.start("space")))
            first = match.end("space")
    if first < end:
        spans.append((first, end))
    return spans


def split_paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """For every non-empty line, furniture too, where its sentences begin and end.

    Of a line that is too long to be read only the beginning is one, to give it a place.
    """
    for start, end, overlong in cut_lines(text):
        if start == end:
            continue
        line = text[start:end]
        spans = [_cut(line)] if overlong else split_line(line)
        if spans and spans[0][0] < spans[0][1]:
            yield [(a + start, b + start) for a, b in spans]


def find_sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; every non-empty line is a paragraph."""
    return [
        Sentence(a, b, text[a:b], paragraph, number)
        for paragraph, spans in enumerate(split_paragraphs(text), 1)
        for number, (a, b) in enumerate(spans, 1)
    ]


def list_read(
    sentences: Sequence[Sentence], skip: Sequence[tuple[int, int]]
) -> list[Sentence]:
    """The sentences that touch no span of ``skip``; both in any order, spans without overlap."""
    spans = sorted(skip)

    def touches(sentence: Sentence) -> bool:
        before = bisect_left(spans, (sentence.end, 0)) - 1
        return before >= 0 and spans[before][1] > sentence.start

    return [sentence for sentence in sentences if not touches(sentence)]
