"""An article with its tags in colour, a line per tag under the words, for the desk's own screen.

The whole text is shown, so this is no part of the report.  An article is not trusted: all of it is
escaped, signs that turn or hide text are boxed in, and what is too long is left out and counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd
from IPython.display import display
from markupsafe import Markup, escape

from helpers.explore.layers import LAYERS, Mark, list_marks, name_some, shorten
from helpers.explore.palette import PAINTS, STYLE
from helpers.prose.articles import name_articles
from helpers.records import FURNITURE, Tables
from helpers.tables import SelectionError

SHOWN = 60_000  # letters of an article: ten times the longest of the study
OVERLONG = 500  # letters of a zone that is no part of a page
BLOCK = 40  # what a block costs of SHOWN beside its letters, so that blocks are bounded too
MARKS = 2_000
LANES = 6  # lines under each other; a seventh tag shares the last
TITLE = 12  # tags told on hover
SHORT = {"times", "actors", "naming", "themes"}  # layers whose words are tinted
PARTS = {"source", "cue", "relay", "trigger", "words"}  # and parts
# Control characters but tab and line feed, and what is not seen or turns the direction of text.
SIGNS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def write_text(text: str) -> Markup:
    """Text escaped, each sign that is not seen in a box of its own, where it turns nothing round.

    >>> print(write_text("<b> & c"))
    &lt;b&gt; &amp; c
    """

    def box(found: re.Match[str]) -> str:
        sign = found[0]
        name = unicodedata.name(sign, "control character")
        kept = {"\0": "\ufffd", "\r": "&#13;"}.get(sign, sign)
        return f'<span class="sign" title="U+{ord(sign):04X} {name}">{kept}</span>'

    return Markup(SIGNS.sub(box, str(escape(text))))


def list_blocks(tables: Tables, doc_id: str, length: int) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, zone and paragraph of each block; words in no zone make blocks of their own."""
    zones = tables.zones[tables.zones["doc_id"] == doc_id].sort_values("start")
    at = 0
    for row in zones.itertuples():
        start = max(at, int(row.start))
        if start > at:
            yield at, start, "", ""
        if row.end > start:
            yield start, int(row.end), row.zone, f"¶{row.paragraph}" if row.paragraph else ""
            at = int(row.end)
    if at < length:
        yield at, length, "", ""


def place_lanes(marks: Sequence[Mark]) -> dict[int, int]:
    """The line on which each mark is drawn, by its index: the shortest next to the words."""
    lanes: dict[int, int] = {}
    order = sorted(range(len(marks)), key=lambda i: (marks[i].end - marks[i].start, i))
    for i in order:
        mark = marks[i]
        taken = {
            lane
            for j, lane in lanes.items()
            if marks[j].start < mark.end and mark.start < marks[j].end
        }
        lanes[i] = next((n for n in range(LANES - 1) if n not in taken), LANES - 1)
    return lanes


def cut_pieces(start: int, end: int, marks: Sequence[Mark]) -> list[tuple[int, int, list[int]]]:
    """A block cut where a mark begins or ends: start, end and the marks over it, longest first.

    >>> a, b = (Mark("times", "", s, e, "", "") for s, e in [(0, 4), (2, 6)])
    >>> cut_pieces(0, 7, [a, b])
    [(0, 2, [0]), (2, 4, [0, 1]), (4, 6, [1]), (6, 7, [])]
    """
    edges = {start, end}
    for mark in marks:
        edges |= {edge for edge in (mark.start, mark.end) if start < edge < end}
    places = sorted(edges)
    pieces, active, waiting = [], [], sorted(range(len(marks)), key=lambda i: -marks[i].start)
    for low, high in pairwise(places):
        while waiting and marks[waiting[-1]].start <= low:
            active.append(waiting.pop())
        active = [i for i in active if marks[i].end > low]
        over = sorted(active, key=lambda i: (marks[i].start - marks[i].end, i))
        pieces.append((low, high, over))
    return pieces


def write_chip(mark: Mark) -> Markup:
    """The label before a mark's words; it takes the focus and tells what hovering tells."""
    return Markup(
        '<span class="chip {0}" tabindex="0" role="note" title="{1}" aria-label="{1}">{2} {3}'
        "</span>"
    ).format(mark.layer, mark.told, PAINTS[mark.layer].letter, write_text(mark.label))


def write_piece(
    text: str, low: int, high: int, over: Sequence[int], marks: Sequence[Mark],
    lanes: dict[int, int], focus: frozenset[str],
) -> Markup:  # fmt: skip
    """A piece of text in one span per mark over it; labels stand where their mark begins."""
    inner = write_text(text[low:high])
    if not over:
        return inner
    begun = [marks[i] for i in over if marks[i].start == low and marks[i].label]
    inner = Markup("").join(map(write_chip, begun)) + inner
    for i in reversed(over):
        mark = marks[i]
        css = ["mark", mark.layer]
        if mark.role in PARTS or (not mark.role and mark.layer in SHORT):
            css.append("short")
        if not mark.role and focus.intersection(mark.ids):
            css.append("focus")
        inner = Markup('<span class="{}" style="--lane:{}">{}</span>').format(
            " ".join(css), lanes[i], inner
        )
    told = [marks[i].told for i in reversed(over)][:TITLE]
    return Markup('<span class="piece" data-start="{}" data-end="{}" title="{}">{}</span>').format(
        low, high, "\n".join(told), inner
    )


def write_block(
    text: str, block: tuple[int, int, str, str], marks: Sequence[Mark], focus: frozenset[str]
) -> Markup:
    """One zone: its paragraph and name at the left, its words with their marks at the right."""
    start, end, zone, paragraph = block
    mine = [mark for mark in marks if mark.start < end and start < mark.end]
    lanes = place_lanes(mine)
    pieces = cut_pieces(start, end, mine)
    words = [write_piece(text, low, high, over, mine, lanes, focus) for low, high, over in pieces]
    css = "block furniture" if zone in FURNITURE else "block"
    place = " ".join(filter(None, ["" if zone == "body" else zone, paragraph]))
    return Markup(
        '<div class="{}"><div class="place">{}</div><div class="text" dir="auto"'
        ' data-start="{}" data-end="{}" style="--lanes:{}">{}</div></div>'
    ).format(css, place, start, end, max(lanes.values(), default=-1) + 1, Markup("").join(words))


def write_legend(marks: Sequence[Mark], layers: Sequence[str]) -> Markup:
    """Letter, layer and how many tags it has here."""
    counts = dict.fromkeys(layers, 0)
    for mark in marks:
        counts[mark.layer] += mark.count if not mark.role else 0
    chips = [
        Markup('<span class="chip {}">{} {} {}</span>').format(
            layer, PAINTS[layer].letter, layer, count
        )
        for layer, count in counts.items()
    ]
    return Markup('<div class="legend">{}</div>').format(Markup(" ").join(chips))


def write_list(text: str, marks: Sequence[Mark]) -> Markup:
    """Every tag as a row of a table, for those who do not hover."""
    rows = [
        Markup("<tr><th scope='row'>{}</th><td>{}</td><td>{}</td></tr>").format(
            mark.layer, write_text(shorten(text[mark.start : mark.end], 120)), write_text(mark.told)
        )
        for mark in marks
        if not mark.role
    ]
    return Markup(
        "<details><summary>The tags as a list ({})</summary><table><thead><tr><th scope='col'>Layer"
        "</th><th scope='col'>Words</th><th scope='col'>Value and rule</th></tr></thead>"
        "<tbody>{}</tbody></table></details>"
    ).format(len(rows), Markup("").join(rows))


def write_head(tables: Tables, article: pd.Series) -> Markup:
    """Which article this is, and whose."""
    rights = f" {article['rights']}." if article["rights"] else ""
    return Markup(
        '<div class="head"><strong>{}</strong> {} words, {}.{} The whole text, for the screen of'
        " this desk alone: the report quotes passages.</div>"
    ).format(name_articles(tables.articles)[article["doc_id"]], article["words"],
             article["doc_id"], rights.replace("..", "."))  # fmt: skip


def write_tags(
    tables: Tables, doc_id: str, layers: Sequence[str] = LAYERS, focus: Sequence[str] = ()
) -> Markup:
    """An article's text as HTML with the tags of ``layers``; ``focus`` are ids to set in bold.

    Blocks and pieces carry ``data-start`` and ``data-end``, which index the raw text.  At most
    ``SHOWN`` letters and ``MARKS`` marks are written; the HTML says how many are not.

    >>> from helpers.tables import tag_study
    >>> tables = tag_study("russia-iran-treaty", "2024-10-31", "2024-10-31")
    >>> page = write_tags(tables, tables.articles["doc_id"].iloc[0], ["times"])
    >>> 'title="time DATE 2024-10-31; 31 Oct 2024 (day); rule ' in page
    True

    Raises:
        SelectionError: there is no such article or layer.
    """
    found = tables.articles[tables.articles["doc_id"] == doc_id]
    if found.empty:
        there = name_some(list(tables.articles["doc_id"]))
        raise SelectionError(f"no article {doc_id!r} here; choose one of {there}")
    article = found.iloc[0]
    text: str = article["text"]
    layers = [layers] if isinstance(layers, str) else list(dict.fromkeys(layers))
    every = list_marks(tables, doc_id, layers)
    marks = every[:MARKS]
    parts, left = [STYLE, write_head(tables, article), write_legend(every, layers)], SHOWN
    if not layers:
        parts.append(Markup('<div class="rest">Choose a layer, and its tags are coloured.</div>'))
    hidden = 0
    for start, end, zone, paragraph in list_blocks(tables, doc_id, len(text)):
        if not zone and not text[start:end].strip():
            continue
        size = max(0, min(end - start, left, OVERLONG if zone == "overlong" else left))
        hidden += end - start - size
        if size:
            block = (start, start + size, zone, paragraph)
            parts.append(write_block(text, block, marks, frozenset(filter(None, focus))))
            left -= size + BLOCK
    if hidden:
        parts.append(Markup('<div class="rest">… {:,} letters not shown.</div>').format(hidden))
    if len(every) > MARKS:
        told = Markup('<div class="rest">… {:,} marks not shown.</div>')
        parts.append(told.format(len(every) - MARKS))
    parts.append(write_list(text, marks))
    return Markup('<div class="tagged">{}</div>').format(Markup("").join(map(Markup, parts)))


def show_tags(
    tables: Tables, doc_id: str, layers: Sequence[str] = LAYERS, focus: Sequence[str] = ()
) -> None:
    """Display an article with its tags, for the desk's own screen and not for the report.

    ``tables.articles["doc_id"]`` lists the articles, ``LAYERS`` the layers; hover over the words,
    or step through the labels with Tab, to read value and rule.

    >>> show_tags(tables, "001_7b8c1f61a2993d49", ["times", "events"])  # doctest: +SKIP

    Raises:
        SelectionError: there is no such article or layer.
    """
    html = write_tags(tables, doc_id, layers, focus)
    bundle = {"text/html": str(html), "text/plain": f"{doc_id} with its tags"}
    display(bundle, raw=True, metadata={"helpers": {"kind": "screen"}})  # no report renders it
