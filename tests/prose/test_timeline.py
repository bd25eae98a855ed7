"""The timeline's sentences: true and grammatical for one article, ties and nothing found."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest
from markupsafe import Markup

from helpers import paths
from helpers.analyse import timeline
from helpers.prose import timeline as prose
from helpers.prose.articles import name_articles
from helpers.records import Tables
from helpers.tables import tag_study
from tests.timeline_tables import SIGNED, Article, announcing, make_tables, signing, visit

FORBIDDEN = re.compile(r"omit|silent|silence|ignore|confirm|wrong|error|lie[sd]?\b|%", re.I)


def read(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    reports = timeline.group_reports(tables)
    actors = tables.codebook["actors"]
    events = prose.name_events(timeline.count_events(reports, tables.milestones), actors)
    return reports, events, prose.name_promises(timeline.compare_promises(tables), actors)


@cache
def say_corpus(name: str) -> tuple[str, ...]:
    return tuple(say_all(make_tables(*CORPORA[name])))


def say_all(tables: Tables) -> list[str]:
    """Every sentence of the chapter as plain words."""
    reports, events, promises = read(tables)
    n = tables.articles["outlet"].nunique()
    names = name_articles(tables.articles)
    milestones = timeline.compare_milestones(tables, reports)
    drawn = timeline.select_events(events)
    outlets = list(dict.fromkeys(tables.articles["outlet"]))
    said = [
        prose.say_rows(tables, reports, events, promises),
        prose.say_events(events, tables.articles),
        prose.say_most_told(events, n),
        prose.say_origins(events),
        prose.say_single(timeline.select_single(events, n), events, n),
        prose.say_milestones(milestones),
        prose.say_missing(milestones),
        prose.say_basis(milestones),
        prose.say_differences(
            timeline.compare_reference(tables, reports), timeline.compare_facts(tables)
        ),
        prose.say_date_conflicts(timeline.compare_dates(reports, events)),
        prose.say_windows(timeline.compare_windows(promises), names),
        prose.say_promises(promises, names),
        prose.say_ranges(promises, names),
        prose.say_tracks(promises),
        prose.say_order(timeline.compare_order(timeline.list_articles(tables)), "article"),
        prose.say_order(
            timeline.compare_order(timeline.list_statements(promises, tables)), "statement"
        ),
        prose.say_ahead(events, tables.articles),
        prose.say_caption(drawn, events, 1),
        prose.describe_events(drawn, outlets),
        prose.describe_promises(promises),
    ]
    return [str(Markup(s).striptags()) if isinstance(s, Markup) else s for s in said]


def promising(doc_id: str = "p", outlet: str = "The Herald") -> Article:
    sentences = [
        "It will be signed in mid-March, Bo Berg said.",
        "It will be signed at the end of the month, he said.",
        "It will be signed soon, Anna Larsson said.",
        "Berg will visit before April.",
        "The text is nearly ready, Larsson said.",
    ]
    berg = {"source_id": "bo_berg", "source_name": "Bo Berg"}
    said = {"said_earliest": pd.Timestamp("2025-03-01"), "said_latest": pd.Timestamp("2025-03-01")}
    article = Article(doc_id, outlet, "2025-03-02", sentences)
    article.promise(0, "in mid-March", "2025-03-11..2025-03-16", **berg)
    article.promise(1, "at the end of the month", "2025-03-21..2025-03-31", **berg)
    article.promise(2, "soon", "2025-03-01..", source_name="Anna Larsson", **said)
    article.promise(3, "before April", "..2025-03-31", kind="visit", **berg)
    return article.promise(4, "nearly ready", kind="stage", source_name="Anna Larsson")


CORPORA = {
    "nothing": (Article("a", "A", "2025-02-20", ["Nothing happened."]),),
    "one article": (signing(),),
    "one outlet": (signing("a", "A"), visit("b", "A", "2025-02-11")),
    "two outlets": (signing("a", "A"), signing("b", "B", "2025-03-18"), visit("c", "B", "")),
    "a tie": (
        signing("a", "A"),
        signing("b", "B"),
        visit("c", "A", "2025-02-11"),
        visit("d", "B", "2025-02-11"),
    ),
    "promises": (promising(), signing()),
    "only promises": (promising(),),
}


@pytest.mark.parametrize("name", CORPORA)
def test_every_sentence_is_whole_and_fair(name: str) -> None:
    for sentence in say_corpus(name):
        if not sentence:
            continue
        assert sentence[0].isupper() or sentence[0] in "“0123456789", sentence
        assert sentence.endswith("."), sentence
        assert not FORBIDDEN.search(sentence), sentence
        assert not re.search(r"\b1 (?!has|is)\w+s\b|\bone \w+s are\b|\b0 \w+", sentence), sentence
        assert not re.search(r"  |\.\.|\bnan\b|NaT|None(?! of)", sentence), sentence


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nothing", "No event was found in 1 article of 1 outlet."),
        ("one article", "1 article of 1 outlet reports 1 event, with a single day."),
        ("one article", "With articles of one outlet only, no event can be reported by a"),
        ("one article", "There are no two articles to put in order."),
        ("one outlet", "All articles are of one outlet: there is no other to compare it"),
        ("one outlet", "report 2 events; all have a day or a period, 2 of them a single day"),
        ("a tie", "At least two outlets have every event."),
        ("a tie", "2 events stand level with the most, 2 of 2 outlets each"),
        ("two outlets", "No pair of reports gives days of one event that exclude each other; one "
         "more pair is only one day apart."),
        ("two outlets", "1 date by one day only differs from the codebook's reference"),
        ("promises", "windows credited to Bo Berg share no day as printed: 11 to 16"),
        ("promises", "That day falls after one of their windows (The Herald, 2 Mar 2025, ¶1.1) "
         "and before one (The Herald, 2 Mar 2025, ¶2.1); one has no end"),
        ("promises", "1 to 6 days late"),
        ("promises", "4 to 14 days early"),
        ("promises", "1 expected visit and 1 report of progress"),
        ("only promises", "falls after the newest article"),
    ],
)  # fmt: skip
def test_what_is_said(name: str, expected: str) -> None:
    said = " ".join(say_corpus(name))
    assert expected.lower() in said.lower(), said


def test_shared_events_name_the_one_that_most_outlets_have() -> None:
    tables = make_tables(*(signing(d, d.upper()) for d in "abc"), visit("d", "D", "2025-02-11"))
    said = prose.say_most_told(read(tables)[1], 4)
    assert "One of 2 events is reported by more than one outlet" in said
    assert "Most widely reported, in 3 of 4 outlets: " in said
    assert 'href="5_evidence.html#e-a-p1s1"' in said


def test_what_many_only_claim_is_said_to_be_claimed() -> None:
    articles = [signing(d, d.upper()) for d in "ab"]
    for article in articles:
        article.events.clear()
        article.event(0, "signed", "2025-03-17", status="claimed", actors=("arland", "borland"))
    said = prose.say_most_told(read(make_tables(*articles))[1], 2)
    assert "Arland and Borland: “signed” (agreement) (17 Mar 2025; claimed)" in said


def test_outlets_that_rest_on_one_origin_are_said_to() -> None:
    articles = [signing(d, d.upper()) for d in "ab"]
    for article in articles:
        article.said(0, "signed", source_name="Bo Berg", source_type="named")
    events = read(make_tables(*articles))[1]
    assert prose.say_origins(events).startswith("It rests on a single origin")
    assert prose.say_origins(read(make_tables(signing("a", "A"), signing("b", "B")))[1]) == ""


def test_figures_are_said_to_conflict_or_to_count_different_things() -> None:
    def figures(*verdicts: str) -> pd.DataFrame:
        return pd.DataFrame({"verdict": list(verdicts)})

    same, other = "conflict", "different things"
    assert "no two articles" in prose.say_figures(figures()).lower()
    assert prose.say_figures(figures(other)) == (
        "The one pair of differing figures is for different things: no conflict."
    )
    assert prose.say_figures(figures(other, other)).startswith("All 2 pairs")
    said = prose.say_figures(figures(same, other))
    assert said.startswith("1 pair of figures with the same verb, object and period differs; one")
    assert "2 more pairs are" in prose.say_figures(figures(same, other, other))


def test_orders_are_counted_and_open_ones_listed() -> None:
    one = Article("a", "A", "2025-01-10", ["Text."])
    days = ("2025-01-05", "2025-02-10")
    two = Article("b", "B", "2025-02-01", ["Text."], bounds=days, text_bounds=days)
    late = Article("c", "C", "2025-05-01", ["Text."])
    tables = make_tables(one, two, late)
    order = timeline.compare_order(timeline.list_articles(tables))
    assert prose.say_order(order, "article") == (
        "2 of 3 pairs of articles keep their order under all bounds."
    )
    two.text_bounds = None
    open_text = timeline.compare_order(timeline.list_articles(make_tables(one, two, late)))
    assert prose.say_order(open_text, "article") == (
        "2 of 3 pairs of articles keep their order under all bounds, "
        "1 of 3 by the bounds that the texts alone give."
    )
    names = name_articles(tables.articles)
    assert prose.list_order(order, names)["Taken as first"].tolist() == ["A, 10 Jan 2025"]
    settled = order[order["holds"]]
    assert prose.say_order(settled, "article").startswith("All 2 pairs of articles keep")
    assert prose.list_order(settled).empty
    pair = order[~order["holds"]]
    assert "does not hold" in prose.say_order(pair, "article")


def test_who_only_announces_an_event_is_counted_apart() -> None:
    tables = make_tables(signing("a", "A"), announcing(), visit("c", "C", "2025-02-11"))
    reports, events, _ = read(tables)
    said = prose.say_most_told(events, 3)
    assert said == (
        "No event is reported by more than one of the 3 outlets; one more is reported by one and "
        "announced by another."
    )
    single = timeline.select_single(events, 3)
    assert prose.say_single(single, events, 3) == (
        "1 of 2 events stands with one outlet, and no other announces it: C (1)."
    )
    listed = prose.list_events(events, reports, make_passages(tables), tables)
    signed = listed.iloc[-1]
    outlets = signed["Outlets"].replace("\xa0", " ")
    assert outlets == "1 of 3 reports<br>1 of 3 announces<br>1 article<br>1 origin"
    assert "(announced: 16 to 18\xa0Mar\xa02025)" in signed["In their own words"]
    drawn = prose.list_drawn(events).iloc[-1]
    assert (drawn["Reported by"], drawn["Announced by"]) == ("A", "Z")
    assert "One has a half-filled mark" in prose.describe_events(events, ["A", "C", "Z"])
    only = read(make_tables(announcing()))[1]
    assert "; one is only announced" in prose.say_most_told(only, 2)
    assert "only announced" in prose.say_single(timeline.select_single(only, 2), only, 2)


def make_passages(tables: Tables) -> pd.DataFrame:
    return tables.sentences[["doc_id", "start", "end", "text"]]


def test_every_row_quotes_and_leads_to_its_sentence() -> None:
    tables = make_tables(*CORPORA["promises"], signing("z", "Z", "2025-03-25"))
    reports, events, promises = read(tables)
    passages = make_passages(tables)
    listed = prose.list_events(events, reports, passages, tables)
    cell = listed.iloc[0]["In their own words"]
    assert cell.count("<q data-doc=") == 2 and cell.count("5_evidence.html#e-") == 2
    told = listed.iloc[0]["Outlets"].replace("\xa0", " ")
    assert told == "2 of 3 report<br>2 articles<br>2 origins"
    assert listed.iloc[0]["When"] == "17\xa0Mar\xa02025"
    table = prose.list_promises(promises, passages, tables)
    assert len(table) == 5
    visits = table[table["Sort"] == "visit"]
    assert visits["Against the day that came"].tolist() == [""]  # no promise of that day
    assert table["Sort"].value_counts().to_dict() == {
        "promise": 3, "visit": 1, "report of progress": 1,
    }  # fmt: skip
    assert table["Article"].str.contains("5_evidence.html#e-p-").all()
    windows = prose.list_windows(timeline.compare_windows(promises), passages, tables)
    assert windows.iloc[0]["Days between"] == 5
    assert "in mid-March" in windows.iloc[0]["One window"]
    conflicts = timeline.compare_dates(reports, events)
    assert prose.list_conflicts(conflicts, events, tables).iloc[0]["Days between"] == 8
    differences = timeline.compare_reference(tables, reports)
    facts = timeline.compare_facts(tables)
    listed = prose.list_differences(differences, facts, passages, tables)
    assert listed.iloc[0]["Differs by"] == "8 days"
    milestones = prose.list_milestones(timeline.compare_milestones(tables, reports))
    assert milestones.iloc[0]["In these articles"] == "reported"
    drawn = prose.list_drawn(timeline.select_events(events))
    assert drawn.iloc[0]["Earliest"] == "2025-03-17"


def test_figures_are_listed_with_their_verbs() -> None:
    tables = make_tables(signing("a", "A"), signing("b", "B"))
    row = {"head": "ships", "verdict": "conflict", "verb_a": "sold", "verb_b": ""}
    for side, doc_id in (("a", "a"), ("b", "b")):
        place = {"doc_id": doc_id, "sentence_id": "p1s1", "start": 0, "end": 6}
        row |= {f"{name}_{side}": value for name, value in place.items()}
    listed = prose.list_figures(pd.DataFrame([row]), make_passages(tables), tables)
    assert "Arland" in listed.iloc[0]["One figure"]
    assert listed.iloc[0, 4] == "not clear"


def test_hostile_words_stay_words() -> None:
    words = "Arland <script>alert(1)</script> signed & sealed."
    article = Article("a", "<b>Evil</b>", "2025-03-17", [words])
    hostile = "<script>alert(1)</script> signed"
    article.event(0, hostile, "2025-03-17", actors=("arland",), milestone="pact_signed")
    tables = make_tables(article, signing("b", "B"))
    reports, events, _ = read(tables)
    cell = prose.list_events(events, reports, make_passages(tables), tables).iloc[0].iloc[-1]
    assert "<script>" not in cell and "<b>" not in cell
    assert "&lt;script&gt;" in cell
    assert "<b>" not in prose.say_single(timeline.select_single(events, 2), events, 2)


def test_tables_of_nothing_say_so() -> None:
    tables = make_tables(*CORPORA["nothing"])
    reports, events, promises = read(tables)
    passages = make_passages(tables)
    nothing = [
        prose.list_windows(timeline.compare_windows(promises), passages, tables),
        prose.list_conflicts(timeline.compare_dates(reports, events), events, tables),
        prose.list_differences(
            timeline.compare_reference(tables, reports), tables.facts, passages, tables
        ),
    ]
    for table in nothing:
        assert table.empty  # the sentence says it; ``show`` shows no table without rows
    assert prose.list_events(events, reports, passages, tables).iloc[0, 0] == "none found"
    assert prose.list_promises(promises, passages, tables).iloc[0, 0] == "none found"


def test_the_sample_milestone_is_the_one_that_the_sentences_name() -> None:
    tables = make_tables(*CORPORA["promises"])
    said = prose.say_promises(read(tables)[2], name_articles(tables.articles))
    label = f"<em>{SIGNED.label}</em>"  # the codebook's: no article need say so, so no marks
    assert said.startswith(f"3 statements named a time for {label}, which came on 17 March 2025.")


@pytest.mark.parametrize(
    ("bases", "said"),
    [
        ([], ""),
        (["named report"], "Every reference milestone rests on a named report, and none was"),
        (["unchecked"], "No reference milestone was checked, and none was"),
        (["named report", "unchecked"], "1 of 2 reference milestones rests on a named report; the"),
    ],
)
def test_the_reference_says_how_sure_it_is(bases: list[str], said: str) -> None:
    frame = pd.DataFrame({"basis": bases, "disputed": ["so they say"] * len(bases)})
    text = str(prose.say_basis(frame))
    assert text.startswith(said)
    assert ("what speaks against it" in text) == bool(bases)


def test_the_day_that_came_leads_to_its_report() -> None:
    """Only where an article reports it: an announced milestone has a day and no passage."""
    tables = tag_study(paths.STUDY)
    promises = timeline.compare_promises(tables)
    milestones = timeline.compare_milestones(tables, timeline.group_reports(tables))
    names = name_articles(tables.articles)
    plain, linked = (prose.say_promises(promises, names, m) for m in (None, milestones))
    assert plain.striptags() == linked.striptags()
    assert '-p1s1">came on 17 January 2025</a>' in linked
    assert ">came on" not in plain
    milestones["state"] = "announced"
    assert prose.say_promises(promises, names, milestones) == plain
