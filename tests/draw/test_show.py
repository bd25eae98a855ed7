"""What goes into a notebook output: escaped tables, safe CSV, figures with their table."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from helpers.draw import coverage as draw
from helpers.draw.corpus import plot_dates
from helpers.draw.show import (
    cell,
    show,
    show_each,
    show_list,
    show_rows,
    show_text,
    write_csv_text,
    write_table,
)
from helpers.draw.style import make_figure
from helpers.prose.layout import lay_out
from helpers.render.chapter import Chapter
from helpers.render.exhibits import add_table
from helpers.render.tree import make, write_content


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """What was displayed, in order."""
    outputs: list[dict] = []
    monkeypatch.setattr(
        "helpers.draw.show.display",
        lambda bundle, raw, metadata: outputs.append({"data": bundle, **metadata["helpers"]}),
    )
    return outputs


def test_a_table_is_escaped_but_for_markup():
    frame = lay_out([("<b>x</b>", Markup("<b>y</b>"), 3)], ["a", "b", "n"])
    html = write_table(frame)
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<td><b>y</b></td>" in html
    assert '<td class="num">3</td>' in html
    assert '<th scope="row">' in html and '<th scope="col">a</th>' in html


def test_a_cell_keeps_its_class():
    frame = lay_out([("r", cell("<x>", "own"))], ["a", "b"])
    assert '<td class="own">&lt;x&gt;</td>' in write_table(frame)


@pytest.mark.parametrize("words", ["=cmd()", "+1+2", "-x", "@sum", "\tx"])
def test_formulas_are_disarmed_in_csv(words):
    csv = write_csv_text(lay_out([(words,)], ["a"]))
    assert pd.read_csv(io.StringIO(csv))["a"][0] == f"'{words}"


def test_numbers_stay_numbers_in_csv():
    assert write_csv_text(lay_out([(-3,), (None,)], ["a"])) == 'a\n-3\n""\n'


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=20)))
def test_csv_gives_back_every_cell(values):
    csv = write_csv_text(lay_out([(v, "x") for v in values], ["a", "b"]))
    back = pd.read_csv(io.StringIO(csv), dtype=str, keep_default_na=False)["a"].tolist()
    assert [b.lstrip("'") for b in back] == [v.lstrip("'") for v in values]


def test_a_figure_carries_svg_png_and_csv(shown):
    show(make_figure(1), "f", "alt", Markup("<em>caption</em>"), table=lay_out([(1,)], ["a"]))
    assert set(shown[0]["data"]) == {"text/html", "image/svg+xml", "image/png", "text/csv"}
    assert shown[0]["caption"] == "<em>caption</em>"


def test_a_figure_needs_alt_text_and_its_table(shown):
    with pytest.raises(ValueError, match="alt text"):
        show(make_figure(1), "f", " ", "caption", table=lay_out([], ["a"]))
    with pytest.raises(ValueError, match="table"):
        show(make_figure(1), "f", "alt", "caption")


def test_nothing_to_say_displays_nothing(shown):
    show_text("", Markup(""))
    show_list([])
    show_each({"a": lay_out([], ["x"])}, "e", {"a": "alt"}, {"a": "caption"})
    show_rows(lay_out([], ["x"]), "e", "alt", "caption")
    assert shown == []
    show_text("a < b", Markup("<q>c</q>"))
    assert shown[0]["data"]["text/html"] == "<p>a &lt; b <q>c</q></p>"


def test_figures_are_the_same_bytes_twice(shown):
    for _ in range(2):
        states = pd.DataFrame({"state": ["A", "not resolved"], "total": [3, 1]})
        show(draw.plot_states(states), "f", "alt", "caption", table=states)
    assert shown[0]["data"] == shown[1]["data"]


def test_figures_stand_empty_and_full():
    empty = pd.DataFrame({"state": [], "total": []})
    draw.plot_states(empty)
    draw.plot_distinctive(pd.DataFrame({"article": [], "word": [], "z": []}), float("nan"))
    columns = ["label", "article", "lead", "lead_words", "whole", "words"]
    draw.plot_themes(pd.DataFrame(columns=columns))
    days = pd.to_datetime(["2024-10-31", None])
    articles = pd.DataFrame({"name": ["A", "B"], "published_basis": ["stated", "unknown"]})
    for column in ("published", "published_earliest", "published_latest"):
        articles[column] = days
    articles["text_only_earliest"] = articles["text_only_latest"] = pd.NaT
    plot_dates(articles)
    plot_dates(articles.iloc[1:])


def test_an_article_with_bounds_and_no_day_is_drawn():
    articles = pd.DataFrame({"name": ["A", "B", "C"], "published_basis": "inferred"})
    articles["published"] = pd.NaT
    articles["published_earliest"] = pd.to_datetime(["2024-10-01", "2024-10-05", None])
    articles["published_latest"] = pd.to_datetime(["2024-10-09", None, None])
    articles["text_only_earliest"] = articles["text_only_latest"] = pd.NaT
    axes = plot_dates(articles).axes[0]
    assert [text.get_text() for text in axes.texts] == ["B", "A"]
    assert len(axes.lines) == 2


def test_a_table_without_rows_is_not_shown(shown: list[dict]) -> None:
    show(lay_out([], ["a"]), "t", "Alt.", "Caption.")
    assert shown == []
    show(lay_out([("x",)], ["a"]), "t", "Alt.", "Caption.")
    assert [output["id"] for output in shown] == ["t"]


def test_a_drawing_for_pages_has_no_paper_of_its_own(shown):
    figure = make_figure(2.0)
    figure.add_axes((0.1, 0.1, 0.8, 0.8)).plot([1, 2])
    show(figure, "f", "A line", "A line.", table=pd.DataFrame({"a": [1]}))
    assert "fill: #ffffff" not in shown[0]["data"]["image/svg+xml"]


def read_screen(output: dict) -> html.HtmlElement:
    """What JupyterLab shows of an output."""
    return html.fragment_fromstring(output["data"]["text/html"], create_parent=True)


def test_a_notebook_shows_a_figure_with_alt_text_and_caption(shown):
    caption = Markup('See <a href="x">there</a>')
    show(make_figure(1), "f", 'a "b" & c', caption, table=lay_out([(1,)], ["a"]))
    seen = read_screen(shown[0])
    (picture,) = seen.iter("img")
    assert picture.get("alt") == 'a "b" & c'
    assert picture.get("src") == f"data:image/png;base64,{shown[0]['data']['image/png']}"
    (told,) = seen.iter("figcaption")
    assert told.text_content() == "See there"
    assert told.find("a") is not None


def test_a_notebook_shows_a_table_with_its_caption_and_heads(shown):
    show(lay_out([("r", cell("x", "own"))], ["a", "b"]), "t", "alt", "<b> & c")
    seen = read_screen(shown[0])
    assert [told.text_content() for told in seen.iter("caption")] == ["<b> & c"]
    assert [head.get("scope") for head in seen.iter("th")] == ["col", "col", "row"]
    (style,) = seen.iter("style")
    assert "td,span).own" in style.text


def test_a_page_has_nothing_of_what_a_notebook_shows(shown):
    """The renderer lays figure and table out by itself: no style, no second caption, same rows."""
    show(lay_out([("r", 1)], ["a", "b"]), "t", "alt", "told")
    chapter = Chapter("1_x", 1, "", make("div"))
    output = shown[0]
    add_table(chapter, output["data"], output, "here")
    written = write_content(chapter.body)
    assert "exhibit" not in written and "style" not in written
    assert written.count("told") == 1
    assert str(write_table(lay_out([("r", 1)], ["a", "b"]))).split("<thead>")[1] in written
