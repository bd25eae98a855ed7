"""What a compositor sees to: dates that stay whole, quotation marks, numbers under their heads.

Words of an article are left as they are.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from helpers.render.chapter import Chapter
from helpers.render.tree import text_of
from helpers.render.typeset_tables import find_rows, lay_grid

# Kept as they are: words of articles, and what a reader may copy to a command line.
UNTOUCHED = {"q", "code", "kbd", "samp", "pre"}
SHORT = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
LONG = "(?:January|February|March|April|June|July|August|September|October|November|December)"
# No line ends inside these; after a long month it may.
WHOLE = re.compile(
    rf"\b(?:\d{{1,2}} )?{SHORT} \d{{4}}\b|\b\d{{1,2}} (?:{SHORT}|{LONG})\b"
    r"|\b(?:[Cc]hapter|Figure|Table|page) \d"
    r"|\* (?=inferred)|© (?=\w)|α (?=\d)"
)
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
# Not inside of code: what opens stands after a space or a bracket that itself stands after one.
PAIR = re.compile(r'(?:(?<![^\s—–])|(?<=\s\())"(?=\w)([^"]*(?<=[\w.,;:!?…)’%*]))"(?![\w"])')
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?%?")
NO_NUMBER = {"", "·", "–", "unknown"}
NBSP = "\xa0"


def keep_whole(text: str) -> str:
    """Dates, and names with their numbers, that no line break sets apart.

    >>> keep_whole("22 to 24 Oct 2024, Table 2.1").split(" ")
    ['22', 'to', '24\\xa0Oct\\xa02024,', 'Table\\xa02.1']
    """
    return WHOLE.sub(lambda m: m[0].replace(" ", NBSP), text)


def curl_quotes(text: str) -> str:
    """Typewriter marks as a printer sets them, where they are surely pairs or apostrophes.

    >>> print(curl_quotes('the codebook\\'s "war" ("so"), #eval("1")'))
    the codebook’s “war” (“so”), #eval("1")
    """
    return PAIR.sub(r"“\1”", APOSTROPHE.sub("’", text))


def set_words(element: Element) -> None:
    """Both, in all words of an element that are the report's own."""

    def mend(text: str | None) -> str | None:
        return keep_whole(curl_quotes(text)) if text else text

    if element.tag in UNTOUCHED or "data-doc" in element.attrib:
        return
    element.text = mend(element.text)
    for child in element:
        set_words(child)
        child.tail = mend(child.tail)


def align_numbers(table: Element) -> None:
    """Numbers stand flush right under a head that does; a day of digits stays on one line.

    Refuses tables whose cells span, the column that names the rows, and one with anything but
    numbers or signs for none.
    """
    head, body = find_rows(table)
    cells = lay_grid([*head, *body])
    if len(head) != 1 or any(cell.span > 1 or cell.down > 1 for cell in cells):
        return
    columns: dict[int, list[Element]] = {}
    for cell in cells:
        columns.setdefault(cell.column, []).append(cell.element)
        if ISO_DAY.fullmatch(text_of(cell.element)):
            add_class(cell.element, "nowrap")
    for first, *rest in (column for x, column in columns.items() if x):
        said = [text_of(element) for element in rest]
        numbers = [bool(NUMBER.fullmatch(words)) for words in said]
        if any(numbers) and all(
            is_number or words in NO_NUMBER for words, is_number in zip(said, numbers, strict=True)
        ):
            for element in (first, *rest):
                add_class(element, "num")


def add_class(element: Element, name: str) -> None:
    """One more class of an element, once."""
    classes = element.get("class", "").split()
    if name not in classes:
        element.set("class", " ".join([*classes, name]))


def compose(chapter: Chapter) -> None:
    """Set the words and tables of a chapter, in place."""
    chapter.title = curl_quotes(chapter.title)
    set_words(chapter.body)
    for table in chapter.body.iter("table"):
        align_numbers(table)
