"""Words of other scripts in figures: joined, in their order, and never an empty box."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from helpers.draw.corpus import plot_dates
from helpers.draw.coverage import plot_states
from helpers.draw.show import show
from helpers.draw.style import add_axes, find_overlaps, make_figure, measure, texts_of
from helpers.draw.words import find_undrawn, write_words

NAME = "ایرنا"


def draw(words: str, how: str = "text") -> np.ndarray:
    """The ink of one line from its left edge on."""
    figure = make_figure(0.5)
    if how == "text":
        figure.text(0.02, 0.4, words, fontsize=14)
    else:
        axes = add_axes(figure, 0, 0, 4.8, 0.5)
        axes.set_axis_off()
        getattr(axes, "text")(0.02, 0.4, words, fontsize=14)  # noqa: B009
    figure.canvas.draw()
    ink = np.asarray(figure.canvas.buffer_rgba())[:, :, 0] < 128
    columns = np.flatnonzero(ink.any(axis=0))
    return ink[:, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize("how", ["text", "axes"])
@pytest.mark.parametrize("after", [", 17 January", " 17 January", " (17)", ": “said”"])
def test_a_name_stays_before_its_date(after: str, how: str) -> None:
    alone, whole = draw(NAME, how), draw(NAME + after, how)
    wide = alone.shape[1]
    assert whole.shape[1] > wide
    same = (whole[:, : wide - 2] == alone[:, : wide - 2]).mean()
    assert same > 0.999, "the line begins with the picture of the name"


def test_letters_are_joined_and_run_from_right_to_left() -> None:
    word = "پیمان"
    assert draw(word).shape[1] < 0.8 * draw("\u200c".join(word)).shape[1]
    first, last = draw("سا")[:, -6:], draw("سا")[:, :3]
    assert last.any(axis=1).sum() > first.any(axis=1).sum(), "the tall letter stands left"


def test_an_override_is_named_and_turns_nothing() -> None:
    assert write_words("a\u202eb\u202cc") == "a[U+202E RIGHT-TO-LEFT OVERRIDE]bc"
    assert write_words("plain") == "plain"
    assert write_words("two\nлинии") == "two\nлинии"


@pytest.mark.parametrize("stray", ["\U00013000", "中", "\U0001f680", "\ue000", "\ufffd", "\u202e"])
def test_what_no_font_draws_is_named_and_told(stray: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict] = []
    monkeypatch.setattr(
        "helpers.draw.show.display", lambda bundle, raw, metadata: told.append(metadata["helpers"])
    )
    counts = pd.DataFrame({"state": [f"Arland{stray}", "Borland"], "total": [3, 2]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = plot_states(counts)
        show(figure, "states", "Two states.", "Two.", table=counts)
    assert told[0]["undrawn"] == stray
    plain = plot_states(counts.replace(f"Arland{stray}", "Arland"))
    assert find_undrawn(plain) == ""


@pytest.mark.parametrize("outlet", [NAME, "«Известия»", "The Courier \U00013000", "W" * 30])
def test_labels_of_dates_stay_inside(outlet: str) -> None:
    days = ["2025-01-02", "2025-01-20", "2025-02-10"]
    frame = pd.DataFrame(
        {name: pd.to_datetime(days) for name in ("published", "published_earliest")}
        | {"published_latest": pd.to_datetime(days), "published_basis": "stated"}
        | dict.fromkeys(("text_only_earliest", "text_only_latest"), pd.NaT)
    ).assign(name=[f"{outlet}, {day}" for day in days])
    figure = plot_dates(frame)
    boxes = [measure(figure, text) for text in texts_of(figure)]
    assert all(box.x0 >= 0 and box.x1 <= figure.get_size_inches()[0] for box in boxes)
    assert find_overlaps(boxes, 0.02) == []
