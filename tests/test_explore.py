"""The notebook to explore with: its widgets, its views, and that no more is shown than may be."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable, Iterator

import ipywidgets as widgets
import nbclient
import nbformat
import pytest
from markupsafe import Markup

from helpers import explore, paths
from helpers.draw.screen import STANCES
from helpers.explore import controls as controlling
from helpers.explore import viewer, views
from helpers.prose.passages import GAP
from helpers.tables import SelectionError, Tables, tag_study
from tests.small_corpus import make_corpus

STUDY = paths.STUDY
VIEWS = list(controlling.VIEWS.values())
IDS = ["explore-timeline", "explore-matrix", "explore-sentences", "screen"]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return explore.read_choice(STUDY, "", "", ())[0]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[list]:
    """What a view shows: sentences, or a figure or table with its id."""
    found: list = []
    monkeypatch.setattr(views, "show_text", lambda *said: found.append(" ".join(map(str, said))))
    monkeypatch.setattr(
        views, "show", lambda thing, id, alt, caption, table=None: found.append((id, thing))
    )
    monkeypatch.setattr(
        viewer,
        "display",
        lambda data, raw, metadata: found.append((metadata["helpers"]["kind"], data["text/html"])),
    )
    return found


def call(view: Callable, tables: Tables, **given: object) -> None:
    """A view with the values that the controls have at first, but for what is given."""
    values = {name: widget.value for name, widget in explore.make_controls(tables).items()}
    asked = set(inspect.signature(view).parameters) & set(values)
    view(STUDY, **{name: (values | given)[name] for name in asked})


def exhibits(shown: list) -> list[str]:
    return [each[0] for each in shown if isinstance(each, tuple)]


def test_controls_offer_what_the_study_has(tables: Tables) -> None:
    controls = explore.make_controls(tables)
    assert {value for _, value in controls["outlets"].options} == set(tables.articles["outlet"])
    for name, layer in (("claim", tables.claims), ("actor", tables.actors)):
        there = set(layer[f"{name}_id"])
        assert {value for _, value in controls[name].options} == {"", *there}
        assert controls[name].value == "", "nothing is left out until one is chosen"
    assert [doc for _, doc in controls["article"].options] == list(tables.articles["doc_id"])
    assert [layer for _, layer in controls["layers"].options] == list(explore.LAYERS)
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


def test_controls_start_where_they_are_told(tables: Tables) -> None:
    outlet, doc = tables.articles[["outlet", "doc_id"]].iloc[-1]
    claim, actor = tables.claims["claim_id"].iloc[0], tables.actors["actor_id"].iloc[0]
    given = {"outlets": [outlet], "claim": claim, "actor": actor, "article": doc}
    controls = explore.make_controls(tables, **given, layers=["facts"])
    assert controls["outlets"].value == (outlet,)
    assert controls["layers"].value == ("facts",)
    for name in ("claim", "actor", "article"):
        assert controls[name].value == given[name]


@pytest.mark.parametrize("name", ["outlets", "start", "claim", "actor", "article", "layers"])
def test_a_value_that_is_not_there_names_those_that_are(name: str, tables: Tables) -> None:
    with pytest.raises(SelectionError, match=r"'never'.* there are .*"):
        explore.make_controls(tables, **{name: "never"})


def test_actors_stand_by_how_often_they_are_named(tables: Tables) -> None:
    counts = tables.actors["actor_id"].value_counts()
    listed = [actor for _, actor in controlling.list_actors(tables)]
    assert [counts[actor] for actor in listed] == sorted(counts, reverse=True)


@pytest.mark.parametrize(("view", "id"), list(zip(VIEWS, IDS, strict=True)))
def test_a_view_shows_the_choice(view: Callable, id: str, tables: Tables, shown: list) -> None:
    call(view, tables)
    assert exhibits(shown) == [id]


@pytest.mark.parametrize("view", VIEWS)
def test_a_choice_without_articles_says_why(view: Callable, tables: Tables, shown: list) -> None:
    first = tables.articles["published_latest"].iloc[0].date()
    gap = {"start": str(first + dt.timedelta(days=1)), "end": str(first + dt.timedelta(days=2))}
    call(view, tables, **gap)
    assert len(shown) == 1
    assert "no article" in shown[0]
    assert "Choose" in shown[0]


def test_a_crossed_window_is_said(tables: Tables, shown: list) -> None:
    call(explore.show_matrix, tables, start="2025-01-17", end="2024-01-01")
    assert "before it begins" in shown[0]


@pytest.mark.parametrize(
    ("view", "given"),
    [
        (explore.show_sentences, {"claim": "none"}),
        (explore.show_sentences, {"actor": "none"}),
        (explore.show_timeline, {"actor": "none"}),
        (explore.show_matrix, {"actor": "none"}),
        (explore.show_article, {"article": "none"}),
    ],
)
def test_what_is_not_there_is_said(
    view: Callable, given: dict, tables: Tables, shown: list
) -> None:
    call(view, tables, **given)
    assert len(shown) == 1
    assert "Choose" in shown[0]


def test_fewer_outlets_give_fewer_articles(tables: Tables, shown: list) -> None:
    outlet = tables.articles["outlet"].iloc[0]
    call(explore.show_sentences, tables, outlets=(outlet,))
    table = dict(each for each in shown if isinstance(each, tuple))["explore-sentences"]
    assert {name.startswith(outlet) for name in table["Article"]} == {True}


def test_an_actor_keeps_the_sentences_that_name_it() -> None:
    corpus = make_corpus()
    kept = explore.keep_actor(corpus, "anna")
    named = corpus.actors.loc[corpus.actors["actor_id"] == "anna", ["doc_id", "sentence_id"]]
    said = corpus.attributions.query("source_id == 'anna'")[["doc_id", "sentence_id"]]
    places = {*named.itertuples(index=False, name=None), *said.itertuples(index=False, name=None)}
    rows = set(kept.claims[["doc_id", "sentence_id"]].itertuples(index=False, name=None))
    assert set(kept.claims["claim_id"]) == {"guards"}
    assert rows <= places
    assert len(explore.keep_actor(corpus, "").claims) == len(corpus.claims)
    assert len(kept.articles) == len(corpus.articles), "columns of the matrix stay"


@pytest.mark.parametrize("view", [explore.show_timeline, explore.show_matrix])
def test_an_actor_changes_the_figures(view: Callable, tables: Tables, shown: list) -> None:
    call(view, tables)
    actor = controlling.list_actors(tables)[5][1]
    call(view, tables, actor=actor)
    (_, every), (_, some) = [each for each in shown if isinstance(each, tuple)]
    assert every.get_size_inches()[1] > some.get_size_inches()[1], "fewer rows"
    assert any("Only sentences that name" in each for each in shown if isinstance(each, str))


def test_articles_follow_outlets_and_days(tables: Tables) -> None:
    controls = explore.make_controls(tables)
    explore.make_panel(STUDY, controls)
    first, last = tables.articles.iloc[0], tables.articles.iloc[-1]
    controls["article"].value = last["doc_id"]
    controls["outlets"].value = (first["outlet"],)
    mine = tables.articles.loc[tables.articles["outlet"] == first["outlet"], "doc_id"]
    assert [doc for _, doc in controls["article"].options] == list(mine)
    assert controls["article"].value == first["doc_id"]
    controls["outlets"].value = ()
    assert len(controls["article"].options) == len(tables.articles)
    assert controls["article"].value == first["doc_id"], "what is still there stays chosen"


def test_a_view_is_called_anew_by_what_it_asks_for_alone(tables: Tables) -> None:
    controls, calls = explore.make_controls(tables), []

    def view(study: str, outlets: tuple, claim: str) -> None:
        calls.append((study, outlets, claim))

    assert isinstance(explore.connect(view, STUDY, controls), widgets.Output)
    controls["actor"].value = controls["actor"].options[1][1]
    controls["claim"].value = controls["claim"].options[1][1]
    assert calls == [(STUDY, (), ""), (STUDY, (), controls["claim"].value)]


def test_claims_have_a_column_only_where_they_differ(tables: Tables) -> None:
    passages = explore.read_choice(STUDY, "", "", ())[1]
    every = views.lay_out_claim(tables, passages, "")
    assert "Claim" in every
    claim = tables.claims["claim_id"].iloc[0]
    one = views.lay_out_claim(tables, passages, claim)
    assert "Claim" not in one
    assert 0 < len(one) < len(every)


def test_words_come_from_the_passages_alone(tables: Tables) -> None:
    passages = explore.read_choice(STUDY, "", "", ())[1]
    allowed = {doc: " ".join(rows["text"]) for doc, rows in passages.groupby("doc_id")}
    for claim in set(tables.claims["claim_id"]):
        laid = views.lay_out_claim(tables, passages, claim)
        assert len(laid)
        for words in laid["Words"]:
            assert isinstance(words, Markup)
            rest = re.sub(r'<(q|span) data-doc="[^"]*"[^>]*>.*?</\1>', "", words.replace(GAP, ""))
            assert rest.strip() == ""
            for doc, seen in re.findall(r'data-doc="([^"]*)"[^>]*>(.*?)</', words):
                assert Markup(seen).unescape() in allowed[doc]


def test_every_stance_has_a_class(tables: Tables) -> None:
    laid = [views.say_stance(row) for row in tables.claims.itertuples()]
    assert {stance.css for stance in laid} <= STANCES.keys()


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
    # By hand and by the change; in this client the panel's views clear each other at first.
    assert [ids.count(id) for id in IDS[:3]] == [2, 2, 2]
    changed = notebook.cells[-1]["outputs"]
    assert f"1 outlet ({outlet}" in str(changed)
    assert 'class="tagged"' in str(changed), "the article is shown anew"
