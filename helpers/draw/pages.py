"""What a large corpus has too much of for one page: long tables, and exhibits on other pages.

The metadata of an output may name the ``page`` that it goes on: ``{"name", "title", "of", "part",
"book"}``. The renderer makes those pages; a notebook shows everything in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from IPython.display import display
from markupsafe import Markup
from matplotlib.figure import Figure

from helpers.draw.show import plain, show, show_each, write_csv_text, write_table

# A table of more rows is split (200, as REPORT.md has it for events); so many of it stay.
LONG, KEPT = 200, 50


def show_long(
    frame: pd.DataFrame,
    id: str,
    alt: str,
    caption: str,
    kept: Sequence[int] | None = None,
    why: str = "the first",
    years: Sequence[str] = (),
    title: str = "",
) -> None:
    """Display a table; of one beyond ``LONG`` rows the ``kept`` ones, and all on pages by year.

    ``kept`` are the numbers of the rows that matter most, best first; by default the rows as they
    stand. ``why`` says what they are ("the most widely told"). ``years`` has the year of each row;
    without it the rest is in the data only, which always hold every row. ``title`` with the year
    heads each page.

    >>> show_long(lay.lay_out_bases(tables), "bases", "Bases", lay.CAPTION_BASES)  # doctest: +SKIP
    """
    if len(frame) <= LONG:
        show(frame, id, alt, caption)
        return
    chosen = sorted(list(range(len(frame)) if kept is None else kept)[:KEPT])
    parts = split_years(frame, years)
    where = Markup("all are in the data (CSV)")
    if parts:
        links = Markup(", ").join(
            Markup('<a href="#{}-{}">{}</a> ({:,})').format(id, year, year, len(rows))
            for year, rows in parts.items()
        )
        where = Markup("all of them on pages by year: {}").format(links)
    said = Markup("{} Here {} {} of {:,} rows; {}.").format(
        caption, why, len(chosen), len(frame), where
    )
    told = {"kind": "table", "id": id, "alt": plain(alt), "caption": str(said)}
    bundle = {
        "text/html": str(write_table(frame.iloc[chosen])),
        "text/csv": write_csv_text(frame),
    }
    display(bundle, raw=True, metadata={"helpers": told})
    for year, rows in parts.items():
        name = f"{id.rpartition('-')[2]}-{year}"
        page = {
            "name": name, "title": f"{title}: {year}", "of": id, "part": year, "book": "nothing"
        }  # fmt: skip
        show(rows, f"{id}-{year}", f"{alt} {year}", caption, page=page)


def split_years(frame: pd.DataFrame, years: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The rows of each year in order; of none where no years are given."""
    if not len(years):
        return {}
    named = pd.Series(list(years), index=frame.index, dtype=object)
    return dict(tuple(frame.groupby(named, sort=True)))


def show_articles(
    frames: dict[str, pd.DataFrame],
    prefix: str,
    alts: dict[str, str],
    captions: dict[str, str],
    pages: dict[str, tuple[str, str]],
) -> None:
    """Display one table per article, as ``show_each``; each on its page where ``pages`` has one.

    >>> show_articles(laid, "evidence", alts, captions, pages)  # doctest: +SKIP
    """
    if not pages:
        show_each(frames, prefix, alts, captions)
        return
    for number, (key, frame) in enumerate(frames.items(), start=1):
        name, title = pages[key]
        page = {"name": name, "title": title, "of": "", "part": "", "book": "entries"}
        show(frame, f"{prefix}-{number}", alts[key], captions[key], page=page)


def show_panels(
    things: Sequence[Figure | pd.DataFrame],
    id: str,
    alt: str,
    caption: str,
    holds: Sequence[str],
    tables: Sequence[pd.DataFrame] | None = None,
    series: str = "part",
) -> None:
    """Display the panels of a figure or table; ``holds`` says of each what it holds.

    The first stands in the chapter and leads to the others, each on a page of its own that it
    shares with the other panels of this number in its ``series``.

    >>> show_panels(matrices, "claims", "Claims", lay.CAPTION_CLAIMS, holds)  # doctest: +SKIP
    """
    count = len(things)
    for number, (thing, held) in enumerate(zip(things, holds, strict=True), start=1):
        table = tables[number - 1] if tables is not None else None
        if count == 1:
            show(thing, id, alt, caption, table)
            continue
        others = Markup(", ").join(
            Markup('<a href="#{}">{}</a>').format(id if n == 1 else f"{id}-{n}", n)
            for n in range(1, count + 1)
            if n != number
        )
        part = f"part {number} of {count}"
        told = Markup("{} {}: {}; other parts: {}.").format(
            caption, part.capitalize(), held, others
        )
        page = {
            "name": f"{series}-{number}", "title": f"Articles of {held}", "of": id, "part": part,
            "book": "whole",
        }  # fmt: skip
        name, page = (id, None) if number == 1 else (f"{id}-{number}", page)
        show(thing, name, f"{alt} {part.capitalize()}: {held}.", told, table, page)
