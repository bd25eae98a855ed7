"""What events are called, and what their days are said to rest on."""

from __future__ import annotations

import pandas as pd
import pytest
from markupsafe import Markup

from helpers.analyse import timeline
from helpers.prose import timeline as prose
from helpers.prose.timeline.names import name_actors
from helpers.prose.timeline.phrases import find_topics
from helpers.records import Attribution, Tables
from tests.timeline_tables import Article, announcing, make_tables, signing, visit


def read(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Reports, and events with their names."""
    reports = timeline.group_reports(tables)
    actors = tables.codebook["actors"]
    return reports, prose.name_events(timeline.count_events(reports, tables.milestones), actors)


def test_names_say_who_did_what_and_what_is_only_expected() -> None:
    planned = visit("a", "A", "2025-02-11")
    planned.events[0] = type(planned.events[0])(
        **{f: getattr(planned.events[0], f) for f in planned.events[0].__slots__}
        | {"status": "planned"}
    )
    events = read(make_tables(planned, signing("b", "B")))[1]
    assert events["name"].tolist() == [
        "11 Feb 2025 · expected: Larsson and Borland: “visited” (meeting or visit)",
        "17 Mar 2025 · Pact signed",
    ]


def test_days_that_no_report_gives_say_what_they_rest_on() -> None:
    month = signing("a", "A", "2025-03-31")
    month.events.clear()
    month.event(0, "signed", "2025-03-01..2025-03-31", milestone="pact_signed")
    events = read(make_tables(month, announcing()))[1]
    assert events["name"].tolist() == ["16 to 18 Mar 2025 (as announced) · Pact signed"]
    lent = visit("b", "B", "")
    lent.events.clear()
    lent.event(0, "visited", "2025-02-11", days_basis="reference", actors=("bo_berg",))
    events = read(make_tables(lent))[1]
    assert events["when"].tolist() == ["11 Feb 2025 (reference)"]
    assert prose.say_events(events, make_tables(lent).articles).endswith("with a period.")
    assert prose.list_drawn(events)["Days from"].tolist() == ["the reference"]


def test_what_is_ahead_has_the_day_of_the_reference_beside_that_of_the_articles() -> None:
    ahead = announcing("a", "A", "2025-03-10..2025-03-20")
    ahead.event(
        0, "pact", "2025-03-17", status="planned", milestone="pact_signed", rule="milestone",
        days_basis="reference",
    )  # fmt: skip
    tables = make_tables(ahead)
    said = str(Markup(prose.say_ahead(read(tables)[1], tables.articles)).striptags())
    assert said.endswith(": Pact signed (10 to 20 Mar 2025; reference: 17 Mar 2025).")


def test_all_who_take_part_are_named_up_to_a_number() -> None:
    kinds = {"p": "person", "q": "person", "c": "place"}
    many = tuple("abdefgh")
    assert name_actors(many, many, kinds) == "a, b, d, e, f and 2 more"
    pair = (("a", "c", "p"), ("Arland", "Cape", "Anna Larsson"))
    assert name_actors(*pair, kinds) == "Larsson and Arland"
    assert name_actors(*pair, kinds, {"p": "a"}) == "Larsson"  # her own state goes without saying
    assert name_actors(("c",), ("Cape",), kinds) == "Cape"
    both = Article("a", "A", "2025-02-20", ["The two sides said so."])
    who = {"actors": ("arland", "anna_larsson", "borland"), "kind": "statement"}
    both.event(0, "said", "2025-02-11", source_name="Arland and Borland", **who)
    assert read(make_tables(both))[1]["what"].tolist() == ["Arland and Borland: “said”"]


def tell(sentence: str, trigger: str, allowed: str = "", **given: object) -> str:
    """What an event is called when some words of its sentence may be shown."""
    article = Article("a", "A", "2025-02-20", [sentence])
    cue, content = given.pop("cue", ""), given.pop("content", "")
    article.event(0, trigger, "2025-02-11", **given)
    if cue:
        low, high = article.place(0, cue)
        start, end = article.place(0, content)
        force = FORCE.get(cue, "neutral")
        places = {"cue_start": low, "cue_end": high, "force": force}
        said = Attribution(start, end, content, "indirect", **places)
        article.attributions.append(said)
    tables = make_tables(article)
    start, end = article.place(0, allowed or sentence)
    passages = pd.DataFrame(
        [("a", start, end, article.text[start:end])], columns=["doc_id", "start", "end", "text"]
    )
    events = timeline.count_events(timeline.group_reports(tables))
    phrases = prose.find_phrases(events, tables, passages)
    return prose.name_events(events, tables.codebook["actors"], phrases)["name"].iloc[0]


FORCE = {"denied": "denying"}
BERG = {"kind": "statement", "actors": ("bo_berg",), "source_name": "Bo Berg"}
DRAFT = "a draft of the pact was nearly ready"


@pytest.mark.parametrize(
    ("sentence", "trigger", "more", "expected"),
    [
        (f"On Tuesday Bo Berg said {DRAFT}.", "said",
         BERG | {"cue": "said", "content": DRAFT}, f"Berg: “{DRAFT}”"),
        (f"On Tuesday Bo Berg denied {DRAFT}.", "denied",
         BERG | {"cue": "denied", "content": DRAFT}, f"Berg: “denied … {DRAFT}”"),
        (f"On Tuesday Bo Berg said {DRAFT}.", "said",
         BERG | {"cue": "said", "content": DRAFT, "allowed": "said a draft"}, "Berg: “said”"),
        ("Borland shipped ten old boats to Arland, which paid.", "shipped",
         {"kind": "transfer", "actors": ("borland",)},
         "Borland: “shipped ten old boats to Arland”"),
        ("Borland shipped ten old boats to Arland, which paid.", "shipped",
         {"kind": "arms_transfer", "actors": ("borland",), "allowed": "shipped"},
         "Borland: “shipped” (arms transfer)"),
        (f"On Tuesday Bo Berg said {DRAFT}.", "nearly ready",
         {"kind": "preparation", "cue": "said", "content": DRAFT}, f"preparation: “{DRAFT}”"),
        ("Borland shipped the “ten old boats that nobody wanted to have any more”.", "shipped",
         {"kind": "transfer", "actors": ("borland",)}, "Borland: “shipped” (delivery)"),
    ],
)  # fmt: skip
def test_an_event_is_called_by_words_that_tell_something(
    sentence: str, trigger: str, more: dict, expected: str
) -> None:
    assert tell(sentence, trigger, **more) == f"11 Feb 2025 · {expected}"


@pytest.mark.parametrize(
    ("denial", "topic"), [(None, "Boats were sold"), ("denied", "answer to: Boats were sold")]
)
def test_who_answers_a_claim_is_not_said_to_make_it(denial: str | None, topic: str) -> None:
    tables = make_tables(signing("a", "A"))
    book = pd.DataFrame({"id": ["boats"], "label": ["Boats were sold"]})
    claim = {"doc_id": "a", "sentence_id": "p1s1", "start": 0, "claim_id": "boats"}
    object.__setattr__(tables, "claims", pd.DataFrame([claim | {"denial": denial}]))
    object.__setattr__(tables, "codebook", tables.codebook | {"claims": book})
    assert find_topics(tables)["a", "p1s1"]["claims"] == topic
