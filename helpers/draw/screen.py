"""What JupyterLab shows of a figure or table: with its caption and in its colours, in each theme.

The report takes a figure's drawing and a table's rows from the same output and lays them out by
itself, so nothing here reaches a page.  A picture has paper of its own: it is drawn in dark ink.
"""

from __future__ import annotations

from markupsafe import Markup

# Stances as in the report: fill and text in light, then in dark.
STANCES = {
    "own": ("#0b5394", "#ffffff", "#2a68a8", "#ffffff"),
    "attributed": ("#bcd6f2", "#1b1c20", "#1d3a5c", "#e3eefb"),
    "hedged": ("#f7e6ae", "#1b1c20", "#4d4114", "#f9efcb"),
    "denied": ("#ae3a0c", "#ffffff", "#b4431a", "#ffffff"),
    "declined": ("#f8cfb6", "#1b1c20", "#542430", "#fde6d8"),
    "notdenied": ("#c4bcbe", "#1b1c20", "#566060", "#f3f3f5"),
}
DARK = '[data-jp-theme-light="false"] '
# JupyterLab's own rules for tables are as long as these have to be to stand above them.
CSS = """
.exhibit{margin:.4em 0 1em;max-width:72em}
.exhibit img{display:block;width:100%;max-width:46em;background:#fff;border-radius:4px}
.exhibit figcaption,.exhibit caption{max-width:46em;padding:.5em 0;text-align:left;
 font-size:.95em;line-height:1.45;color:var(--jp-content-font-color1,inherit)}
.exhibit table{table-layout:auto}
.jp-RenderedHTMLCommon .exhibit :is(th,td){text-align:left;vertical-align:top;white-space:normal;
 max-width:34em;line-height:1.4}
.jp-RenderedHTMLCommon .exhibit .num{text-align:right;font-variant-numeric:tabular-nums}
.exhibit tbody th{font-weight:600}
.exhibit .nowrap{white-space:nowrap}
.exhibit .muted{opacity:.75}
"""


def write_stances() -> str:
    """The colours of stances as CSS rules; words that are marked have those of hedged ones."""
    rules = []
    for name, (fill, text, dark_fill, dark_text) in STANCES.items():
        words = f":is(td,span).{name}" if name != "hedged" else ":is(.hedged,mark)"
        for scope, colours in (("", (fill, text)), (DARK, (dark_fill, dark_text))):
            here = f".jp-RenderedHTMLCommon .exhibit {words}"
            rules.append(f"{scope}{here}{{background:{colours[0]};color:{colours[1]}}}")
            rules.append(f"{scope}{here} a{{color:inherit;text-decoration:underline}}")
    return "\n".join(rules)


STYLE = Markup("<style>{}</style>").format(Markup(CSS.strip() + "\n" + write_stances()))


def frame_figure(png: str, alt: str, caption: str | Markup) -> str:
    """A picture (base64) with alternative text, its caption below."""
    framed = Markup(
        '{}<figure class="exhibit"><img alt="{}" src="data:image/png;base64,{}">'
        "<figcaption>{}</figcaption></figure>"
    )
    return str(framed.format(STYLE, alt, png, caption))


def frame_table(table: Markup, caption: str | Markup) -> str:
    """A table with its caption above, which is also its name for a screen reader.

    >>> frame_table(Markup("<table>\\n<tr></tr></table>"), "Days & words")[-66:]
    '<table>\\n<caption>Days &amp; words</caption><tr></tr></table></div>'
    """
    named = table.replace("<table>\n", Markup("<table>\n<caption>{}</caption>").format(caption), 1)
    return str(Markup('{}<div class="exhibit">{}</div>').format(STYLE, named))
