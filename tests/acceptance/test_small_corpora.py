"""The coverage chapter of corpora at the edge: every sentence whole, and true of its tables.

One article, one outlet, nobody quoted, all on one day, nothing found.  What the sentences count is
counted again here, from the rows of the tags.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.chapter_reading import Chapter, copy_study, read_chapter

ONE_DAY = dict.fromkeys(("published", "published_earliest", "published_latest"), "2019-03-14")
PLAIN = {
    "a": "The treaty was signed in Harsvik on Monday. Taravian diesel is sold in Norlund. "
    "The harbour was closed and snow fell on the quay.",
    "b": "Norlund has acquired Taravian gunboats. The treaty divides the cod of the bank. "
    "Four cutters lay at the pier.",
}
SNOW = "Snow fell on the quay. The harbour was closed. Nobody came."
CLAIMED = "Norlund has acquired Taravian gunboats."
NO_DAY = dict.fromkeys(ONE_DAY, "") | {"published_basis": "unknown"}
CORPORA: dict[str, dict] = {
    "one article": {"docs": ["wire_cpa"]},
    "one outlet": {"change": lambda row: row | {"outlet": "Brovik Courier"}},
    "one day": {"change": lambda row: row | ONE_DAY},
    "nobody quoted": {"texts": PLAIN},
    "one article, nobody quoted": {"texts": {"a": PLAIN["a"]}},
    "one article, nothing found": {"texts": {"a": SNOW}},
    "nothing found": {"texts": {"a": SNOW, "b": "It rained on the quay."}},
    "one claim": {"texts": {"a": SNOW, "b": CLAIMED}},
    "no day known": {"docs": ["wire_cpa", "agency_nta"], "change": lambda row: row | NO_DAY},
}
QUICK = ("one article", "nobody quoted", "one article, nothing found")

THINGS = "articles?|outlets?|claims?|statements?|relays?|words?|pairs?|files?|answers?|sentences?"
BROKEN = {
    "a value that is none": r"\b(?:nan|NaN|NaT|None|inf|undefined)\b",
    "one of many": r"(?<![\d,.])1 (?!of)(?:\w+ )?(?:articles|outlets|claims|statements|relays|words"
    r"|pairs|files|answers|sentences)\b",
    "many of one": rf"(?<!\d)(?:[02-9]|\d{{2,}}) (?:{THINGS.replace('s?', '(?!s)')})\b",
    "one are": rf"(?<![\d,.])1 (?:{THINGS}) (?:are|were|stand|rise|have|give)\b",
    "many is": rf"(?<!\d)(?:[2-9]|\d{{2,}}) (?:{THINGS}) (?:is|was|stands|rises|has|gives)\b",
    "no plural": r"\b[Nn]o (?:articles|outlets|claims|statements|relays|answers)\b",
    "of one": r"\b(?:none|one|1|0) of (?:one|1|none|no|0)\b|\b0 of\b",
    "space": r" [.,;:)]|\( |,,|\.\.|;;|  ",
    "nothing in brackets": r"\(\)|“”|: \.|:\.",
    "list of nothing": r"\bnone and\b|\band none\.|: none\b",
    "markup": r"[<>]|&\w+;|\{|\}",
}
SUMMARY = re.compile(
    r"(\w+) claims? (?:was|were) found: (\w+) stated in an article’s own voice at least once"
    r"(?: and|,) (\w+) with an answer(?: and (\w+) in one article only)?"
)
OF_ONE = re.compile(r"\b(?:both|each of|most widely|of them report|other articles?)\b")


def counted(text: str) -> int:
    words = ("no", "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    small = dict(zip(words, (0, 0, *range(1, 10)), strict=True))
    return small[text.lower()] if text.lower() in small else int(text.replace(",", ""))


@pytest.fixture(
    params=[
        pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in CORPORA
    ]
)
def chapter(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Chapter:
    return read_chapter(monkeypatch, copy_study(tmp_path / "study", **CORPORA[request.param]))


def check_sentences(chapter: Chapter) -> None:
    """Each begins and ends as a sentence does, and nothing in it is broken."""
    for said in chapter.prose:
        assert re.match(r"[A-Z“\d]", said) and re.search(r"[.”)]$", said), said
    for said in [*chapter.prose, *chapter.around]:
        for what, pattern in BROKEN.items():
            found = re.search(pattern, said)
            assert not found, f"{what}: {found.group()!r} in {said!r}"


def check_counts(chapter: Chapter) -> None:
    """What the sentences count, counted again from the tags."""
    tables, text = chapter.names["tables"], "\n".join([*chapter.prose, *chapter.around])
    articles, claims = tables.articles, tables.claims
    n, committed = len(articles), claims[claims["commitment"].notna()]
    spread = committed.groupby("claim_id")["doc_id"].nunique()
    labels = dict(tables.codebook["claims"][["id", "label"]].itertuples(index=False))

    for found in re.finditer(r"(\w+) articles? of (\w+) outlets?", text):
        assert [counted(g) for g in found.groups()] == [n, articles["outlet"].nunique()]
    for found in re.finditer(r"(\w+) of (\d+) articles", text):
        assert counted(found[2]) == n > 1 and counted(found[1]) <= n, found.group()
    for found in re.finditer(r"(\w+) of (\w+) claims of the codebook", text):
        assert [counted(g) for g in found.groups()] == [len(spread), len(labels)]
    assert ("No claim of the codebook was found" in text) == spread.empty
    for claim, label in labels.items():
        told = re.search(rf"“{re.escape(label)}” stands in (\w+) of", text)
        assert not told or counted(told[1]) == spread.get(claim, 0), label
    for found in re.finditer(r"most widely carried, in (\w+) of", text):
        assert counted(found[1]) == spread.max()
    for found in SUMMARY.finditer(text):
        own = committed[committed["commitment"] == "own voice"]["claim_id"].nunique()
        answered = len(set(claims[claims["denial"].notna()]["claim_id"]) & set(spread.index))
        parts = [len(spread), own, answered, sum(spread == 1)]
        assert [counted(g) for g in found.groups() if g] == parts[: 4 if n > 1 else 3]
    single = [counted(m) for m in re.findall(r"(\w+) claims? stands? in one article only", text)]
    assert (single or [0]) == [sum(spread == 1) if n > 1 else 0]
    assert ("every claim stands in it alone" in text) == (n == 1 and len(spread) > 0)


def check_tables(chapter: Chapter) -> None:
    """The tables hold what the tags hold, no row more or less."""
    tables = chapter.names["tables"]
    claims = tables.claims
    found = set(claims[claims["commitment"].notna()]["claim_id"])
    labels = tables.codebook["claims"].set_index("id")["label"]
    for name in ("matrix", "claims"):
        assert {row["Claim"] for row in chapter.tables.get(name, [])} == set(labels[sorted(found)])
    answers = claims[claims["denial"].notna()]
    told = Counter(row["Answer"] for row in chapter.tables.get("answers", []))
    places = answers.drop_duplicates(["claim_id", "doc_id", "denial", "source_name", "sentence_id"])
    assert told == Counter(places["denial"])
    answered = set(answers["claim_id"]) & found
    assert ("No answer to any claim was found." in chapter.prose) == (not answered)
    assert all(f"“{labels[claim]}”" in chapter.text for claim in answered)
    statements = sum(int(row["Statements"]) for row in chapter.tables["types"])
    for told in re.findall(r"(\w+) statements? by the state of", chapter.text):
        assert counted(told) == statements
    assert ("No statement with a source was found." in chapter.prose) == (statements == 0)
    assert (statements == 0) == tables.attributions.empty
    states = {next(iter(row.values())): int(row["All"]) for row in chapter.tables.get("states", [])}
    assert sum(states.values()) == statements
    for names, most, of in re.findall(
        r"Sources of (.+?) are heard most: (\w+)(?: each)? of (\w+) statements", chapter.text
    ):
        assert counted(of) == statements
        assert {states[name] for name in re.split(", | and ", names)} == {counted(most)}
    relays = {row["Relay"] for row in chapter.tables.get("relays", [])}
    assert relays == set(tables.attributions["relay_name"].dropna()) - {""}
    for told in re.findall(r"(\w+) relays? (?:is|are) named", chapter.text):
        assert counted(told) == len(relays)


def test_every_sentence_is_whole_and_true(chapter: Chapter) -> None:
    check_sentences(chapter)
    check_counts(chapter)
    check_tables(chapter)
    articles = chapter.names["tables"].articles
    if len(articles) == 1:
        assert not OF_ONE.search(chapter.text), OF_ONE.search(chapter.text)
        assert "two articles, and a word" in chapter.text
    if articles["outlet"].nunique() == len(articles):
        assert "No outlet has two articles here" in chapter.text
    assert not re.search(r"Brovik Courier, [^;]*? names [^;]*Brovik Courier", chapter.text)
    days = articles["published"].dropna().nunique()
    assert days > 1 or not re.search(r"published from|\bbetween \d", chapter.text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a value that is none", "It stands in nan articles."),
        ("one of many", "1 articles of 2 outlets."),
        ("one of many", "There are 1 shared words."),
        ("many of one", "12 claim were found."),
        ("one are", "1 claim stand in it."),
        ("many is", "3 relays is named."),
        ("of one", "It stands in none of 1 articles."),
        ("nothing in brackets", "Two relays ()."),
    ],
)
def test_what_is_broken_is_seen(name: str, said: str) -> None:
    assert re.search(BROKEN[name], said)
    whole = "1 claim is in 2 of 3 articles; 11 words rise."
    assert not any(re.search(pattern, whole) for pattern in BROKEN.values())
