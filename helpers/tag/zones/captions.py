"""Captions and the photographs' credits at their ends."""

from __future__ import annotations

import functools
import re

from ...load import read_lexicon
from .lines import DATE, MONTH, QUOTED, Label, Line

LONGEST = 800
"""A caption with its credit is shorter; the longest of the study has 329 characters."""

CREDIT = "photograph credit"
CREDIT_LENGTH = 160
"""A credit is looked for in so many characters at the end; the longest of the study has 48."""

_CAPTION_CUE = re.compile(
    r"^(?:FILE|File)(?: PHOTO| photo| image)?\s*[-–—:.]|^Pictured\b|\billustrative (?:image|photo)"
    r"|\b(?:in|from) (?:this|a) (?:file )?(?:photo|handout|image|picture|screen ?grab)"
    # one letter alone is a party: "Sen. Jo Doe (R)"
    r"|\((?:left|right|cent(?:er|re)|file photo|file)\)|\([LC]\).{1,200}\([RC]\)",
)
# One of these stands in every line with a cue, and a line without any is told fast.
_CUE_WORDS = re.compile(r"FILE|File|Pictured|illustrative|photo|handout|image|picture|grab|\(")
_CAPTION_DATE = re.compile(rf"\b(?:on|in)\s+(?:{DATE}|{MONTH}\s+\d{{4}})")


@functools.cache
def _credit() -> re.Pattern[str]:
    """A photograph's credit at the end of a line; the group says which form it has."""
    names = sorted((row["term"] for row in read_lexicon("photo_agencies")), key=len, reverse=True)
    agency = rf"(?:{'|'.join(map(re.escape, names))})(?!\w)"
    person = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4}"
    link = r"\s?[/|]\s?"
    chain = (
        rf"(?:{agency}(?:{link}(?:{agency}|{person})){{1,4}}"  # REUTERS/Jo Doe
        rf"|{person}(?:{link}{person}){{0,3}}{link}{agency}(?:{link}(?:{agency}|{person}))*"
        rf"|(?:{agency}|{person})(?=,? via {agency}))(?:,? (?:via|for) {agency})?"
        rf"(?:,? [Ff]ile(?: [Pp]hoto)?)?"
    )
    proper = r"(?:[^\W\d_a-z][\w.'’-]*|via|of|the|and|for|&|\d{4}|[a-z]+\.[a-z]{2,3})"
    made = (
        r"(?:Photos?|PHOTO|Photograph|Images?|Picture|Credits?|Illustration|Screenshot)"
        r"(?: (?:via|by|from|courtesy of)| (?:credit|courtesy|by|source)?:|:)\s*"
    )
    labelled = rf"{made}{proper}(?:(?:,? |\s?[/|]\s?){proper}){{0,9}}"
    alone = rf"(?:©\s?\S[^.]{{0,60}}|\|\s?{agency}|[(\[](?:AP|AFP|EPA) Photo[)\]])"
    return re.compile(
        rf"(?:^|(?<=[.!?”\"’)|\]])\s+|\s+(?=[(\[|©]))"
        rf"(?P<credit>[(\[]\s?(?:{chain}|{labelled})\s?[)\]]|{chain}|{labelled}|{alone})\.?$"
    )


@functools.cache
def _credit_words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Whole words of which every credit without © has one: an agency's first, or for a picture;
    and what finds them among others.
    """
    pictures = "Photo Photos PHOTO Photograph Image Images Picture Credit Credits Illustration"
    firsts = (word[0] for name in _agencies() if (word := re.search(r"\w+", name)))
    words = frozenset([*pictures.split(), "Screenshot", *firsts])
    letters = "".join(sorted({word[0] for word in words}))
    return words, re.compile(rf"[{letters}](?<!\w.)\w*")


def _find_credit(text: str) -> re.Match[str] | None:
    """The credit at the end of a line; most lines have not one word of those that it needs."""
    first = max(0, len(text) - CREDIT_LENGTH)
    words, like = _credit_words()
    if words.isdisjoint(like.findall(text, first)) and "©" not in text:
        return None
    return _credit().search(text, first)


@functools.cache
def _agencies() -> frozenset[str]:
    return frozenset(row["term"] for row in read_lexicon("photo_agencies"))


def find_caption(line: Line) -> Label | None:
    """A line that ends with a photograph's credit, or that says it is a picture.

    An agency alone in brackets at a sentence's end is a wire credit inside the body: refused.
    """
    if len(line.text) > LONGEST:
        return None
    if line.text.strip("()[] .") in _agencies():
        return Label("credit", CREDIT)
    found = _find_credit(line.text)
    if found:
        whole = not line.text[: found.start("credit")].strip()
        return Label("credit", CREDIT) if whole else Label("caption", CREDIT, found.start("credit"))
    if line.words < 60 and _has_cue(line.text) and not QUOTED.search(line.text):
        return Label("caption", "caption cue")
    return None


def _has_cue(text: str) -> bool:
    return bool(_CUE_WORDS.search(text) and _CAPTION_CUE.search(text))


def looks_like_scene(line: Line) -> bool:
    """Whether a line above a credit tells what a picture shows: a full date, left and right."""
    scene = _CAPTION_DATE.search(line.text) or _has_cue(line.text)
    return bool(scene) and line.words < 60
