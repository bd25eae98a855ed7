"""A colour and a letter per layer; the letter stands on every label, so none depends on colour.

The colours were searched for: in each theme they carry the paper's colour as text (contrast 4.5 and
more) and the closest two of the nine stay apart for normal and for colour-blind eyes (test_viewer
computes both, with Machado's matrices).
"""

from __future__ import annotations

from typing import NamedTuple


class Paint(NamedTuple):
    """A layer's letter and its colour in JupyterLab's light and dark themes."""

    letter: str
    light: str
    dark: str


PAPER = ("#ffffff", "#111318")
INK = ("#1b1f24", "#e8eaee")
MUTED = ("#5b6570", "#a3abb6")
PAINTS = {
    "times": Paint("T", "#0e71e0", "#717efc"),
    "actors": Paint("A", "#d03d08", "#f75e13"),
    "attributions": Paint("S", "#5d0887", "#c293df"),
    "events": Paint("E", "#043e4c", "#20ff7c"),
    "claims": Paint("C", "#811404", "#c46896"),
    "promises": Paint("P", "#170702", "#d9dff0"),
    "naming": Paint("N", "#8063a6", "#94e4ac"),
    "themes": Paint("H", "#b05c59", "#718d5d"),
    "facts": Paint("F", "#430dd9", "#f4e21c"),
}
TINT = (0.15, 0.30)  # how much of a layer's colour lies under its words; light, dark

CSS = """
.tagged{background:var(--paper);color:var(--ink);padding:.6em 1em;max-width:64em;
 border:1px solid var(--muted);border-radius:4px}
.tagged .head,.tagged .rest{margin:.2em 0;color:var(--muted);font-size:.85em}
.tagged .head strong{color:var(--ink);font-size:1.15em}
.tagged .legend{margin:.5em 0 .8em;line-height:2}
.tagged .legend .chip{font-size:.8em;margin-right:.8em}
.tagged .block{display:grid;grid-template-columns:6.5em minmax(0,1fr);column-gap:1em;margin:.4em 0}
.tagged .place{color:var(--muted);font-size:.75em;text-align:right;padding-top:.5em}
.tagged .text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;
 line-height:calc(1.75em + var(--lanes,0)*4px)}
.tagged .furniture .text{color:var(--muted);font-style:italic}
.tagged .mark{border-bottom:3px solid var(--c);padding-bottom:calc(var(--lane)*4px)}
.tagged .short{background:var(--tint);background-clip:content-box;color:var(--ink)}
.tagged .focus{border-bottom-style:double;border-bottom-width:6px;font-weight:bold}
.tagged .chip{position:relative;background:var(--c);color:var(--paper);
 font:600 .66em/1.5 sans-serif;white-space:nowrap;
 border-radius:3px;padding:.05em .4em;margin-right:.3em;vertical-align:.12em;
 unicode-bidi:isolate;user-select:none}
.tagged .chip:focus{outline:2px solid var(--ink);outline-offset:1px}
.tagged .chip[aria-label]:focus::after{content:attr(aria-label);position:absolute;left:0;top:1.8em;
 z-index:9;width:max-content;max-width:32em;background:var(--ink);color:var(--paper);
 font:12px/1.4 sans-serif;padding:.4em .6em;border-radius:3px;white-space:normal}
.tagged .sign{unicode-bidi:isolate;color:var(--muted)}
.tagged .sign::before{content:"\\2409"}
.tagged details{margin-top:.8em}
.tagged details table{width:100%;table-layout:auto;font-size:.85em}
.tagged th,.tagged td{text-align:left;vertical-align:top;white-space:normal;color:var(--ink);
 background:var(--paper)}
"""


def mix(colour: str, paper: str, share: float) -> str:
    """A colour thinned with the paper's.

    >>> mix("#000000", "#ffffff", 0.2)
    '#cccccc'
    """
    pairs = [(int(colour[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def write_variables(dark: bool) -> str:
    """The colours of one theme as CSS rules."""
    scope = '[data-jp-theme-light="false"] .tagged' if dark else ".tagged"
    paper = PAPER[dark]
    rules = [f"{scope}{{--paper:{paper};--ink:{INK[dark]};--muted:{MUTED[dark]}}}"]
    for layer, paint in PAINTS.items():
        colour = paint.dark if dark else paint.light
        tint = mix(colour, paper, TINT[dark])
        rules.append(f"{scope} .{layer}{{--c:{colour};--tint:{tint}}}")
    return "\n".join(rules)


STYLE = f"<style>{CSS}{write_variables(False)}\n{write_variables(True)}</style>"
