"""An article with its tags: exact, escaped, bounded, and readable in both themes by all eyes."""

from __future__ import annotations

import html
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from helpers import explore, paths
from helpers.draw.screen import STANCES
from helpers.explore import layers, palette, viewer
from helpers.explore.layers import LAYERS, Mark, list_marks
from helpers.render.palette import contrast
from helpers.tables import SelectionError, Tables, tag_articles, tag_study
from tests.colours import EYES, see
from tests.small_corpus import TEXTS, make_corpus

SIDES = {"light": 0, "dark": 1}
APART = 20.0  # CIE76; a difference of 2.3 is just seen side by side, a line is thin and far away


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tag_study(paths.STUDY)


def tag_text(text: str) -> Tables:
    day = pd.Timestamp("2024-10-31")
    row = {"doc_id": "d", "outlet": "O", "published": day, "title": "", "text": text}
    return tag_articles(pd.DataFrame([row]))


class Reader(HTMLParser):
    """The words of blocks and pieces as a browser has them, without labels; and all tags seen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[dict] = []
        self.seen: list[tuple[str, dict]] = []
        self.spans: list[tuple[int, int, list[str]]] = []
        self.feed(page)
        assert not self.open, "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list) -> None:
        known = dict(attrs)
        self.seen.append((tag, known))
        words: list[str] = []
        if "data-start" in known:
            self.spans.append((int(known["data-start"]), int(known["data-end"]), words))
        chip = "chip" in known.get("class", "")
        self.open.append({"tag": tag, "words": words, "chip": chip})

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        if not any(each["chip"] for each in self.open):
            for each in self.open:
                each["words"].append(data)


def check_offsets(page: str, text: str) -> int:
    """Every span with offsets holds just the text between them; how many there are."""
    spans = Reader(page).spans
    for start, end, words in spans:
        assert "".join(words) == text[start:end]
    return len(spans)


@pytest.mark.parametrize("place", range(5))
def test_offsets_are_those_of_the_text(place: int, tables: Tables) -> None:
    article = tables.articles.iloc[place]
    page = viewer.write_tags(tables, article["doc_id"])
    assert check_offsets(page, article["text"]) > 100
    blocks = [
        (int(a["data-start"]), int(a["data-end"]))
        for _, a in Reader(page).seen
        if a.get("class") == "text"
    ]
    zones = tables.zones[tables.zones["doc_id"] == article["doc_id"]]
    assert blocks == list(zip(zones["start"], zones["end"], strict=True))


@pytest.mark.parametrize("layer", LAYERS)
def test_every_tag_of_a_layer_is_marked(layer: str, tables: Tables) -> None:
    for doc in tables.articles["doc_id"]:
        frame = getattr(tables, layer)
        rows = frame[frame["doc_id"] == doc]
        marks = list_marks(tables, doc, [layer])
        own = {(m.start, m.end) for m in marks if not m.role}
        assert own == set(zip(rows["start"], rows["end"], strict=True))
        assert sum(m.count for m in marks if not m.role) == len(rows)
        page = str(viewer.write_tags(tables, doc, [layer]))
        covered = {i for a, b in own for i in range(a, b)}
        parts = {i for m in marks for i in range(m.start, m.end)} - covered
        pieces = [
            range(int(a["data-start"]), int(a["data-end"]))
            for _, a in Reader(page).seen
            if a.get("class") == "piece"
        ]
        assert {i for piece in pieces for i in piece} == covered | parts


def test_parts_of_an_attribution_are_marked(tables: Tables) -> None:
    doc = tables.attributions["doc_id"].iloc[0]
    rows = tables.attributions[tables.attributions["doc_id"] == doc]
    marks = list_marks(tables, doc, ["attributions"])
    for role in ("source", "cue", "relay"):
        starts = set(rows[f"{role}_start"].dropna())
        assert starts == {m.start for m in marks if m.role == role}
        assert all(m.label.startswith(f"{role} ") for m in marks if m.role == role)


def test_hovering_tells_value_and_rule(tables: Tables) -> None:
    for row in tables.times.itertuples():
        marks = list_marks(tables, row.doc_id, ["times"])
        (told,) = {m.told for m in marks if m.start == row.start}
        assert f"{row.type} {row.value}" in told
        assert f"rule {row.rule}" in told
    page = viewer.write_tags(tables, row.doc_id, ["times"])
    titles = [a["title"] for _, a in Reader(page).seen if a.get("class") == "piece"]
    assert told in titles


def test_labels_are_reached_without_a_mouse(tables: Tables) -> None:
    page = Reader(viewer.write_tags(tables, tables.articles["doc_id"].iloc[0]))
    chips = [a for _, a in page.seen if a.get("class", "").startswith("chip ") and "role" in a]
    assert len(chips) > 20
    for chip in chips:
        assert chip["tabindex"] == "0"
        assert chip["aria-label"] == chip["title"] != ""


def test_the_list_has_every_tag(tables: Tables) -> None:
    doc = tables.articles["doc_id"].iloc[0]
    marks = [m for m in list_marks(tables, doc, LAYERS) if not m.role]
    page = str(viewer.write_tags(tables, doc))
    listed = re.findall(r"<td>([^<]*)</td></tr>", page)
    assert [html.unescape(told) for told in listed] == [m.told for m in marks]


def test_overlapping_tags_get_lines_of_their_own() -> None:
    marks = [Mark("times", "", s, e, "", "") for s, e in [(0, 9), (2, 4), (3, 6), (6, 9)]]
    lanes = viewer.place_lanes(marks)
    for i, j in combinations(range(4), 2):
        a, b = marks[i], marks[j]
        assert not (a.start < b.end and b.start < a.end) or lanes[i] != lanes[j]
    assert lanes[1] == 0, "the shortest is next to the words"
    assert lanes[3] == 0, "a line is used again where it is free"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=12))
def test_pieces_are_the_text_cut_at_each_edge(spans: list[tuple[int, int]]) -> None:
    marks = [Mark("times", "", s, s + n, "", "") for s, n in spans]
    pieces = viewer.cut_pieces(5, 35, [m for m in marks if m.start < 35 and m.end > 5])
    assert pieces[0][0] == 5
    assert pieces[-1][1] == 35
    assert all(a[1] == b[0] for a, b in pairwise(pieces))
    kept = [m for m in marks if m.start < 35 and m.end > 5]
    for low, high, over in pieces:
        for place in range(low, high):
            assert {i for i, m in enumerate(kept) if m.start <= place < m.end} == set(over)


HOSTILE = [
    "<script>alert(1)</script> on Tuesday, Lavrov said.",
    "<img src=x onerror=alert(1)> \"on 'Monday'\" & <b>Tuesday</b> & &amp; &#60;",
    "Lavrov said \u202eyadseuT no\u202c on Tuesday.\u200f \u2067x\u2069",
    "He said 🇮🇷🇷🇺 on Tuesday 𝔗𝔢𝔥𝔯𝔞𝔫 on Monday.",
    "تهران said on Tuesday that מוסקבה met on Monday.",
    "A\x85B\x0cC\x7f on Tuesday\x1b[31m",
    "</span></div></details><style>*{display:none}</style> on Tuesday {{ x }} ${x}",
    "Tuesday" * 500,
    "\r\nOn Tuesday\r\n\r\non Monday\r\n",
    " ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    page = str(viewer.write_tags(tag_text(text), "d"))
    check_offsets(page, text)
    allowed = {"div", "span", "style", "strong", "details", "summary"}
    allowed |= {"table", "thead", "tbody", "tr", "th", "td"}
    seen = Reader(page).seen
    assert {tag for tag, _ in seen} <= allowed
    assert [tag for tag, _ in seen].count("style") == 1
    assert not [name for _, attrs in seen for name in attrs if name.startswith("on")]


def test_hostile_values_are_only_text() -> None:
    bad = '"><script>alert(1)</script>'
    corpus = make_corpus("a")
    for frame in (corpus.actors, corpus.claims, corpus.attributions):
        for column in ("rule", "actor_id", "claim_id", "kind", "source_name", "source_id", "cue"):
            if column in frame:
                frame[column] = bad
    for column in ("outlet", "rights", "doc_id"):
        corpus.articles[column] = bad
    for frame in (corpus.zones, corpus.actors, corpus.claims, corpus.attributions):
        frame["doc_id"] = bad
    corpus.zones["zone"] = bad
    page = str(viewer.write_tags(corpus, bad))
    assert "<script" not in page
    assert 'title=""' not in page
    check_offsets(page, TEXTS["a"])


def test_signs_that_turn_text_are_boxed_in() -> None:
    page = str(viewer.write_tags(tag_text("a \u202e b \u2066 c"), "d"))
    assert page.count('class="sign"') >= 2
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in page
    assert re.search(r"\.sign\{unicode-bidi:isolate", page)
    assert '<div class="text" dir="auto"' in page


@pytest.mark.parametrize("text", ["a" * 10_000_000, "on Tuesday, " * 800_000, "x\n" * 2_000_000])
def test_ten_megabytes_stay_bounded(text: str) -> None:
    corpus = make_corpus("c")
    corpus.articles["text"] = text
    corpus.zones["end"] = len(text)
    began = time.monotonic()
    page = str(viewer.write_tags(corpus, "c"))
    assert time.monotonic() - began < 5
    assert len(page) < 20 * viewer.SHOWN
    assert f"{len(text) - viewer.SHOWN:,} letters not shown" in page


def test_an_overlong_zone_is_cut_and_the_rest_is_seen() -> None:
    text = "On Tuesday.\n" + "a" * 1_000_000 + "\nOn Monday."
    page = str(viewer.write_tags(tag_text(text), "d"))
    assert len(page) < 60_000
    assert "Monday" in page
    assert "letters not shown" in page


def test_very_many_marks_stay_bounded() -> None:
    """Three thousand mentions in one paragraph, each over the next."""
    text, corpus = "Tuesday " * 3_000, make_corpus("a")
    corpus.articles["text"] = text
    many = pd.concat([corpus.actors] * 3_000, ignore_index=True)
    many["start"] = range(0, len(text), 8)
    many["end"] = many["start"] + 12
    zone = corpus.zones.iloc[:1].assign(start=0, end=len(text))
    began = time.monotonic()
    page = str(viewer.write_tags(replace(corpus, actors=many, zones=zone), "a", ["actors"]))
    assert time.monotonic() - began < 20
    assert f"{3_000 - viewer.MARKS:,} marks not shown" in page
    assert len(page) < 2_000_000
    check_offsets(page, text)


def test_furniture_is_grey_and_named(tables: Tables) -> None:
    doc = tables.zones.loc[tables.zones["zone"] == "caption", "doc_id"].iloc[0]
    page = str(viewer.write_tags(tables, doc, ["times"]))
    assert '<div class="block furniture"><div class="place">caption ¶' in page
    assert re.search(r"\.furniture \.text\{color:var\(--muted\)", page)


def test_focus_is_on_what_is_chosen(tables: Tables) -> None:
    doc, claim = tables.claims[["doc_id", "claim_id"]].iloc[0]
    plain = str(viewer.write_tags(tables, doc, ["claims"], ["", "nothing"]))
    chosen = str(viewer.write_tags(tables, doc, ["claims"], [claim]))
    assert 'focus" style' not in plain
    assert 'claims focus" style' in chosen


def test_no_layer_asks_for_one(tables: Tables) -> None:
    page = str(viewer.write_tags(tables, tables.articles["doc_id"].iloc[0], []))
    assert "Choose a layer" in page
    assert 'class="piece"' not in page


def test_what_is_not_there_is_named(tables: Tables) -> None:
    with pytest.raises(SelectionError, match="choose one of 000_"):
        viewer.write_tags(tables, "nothing")
    with pytest.raises(SelectionError, match="there are times, actors"):
        viewer.write_tags(tables, tables.articles["doc_id"].iloc[0], ["tense"])


def test_every_layer_of_the_tables_can_be_shown() -> None:
    from helpers.tables import LAYERS as TABLED

    assert set(LAYERS) == set(TABLED) - {"zones", "sentences"}
    assert set(LAYERS) == palette.PAINTS.keys()
    assert len({paint.letter for paint in palette.PAINTS.values()}) == len(LAYERS)


def test_it_says_whose_screen_it_is_for(tables: Tables) -> None:
    page = str(viewer.write_tags(tables, tables.articles["doc_id"].iloc[0]))
    assert "for the screen of this desk alone" in page
    assert str(Markup.escape(tables.articles["rights"].iloc[0])) in page
    assert "not for the report" in explore.show_tags.__doc__


@pytest.mark.parametrize("side", SIDES)
def test_text_can_be_read_in_both_themes(side: str) -> None:
    at = SIDES[side]
    paper, ink, muted = palette.PAPER[at], palette.INK[at], palette.MUTED[at]
    assert contrast(ink, paper) >= 7
    assert contrast(muted, paper) >= 4.5
    css = palette.write_variables(bool(at))
    for layer, paint in palette.PAINTS.items():
        colour = paint[1 + at]
        assert contrast(colour, paper) >= 4.5, layer
        (tint,) = re.findall(rf"\.{layer}{{--c:{colour};--tint:(#\w+)}}", css)
        assert contrast(ink, tint) >= 4.5, layer


@pytest.mark.parametrize("name", STANCES)
def test_stances_can_be_read_in_both_themes(name: str) -> None:
    fill, text, dark_fill, dark_text = STANCES[name]
    assert contrast(fill, text) >= 4.5
    assert contrast(dark_fill, dark_text) >= 4.5


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("side", SIDES)
def test_layers_stay_apart_for_colour_blind_eyes(side: str, eye: str) -> None:
    seen = {name: see(paint[1 + SIDES[side]], eye) for name, paint in palette.PAINTS.items()}
    for a, b in combinations(seen, 2):
        assert np.linalg.norm(seen[a] - seen[b]) >= APART, (a, b)


def test_labels_are_short() -> None:
    assert len(layers.shorten("a" * 100, layers.LABEL)) == layers.LABEL


@pytest.mark.slow
@pytest.mark.parametrize("side", SIDES)
def test_no_violation_of_accessibility_rules(side: str, tables: Tables, tmp_path: Path) -> None:
    """axe-core in Chromium, with every layer on and the list open."""
    pytest.importorskip("playwright")
    path = Path(__file__).parent / "browser" / "checks.py"
    spec = spec_from_file_location("tests_checks", path)
    checks = module_from_spec(spec)
    spec.loader.exec_module(checks)
    if checks.find_browser() is None:
        pytest.skip("no Chromium: set $CHROMIUM or install chromium")
    shown = viewer.write_tags(tables, tables.articles["doc_id"].iloc[1])
    page = (
        f'<!doctype html><html lang="en"><title>x</title><meta charset="utf-8">'
        f'<body data-jp-theme-light="{str(side == "light").lower()}"><main><h1>x</h1>{shown}</main>'
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert checks.check_axe(tmp_path, side) == []
