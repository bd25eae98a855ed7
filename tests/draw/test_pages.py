"""Long tables and panels: what stays, what goes on which page, and nothing below the threshold."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pytest
from markupsafe import Markup

from helpers.analyse.coverage import split_articles
from helpers.draw import pages
from helpers.draw.coverage import plot_matrix
from helpers.draw.groups import list_groups
from helpers.draw.pages import KEPT, LONG, show_articles, show_long, show_panels
from helpers.prose.evidence import ARTICLES, EVENTS, page_evidence
from helpers.records import ANSWERS, COMMITMENTS
from tests.draw.test_timeline import assert_readable, words_of
from tests.small_corpus import make_corpus


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    outputs: list[dict] = []

    def keep(bundle: dict, raw: bool, metadata: dict) -> None:
        outputs.append({"data": bundle, **metadata["helpers"]})

    monkeypatch.setattr(pages, "display", keep)
    monkeypatch.setattr("helpers.draw.show.display", keep)
    return outputs


def make_rows(count: int) -> pd.DataFrame:
    return pd.DataFrame({"When": [str(2000 + n % 3) for n in range(count)], "No": range(count)})


def read_numbers(output: dict) -> list[int]:
    return list(pd.read_html(io.StringIO(output["data"]["text/html"]))[0]["No"])


def test_a_table_up_to_the_threshold_is_shown_whole(shown: list[dict]) -> None:
    rows = make_rows(LONG)
    show_long(rows, "t", "Alt.", "Caption.", years=list(rows["When"]), title="Events")
    (only,) = shown
    assert read_numbers(only) == list(range(LONG))
    assert only["caption"] == "Caption." and "page" not in only


def test_a_long_table_keeps_its_best_rows_and_has_a_page_each_year(shown: list[dict]) -> None:
    rows = make_rows(LONG + 1)
    ranked = list(reversed(range(LONG + 1)))
    show_long(rows, "t-events", "Alt.", "All.", ranked, "the last", list(rows["When"]), "Events")
    first, *parts = shown
    assert read_numbers(first) == list(range(LONG + 1 - KEPT, LONG + 1))
    assert len(first["data"]["text/csv"].splitlines()) == LONG + 2
    assert Markup(first["caption"]).striptags() == (
        "All. Here the last 50 of 201 rows; all of them on pages by year: "
        "2000 (67), 2001 (67), 2002 (67)."
    )
    assert [part["page"]["name"] for part in parts] == [f"events-{2000 + n}" for n in range(3)]
    assert {part["page"]["book"] for part in parts} == {"nothing"}
    assert sorted(n for part in parts for n in read_numbers(part)) == list(range(LONG + 1))
    for part in parts:
        assert f'href="#{part["id"]}"' in first["caption"]


def test_a_long_table_without_years_leaves_the_rest_to_its_data(shown: list[dict]) -> None:
    show_long(make_rows(LONG + 1), "t", "Alt.", "All.")
    (only,) = shown
    assert read_numbers(only) == list(range(KEPT))
    assert "all are in the data (CSV)" in only["caption"]
    assert len(only["data"]["text/csv"].splitlines()) == LONG + 2


def test_evidence_is_split_beyond_twenty_articles_or_two_hundred_events() -> None:
    tables = make_corpus()
    assert page_evidence(tables, EVENTS) == {}
    assert list(page_evidence(tables, EVENTS + 1)) == list(tables.articles["doc_id"])
    many = pd.concat([tables.articles] * ARTICLES).head(ARTICLES + 1)
    many = many.assign(doc_id=[f"d{n}" for n in range(len(many))])
    assert page_evidence(replace(tables, articles=many.head(ARTICLES)), 1) == {}
    assert len(page_evidence(replace(tables, articles=many), 1)) == ARTICLES + 1


def test_articles_go_on_the_pages_that_are_given(shown: list[dict]) -> None:
    frames = {"a": make_rows(1), "b": make_rows(2)}
    alts = captions = {"a": "A", "b": "B"}
    show_articles(frames, "evidence", alts, captions, {})
    assert [(o["id"], "page" in o) for o in shown] == [("evidence-1", False), ("evidence-2", False)]
    shown.clear()
    show_articles(frames, "evidence", alts, captions, {"a": ("a", "EA"), "b": ("b", "EB")})
    assert [(o["id"], o["page"]["name"], o["page"]["title"]) for o in shown] == [
        ("evidence-1", "a", "EA"), ("evidence-2", "b", "EB"),
    ]  # fmt: skip


def test_panels_lead_to_each_other(shown: list[dict]) -> None:
    show_panels([make_rows(1)], "m", "Alt.", "Caption.", ["A"])
    assert shown[0]["caption"] == "Caption." and "page" not in shown[0]
    shown.clear()
    show_panels([make_rows(1)] * 3, "m", "Alt.", "Caption.", ["A", "B", "C"])
    assert [o["id"] for o in shown] == ["m", "m-2", "m-3"]
    assert ["page" in o for o in shown] == [False, True, True]
    assert 'href="#m"' in shown[1]["caption"] and 'href="#m-3"' in shown[1]["caption"]
    assert shown[2]["page"]["part"] == "part 3 of 3" and "Part 3 of 3: C." in shown[2]["alt"]


def make_articles(counts: list[int]) -> pd.DataFrame:
    """Articles of as many outlets, mixed in time."""
    names = ["The Lower Canal Advertiser and Lock-Keepers’ Weekly Intelligencer", "روزنامه آبراه"]
    rows = [
        (f"d{o}-{n}", names[o] if o < len(names) else f"Outlet {o}", "stated",
         pd.Timestamp("2024-01-01") + pd.Timedelta(days=31 * n + o), "stated")
        for o, count in enumerate(counts) for n in range(count)
    ]  # fmt: skip
    columns = ["doc_id", "outlet", "outlet_basis", "published", "published_basis"]
    return pd.DataFrame(rows, columns=columns).sort_values("published", ignore_index=True)


def test_articles_are_parted_by_outlet_and_none_is_lost() -> None:
    few = make_articles([6, 6])
    assert split_articles(few)[0] is few and len(split_articles(few)) == 1
    many = make_articles([6, 6, 5, 14, 1])
    panels = split_articles(many)
    assert all(0 < len(panel) <= 12 for panel in panels)
    ids = [doc for panel in panels for doc in panel["doc_id"]]
    assert sorted(ids) == sorted(many["doc_id"]) and len(ids) == len(set(ids))
    for outlet, mine in many.groupby("outlet"):
        places = [i for i, panel in enumerate(panels) if outlet in set(panel["outlet"])]
        assert len(places) == (1 if len(mine) <= 12 else 2)


@pytest.mark.parametrize("counts", [[6, 6], [12], [4, 5, 1, 2], [1] * 12])
def test_heads_of_a_grouped_matrix_are_readable(counts: list[int]) -> None:
    articles = split_articles(make_articles([*counts, 1]))[0]
    columns = ["claim_id", "label", "articles"]
    claims = pd.DataFrame([("c", "A claim", len(articles))], columns=columns)
    cell = dict.fromkeys([*COMMITMENTS, *ANSWERS], 1)
    cells = pd.DataFrame([{"claim_id": "c", "doc_id": d, **cell} for d in articles["doc_id"]])
    figure = plot_matrix(cells, claims, articles, grouped=True)
    assert_readable(figure)
    told = " ".join(" ".join(words_of(figure)).split())
    for name, _, count in list_groups(articles):
        assert name.split()[0] in told
        assert count < 3 or told.count(name.split()[0]) == 1
