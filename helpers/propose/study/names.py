"""Names in a text: runs of capitalised words that the beginning of a sentence does not explain.

A title before a name ("Foreign Minister", "Mr.") is no part of it and says that it is a person's.
The first word of a sentence counts only in a longer run, or where another sentence has the same
word inside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...tag.times.vocabulary import MONTH_SHORT, MONTHS, WEEKDAY_SHORT, WEEKDAYS
from .words import list_institutions, list_titles, list_words, map_states

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|(?:St|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Maj|Capt|Adm|Sgt|Rep|Sen|Gov|Jr|Sr)\."
    r"|[A-Z]\.(?= [A-Z])|[^\W\d_]\w*(?:[-’'&][^\W_]\w*)*|\S"
)
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_OF = frozenset(("of", "for"))
MOST_LETTERS = 80  # of a name; what is longer is a line in capitals
MOST_PARTS = 3  # small words in a row inside a name: "van der"
_OPENERS = frozenset("“\"‘(—–:;•*-[")
_DATES = frozenset(
    name.lower().rstrip(".") for name in (*MONTHS, *MONTH_SHORT, *WEEKDAYS, *WEEKDAY_SHORT)
)
# What an office is of, between its name and a person's: "Secretary of State Ada Quill".
_OFFICE_OF = re.compile(r"(?P<title>[^\W\d_][\w-]*) (?:of|to|for)(?: the)? $")


@dataclass(frozen=True, slots=True)
class Run:
    """A name as a text has it: ``text[start:end]``.

    ``titled`` says that a title stands before it, ``owner`` a state named as an adjective before
    the title, ``before`` and ``behind`` what is next to it, ``opens`` that it begins a sentence.
    """

    start: int
    end: int
    words: tuple[str, ...]
    titled: bool = False
    owner: str = ""
    title: str = ""
    before: str = ""
    behind: str = ""
    opens: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)


def is_capital(token: str) -> bool:
    """Whether a token is capitalised as a name's is; "al-Assad" is, a date's "March" is not.

    >>> is_capital("Marsh"), is_capital("al-Assad"), is_capital("Monday"), is_capital("dam")
    (True, True, False, False)
    """
    if token.lower().rstrip(".") in _DATES:
        return False
    return token[:1].isupper() or bool(re.match(r"(?:al|el|ad|as|ar|an)-[^\W\d_a-z]", token))


def strip_title(words: Sequence[str]) -> tuple[int, str]:
    """How many words of a run are a title, and the state whose office it is.

    >>> strip_title(["Iranian", "Foreign", "Minister", "Hossein", "Amir"])
    (3, 'Iran')
    >>> strip_title(["Foreign", "Ministry", "Spokesperson", "Ada", "Quill"])
    (3, '')
    >>> strip_title(["Dam", "Safety", "Board"]), strip_title(["Justice", "Department"])
    ((0, ''), (0, ''))
    """
    titles, states = list_titles(), map_states()
    before = list_words("rank") | list_institutions()
    last, plain = -1, True
    for place, word in enumerate(words[:-1]):
        low = word.lower().rstrip(".")
        if low in titles and (plain or place <= len(words) - 3):
            last = place  # behind other names, "Skerry Mayor Ada Quill", two more must follow
        plain = plain and (low in titles or low in before or word in states)
    if last < 0 or words[-1].lower() in list_institutions() | list_words("place"):
        return 0, ""
    owner = next((states[word] for word in words[: last + 1] if word in states), "")
    return last + 1, owner


def strip_field(words: Sequence[str]) -> int:
    """How many words say what an office is of, before the name of who holds it.

    >>> strip_field(["State", "Ada", "Quill"]), strip_field(["Oslo"]), strip_field(["Norway"])
    (1, 0, 0)
    """
    states, count = map_states(), 0
    while count < len(words) - 2 and (
        words[count] in states or words[count].lower() in list_words("field") | list_institutions()
    ):
        count += 1
    return count


def find_runs(text: str, start: int, end: int) -> Iterator[Run]:
    """The runs of one sentence, ``text[start:end]``, with possessives taken off."""
    tokens = list(_TOKEN.finditer(text, start, end))
    place = 0
    while place < len(tokens):
        if not is_capital(tokens[place][0]):
            place += 1
            continue
        last = place
        while not _POSSESSIVE.search(tokens[last][0]):
            after = find_next(text, tokens, last)
            if after is None:
                break
            last = after
        yield from make_run(text, tokens, place, last, start, end)
        place = last + 1


def find_next(text: str, tokens: Sequence[re.Match[str]], last: int) -> int | None:
    """The token that a run goes on with, over "de" and, behind an institution, over "of the"."""

    def word(place: int) -> str:
        if place >= len(tokens):
            return ""
        between = text[tokens[place - 1].end() : tokens[place].start()]
        return tokens[place][0] if between in (" ", "\u00a0") else ""

    following = last + 1
    if is_capital(word(following)):
        return following
    low = word(following).lower()
    further = following
    while word(further).lower() in list_words("part") and further < following + MOST_PARTS:
        further += 1
    if further > following and is_capital(word(further)):
        return further
    if low in _OF and tokens[last][0].lower() in list_institutions() | list_words("centre"):
        if word(following + 1) in ("the", "a"):
            following += 1
        if is_capital(word(following + 1)):
            return following + 1
    return None


def make_run(
    text: str, tokens: Sequence[re.Match[str]], first: int, last: int, start: int, end: int
) -> Iterator[Run]:
    """The run of some tokens without what a sentence's beginning or a title adds, if any."""
    opening = tokens[first - 1][0] if first else ""
    opens = first == 0 or opening in _OPENERS or (opening in "”’\"'" and first == 1)
    while first <= last and tokens[first][0].lower() in list_words("opener"):
        first, opens = first + 1, False
    words = [tokens[place][0] for place in range(first, last + 1)]
    if words:
        words[-1] = _POSSESSIVE.sub("", words[-1])
    count, owner = strip_title(words)
    before = text[max(start, tokens[first].start() - 40) : tokens[first].start()] if words else ""
    office = _OFFICE_OF.search(before)
    if not count and office and office["title"].lower() in list_titles():
        count = strip_field(words)
    title = " ".join(words[:count])
    if count and office:
        title = " ".join((office[0] + title).split())
    first, words = first + count, [word for word in words[count:] if word]
    if words and words[-1].lower() in list_titles():  # "Norwegian Ambassador to", without a name
        last, words = last - 1, words[:-1]
        if " ".join(words) not in map_states():
            return
    short = len("".join(words)) < 3 and not "".join(words).isupper()
    if not words or short or len("".join(words)) < 2 or len(" ".join(words)) > MOST_LETTERS:
        return
    if {word.lower() for word in words} <= list_words("field"):
        return  # "Chief of Staff of"
    low = before.split()[-1].lower() if before.split() else ""
    low = "" if before.rstrip().endswith("pm") else low  # of a clock, not the Prime Minister
    begin = tokens[first].start()
    stop = tokens[last].end() - (len(tokens[last][0]) - len(_POSSESSIVE.sub("", tokens[last][0])))
    yield Run(
        begin, stop, tuple(words), bool(count) or low in list_titles(), owner, title or low,
        before, text[stop : min(end, stop + 60)], opens and not count,
    )  # fmt: skip


def keep_names(runs: Iterable[Run], lower: Counter[str]) -> list[Run]:
    """The runs that the beginning of a sentence does not explain, over all texts of a study.

    ``lower`` counts the words that the texts have without a capital.
    """
    runs = list(runs)
    caps = Counter(run.name for run in runs if not run.opens and len(run.words) == 1)
    runs = [run for run in runs if len(run.words) > 1 or lower[run.name.lower()] <= caps[run.name]]
    inside = {run.words[0] for run in runs if not run.opens}
    inside |= {run.words[-1] for run in runs if len(run.words) > 1}  # a surname: "Marsh said"
    kept = []
    for run in runs:
        known = run.words[0] in inside or run.name in map_states()
        doubtful = len(run.words) == 1 or lower[run.words[0].lower()]
        if not (run.opens and not known and doubtful):
            kept.append(run)
    return kept
