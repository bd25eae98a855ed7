"""The timeline's figures: what is drawn, and that no words cover others, from the drawn boxes."""

from __future__ import annotations

import io
import re
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Polygon, Wedge

from helpers.analyse import timeline
from helpers.draw.style import INK, WIDTH, find_overlaps, make_figure, measure, texts_of
from helpers.draw.timeline import count_rows, plot_events, plot_promises
from helpers.draw.timeline.events import (
    ROWS,
    bin_events,
    choose_bin,
    place_rows,
    rank_events,
    tell,
)
from helpers.draw.timeline.marks import (
    ABSENT,
    ANNOUNCED,
    OUTLET,
    REPORTED,
    draw_cuts,
    reach,
)
from helpers.draw.timeline.rows import wrap
from helpers.draw.timeline.scale import Scale, choose_span, choose_ticks, make_scale, middle
from helpers.draw.timeline.windows import LANE, dodge, join_same
from helpers.prose.timeline import name_promises
from tests.timeline_tables import ACTORS, Article, make_tables

STATUSES = ("happened", "ongoing", "claimed", "planned", "forecast")
OUTLETS = ["The Courier", "The Northern Herald", "Evening Post", "Radio Five"]
NAMES = (
    "Larsson, Berg: meeting or visit",
    "Pact on friendship, trade and the shared use of the northern waters signed in the capital",
    "Borland: military action",
    "expected: Arland joins the league of coastal states",
)


def make_events(n: int, seed: int = 3) -> pd.DataFrame:
    """Events of all precisions and states, crowded late in the span and with a few far earlier."""
    rows = []
    for i in range(n):
        step = (i * 7919 + seed) % 997
        first = pd.Timestamp("2024-12-31") - pd.Timedelta(days=(step * step) % 600)
        if i % 11 == 10:
            first = pd.Timestamp("1995-06-01") + pd.Timedelta(days=step)
        last = first + pd.Timedelta(days=(0, 0, 6, 30, 90)[i % 5])
        opens, closes = (pd.NaT, last) if i % 13 == 12 else (first, pd.NaT if i % 7 == 6 else last)
        told = tuple(OUTLETS[: 1 + (i % 9 == 0) + (i % 18 == 0)])
        rows.append(
            {
                "event_id": f"e{i}",
                "kind": "statement",
                "milestone": "m" if i % 6 == 0 else "",
                "earliest": opens,
                "latest": closes,
                "precision": ("day", "day", "week", "month", "vague")[i % 5],
                "status": STATUSES[i % 5],
                "n_outlets": len(told),
                "n_articles": len(told),
                "n_reports": 1 + i % 3,
                "n_announcing": int(i % 10 == 5),
                "outlets": told,
                "announcing": tuple(OUTLETS[3:]) if i % 10 == 5 else (),
                "name": f"{first:%d %b %Y} · {NAMES[i % 4]}",
            }
        )
    frame = pd.DataFrame(rows)
    return frame.astype({"earliest": "datetime64[ns]", "latest": "datetime64[ns]"})


def words_of(figure: Figure) -> list[str]:
    return [" ".join(t.get_text().split()) for t in texts_of(figure)]


def assert_readable(figure: Figure) -> None:
    """No words cover others, none leave the page, none are smaller than a phone shows."""
    texts = texts_of(figure)
    boxes = [measure(figure, t) for t in texts]
    clashes = [(texts[i].get_text(), texts[j].get_text()) for i, j in find_overlaps(boxes, 0.015)]
    assert not clashes
    width, height = figure.get_size_inches()
    for text, box in zip(texts, boxes, strict=True):
        assert box.x0 >= -0.01 and box.x1 <= width + 0.01, text.get_text()
        assert box.y0 >= -0.01 and box.y1 <= height + 0.01, text.get_text()
        assert text.get_fontsize() * 328 / (width * 96) * 96 / 72 >= 6.5  # px of a 360 px page


def test_the_check_sees_words_that_cover_others() -> None:
    figure = make_figure(1)
    figure.text(0.1, 0.5, "some words")
    figure.text(0.12, 0.52, "other words")
    with pytest.raises(AssertionError):
        assert_readable(figure)


@pytest.mark.parametrize("n", [1, 2, 10, 100, 1000])
def test_any_number_of_events_is_readable(n: int) -> None:
    events = make_events(n)
    figure = plot_events(events, OUTLETS)
    assert_readable(figure)
    assert figure.get_size_inches()[0] == WIDTH
    assert figure.get_size_inches()[1] < 11
    labelled = [w for w in words_of(figure) if " · " in w]
    assert len(labelled) == n if n <= 10 else 15 <= len(labelled) <= ROWS


def test_many_outlets_are_counted_instead_of_drawn() -> None:
    outlets = OUTLETS + [f"Outlet {i}" for i in range(20)]
    figure = plot_events(make_events(30), outlets)
    assert_readable(figure)
    assert "outlets of 24" in words_of(figure)
    assert "Radio Five" not in words_of(figure)


def test_every_outlet_has_a_mark_in_every_row() -> None:
    patches = plot_events(make_events(10), OUTLETS).axes[0].patches
    marks = [p for p in patches if isinstance(p, Ellipse) and p.width == OUTLET]
    rings = [p for p in patches if isinstance(p, Ellipse) and p.width == ABSENT]
    full = [p for p in marks if to_hex(p.get_facecolor()) == INK]
    half = [p for p in patches if isinstance(p, Wedge)]
    assert len(marks) + len(rings) == 10 * len(OUTLETS) + 3  # three in the key
    assert len(full) == make_events(10)["n_outlets"].sum() + 1
    assert len(half) == len(marks) - len(full) == make_events(10)["n_announcing"].sum() + 1 == 2


def test_who_only_announces_an_event_is_neither_full_nor_empty() -> None:
    event = make_events(6).iloc[5]
    assert [tell(event, outlet) for outlet in OUTLETS] == [REPORTED, "", "", ANNOUNCED]
    words = words_of(plot_events(make_events(6), OUTLETS))
    assert "only announced by it" in words and "not in its articles here" in words
    many = words_of(plot_events(make_events(6), OUTLETS + [f"Outlet {i}" for i in range(20)]))
    assert "1 + 1" in many


def test_the_rows_that_fit_are_counted() -> None:
    assert count_rows(make_events(3), OUTLETS) == 3
    labelled = [w for w in words_of(plot_events(make_events(100), OUTLETS)) if " · " in w]
    assert count_rows(make_events(100), OUTLETS) == len(labelled)
    assert count_rows(make_events(3).iloc[:0], OUTLETS) == 0


def test_no_line_ends_within_a_date() -> None:
    lines = wrap(make_figure(1), "Pact signed: 17 Jan 2025 to 3 Feb 2025 · at last", 0.5, {})
    assert lines == ("Pact", "signed:", "17 Jan 2025", "to", "3 Feb 2025", "· at last")


def test_nothing_to_draw_says_so() -> None:
    assert words_of(plot_events(make_events(3).iloc[:0], OUTLETS)) == [
        "No event with a day to draw."
    ]


def test_events_told_most_widely_get_the_rows_and_all_are_counted_above() -> None:
    events = make_events(200)
    ranked = rank_events(events)
    assert (ranked["n_outlets"] + ranked["n_announcing"]).is_monotonic_decreasing
    days = middle(events["earliest"], events["latest"])
    scale = make_scale(days, 0, 4)
    rows = place_rows(make_figure(1), events, scale, 4)
    begins = [e.latest if pd.isna(e.earliest) else e.earliest for *_, e in rows]
    assert begins == sorted(begins)
    told = sorted(e.n_outlets + e.n_announcing for *_, e in rows)
    assert told == sorted((events["n_outlets"] + events["n_announcing"]).nlargest(len(rows)))
    counts = bin_events(events, scale, choose_bin(scale))
    assert counts.to_numpy().sum() == days.between(scale.first, scale.last).sum()


def test_far_off_events_do_not_squeeze_the_rest() -> None:
    crowd = pd.Series(pd.date_range("2024-01-01", "2024-12-31", periods=20))
    far = pd.Series(pd.to_datetime(["1950-01-01", "2001-05-05"]))
    days = pd.concat([crowd, far], ignore_index=True)
    assert choose_span(days) == (crowd.min(), crowd.max())
    assert choose_span(crowd) == (crowd.min(), crowd.max())
    scale = make_scale(days, 0, 4)
    assert scale.early and not scale.late
    assert scale.at(far[0]) < scale.left


@pytest.mark.parametrize(
    ("first", "last"),
    [("2024-01-01", "2024-01-01"), ("2024-01-01", "2024-02-10"), ("2024-01-01", "2025-02-10"),
     ("1990-01-01", "2025-02-10"), ("1700-01-01", "2025-02-10")],
)  # fmt: skip
def test_ticks_are_few_and_name_each_year_once(first: str, last: str) -> None:
    scale = make_scale(pd.Series(pd.to_datetime([first, last])), 0, 4)
    ticks = choose_ticks(scale)
    assert 1 <= len(ticks) <= 8
    years = re.findall(r"\d{4}", " ".join(words for _, words in ticks))
    assert len(years) == len(set(years))


@pytest.mark.parametrize(
    ("first", "last", "precision", "shape"),
    [
        ("2024-05-01", "2024-05-01", "day", "dot"),
        ("2024-05-01", "2024-05-31", "month", "bar"),
        ("2024-05-01", "2024-05-31", "vague", "fades right"),
        ("2024-05-01", None, "vague", "fades right"),
        (None, "2024-05-01", "vague", "fades left"),
        ("1999-01-01", "1999-01-01", "day", "earlier"),
        ("1999-01-01", "1999-12-31", "year", "earlier"),
        (None, "1999-01-01", "vague", "earlier"),
        ("2031-01-01", "2031-01-01", "day", "later"),
        ("2031-01-01", None, "vague", "later"),
    ],
)
def test_the_shape_says_how_precise_the_days_are(
    first: str | None, last: str | None, precision: str, shape: str
) -> None:
    days = pd.Series(pd.date_range("2024-01-01", "2024-12-31", periods=9))
    far = pd.Series(pd.to_datetime(["1999-01-01"]))
    scale = make_scale(pd.concat([days, far]), 0, 4)
    x0, x1, found = reach(scale, pd.Timestamp(first), pd.Timestamp(last), precision)
    assert found == shape
    assert x0 < x1


@pytest.mark.parametrize(
    ("first", "last", "ends"),
    [
        ("2024-05-01", "2024-05-31", 0),
        ("1999-01-01", "2024-05-31", 1),
        ("2024-05-01", "2031-05-31", 1),
        ("1999-01-01", "2031-05-31", 2),
        ("1999-01-01", None, 0),  # wholly an arrowhead, which draw_mark draws
    ],
)
def test_a_bar_that_is_cut_points_beyond_the_axis(first: str, last: str | None, ends: int) -> None:
    scale = Scale(pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31"), 0, 4, True, True)
    event = SimpleNamespace(
        earliest=pd.Timestamp(first), latest=pd.Timestamp(last), status="happened"
    )
    axes = make_figure(1).add_axes((0, 0, 1, 1))
    draw_cuts(axes, scale, 1, 2, 0, event)
    tips = [patch.get_xy()[0][0] for patch in axes.patches if type(patch) is Polygon]
    assert len(tips) == ends
    assert all(tip < 1 or tip > 2 for tip in tips)


def make_promises(n: int) -> pd.DataFrame:
    article = Article("a", "The Courier", "2025-03-01", ["They will sign in time, he said."] * n)
    kinds = ("promise", "promise", "promise", "visit", "stage")
    windows = ("2025-03-10..2025-03-16", "..2025-02-28", "2025-02-01..", "..2025-04-01", "")
    for i in range(n):
        said = pd.Timestamp("2024-11-01") + pd.Timedelta(days=(i // 3) * 9)
        stated = {} if i % 4 == 0 else {"said_earliest": said.date(), "said_latest": said.date()}
        who = {"source_id": "bo_berg", "source_name": "Bo Berg"}
        article.promise(i, "in time", windows[i % 5], kind=kinds[i % 5], **stated, **who)
    actors = pd.DataFrame([{"id": a.id, "kind": a.kind} for a in ACTORS])
    return name_promises(timeline.compare_promises(make_tables(article)), actors)


@pytest.mark.parametrize("n", [1, 3, 5, 10, 40])
def test_any_number_of_promises_is_readable(n: int) -> None:
    figure = plot_promises(make_promises(n))
    assert_readable(figure)
    assert any("Pact signed" in words for words in words_of(figure))


def windows_at(*windows: str) -> pd.DataFrame:
    """Promises of one day by two speakers."""
    article = Article("a", "The Courier", "2025-03-01", ["They will sign in time."] * len(windows))
    day = pd.Timestamp("2025-02-20").date()
    for i, window in enumerate(windows):
        name = ("Bo Berg", "Anna Larsson")[i % 2]
        article.promise(i, "in time", window, said_earliest=day, said_latest=day, source_name=name)
    return name_promises(timeline.compare_promises(make_tables(article)))


def test_bars_of_one_day_stand_on_it_unless_their_windows_overlap() -> None:
    scale = Scale(pd.Timestamp("2025-01-01"), pd.Timestamp("2025-05-01"), 0, 4.2)
    apart = windows_at("2025-03-01..2025-03-10", "2025-03-12..2025-03-20")
    assert dodge(apart, scale, scale) == [scale.at(pd.Timestamp("2025-02-20"))] * 2
    both = windows_at("2025-03-01..2025-03-15", "2025-03-12..2025-03-20")
    first, second = dodge(both, scale, scale)
    assert 0 < second - first <= LANE
    assert (first + second) / 2 == pytest.approx(scale.at(pd.Timestamp("2025-02-20")))
    a_day = scale.at(pd.Timestamp("2025-02-21")) - scale.at(pd.Timestamp("2025-02-20"))
    assert a_day > LANE / 2  # no bar stands on another day


def test_what_one_speaker_repeats_on_one_day_is_one_bar() -> None:
    same = windows_at("2025-03-01..", "2025-03-05..", "2025-03-01..")
    names = join_same(same)["name"].tolist()
    assert names == ["Bo Berg: no end given (2 statements)", "Anna Larsson: no end given"]


def test_no_line_from_a_name_crosses_another() -> None:
    windows = ("2025-02-25..2025-03-20", "2025-03-14..2025-03-20", "2025-03-22..2025-03-31")
    figure = plot_promises(windows_at(*windows))
    lines = [line for line in figure.axes[0].lines if line.get_linewidth() == 0.5]
    assert len(lines) == 3
    paths = [line.get_path() for line in lines]
    assert not any(a.intersects_path(b) for i, a in enumerate(paths) for b in paths[:i])


def test_promises_alone_tracks_alone_and_nothing() -> None:
    promises = make_promises(5)
    heads = words_of(plot_promises(promises[promises["kind"] == "stage"]))
    assert "Progress reported, without a date" in heads
    assert "day of the statement" not in heads
    heads = words_of(plot_promises(promises[promises["kind"] == "promise"]))
    assert "day of the statement" in heads
    assert "Visits expected for it" not in heads
    assert "Berg: 10 to 16 Mar 2025" in heads
    nothing = words_of(plot_promises(promises.iloc[:0]))
    assert nothing == ["No statement with a day to draw."]


def test_a_milestone_without_a_day_draws_no_line() -> None:
    promises = make_promises(3).assign(actual_earliest=pd.NaT, actual_latest=pd.NaT)
    promises["actual_name"] = None
    figure = plot_promises(promises)
    assert not any("Pact signed" in words for words in words_of(figure))


def test_two_drawings_are_identical_in_every_byte() -> None:
    def draw() -> bytes:
        buffer = io.BytesIO()
        plot_events(make_events(30), OUTLETS).savefig(buffer, format="svg", metadata={"Date": None})
        return buffer.getvalue()

    first = draw()
    assert first == draw()
    assert b"<text" not in first  # letters are shapes: a reader's fonts cannot move them
