"""Events: a table of news sentences, the milestones' patterns, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import gc
import json
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.load import load_codebook, read_lexicon
from helpers.records import Actor, Codebook, Document, EventMention, Milestone
from helpers.tag.actors import find_actors
from helpers.tag.attributions import find_attributions, resolve_sources
from helpers.tag.events import find_events
from helpers.tag.events.parties import Cast
from helpers.tag.events.tokens import FORM, HELP, WORDS_KEPT, Kinds, split_words
from helpers.tag.patterns import compile_patterns, find_patterns
from helpers.tag.sentences import find_sentences
from helpers.tag.times import find_times

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests" / "cases" / "events.json").read_text(encoding="utf-8"))
MENTIONS = json.loads((ROOT / "tests" / "cases" / "milestones.json").read_text(encoding="utf-8"))
DAY = dt.date(2019, 5, 15)
PLAIN = Codebook(
    actors=(
        Actor("arden", "Ruth Arden", "person", gender="f", variants=("Arden",)),
        Actor("moreau", "Paul Moreau", "person", gender="m", variants=("Moreau",)),
        Actor("norway", "Norway", "state", "", "", (), ("Norwegian", "Norwegians"), ("Oslo",)),
        Actor("chile", "Chile", "state", demonyms=("Chilean",), metonyms=("Santiago",)),
    ),
    milestones=(
        Milestone(
            "flood", "the Rhine flood", dt.date(2018, 12, 3), dt.date(2018, 12, 3), "disaster", "a",
            ("Rhine flood",),
        ),
        Milestone(
            "vote", "the Chilean vote", dt.date(2019, 6, 2), dt.date(2019, 6, 2), "vote", "a",
            ("{chile} ...2 (election|vote)",),
        ),
    ),
)  # fmt: skip


@cache
def study() -> Codebook:
    return load_codebook(ROOT / "data" / "russia-iran-treaty" / "codebook")


def find(text, published=DAY, codebook=PLAIN, skip=()) -> list[EventMention]:
    document = Document("d", text, published=published)
    sentences = find_sentences(text)
    actors = find_actors(text, codebook.actors, skip)
    attributions = resolve_sources(
        find_attributions(text, skip), text, sentences, actors, codebook.actors
    )
    times = find_times(text, published, skip)
    return find_events(document, sentences, times, actors, attributions, codebook, skip)


def dated(text: str, **more) -> dict[str, tuple[str, str, str]]:
    return {
        e.trigger.lower(): (str(e.earliest), str(e.latest), e.status)
        for e in find(text, **more)
        if e.earliest and e.latest
    }


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_case(case: dict) -> None:
    published = dt.date.fromisoformat(case["published"])
    wanted = {e["trigger"]: (e["earliest"], e["latest"], e["status"]) for e in case["events"]}
    assert dated(case["text"], published=published) == wanted
    for event in case["events"]:
        if "actors" in event:  # subject first
            told = [
                (e.kind, list(e.actors))
                for e in find(case["text"], published=published)
                if e.trigger.lower() == event["trigger"]
            ]
            assert told[-1] == (event["kind"], event["actors"])


@pytest.mark.parametrize(
    "text",
    [
        "Norway has never planned to nor does it plan to attack anyone, Arden said on Monday.",
        "Arden said on Monday that ties would develop despite Chilean tariffs.",
        "In March, the ministry announced the pact but gave no details.",
        "Moreau denied on Monday sending weapons to Norway.",
    ],
)
def test_what_did_not_come_about_is_no_event(text: str) -> None:
    assert all(e.kind == "statement" for e in find(text))


def test_words_are_said_on_or_before_the_day_of_publication() -> None:
    text = "In earlier remarks, Ruth Arden said the pact would be signed before the end of June."
    said = [e for e in find(text) if e.kind == "statement"]
    assert all(e.latest <= DAY for e in said)


def test_a_continued_quotation_has_the_day_of_its_speaker_not_of_what_he_once_ordered() -> None:
    text = (
        "Paul Moreau signed the pact on Monday. “It is good,” Moreau said. “We move on,” Moreau "
        "continued. In March 2012 Paul Moreau ordered the invasion of Chile."
    )
    said = [e for e in find(text) if e.kind == "statement"]
    assert {str(e.earliest) for e in said} == {"2019-05-13"}


def bases(text: str) -> dict[str, tuple[str, str, str]]:
    return {e.trigger.lower(): (str(e.earliest), str(e.latest), e.days_basis) for e in find(text)}


def test_a_day_of_the_codebook_is_marked_and_what_hangs_on_it() -> None:
    found = bases("Trade between Norway and Chile has grown since the Rhine flood.")
    assert found["grown"] == ("2018-12-03", "2019-05-15", "reference")
    assert found["flood"] == ("2018-12-03", "2018-12-03", "reference")
    assert bases("Ruth Arden resigned weeks after the Rhine flood.")["resigned"][2] == "reference"
    assert bases("Ruth Arden resigned on Monday.")["resigned"][2] == "text"


def test_what_the_article_says_of_the_day_goes_before_the_codebook() -> None:
    text = (
        "Trade between Norway and Chile has grown since the Rhine flood. "
        "The Rhine flood hit Norway in December 2018."
    )
    floods = [e for e in find(text) if e.milestone == "flood"]
    days = {(str(e.earliest), str(e.latest), e.days_basis) for e in floods}
    assert days == {("2018-12-01", "2018-12-31", "text")}


def test_a_state_that_lasts_is_no_report_of_its_beginning() -> None:
    war = Milestone(
        "war", "War begins", dt.date(2018, 5, 2), dt.date(2018, 5, 2), "military_action", "a",
        ("war ...2 {norway}",),
    )  # fmt: skip
    book = Codebook(actors=PLAIN.actors, milestones=(war,))
    (event,) = find("Chile sold arms during the one-year war in Norway.", codebook=book)[-1:]
    assert (event.trigger, event.status, event.milestone) == ("war", "ongoing", "")
    assert (str(event.earliest), event.days_basis) == ("2018-05-02", "reference")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway has supplied Chile with old ships.", "happened"),
        ("Ruth Arden says Norway has supplied Chile with old ships.", "claimed"),
        ("Ruth Arden accuses Norway of supplying Chile with old ships.", "claimed"),
        ("Norway has not supplied Chile with old ships.", None),
        ("Norway has supplied ships.", None),  # nobody gets them
        ("Norway has met Chile.", None),
        ("Norway supplied Chile with old ships.", None),  # at some time that the text may tell
    ],
)
def test_a_delivery_in_the_perfect_lies_before_publication(text: str, status: str | None) -> None:
    found = [(e.earliest, e.latest, e.status) for e in find(text) if e.kind != "statement"]
    assert found == ([(None, DAY, status)] if status else [])


def test_what_points_back_has_the_parties_and_the_milestone_of_what_it_means() -> None:
    text = (
        "Paul Moreau fled Santiago in the Rhine flood in December. The flood came weeks after the "
        "vote."
    )
    floods = [e for e in find(text) if e.trigger == "flood"]
    assert {e.milestone for e in floods} == {"flood"}
    visit = "Ruth Arden visited Chile on Monday. Newspapers called the visit a success for Oslo."
    told = [e for e in find(visit) if e.trigger == "visit"]
    assert [e.actors[0] for e in told] == ["arden"] * len(told)


def test_a_milestone_changes_no_days_and_names_none_that_is_still_to_come() -> None:
    (flood,) = [e for e in find("The Rhine flood began in late 2018.") if e.trigger == "flood"]
    assert flood.milestone == "flood" and flood.earliest != dt.date(2018, 12, 3)
    held = [e for e in find("Chile held its vote on Monday.") if e.trigger == "vote"]
    assert [(e.milestone, str(e.earliest)) for e in held] == [("", "2019-05-13")]


def test_two_countries_are_nobody_while_two_pairs_are_named_as_often() -> None:
    assert Cast({}, {}, Counter({("a", "b"): 1, ("a", "c"): 1})).pair == ()
    assert Cast({}, {}, Counter({("a", "b"): 1, ("a", "c"): 2})).pair == ("a", "c")


def test_the_two_countries_are_those_that_were_named_together_before() -> None:
    met = "Norway and Chile met on Monday. "
    signed = "A pact was signed by the two countries on Tuesday. "

    def parties(text: str) -> list[set[str]]:
        return [set(e.actors) for e in find(text) if e.trigger == "signed"]

    assert parties(met + signed) == [{"norway", "chile"}]
    assert parties(signed + met) == [set()]


@pytest.mark.parametrize("case", MENTIONS, ids=lambda c: c["text"][:60])
def test_milestone_patterns(case: dict) -> None:
    entry = next(m for m in study().milestones if m.id == case["pattern_of"])
    compiled = compile_patterns(entry.patterns, study())
    assert bool(find_patterns(compiled, case["text"], 0, len(case["text"]))) == case["match"]


@pytest.mark.parametrize(
    ("entry", "pattern"), [(m, q) for m in study().milestones for q in m.patterns]
)
def test_every_milestone_pattern_matches_two_wordings(entry: Milestone, pattern: str) -> None:
    compiled = compile_patterns([pattern], study())
    texts = [c["text"] for c in MENTIONS if c["pattern_of"] == entry.id and c["match"]]
    assert sum(bool(find_patterns(compiled, t, 0, len(t))) for t in texts) >= 2


def test_a_milestone_is_an_anchor_before_and_after() -> None:
    text = (
        "Trade has grown since the Rhine flood. Oslo will sign a pact days before the Chilean vote."
    )
    found = dated(text)
    assert found["grown"] == ("2018-12-03", "2019-05-15", "ongoing")
    assert found["sign"] == ("2019-05-26", "2019-06-01", "planned")


def test_a_milestone_names_its_event_only_near_its_day() -> None:
    (near,) = [e for e in find("The Rhine flood began in December.") if e.trigger == "flood"]
    far = [e for e in find("The Rhine flood in March 1988 killed ten people.") if e.milestone]
    assert (near.milestone, near.kind) == ("flood", "disaster")
    assert not far


def test_the_same_source_lends_its_day() -> None:
    text = "Ruth Arden resigned on Monday. Prices rose. “I am tired,” Arden said."
    (said,) = [e for e in find(text) if e.trigger == "said"]
    assert (said.earliest, said.rule) == (dt.date(2019, 5, 13), "carried: same source")
    assert "same source" in said.reasoning and "arden" in said.actors


def test_a_lead_takes_its_day_from_the_sentences_below() -> None:
    text = "Paul Moreau called for an election. “Let us vote,” Moreau said on Tuesday."
    assert dated(text)["called for"][0] == "2019-05-14"


def test_a_wide_telling_takes_the_days_of_a_narrow_one() -> None:
    text = (
        "Later this month, Norway is slated to host a trade summit. The Norwegian summit, which "
        "will take place from May 28 to May 29, is the third."
    )
    assert set(dated(text).values()) == {("2019-05-28", "2019-05-29", "planned")}


def test_a_source_and_its_plans() -> None:
    text = "Ruth Arden said on Tuesday that Norway would buy the shares."
    open_ended = [e for e in find(text) if e.latest is None]
    assert [(e.trigger, str(e.earliest), e.status) for e in open_ended] == [
        ("buy", "2019-05-14", "planned")
    ]


def test_words_seen_stand_beside_days_read() -> None:
    text = "Norway signed the pact in early April."
    (event,) = find(text)
    assert text[event.trigger_start : event.trigger_end] == event.trigger == "signed"
    assert text[event.time_start : event.time_end] == event.time_text == "early April"
    assert event.actors == ("norway",) and event.precision == "week"
    assert event.reasoning == "“early April”"


def test_furniture_dates_nothing() -> None:
    text = "Norway signed the pact on Monday.\n\nChile sold the mine on Sunday."
    skip = ((0, 33),)
    assert [e.trigger for e in find(text, skip=skip)] == ["sold"]


def test_without_a_publication_day_only_full_dates_place_events() -> None:
    text = "Norway signed the pact on 3 May 2018. Chile sold the mine on Sunday. Oslo may quit."
    assert list(dated(text, published=None)) == ["signed"]


def test_every_row_of_the_lists_has_an_origin_and_a_reason() -> None:
    for name in ("events", "event_words"):
        rows = read_lexicon(name)
        assert rows and all(r["term"] and r["origin"] and r["reason"] for r in rows)
    forms = [f for r in read_lexicon("events") for f in (r["verb"] + "|" + r["noun"]).split("|")]
    assert not [f for f in forms if f != f.strip()]


WORDS = (  # noqa: SIM905
    "Norway Arden said on Monday that it signed the pact in March , days after talks before "
    "the summit since 2018 will meet was to sell shares “ ” and which took place — 15 months of war"
).split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    for e in find(text):
        assert text[e.start : e.end] == e.text
        assert e.start <= e.trigger_start < e.trigger_end <= e.end
        assert text[e.trigger_start : e.trigger_end] == e.trigger
        assert e.earliest or e.latest
        assert not (e.earliest and e.latest and e.earliest > e.latest)
        assert e.reasoning and e.rule


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    for e in find(text):
        assert text[e.start : e.end] == e.text


@given(st.text(max_size=80))
def test_tokens_are_all_that_is_no_blank(text: str) -> None:
    tokens = split_words(text, 0, len(text))
    spans = list(zip(tokens.start, tokens.end, strict=True))
    assert [text[a:b] for a, b in spans] == tokens.text
    gaps = [text[b:c] for (_, b), (c, _) in pairwise([(0, 0), *spans, (len(text), 0)])]
    assert not "".join(gaps).strip()
    assert [word.lower() for word in tokens.text] == tokens.low


def test_no_more_words_are_kept_than_a_bound() -> None:
    kinds = Kinds()
    for number in range(WORDS_KEPT + 10):
        assert not kinds[f"word{number}"] & FORM
    assert len(kinds) <= WORDS_KEPT and kinds["signed"] & FORM and kinds["is"] & HELP


def test_what_dates_a_text_is_freed_with_it() -> None:
    text = "Ruth Arden visited Chile on Monday. Norway and Chile signed a pact during the visit."
    actors = find_actors(text, PLAIN.actors)
    document, sentences = Document("d", text, published=DAY), find_sentences(text)
    times = find_times(text, DAY)
    gc.collect()
    gc.disable()
    try:
        assert find_events(document, sentences, times, actors, [], PLAIN)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_one_long_sentence_stays_quick() -> None:
    text = "Norway signed the pact on Monday and " * 400 + "Chile sold the mine."
    assert find(text)


@pytest.mark.parametrize(
    "dateline",
    [
        "GENEVA, March 4 (Reuters) - ",
        "GENEVA, March 4 — ",
        "GENEVA/VIENNA, 4 March (AFP) – ",
        "Geneva, Switzerland, March 4, 2019 -- ",
        "TEHRAN, March 4 (MNA) – ",
        "MOSCOW, March 4. /TASS/. ",
        "BEIJING, March 4 (Xinhua) -- ",
        "The Hague, March 4, IRNA - ",
    ],
)
def test_a_dateline_dates_no_event(dateline: str) -> None:
    found = {e.trigger: e for e in find(f"{dateline}The treaty was signed on March 1, 2019.")}
    assert found["signed"].earliest == found["signed"].latest == dt.date(2019, 3, 1)


@pytest.mark.parametrize("opening", ["Friday, March 3 - ", "On March 3 - a Friday - "])
def test_a_day_that_opens_a_sentence_dates_its_event(opening: str) -> None:
    (signed,) = [e for e in find(f"{opening}the treaty was signed.") if e.trigger == "signed"]
    assert signed.earliest == dt.date(2019, 3, 3)
