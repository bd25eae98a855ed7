"""The notebook to explore with: its widgets, its views, and that no more is shown than may be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import nbclient
import nbformat
import pandas as pd
import pytest
from markupsafe import Markup

from helpers import explore, paths
from helpers.prose.passages import GAP
from helpers.tables import Tables, tag_study
from tests.small_corpus import make_corpus

STUDY = paths.STUDY
VIEWS = [explore.show_timeline, explore.show_matrix, explore.show_sentences]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return explore.read_choice(STUDY, "", "", ())[0]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[list]:
    """What a view shows: sentences, or a figure or table with its id."""
    found: list = []
    monkeypatch.setattr(explore, "show_text", lambda *said: found.append(" ".join(map(str, said))))
    monkeypatch.setattr(
        explore, "show", lambda thing, id, alt, caption, table=None: found.append((id, thing))
    )
    return found


def values(tables: Tables) -> dict:
    return {name: widget.value for name, widget in explore.make_controls(tables).items()}


def test_controls_offer_what_the_study_has(tables: Tables) -> None:
    controls = explore.make_controls(tables)
    assert {value for _, value in controls["outlets"].options} == set(tables.articles["outlet"])
    assert {value for _, value in controls["claim"].options} == set(tables.claims["claim_id"])
    for name in ("start", "end"):
        assert controls[name].value == "", "the window is open until a day is chosen"
        days = [value for _, value in controls[name].options[1:]]
        assert days == sorted(days)
        assert days[0] == str(tables.articles["published_earliest"].min().date())
        assert days[-1] == str(tables.articles["published_latest"].max().date())


@pytest.mark.parametrize("docs", [(), ("a",), ("c",), ("a", "b")])
def test_controls_stand_for_any_corpus(docs: tuple[str, ...]) -> None:
    corpus = make_corpus(*docs)
    controls = explore.make_controls(corpus)
    assert len(controls["outlets"].options) == corpus.articles["outlet"].nunique()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_the_choice(view: object, tables: Tables, shown: list) -> None:
    view(STUDY, **values(tables))
    assert f"explore-{view.__name__.removeprefix('show_')}" in [s[0] for s in shown]


@pytest.mark.parametrize("view", VIEWS)
def test_a_choice_without_articles_says_why(view: object, tables: Tables, shown: list) -> None:
    first = tables.articles["published_latest"].iloc[0].date()
    gap = {"start": str(first + dt.timedelta(days=1)), "end": str(first + dt.timedelta(days=2))}
    view(STUDY, **(values(tables) | gap))
    assert len(shown) == 1
    assert "no article" in shown[0]


def test_a_crossed_window_is_said(tables: Tables, shown: list) -> None:
    crossed = {"start": "2025-01-17", "end": "2024-01-01"}
    explore.show_matrix(STUDY, **(values(tables) | crossed))
    assert "before it begins" in shown[0]


def test_a_claim_that_is_not_there_is_said(tables: Tables, shown: list) -> None:
    explore.show_sentences(STUDY, **(values(tables) | {"claim": "none"}))
    assert shown == ["This claim was not found in these articles."]


def test_fewer_outlets_give_fewer_articles(tables: Tables, shown: list) -> None:
    outlet = tables.articles["outlet"].iloc[0]
    explore.show_matrix(STUDY, **(values(tables) | {"outlets": (outlet,)}))
    explore.show_sentences(STUDY, **(values(tables) | {"outlets": (outlet,)}))
    table = shown[-1][1]
    if isinstance(table, pd.DataFrame):
        assert all(name.startswith(outlet) for name in table["Article"])


def test_words_come_from_the_passages_alone(tables: Tables) -> None:
    passages = explore.read_choice(STUDY, "", "", ())[1]
    allowed = {doc: " ".join(rows["text"]) for doc, rows in passages.groupby("doc_id")}
    for claim in set(tables.claims["claim_id"]):
        laid = explore.lay_out_claim(tables, passages, claim)
        assert len(laid)
        for words in laid["Words"]:
            assert isinstance(words, Markup)
            rest = re.sub(r'<(q|span) data-doc="[^"]*"[^>]*>.*?</\1>', "", words.replace(GAP, ""))
            assert rest.strip() == ""
            for doc, seen in re.findall(r'data-doc="([^"]*)"[^>]*>(.*?)</', words):
                assert Markup(seen).unescape() in allowed[doc]


def test_every_stance_has_a_class(tables: Tables) -> None:
    laid = [explore.say_stance(row) for row in tables.claims.itertuples()]
    known = {"own", "attributed", "hedged", "denied", "declined", "notdenied"}
    assert {stance.css for stance in laid} <= known


@pytest.mark.slow
def test_notebook_runs_and_follows_the_widgets() -> None:
    """Without the client's own output widgets, so that what they would hold is in the cells."""
    notebook = nbformat.read(paths.NOTEBOOKS / "explore.ipynb", as_version=4)
    outlet = tag_study(STUDY).articles["outlet"].iloc[0]
    keep = "from ipywidgets.widgets import interaction as i\ni.clear_output = lambda wait: None"
    change = f'controls["outlets"].value = ({outlet!r},)'
    notebook.cells += [nbformat.v4.new_code_cell(code) for code in (keep, change)]
    client = nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(paths.NOTEBOOKS)}}
    )
    client.widget_registry = {}
    client.execute()
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    assert not [o for o in outputs if o["output_type"] == "error"]
    ids = [o.get("metadata", {}).get("helpers", {}).get("id") for o in outputs]
    assert {"explore-timeline", "explore-matrix", "explore-sentences"} <= set(ids)
    changed = notebook.cells[-1]["outputs"]
    assert sum(len(o["data"]) > 1 for o in changed) >= 2, "timeline and matrix are drawn again"
    assert f"1 outlet ({outlet}" in str(changed)
