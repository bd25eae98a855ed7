"""Widgets to choose outlets, days, a claim, an actor, an article and layers, and what follows."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import partial

import ipywidgets as widgets
import pandas as pd

from helpers.analyse import coverage
from helpers.explore.layers import LAYERS, name_some
from helpers.explore.views import (
    read_choice,
    show_article,
    show_matrix,
    show_sentences,
    show_timeline,
)
from helpers.prose.articles import name_articles, name_outlets
from helpers.prose.words import say_date
from helpers.records import Tables
from helpers.tables import SelectionError

ROWS = 6  # of a list that are seen at once; the others scroll
SEEN = ("times", "actors", "attributions")  # layers at first: all at once are hard to read
VIEWS = {
    "Timeline": show_timeline,
    "Claims": show_matrix,
    "Sentences": show_sentences,
    "Article": show_article,
}


def make_controls(
    tables: Tables, outlets: Sequence[str] = (), start: str = "", end: str = "", claim: str = "",
    actor: str = "", article: str = "", layers: Sequence[str] = SEEN,
) -> dict[str, widgets.Widget]:  # fmt: skip
    """A widget by name for each thing to choose, set to what is given; ``tables`` are all there is.

    Nothing chosen: all outlets, an open window, every claim, any actor, the first article.

    >>> from helpers.tables import tag_study
    >>> controls = make_controls(tag_study("russia-iran-treaty"), actor="lavrov")
    >>> controls["actor"].label.rpartition(" ")[0], controls["layers"].value
    ('Sergey Lavrov', ('times', 'actors', 'attributions'))

    Raises:
        SelectionError: a value that these tables do not have.
    """
    days = [(say_date(day, short=True), day.date().isoformat()) for day in list_days(tables)]
    claims = coverage.count_claims(tables).query("articles > 0")
    articles = name_articles(tables.articles)
    return {
        "outlets": choose_some(
            "Outlets", [(named, name) for name, named in name_outlets(tables.articles).items()],
            outlets,
        ),
        "start": choose_one("From", [("open", ""), *days], start),
        "end": choose_one("Until", [("open", ""), *days], end),
        "claim": choose_one(
            "Claim",
            [("every claim", ""), *zip(claims["label"], claims["claim_id"], strict=True)],
            claim,
        ),
        "actor": choose_one("Actor", [("any actor", ""), *list_actors(tables)], actor),
        "article": choose_one(
            "Article", [(name, doc) for doc, name in articles.items()],
            article or next(iter(articles)),
        ),
        "layers": choose_some("Layers", [(layer, layer) for layer in LAYERS], layers),
    }  # fmt: skip


def choose_one(name: str, options: list[tuple[str, str]], value: str) -> widgets.Dropdown:
    """A list of which one is chosen."""
    check_options(name, options, [value])
    return widgets.Dropdown(options=options, value=value, description=name, **lay())


def choose_some(
    name: str, options: list[tuple[str, str]], values: Sequence[str]
) -> widgets.SelectMultiple:
    """A list of which several are chosen."""
    chosen = (values,) if isinstance(values, str) else tuple(values)
    check_options(name, options, chosen)
    rows = min(ROWS, len(options))
    return widgets.SelectMultiple(
        options=options, value=chosen, rows=rows, description=name, **lay()
    )


def lay() -> dict:
    """Labels of one width, lists as wide as their column."""
    return {"layout": widgets.Layout(width="98%"), "style": {"description_width": "5em"}}


def check_options(name: str, options: list[tuple[str, str]], values: Sequence[str]) -> None:
    """Raise SelectionError if a value is not among what can be chosen."""
    known = [value for _, value in options]
    if strange := [value for value in values if value not in known]:
        there = name_some(list(filter(None, known)))
        raise SelectionError(f"{name.lower()}: {strange[0]!r} is not there; there are {there}")


def list_days(tables: Tables) -> list[pd.Timestamp]:
    """The days that bound when the articles were published, in order."""
    bounds = [tables.articles[f"published_{end}"].dropna() for end in ("earliest", "latest")]
    return sorted(set(pd.concat(bounds)))


def list_actors(tables: Tables) -> list[tuple[str, str]]:
    """Name (with the number of mentions) and id of each actor named, most frequent first."""
    actors = tables.codebook["actors"]
    names = dict(zip(actors["id"], actors["name"], strict=True))
    counts = tables.actors["actor_id"].value_counts()
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], names.get(pair[0], pair[0])))
    return [(f"{names.get(actor, actor)} ({count})", actor) for actor, count in ordered]


def follow_articles(study: str, controls: dict[str, widgets.Widget]) -> None:
    """Keep the list of articles to those of the outlets and days that are chosen."""

    def update(change: object = None) -> None:
        outlets, start, end = (controls[name].value for name in ("outlets", "start", "end"))
        try:
            tables = read_choice(study, start, end, tuple(outlets))[0]
        except SelectionError:
            return  # every view says what is wrong
        options = [(name, doc) for doc, name in name_articles(tables.articles).items()]
        kept = controls["article"].value
        docs = [doc for _, doc in options]
        if list(controls["article"].options) != options:
            with controls["article"].hold_trait_notifications():
                controls["article"].options = options
                controls["article"].value = kept if kept in docs else docs[0]

    for name in ("outlets", "start", "end"):
        controls[name].observe(update, "value")
    update()


def connect(
    view: Callable[..., None], study: str, controls: dict[str, widgets.Widget]
) -> widgets.Output:
    """An output that calls a view anew whenever one of the controls changes that it asks for."""
    asked = [name for name in inspect.signature(view).parameters if name in controls]
    used = {name: controls[name] for name in asked}
    return widgets.interactive_output(partial(view, study), used)


def make_panel(study: str, controls: dict[str, widgets.Widget]) -> widgets.VBox:
    """The controls above, one tab per view below.

    >>> display(make_panel(study, make_controls(tables, actor="lavrov")))  # doctest: +SKIP
    """
    follow_articles(study, controls)
    left = widgets.VBox([controls[name] for name in ("outlets", "start", "end")])
    right = widgets.VBox([controls[name] for name in ("claim", "actor", "article", "layers")])
    for box in (left, right):
        box.layout.width = "50%"
    tabs = widgets.Tab([connect(view, study, controls) for view in VIEWS.values()])
    tabs.titles = tuple(VIEWS)
    return widgets.VBox([widgets.HBox([left, right]), tabs])
