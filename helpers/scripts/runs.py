"""Runs of Cyrillic, Arabic and Hebrew script in a text: where, in which language, which way.

The language of a few words is told by letters that only one of them has, or by what the study says
of itself; where neither tells, it stays undetermined and only the script is named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.scripts.glyphs import IDLE

RIGHT = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc"
CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
UNUSUAL = re.compile(f"[{RIGHT}{CYRILLIC}]")
# Between two words of a run stands anything but a letter of another script and the marks that an
# English list or reference puts between names.
PARTING = r"[,;·|\n]|[.:]\s"
RIGHT_RUN = re.compile(rf"[{RIGHT}](?:(?:(?!{PARTING})[\W\d_])*[{RIGHT}])*")
CYRILLIC_RUN = re.compile(rf"[{CYRILLIC}](?:(?:(?!{PARTING})[\W\d_])*[{CYRILLIC}])*")
QUOTED = re.compile(r"“([^“”]+)”|‘([^‘’]+)’|«([^«»]+)»|\"([^\"]+)\"")
PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”", "‹": "›"}

CLOSING = re.compile("[.!?…]*")  # ends a text of its own; a comma, a figure after it is ours
SHARED = set("ابتثجحخدذرزسشصضطظعغفقلمنهوءآؤئ")
# Letters of each language, and groups of which each has to occur to tell it from the others of its
# script: ы, э and ё are Belarusian too, и, щ and ъ are Bulgarian or Ukrainian.
ALPHABETS = {
    "ru": (set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"), ("ыэё", "ищъ")),
    "uk": (set("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"), ("їєґ",)),
    "fa": (SHARED | set("أپچژگکیۀ"), ("پچژگکی",)),
    "ar": (SHARED | set("أإةىيكٱ"), ("إةىٱ",)),
}
SCRIPTS = {"ru": "Cyrl", "uk": "Cyrl", "fa": "Arab", "ar": "Arab"}
ISOLATE, END = "\u2067", "\u2069"


@dataclass(frozen=True)
class Run:
    """A span of one script; ``lang`` is a BCP 47 tag."""

    start: int
    end: int
    lang: str
    right: bool


def guess_language(words: str, languages: Sequence[str] = ()) -> str:
    """The language of words in one script, ``und-`` and the script where nothing tells it.

    ``languages`` are those that the study says its names are in.

    >>> [guess_language(w) for w in ("پیمان", "العربية", "محمد", "объявлен мир и рынки", "Петров")]
    ['fa', 'ar', 'und-Arab', 'ru', 'und-Cyrl']
    >>> guess_language("Петров", ["ru", "fa"]), guess_language("محمد", ["ar", "fa"])
    ('ru', 'und-Arab')
    """
    letters = {c for c in words.lower() if c.isalpha()}
    first = unicodedata.name(min(letters, default=" "), "").split()[0]
    script = {"CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr"}.get(first)
    if script is None:
        return "und"
    fits = [
        lang for lang, (alphabet, _) in ALPHABETS.items()
        if SCRIPTS[lang] == script and letters - {"ـ"} <= alphabet
    ]  # fmt: skip
    told = [lang for lang in fits if all(letters & {*g} for g in ALPHABETS[lang][1])]
    said = [lang for lang in fits if lang in languages]
    for choice in (told, said):
        if len(choice) == 1:
            return choice[0]
    return f"und-{script}"


def is_right(text: str) -> bool:
    """Whether a text is right-to-left as a whole: its first and last letter and two thirds of all.

    A name before a date or in a list is none, a title that has a foreign name in it is one.

    >>> [is_right(t) for t in ("ایرنا, 3 May", "ایران به NATO پاسخ داد")]
    [False, True]
    """
    ways = [unicodedata.bidirectional(c) in ("R", "AL") for c in text if c.isalpha()]
    return bool(ways) and ways[0] and ways[-1] and sum(ways) * 3 >= len(ways) * 2


def close_pairs(text: str, start: int, end: int) -> tuple[int, int]:
    """A run with both halves of every pair of brackets in it, or without either.

    >>> text = "in ایرنا (تهران) today"
    >>> text[slice(*close_pairs(text, 3, text.index(")")))]
    'ایرنا (تهران)'
    """
    open_ones: list[int] = []
    for i in range(start, end):
        if text[i] in PAIRS:
            open_ones.append(i)
        elif text[i] in PAIRS.values():
            if open_ones:
                open_ones.pop()
            elif start and PAIRS.get(text[start - 1]) == text[i]:
                start -= 1
            else:
                return start, start + len(text[start:i].rstrip())
    while open_ones:
        last = open_ones.pop()
        if end < len(text) and text[end] == PAIRS[text[last]]:
            end += 1
        else:
            end = start + len(text[start:last].rstrip())
    return start, end


def find_right(text: str, quoted: bool = False) -> list[tuple[int, int]]:
    """The right-to-left runs: the whole text, whole quotations, else words in a row."""
    if is_right(text):
        if quoted:
            return [(len(text) - len(text.lstrip()), len(text.rstrip()))]
        marks = [i for i, c in enumerate(text) if UNUSUAL.match(c)]
        start, end = close_pairs(text, marks[0], marks[-1] + 1)
        return [(start, end + len(CLOSING.match(text, end)[0]))]
    spans = [m.span(m.lastindex or 0) for m in QUOTED.finditer(text) if is_right(m[m.lastindex])]
    at = 0
    while run := RIGHT_RUN.search(text, at):
        start, end = close_pairs(text, *run.span())
        at = max(end, run.start() + 1)
        if any(c.isalpha() for c in text[start:end]):
            spans.append((start, end))
    return merge(spans)


def merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that overlap become one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def find_runs(text: str, languages: Sequence[str] = (), quoted: bool = False) -> list[Run]:
    """All runs of these scripts in order; in a ``quoted`` text every mark belongs to it.

    >>> [(r.lang, r.right) for r in find_runs("Известия and ایرنا, العربية")]
    [('und-Cyrl', False), ('fa', True), ('ar', True)]
    """
    if text.isascii() or not UNUSUAL.search(text):
        return []
    right = find_right(text, quoted)
    runs = [Run(*span, guess_language(in_script(text[slice(*span)]), languages), True)
            for span in right]  # fmt: skip
    ends = [0, *(end for _, end in right)]
    starts = [*(start for start, _ in right), len(text)]
    for low, high in zip(ends, starts, strict=True):
        for found in CYRILLIC_RUN.finditer(text, low, high):
            lang = guess_language(in_script(found[0]), languages)
            runs.append(Run(*found.span(), lang, False))
    return sorted(runs, key=lambda run: run.start)


def in_script(words: str) -> str:
    """Only the letters of these scripts: a run may hold words of another."""
    return "".join(UNUSUAL.findall(words))


def isolate(text: str) -> str:
    """Plain words whose right-to-left runs keep their order to themselves, for where no markup is.

    >>> isolate("by ایرنا, 17 January") == "by \\u2067ایرنا\\u2069, 17 January"
    True
    """
    text = IDLE.sub("", text)
    for run in reversed(find_runs(text)):
        if run.right:
            text = f"{text[: run.start]}{ISOLATE}{text[run.start : run.end]}{END}{text[run.end :]}"
    return text
