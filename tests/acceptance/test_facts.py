"""What the study's five articles decide stands in the report, in its pages and in its book."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.reading import read_page, read_text, text_of

pytestmark = pytest.mark.slow

LATE_2023 = r"The Washington Times, 12 Dec 2023\*"
AUTUMN = r"The Epoch Times\*, 1 Oct 2024\*"
OCTOBER = r"Euromaidan Press\*, 31 Oct 2024(?!\*)"
DECEMBER = r"Euromaidan Press\*, 25 Dec 2024\*"
SIGNING = r"Washington Examiner, 17 Jan 2025\*"
MISSILES = "“Iran has delivered missiles to Russia”"

SAID = {
    "promises against the day that came": (
        r"6 statements named a time for [^.“”]*signed in Moscow, which came on 17 January 2025\. "
        r"That day falls within two of their windows \([^)]*¶1\.1; [^)]*¶3\.1\), after one "
        r"\([^)]*¶30\.1\) and before one \([^)]*¶5\.1\); two have no end "
        r"\([^)]*¶6\.1; [^)]*¶10\.1\)"
    ),
    "a promise for the end of 2024": (
        r"Kazem Jalali[^.]{0,90}(by|before) (31 Dec|the end of)[^.]{0,50} 17 days late"
    ),
    "a promise for the end of January": (
        r"Esmail Baghaei[^.]{0,80}21 to 31 Jan[^.]{0,40} 4 to 14 days early"
    ),
    "promises that held": (
        r"Esmail Baghaei[^.]{0,140}13 to 19 Jan(uary)? 2025[^.]{0,10} within the window"
    ),
    "announced by one, reported by another": (
        r"more are reported by one and announced by another; two are only announced"
    ),
    "days that no article gives": r"24 Feb 2022 to 12 Dec 2023 \(reference\)",
    "days of the announcement": r"22 to 24 Oct 2024 \(as announced\)",
    "the day ahead": r"second inauguration \(18 to 23 Jan 2025; reference: 20 Jan 2025\)",
    "visits and stages on tracks of their own": (
        r"1 expected visit and 4 reports of progress were found"
    ),
    "the first stage report": r"1 Jan to 30 Apr 2022.{0,60}Russian Foreign Ministry",
    "two windows that share no day": (
        rf"In {DECEMBER}, two windows credited to Esmail Baghaei share no day as printed: "
        r"13 to 19 January 2025 \(¶3\.1\) and 21 to 31 January 2025 \(¶5\.1\)"
    ),
    "no blame for the conflict": r"the article does not say which was meant",
    "two statements in two wordings": (
        rf"2 statements by Sergey Lavrov stand in two articles each, in words that differ "
        rf"\({OCTOBER} and {DECEMBER}\)"
    ),
    "similar words that are a lead": r"another speaker or other days are given: a lead, not a pair",
    "missiles: who commits itself": (
        rf"{MISSILES} stands in 4 of 5 articles: in the article’s own voice in {DECEMBER}; "
        rf"attributed in {AUTUMN}, {OCTOBER} and {SIGNING}\."
    ),
    "missiles: both deny": rf"{AUTUMN} reports a denial \(Russia, Iran and Sergey Ryabkov\)",
    "missiles: denied and declined": (
        rf"{OCTOBER} reports a denial \(Iran\) and a refusal to comment \(Kremlin\)"
    ),
    "missiles: no answer": rf"No answer to it was found in {DECEMBER} and {SIGNING}",
    "missiles to come": (
        rf"“Iran may deliver missiles to Russia” stands in 1 of 5 articles: attributed in "
        rf"{LATE_2023}\..{{0,90}} reports a refusal to comment \(Kremlin\)"
    ),
    "how two articles of one publisher differ": (
        rf"On {MISSILES}, {OCTOBER} attributes it to others and reports a denial and a refusal to "
        rf"comment; {DECEMBER} states it in its own voice and reports no answer"
    ),
    "a difference is no change of practice": (
        r"Two articles show a difference, not a change of practice"
    ),
    "the wire behind the wording": (
        rf"{OCTOBER} names [^;]*Reuters \(\d+ of \d+\); {DECEMBER} names [^.]*Newsweek "
        r"\(\d+ of \d+\)"
    ),
    "two figures for different things": (
        rf"thousands of drones[’”]? \({OCTOBER}; verb: uses\) and [‘“]?hundreds of one-way attack"
        rf"[’”]? [‘“]?drones[’”]? \({SIGNING}; verb: provided\)[^.]*figures for different things, "
        r"no conflict"
    ),
    "differing figures are no conflict": (
        r"The one pair of differing figures is for different things: no conflict"
    ),
    "dates known by inference": r"the day of 4 of 5 articles, the outlet of 3 of 5 articles",
    "no person has coded": r"language models; no person has coded yet",
    "a meeting announced by one article and reported by another": (
        rf"22 to 24 Oct 2024 Masoud Pezeshkian and Vladimir Putin happened \(1\), planned \(1\) 2 "
        rf"{AUTUMN}; {DECEMBER}"
    ),
    "what was still ahead": r"6 meetings were found; 1 of them was still ahead",
    "furniture in units": r"29 of 124 sentences and lines, left out of all counts",
    "coders in counts": (
        r"same in 68 of 70 \(claim codings that either made\), "
        r"79 of 79 \(value of a time expression"
    ),
    "whose address is no article's": r"unknown \(inferred: somewhere under https:// ?hi",
    "who is meant by an office": r"Mohammad-Reza Ashtiani[^|]{0,90}by role: defense minister",
    "no answer only where somebody answers": (
        rf"On “Together they stand against the West”, [^;]*hedges it; {DECEMBER} attributes it to "
        r"others\."
    ),
    "an alliance in name": r"formal alliance",
    "headlines that the files lack": r"none in the file",
}  # fmt: skip

# In the words of the article (as far as the limit lets them be seen) and of the reference.
DIFFERENCES = {
    "presidency in August": (
        AUTUMN,
        r"Pezeshkian assumed the presidency in August",
        r"30 Jul 2024",
    ),
    "South Africa": (
        AUTUMN,
        r"original members included Brazil, Russia, India, China, and South Africa",
        r"South Africa was invited on 24 December 2010",
    ),
    "renewed in 2020": (
        DECEMBER,
        r"twenty years and was renewed in 2020",
        r"ten years and is prolonged for five years at a time",
    ),
    "early in 2022": (
        DECEMBER,
        r"was nearing completion",
        r"Drafts were still being exchanged in 2022",
    ),
    "Kremlin for Foreign Ministry": (
        LATE_2023,
        r"Kremlin, which said Tuesday",
        r"published by the Russian Foreign Ministry",
    ),
}


@pytest.mark.parametrize("fact", SAID)
def test_report_says(told: str, fact: str) -> None:
    assert re.search(SAID[fact], told), f"{fact}: nothing like {SAID[fact]}"


@pytest.mark.parametrize("name", DIFFERENCES)
def test_difference_from_the_reference(edition: Path, told: str, name: str) -> None:
    article, words, reference = DIFFERENCES[name]
    assert re.search(words, told)
    assert re.search(reference, told)
    rows = [text_of(row) for row in read_page(edition / "2_timeline.html").xpath(
        '//*[@id="timeline-differences"]//tbody/tr')]  # fmt: skip
    (row,) = [row for row in rows if re.search(reference, row)]
    assert re.search(words, row), row
    assert re.search(article, row), row


def test_brief_and_chapter_count_the_same_sources(edition: Path) -> None:
    """Joint sources and media are counted apart, and are no state's."""
    brief, chapter = read_text(edition / "index.html"), read_text(edition / "3_coverage.html")
    (said,) = re.findall(
        r"could not be resolved in (\d+) of (\d+) statements; counted apart: (\d+) by two or more "
        r"sources together and (\d+) by media\.",
        brief,
    )
    unknown, total, joint, media = said
    assert re.search(
        rf"{total} statements by the state of their source: Russia \d+, Iran \d+, United States "
        rf"\d+, media {media}, two or more together {joint} and not resolved {unknown}\.",
        chapter,
    )
    assert "United Kingdom" not in chapter


def test_a_finding_is_printed_once(edition: Path) -> None:
    """No sentence of the findings stands again in the chapter's sections."""
    for name in ("3_coverage", "4_reliability"):
        page = read_page(edition / f"{name}.html")
        items = [text_of(item) for item in page.xpath("//main//li | //main//p")]
        items = [item for item in items if len(item) > 60]
        assert len(items) == len(set(items))
    corpus = r"words of text without furniture"
    pages = sorted(edition.glob("[1-5]_*.html"))
    assert [p.name for p in pages if re.search(corpus, read_text(p))] == ["1_corpus.html"]


@pytest.mark.parametrize("thing", ["The document", "Treaties with others"])
def test_names_mean_the_thing_that_they_stand_for(edition: Path, thing: str) -> None:
    page = read_page(edition / "3_coverage.html")
    rows = {text_of(row[0]): text_of(row) for row in page.xpath('//*[@id="names"]//tbody/tr')}
    assert "signed" not in rows[thing]
    if thing == "The document":
        assert "new agreement (1)" in rows[thing] and "new agreement (2)" not in rows[thing]
        assert re.search(r"(?<!e )(?<!g )\btreaty \(1\)", rows[thing])
    assert "anti-Western" not in rows["The two states"]


def test_what_differs_is_never_called_wrong(told: str) -> None:
    assert "which of the two is right is not said" in told
    assert not re.search(r"\b(wrongly|mistake|mistaken|falsely|incorrect)\b", told)


@pytest.mark.parametrize(
    ("pair", "words"),
    [("a", {"serious", "confirm", "desire"}), ("b", {"important", "formalize", "commitment"})],
)
def test_differing_words_are_marked(edition: Path, pair: str, words: set[str]) -> None:
    marked: set[str] = set()
    for row in read_page(edition / "3_coverage.html").xpath('//*[@id="reworded"]//tbody/tr'):
        cells = [text_of(cell) for cell in row]
        if cells[0].endswith(pair) and cells[1] == "pair":
            assert "Sergey Lavrov" in cells
            marked |= set(re.findall(r"\w+", " ".join(text_of(m) for m in row.xpath(".//mark"))))
            same = set(text_of(row).split()) - marked
            assert {"cooperation", "interaction"} <= same or "factor" in same
    assert words <= marked


def test_figures_are_drawn_from_the_same_data(edition: Path) -> None:
    """Every promise is a row of the CSV too, with what came of it."""

    def read(name: str) -> list[dict[str, str]]:
        with (edition / "data" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    rows = read("timeline-promised.csv")
    sorts = [row["Sort"] for row in rows]
    assert {s: sorts.count(s) for s in set(sorts)} == {
        "promise": 6,
        "visit": 1,
        "report of progress": 4,
    }
    assert not any("<" in value for row in rows for value in row.values())


def test_brief_leads_with_the_findings(edition: Path) -> None:
    """Five findings, conflicts, what is not known, dates ahead, the newest article's day."""
    page = read_page(edition / "index.html")
    brief = read_text(edition / "index.html")
    heads = [text_of(head) for head in page.xpath("//main//h2")]
    wanted = ["Findings", "Conflicts", "What is not known", "Dates ahead"]
    assert [head for head in heads if head in wanted] == wanted
    (findings,) = [h.getnext() for h in page.xpath("//main//h2") if text_of(h) == "Findings"]
    assert len(findings) == 5
    for item in findings:
        assert re.search(r"\d of \d|\bof \d+\b|\d statements", text_of(item)), text_of(item)
    assert "The newest article is of 17 January 2025" in brief


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (r"\bnan\b|\bNaN\b|\bNaT\b|\bNone\b", "a value that is not there"),
        (r"\b1 (articles|outlets|events|statements|reports|claims|relays|pairs)\b", "one of many"),
        (r"\(\s*\)|“\s*”|\[\s*\]", "empty brackets"),
        (r" [,;.:](?=\s)", "a space before a stop"),
        (r"(?<!\.)\.\.(?!\.)|,,|;;", "two stops"),
        (r"&(lt|gt|amp|quot|#\d+);|</?(a|q|span|br|b)\b", "code that a reader sees"),
    ],
)
def test_nothing_of_the_machine_shows(told: str, said: str, wrong: str) -> None:
    found: Callable = re.finditer
    shown = [told[max(0, m.start() - 60) : m.end() + 40] for m in found(said, told)]
    assert shown == [], wrong
