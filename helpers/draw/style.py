"""One look for every figure: drawn for a phone, sharp on A4, safe in grey and for the colour-blind.

Figures are made with ``make_figure`` and never through pyplot, so no state is left behind.  The
settings are applied on import and stay: SVG settings are read when a figure is saved, not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers.draw.words import WordedFigure

# A column of 360 px shows a figure of this width at about 70 %: nine points stay readable there.
WIDTH = 4.8  # inches

INK = "#1b1f24"
MUTED = "#5b6570"  # 5.9 : 1 on white
FAINT = "#c9d0d7"
PAPER = "#ffffff"
# Okabe and Ito's colours in an order whose greys differ too; blue is the first to reach for.
BLUE, ORANGE, GREEN, RED, SKY, PURPLE, YELLOW = (
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#d55e00",
    "#56b4e9",
    "#cc79a7",
    "#f0e442",
)
PALETTE = (BLUE, ORANGE, GREEN, RED, SKY, PURPLE, INK)

STYLE = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 8.5,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.prop_cycle": mpl.cycler(color=PALETTE),
    "grid.color": "#e6eaee",
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.4,
    "hatch.linewidth": 0.7,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "savefig.dpi": 200,
    "text.parse_math": False,  # a $ in an outlet's name is a $
    "text.usetex": False,
    "axes.unicode_minus": True,
    "svg.fonttype": "path",  # inside <img> a reader's fonts would move the labels
    "svg.hashsalt": "helpers",  # same figure, same bytes
}
mpl.rcParams.update(STYLE)


def make_figure(height: float, width: float = WIDTH) -> Figure:
    """An empty figure with a canvas that can measure text; inches."""
    figure = WordedFigure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def add_axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes placed in inches from the figure's lower left corner."""
    across, up = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def measure(figure: Figure, text: Text) -> Bbox:
    """The box of a text as drawn, in inches."""
    box = text.get_window_extent(figure.canvas.get_renderer())
    return Bbox(box.get_points() / figure.dpi)


def measure_words(figure: Figure, words: str, size: float, weight: str = "normal") -> float:
    """How wide some words would be, in inches."""
    probe = figure.text(0, 0, words, fontsize=size, fontweight=weight)
    width = measure(figure, probe).width
    probe.remove()
    return width


def is_free(box: Bbox, others: Sequence[Bbox]) -> bool:
    """Whether a box covers none of the others."""
    return not any(
        box.x0 < o.x1 and o.x0 < box.x1 and box.y0 < o.y1 and o.y0 < box.y1 for o in others
    )


def find_overlaps(boxes: Sequence[Bbox], slack: float = 0.0) -> list[tuple[int, int]]:
    """Pairs of boxes that cover each other by more than ``slack`` (inches) both ways."""
    return [
        (i, j)
        for i, a in enumerate(boxes)
        for j, b in enumerate(boxes[:i])
        if min(a.x1, b.x1) - max(a.x0, b.x0) > slack and min(a.y1, b.y1) - max(a.y0, b.y0) > slack
    ]


def texts_of(figure: Figure) -> list[Text]:
    """Every visible text of a figure that has words; of tick labels those inside the view."""

    def is_shown(text: Text) -> bool:
        return bool(text.get_text().strip()) and text.get_visible()

    figure.canvas.draw()
    found: Iterable[Text] = figure.findobj(Text)
    page = Bbox.from_bounds(0, 0, *figure.get_size_inches())
    seen = {id(t): t for t in found if is_shown(t)}
    ticks = {
        id(label)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks())
        for label in (tick.label1, tick.label2)
        if not axes.axison or not axis.get_visible() or not _in_view(axis, tick)
    }
    return [t for key, t in seen.items() if key not in ticks and measure(figure, t).overlaps(page)]


def _in_view(axis: object, tick: object) -> bool:
    low, high = sorted(axis.get_view_interval())
    return low - 1e-9 <= tick.get_loc() <= high + 1e-9
