"""What no article has: a line, or a text, so long that it is left out instead of read.

Every layer reads a text in linear time, but slowly: one million characters take half a minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

LONGEST_LINE = 50_000
"""Characters.  Paragraphs of news have some hundreds, the study's longest line has 747;
this much lets through a long read (8,000 words) whose line breaks an export lost.  Guarded by
``test_overlong_lines_cost_next_to_nothing``."""

LONGEST_TEXT = 100_000
"""Characters of a text that are read, from its beginning: 16,000 words, twice a long magazine piece
and fifteen times a long news story.  What comes after is one stretch and left out, for some of the
comparisons take the square of what is in a text.  Guarded by
``test_the_rest_of_an_endless_text_is_left_out``."""


class Stretch(NamedTuple):
    """A line of the text, or the rest of one that has no end; blanks and all."""

    start: int
    end: int
    overlong: str  # why it is left out; empty where it is read


def cut_lines(text: str) -> Iterator[Stretch]:
    """The lines in order, blank ones too; overlong ones do not count towards ``LONGEST_TEXT``.

    >>> list(cut_lines("one\\n\\ntwo"))[2]
    Stretch(start=5, end=8, overlong='')
    """
    start, read = 0, 0
    while start <= len(text):
        if read > LONGEST_TEXT:
            yield Stretch(start, len(text), f"after {LONGEST_TEXT:,} characters")
            return
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        long = end - start > LONGEST_LINE
        yield Stretch(start, end, f"line over {LONGEST_LINE:,} characters" if long else "")
        read += 0 if long else end - start + 1
        start = end + 1
