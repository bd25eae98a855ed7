"""Figures' colours: told apart by every eye, and text that can be read on light and dark pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.draw import coverage as draw
from helpers.draw.corpus import plot_dates
from helpers.draw.style import BLUE, FAINT, INK, MUTED, ORANGE, PAPER, RED, SKY, texts_of
from helpers.draw.timeline import plot_events, plot_promises
from helpers.records import SOURCE_GROUPS
from helpers.render.pages import TEMPLATES
from helpers.render.palette import contrast
from tests.colours import EYES, differ
from tests.draw.test_coverage import make_spread, plot_matrix
from tests.draw.test_timeline import OUTLETS, make_events, make_promises

# CIE76; 2.3 is just seen side by side.
APART = 20.0
FILLS = {name: colour for name, (_, colour, _) in draw.COMMITMENTS.items()}
# What a reader has to tell apart, and the second channel where colour alone does not do in grey.
PAIRS = {
    "happened and under way": (BLUE, SKY),
    "a source's state and no state": (BLUE, MUTED),
    "a promise and the day that came": (BLUE, RED),
    "the whole text and the lead": (BLUE, ORANGE),
    "bounds and bounds of the text alone": (SKY, FAINT),
    "a commitment in own voice and another's": (FILLS["own voice"], FILLS["attributed"]),
    "own voice and hedged": (FILLS["own voice"], FILLS["hedged"]),
    "another's and hedged": (FILLS["attributed"], FILLS["hedged"]),
    "an outlet that reports and paper": (INK, PAPER),
}
IN_GREY = 12.0
SECOND_CHANNEL = {
    "a source's state and no state": "a label at every bar",
    "a promise and the day that came": "upright bars against one line with its words",
    "another's and hedged": "the letters A and H",
}


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("pair", PAIRS)
def test_marks_stay_apart_for_colour_blind_eyes(pair: str, eye: str) -> None:
    assert differ(*PAIRS[pair], eye) >= APART


def test_marks_stay_apart_in_grey_or_have_a_second_channel() -> None:
    near = {name for name, pair in PAIRS.items() if differ(*pair, "grey") < IN_GREY}
    assert near == set(SECOND_CHANNEL)
    assert len({letter for letter, *_ in draw.COMMITMENTS.values()}) == len(draw.COMMITMENTS)
    assert len(set(draw.ANSWERS.values())) == len(draw.ANSWERS)


def draw_states() -> Figure:
    return draw.plot_states(pd.DataFrame({"state": ["Arland", *SOURCE_GROUPS], "total": 3}))


def draw_words() -> Figure:
    words = pd.DataFrame([("A, 1 Dec 2023*", "agreement", 2.5)], columns=["article", "word", "z"])
    return draw.plot_distinctive(words, 3.1)


def draw_dates() -> Figure:
    day = pd.Timestamp("2024-10-31")
    row = {"name": "A, 31 Oct 2024*", "published_basis": "inferred", "published": day}
    days = ("published_earliest", "published_latest", "text_only_earliest", "text_only_latest")
    return plot_dates(pd.DataFrame([row | dict.fromkeys(days, day)]))


FIGURES: dict[str, Callable[[], Figure]] = {
    "timeline": lambda: plot_events(make_events(100), OUTLETS),
    "promises": lambda: plot_promises(make_promises(10)),
    "matrix": lambda: plot_matrix(5),
    "states": draw_states,
    "themes": lambda: draw.plot_themes(make_spread(5)),
    "words": draw_words,
    "dates": draw_dates,
}


def read_papers() -> set[str]:
    """What a drawing without paper of its own lies on: white, and what dark pages lay below it."""
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    (dark,) = re.findall(r"figure\.figure \.scroll\{--paper:(#\w{6})", css)
    return {PAPER, dark}


def find_faint(figure: Figure) -> list[str]:
    """Words with less than 4.5 against what is drawn under them, or against any paper."""
    figure.canvas.draw()
    faint = []
    for text in texts_of(figure):
        box = text.get_window_extent()
        middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        below = [
            to_hex(patch.get_facecolor())
            for axes in figure.axes
            for patch in axes.patches
            if isinstance(patch, Rectangle)
            and patch.get_facecolor()[3] == 1
            and patch.get_window_extent().contains(*middle)
        ]
        for ground in [below[-1]] if below else read_papers():
            seen = contrast(to_hex(text.get_color()), ground)
            if seen < 4.5:
                faint.append(f"{text.get_text()!r} on {ground}: {seen:.2f}")
    return faint


@pytest.mark.parametrize("name", FIGURES)
def test_words_can_be_read_on_light_and_dark_pages(name: str) -> None:
    assert find_faint(FIGURES[name]()) == []


def test_faint_words_are_found() -> None:
    figure = draw_states()
    figure.axes[0].text(1, 0, "white on blue or grey", color="#8899aa")
    assert len(find_faint(figure)) >= 1
