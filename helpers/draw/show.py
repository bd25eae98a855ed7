"""Put a figure, a table or sentences into one notebook output that the renderer understands.

Metadata ``{"helpers": {"kind", "id", "alt", "caption"}}``; a figure carries SVG, PNG and the CSV of
its table, a table carries HTML and CSV.  The HTML of either is what JupyterLab shows.
"""

from __future__ import annotations

import base64
import io
import numbers
import re

import pandas as pd
from IPython.display import display
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from helpers.draw.screen import frame_figure, frame_table
from helpers.draw.words import find_undrawn

TAG = re.compile(r"<[^>]*>")
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
NUMBER = re.compile(r"[+-]?\d[\d,.]*")


class Cell(Markup):
    """A table cell with a class; the renderers colour it."""

    css: str = ""


def cell(content: object, css: str) -> Cell:
    """Content of a table cell with its class (``own attributed hedged denied …``)."""
    made = Cell(escape(content))
    made.css = css
    return made


def plain(value: object) -> str:
    """A cell's words without markup; breaks become spaces, unknown becomes empty."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, Markup):
        value = Markup(re.sub(r"<br\s*/?>|</li>|</p>|</div>", " ", value)).striptags()
    return str(value)


def safe_csv(value: object) -> str:
    """A leading quote keeps a spreadsheet from running words that look like a formula."""
    words = plain(value)
    risky = words.startswith(FORMULA) and not NUMBER.fullmatch(words)
    # A lone return would end the row, and what comes after it begin a cell.
    return (f"'{words}" if risky else words).replace("\r", " ")


def write_csv_text(frame: pd.DataFrame) -> str:
    """The frame as CSV for people: one line per row, LF, no index."""
    buffer = io.StringIO()
    named = frame.rename(columns={name: safe_csv(name) for name in frame})
    named.map(safe_csv).to_csv(buffer, index=False, lineterminator="\n")
    return buffer.getvalue()


def is_numeric(column: pd.Series) -> bool:
    """Whether every cell is a number; columns that hold Markup are of type object."""
    return len(column) > 0 and all(isinstance(v, numbers.Real) for v in column)


def show_number(value: object, apart: bool) -> str:
    """A cell's words; a whole number has its thousands ``apart`` where its column asks for it.

    >>> show_number(2025, False), show_number(1_200_000, True), show_number("1200000", True)
    ('2025', '1,200,000', '1200000')
    """
    return f"{value:,}" if apart and is_whole(value) else plain(value)


def is_whole(value: object) -> bool:
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)


def has_large(column: pd.Series) -> bool:
    """Whether a column has a whole number of five digits or more, which is no year."""
    return any(is_whole(value) and abs(int(value)) >= 10_000 for value in column)


def write_row(row: tuple, numeric: list[bool], apart: list[bool]) -> Markup:
    """The first cell names its row."""
    cells = []
    for i, value in enumerate(row):
        css = getattr(value, "css", "") or ("num" if numeric[i] else "")
        attribute = Markup(' class="{}"').format(css) if css else Markup("")
        content = value if isinstance(value, Markup) else escape(show_number(value, apart[i]))
        if i == 0:
            cells.append(Markup('<th scope="row"{}>{}</th>').format(attribute, content))
        else:
            cells.append(Markup("<td{}>{}</td>").format(attribute, content))
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def write_table(frame: pd.DataFrame) -> Markup:
    """A frame as an HTML table with scoped heads; text is escaped, Markup is kept."""
    numeric = [is_numeric(frame.iloc[:, i]) for i in range(frame.shape[1])]
    apart = [has_large(frame.iloc[:, i]) for i in range(frame.shape[1])]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in frame)
    rows = Markup("\n").join(
        write_row(row, numeric, apart) for row in frame.itertuples(index=False, name=None)
    )
    return Markup("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>").format(
        head, rows
    )


def draw_bytes(figure: Figure, kind: str) -> bytes:
    buffer = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    # A page lays the drawing on paper of its own: white, or grey where the page is dark.
    figure.savefig(buffer, format=kind, metadata=metadata, transparent=kind == "svg")
    return buffer.getvalue()


def show(
    thing: Figure | pd.DataFrame,
    id: str,
    alt: str,
    caption: str,
    table: pd.DataFrame | None = None,
    page: dict[str, str] | None = None,
) -> None:
    """Display one figure (with the ``table`` behind it) or one table; nothing without rows.

    ``alt`` (plain words) says what the figure shows, ``caption`` (may be Markup) what to see in it.
    ``page`` is the page of its own that it goes on (``draw.pages``).

    >>> show(matrix, "claims", "Claims by article", lay.CAPTION_CLAIMS)  # doctest: +SKIP

    Raises:
        ValueError: no alt text or caption, or a figure without its table.
    """
    if not alt.strip() or not caption.strip():
        raise ValueError(f"{id}: a figure or table needs alt text and a caption")
    if isinstance(thing, pd.DataFrame) and thing.empty:
        return  # the sentence before it says that nothing was found
    told = {"id": id, "alt": plain(alt), "caption": str(escape(caption))}
    told |= {"page": page} if page else {}
    if isinstance(thing, pd.DataFrame):
        framed = frame_table(write_table(thing), caption)
        bundle = {"text/html": framed, "text/csv": write_csv_text(thing)}
        display(bundle, raw=True, metadata={"helpers": {"kind": "table", **told}})
        return
    if table is None:
        raise ValueError(f"{id}: a figure comes with the table that it was drawn from")
    if table.empty:
        return
    undrawn = find_undrawn(thing)
    if undrawn:
        told["undrawn"] = undrawn  # the renderer lets it pass only where names are asked for
    picture = base64.b64encode(draw_bytes(thing, "png")).decode("ascii")
    bundle = {
        "text/html": frame_figure(picture, told["alt"], caption),
        "image/svg+xml": draw_bytes(thing, "svg").decode("utf-8"),
        "image/png": picture,
        "text/csv": write_csv_text(table),
    }
    display(bundle, raw=True, metadata={"helpers": {"kind": "figure", **told}})


def show_rows(frame: pd.DataFrame, id: str, alt: str, caption: str) -> None:
    """Display one table; nothing when it has no rows.

    >>> show_rows(lay.lay_out_cues(cues), "cues", "Cues", lay.CAPTION_CUES)  # doctest: +SKIP
    """
    if len(frame):
        show(frame, id, alt, caption)


def show_text(*sentences: str | Markup) -> None:
    """Display sentences as one paragraph; nothing when all are empty.

    >>> show_text("What was read.", "What was not.")  # doctest: +SKIP
    """
    said = [escape(s) for s in sentences if s]
    if not said:
        return
    html = Markup("<p>{}</p>").format(Markup(" ").join(said))
    display({"text/html": str(html)}, raw=True, metadata={"helpers": {"kind": "prose"}})


def show_heading(title: str | Markup) -> None:
    """Display the heading of a section that not every corpus has; nothing when it is empty.

    >>> show_heading("Days")  # doctest: +SKIP
    """
    if title:
        html = Markup("<h2>{}</h2>").format(title)
        display({"text/html": str(html)}, raw=True, metadata={"helpers": {"kind": "prose"}})


def show_list(items: list[str | Markup]) -> None:
    """Display sentences as a list, one an item; nothing when there is none or all are empty.

    >>> show_list(["One finding.", "Another."])  # doctest: +SKIP
    """
    items = [item for item in items if item]
    if items:
        rows = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
        html = Markup("<ul>{}</ul>").format(rows)
        display({"text/html": str(html)}, raw=True, metadata={"helpers": {"kind": "prose"}})


def show_each(
    frames: dict[str, pd.DataFrame], prefix: str, alts: dict[str, str], captions: dict[str, str]
) -> None:
    """Display one table per key of ``frames``; empty ones are left out.

    >>> show_each(laid, "days", {"days": "Table of days."}, {"days": "Days."})  # doctest: +SKIP
    """
    for number, (key, frame) in enumerate(frames.items(), start=1):
        if len(frame):
            show(frame, f"{prefix}-{number}", alts[key], captions[key])
