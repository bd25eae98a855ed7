"""Text → zones: headline, deck, body, and the furniture round them that later layers skip.

A zone is one line, or for a caption the two halves of a line (what is seen, whose photograph).  The
wire's place and date in front of a first sentence ("MOSCOW, Oct 31 (Reuters) -") stay with the body.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

from ..load import read_lexicon
from ..records import Zone

LONGEST = 1_500
"""Furniture is short; a longer line is body unread.  The longest appeal seen has 747 characters."""

HEAD_WORDS = 30
"""A headline has fewer words; the longest of 200 news headlines at hand has 21."""

DECK_WORDS = 45
"""A deck is one sentence; the longest seen has 33 words."""

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?"
_ZONE_OF_TIME = r"(?:[A-Z]{2,5}|[A-Z]{3}\s*[+-]\d{1,2}(?::?\d{2})?|local time)"
_DATE = (
    rf"(?:{_DAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
_LABEL = r"(?:(?:First |Last )?(?:Published|Updated|Posted|Modified|Date)(?: on| at)?\s*:?\s*)"
_STAMP = rf"(?:{_DATE})(?:\s*(?:[-–—|,·•]|at|T)?\s*{_CLOCK})?(?:\s*\(?{_ZONE_OF_TIME}\)?)?"
_DATE_LINE = re.compile(
    rf"{_LABEL}?{_STAMP}(?:\s*[-–—|,·•/(]*\s*{_LABEL}?(?:{_STAMP}|{_CLOCK}))?\)?"
    rf"|{_LABEL}?{_CLOCK}(?:\s*{_ZONE_OF_TIME})?(?:\s*[-–—|,·•]\s*{_DATE})?"
    rf"|{_LABEL}?\d{{1,2}}\s+(?:minutes?|mins?|hours?|hrs?|days?)\s+ago"
    rf"|(?:\d{{1,2}}|[Aa])\s*-?min(?:ute)?s?\.?\s+(?:read|listen)(?:ing time)?"
    rf"|{_CLOCK}\s*/\s*{_CLOCK}",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:(?:al|bin|de|der|den|van|von|la|el)[\s-])?[^\W\d_a-z][\w.'’-]*)"
_BYLINE = re.compile(
    rf"(?:By|BY|Story by|Written by|Author:|From)\s+{_NAME}{{0,4}}"
    rf"(?:(?:,|\s*\||\s+and|\s+in|\s*[-–—/])\s*(?:[A-Z][\w.'’-]*\s*){{1,5}}){{0,4}}"
)
_NAMES_ONLY = re.compile(rf"{_NAME}{{1,3}}(?:(?:,| and| &)\s+{_NAME}{{1,3}}){{0,3}}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<!\w)@[A-Za-z]\w{2,30}")
_BULLET = re.compile(r"[-–—•·*▪◦‣■►»>]\s*|\d{1,2}[.)]\s")
_CAPTION_CUE = re.compile(
    r"^(?:FILE|File)(?: PHOTO| photo| image)?\s*[-–—:.]|^Pictured\b|\billustrative (?:image|photo)"
    r"|\b(?:in|from) (?:this|a) (?:file )?(?:photo|handout|image|picture|screen ?grab)"
    r"|\((?:L|R|C|left|right|cent(?:er|re)|file photo|file)\)",
)
_CAPTION_DATE = re.compile(rf"\b(?:on|in)\s+(?:{_DATE}|{_MONTH}\s+\d{{4}})")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,600}[”\"]")
_READER = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")


class Line(NamedTuple):
    """A line of the text without the blanks round it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


class Label(NamedTuple):
    zone: str
    rule: str
    cut: int = 0  # a caption's line: where the credit begins


@functools.cache
def _terms() -> dict[str, list[tuple[str, str]]]:
    """how → (term, zone) of the furniture list, the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(read_lexicon("furniture"), key=lambda row: -len(row["term"])):
        table.setdefault(row["how"], []).append((row["term"], row["zone"]))
    return table


@functools.cache
def _credit() -> re.Pattern[str]:
    """A photograph's credit at the end of a line."""
    names = sorted((row["term"] for row in read_lexicon("photo_agencies")), key=len, reverse=True)
    agency = rf"(?:{'|'.join(map(re.escape, names))})(?!\w)"
    person = r"[^\W\d_][\w.'’-]*(?:[ ][^\W\d_][\w.'’-]*){0,4}"
    chain = (
        rf"(?:{agency}(?:\s+[Pp]hoto)?\s?/\s?(?:{person}|{agency})"  # REUTERS/Maxim Shemetov
        rf"|{person}\s?(?:[/|]\s?{person}\s?){{0,2}}[/|]\s?{agency}"  # Jo Doe/Pool/AFP
        rf"|{agency})"
    )
    whole = rf"{chain}(?:\s?[/|]\s?(?:{agency}|{person}))*(?:,?\s+(?:via|for)\s+{person})?(?:,?\s+[Ff]ile)?"
    linked = rf"(?=[^()\[\]]*(?:/|\||\bvia\b|\b[Pp]hoto\b|\b[Ff]ile\b)){whole}"
    proper = r"(?:[A-Z][\w.'’-]*|via|of|the|and|for|[/|&,-]|\d{4}|[a-z]+\.(?:com|org|ru|ua|net))"
    made = (
        r"(?:Photos?|Photograph|Images?|Picture|Credits?|Illustration|Screenshot|Video|Source)"
        r"(?:\s+(?:via|by|courtesy(?:\s+of)?|credit|from|source))?\s*:?\s*"
    )
    return re.compile(
        rf"(?:(?<=[.!?”\"’)|])\s+|^|\s+(?=[(\[|©]))"
        rf"(?P<credit>\(\s*{linked}\s*\)|\[\s*{linked}\s*\]|\(\s*{made}{proper}(?:\s*{proper}){{0,9}}\s*\)"
        rf"|(?=\S*[^.]*(?:/|\bvia\b|\|)){whole}|{made}{proper}(?:\s*{proper}){{0,9}}"
        rf"|\|\s*{agency}|©\s?\S[^.]{{0,60}}|{agency})\.?$"
    )


def _lines(text: str) -> list[Line]:
    lines, start = [], 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            first = start + len(raw) - len(raw.lstrip())
            lines.append(Line(first, first + len(bare), bare))
        start += len(raw) + 1
    return lines


# --- rules that see one line --------------------------------------------------------------------


def _dateline(line: Line) -> Label | None:
    """A date or a clock and nothing else; never a sentence that holds one."""
    return Label("dateline", "date line") if _DATE_LINE.fullmatch(line.text) else None


def _caption(line: Line) -> Label | None:
    """A line that ends with a photograph's credit, or that says it is a picture.

    An agency alone in brackets at a sentence's end is a wire credit inside the body: refused.
    """
    found = _credit().search(line.text) if len(line.text) < 800 else None
    if found and found["credit"].rstrip(".") != line.text.rstrip("."):
        if not re.fullmatch(r"[(\[]?[\w ]+[)\]]?\.?", found["credit"]) or " via " in found["credit"]:
            return Label("caption", "photograph credit", found.start("credit"))
        if re.match(r"[(\[]?(?:Photo|Image|Picture|Credit|Illustration|Screenshot)", found["credit"]):
            return Label("caption", "photograph credit", found.start("credit"))
    elif found:
        return Label("credit", "photograph credit")
    if line.words < 60 and _CAPTION_CUE.search(line.text) and not _QUOTED.search(line.text):
        return Label("caption", "caption cue")
    return None


def _byline(line: Line) -> Label | None:
    """"By" and names; a sentence that begins with By ends with a full stop and is refused."""
    return Label("byline", "by") if _BYLINE.fullmatch(line.text) else None


def _contact(line: Line) -> Label | None:
    """An address with few words round it."""
    if _MAIL.search(line.text) and len(_MAIL.sub("", line.text).split()) <= 8:
        return Label("contact", "address")
    return None


def _listed(line: Line) -> Label | None:
    """A phrase of the furniture list; words inside quotation marks do not count."""
    plain = _BULLET.sub("", line.text, count=1) if _BULLET.match(line.text) else line.text
    low = _QUOTED.sub("“”", plain).lower().strip("<>«»→›… []")
    terms = _terms()
    for term, zone in terms["whole"]:
        if low.rstrip(":.") == term:
            return Label(zone, f"whole line: {term}")
    if line.words <= 60:
        for term, zone in terms["start"]:
            if low.startswith(term) and _starts_furniture(low, term, zone):
                return Label(zone, f"starts with: {term}")
        for term, zone in terms["end"]:
            if low.rstrip(". )").endswith(term):
                return Label(zone, f"ends with: {term}")
    for term, zone in terms["part"]:
        if term in low and (_READER.search(low) or line.words <= 14) and _speaks(low, term):
            return Label(zone, f"holds: {term}")
    cues = [term for term, _ in terms["cue"] if term in low]
    if len(cues) >= 2 and len(_READER.findall(low)) >= 2:
        return Label("appeal", f"holds: {', '.join(sorted(cues)[:3])}")
    return None


_VERB_OF_NEWS = re.compile(r"\b(?:said|says|told|was|were|has|had|according|reported|will|would)\b")


def _starts_furniture(low: str, term: str, zone: str) -> bool:
    """Whether what follows an opening phrase is no news sentence ("Editing by hand was banned")."""
    if term.endswith(":") or zone in ("related", "dateline"):
        return True
    return not _VERB_OF_NEWS.search(low) or bool(_READER.search(low))


def _speaks(low: str, term: str) -> bool:
    """Whether the line speaks to the reader, and does not report that somebody did."""
    before = low[: low.index(term)]
    return not re.search(r"\b(?:said|says|told|asked|urged|according to)\b", before)


RULES: tuple[Callable[[Line], Label | None], ...] = (
    _dateline,
    _contact,
    _caption,
    _listed,
    _byline,
)


# --- rules that see the lines round it ----------------------------------------------------------


def _is_block_head(line: Line) -> bool:
    return line.text.lower().strip("<>«»→› ") in {term for term, _ in _terms()["block"]}


def _mark_related(lines: list[Line], labels: list[Label | None]) -> None:
    """"Related:" and the list under it: bullets, or lines that end like headlines."""
    inside = bulleted = False
    for number, line in enumerate(lines):
        bullet = bool(_BULLET.match(line.text))
        if _is_block_head(line) and number:
            labels[number] = Label("related", "list of other stories")
            inside, bulleted = True, False
        elif inside and labels[number] is None:
            if bullet or (not bulleted and line.words <= 25 and not _ENDS.search(line.text)):
                labels[number] = Label("related", "in a list of other stories")
                bulleted = bulleted or bullet
            else:
                inside = False


def _mark_names(lines: list[Line], labels: list[Label | None], head: int) -> None:
    """Bare names beside other furniture of the head are a byline."""
    for number, line in enumerate(lines[:head]):
        near = labels[max(0, number - 1) : number] + labels[number + 1 : number + 2]
        beside = any(n and n.zone in ("dateline", "byline", "caption", "credit") for n in near)
        short = line.words <= 8 and _NAMES_ONLY.fullmatch(line.text)
        if number and labels[number] is None and short and beside:
            labels[number] = Label("byline", "names beside furniture")


def _mark_captions(lines: list[Line], labels: list[Label | None]) -> None:
    """A line with a dated scene right above a photograph's credit is its caption."""
    for number in range(1, len(lines)):
        below, line = labels[number], lines[number - 1]
        if below == Label("credit", "photograph credit") and labels[number - 1] is None:
            scene = _CAPTION_DATE.search(line.text) or _CAPTION_CUE.search(line.text)
            if scene and line.words < 60:
                labels[number - 1] = Label("caption", "above a photograph credit")


def _content(text: str) -> set[str]:
    return {word.lower()[:6] for word in _WORD.findall(text)}


def _mark_head(lines: list[Line], labels: list[Label | None]) -> None:
    """Headline, its repetitions and decks, from the layout of the first lines."""
    first = next((n for n, label in enumerate(labels[:6]) if label is None), None)
    if first is None or len(lines) < 2 or not _like_headline(lines[first]):
        return
    labels[first] = Label("headline", "first line")
    same = lines[first].text.casefold()
    open_lines: list[int] = []
    for number in range(first + 1, min(len(lines), first + 12)):
        label, line = labels[number], lines[number]
        if label is None and line.text.casefold() == same:
            label = labels[number] = Label("headline", "repeated")
        if label is None:
            open_lines.append(number)
            if len(open_lines) > 2 or line.words > DECK_WORDS:
                break
        elif label.zone in ("headline", "dateline", "byline"):
            for above in open_lines:
                labels[above] = Label("deck", "between headline and head furniture")
            open_lines = []
    second, third = first + 1, first + 2
    if third < len(lines) and labels[second] is None and labels[third] is None:
        # a lead says the headline again, a deck adds to it
        title = _content(same)
        mine, theirs = (len(title & _content(lines[n].text)) for n in (second, third))
        one = lines[second].words <= DECK_WORDS and not re.search(r"[.!?] [A-Z]", lines[second].text)
        if one and theirs > mine and 3 * theirs >= len(title) and lines[third].words > 12:
            labels[second] = Label("deck", "the next line is the lead")
    for number in range(first + 1, len(lines)):
        if labels[number] is None and lines[number].text.casefold() == same:
            labels[number] = Label("headline", "repeated")


def _like_headline(line: Line) -> bool:
    """Short and without a full stop; a question or exclamation of a few words may be one too."""
    if line.words > HEAD_WORDS or line.words < 3 or _BULLET.match(line.text):
        return False
    return not _ENDS.search(line.text) or (line.text.rstrip("\"'”’")[-1] in "?!" and line.words <= 16)


def _body_label(lines: list[Line], labels: list[Label | None], number: int) -> Label:
    """A short line without a full stop between body paragraphs is a section's head."""
    line = lines[number]
    short = line.words <= 8 and not re.search(r"[.!?…:;,][\"'”’)\]]*$", line.text)
    if short and 0 < number < len(lines) - 1 and not _BULLET.match(line.text):
        return Label("body", "section head")
    return Label("body", "paragraph")


def find_zones(text: str) -> list[Zone]:
    """The zones of a text in order; every character that is no blank lies in exactly one of them."""
    lines = _lines(text)
    labels: list[Label | None] = [
        next(filter(None, (rule(line) for rule in RULES)), None) if len(line.text) <= LONGEST else None
        for line in lines
    ]
    _mark_related(lines, labels)
    _mark_captions(lines, labels)
    _mark_names(lines, labels, head=10)
    _mark_head(lines, labels)
    zones = []
    for number, line in enumerate(lines):
        label = labels[number] or _body_label(lines, labels, number)
        spans = [(line.start, line.end, label.zone)]
        if label.cut:
            cut = line.start + label.cut
            seen = len(line.text[: label.cut].rstrip())
            spans = [(line.start, line.start + seen, "caption"), (cut, line.end, "credit")]
        zones += [Zone(s, e, text[s:e], zone, label.rule) for s, e, zone in spans]
    return zones
