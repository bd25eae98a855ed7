"""Publication days proposed from texts: stamps, what is told as past and as coming, milestones."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import __main__ as command
from helpers import load, paths
from helpers.propose import Bounds, as_json, as_row, as_text, propose_dates
from helpers.records import Actor, Codebook, Milestone

LEAD = "The ministers of Arland and Borland discussed the ferry line for several hours.\n"
END = "Neither side gave details of what they had talked about.\n"

# (what it shows, text, the days between which it was published); ".." is unknown.
CASES = [
    ("nothing to go by", LEAD + END, "../.."),
    # stated
    ("a date line", f"Ferry line agreed\nOct 31, 2024 - 16:00\n{LEAD}", "2024-10-31"),
    ("a British date line", f"Ferry deal\n31 Oct 2024\n{LEAD}", "2024-10-31"),
    ("a weekday and a clock", f"Thursday 31 October 2024 16.05 GMT\n{LEAD}", "2024-10-31"),
    ("an ISO stamp", f"2025-01-17T09:30:00Z\n{LEAD}", "2025-01-17"),
    ("published, with a label", f"Published October 31, 2024\n{LEAD}", "2024-10-31"),
    ("at the foot", f"{LEAD}{END}First published on 3 May 2024", "2024-05-03"),
    (
        "in a sentence about itself",
        f"{LEAD}{END}This article was first published on the Harbour Post at 9 pm on 3 May 2024.",
        "2024-05-03",
    ),
    ("a byline", f"By Ada Quill, October 31, 2024\n{LEAD}", "2024-10-31"),
    ("bars", f"Ada Quill | Oct 31, 2024 | 4:00 pm\n{LEAD}", "2024-10-31"),
    ("a place and a date", f"OSLO, October 31, 2024\n{LEAD}", "2024-10-31"),
    ("a wire", f"TEHRAN, Jan. 17, 2025 (Reuters) - {LEAD}", "2025-01-17"),
    ("a wire with strokes", f"MOSCOW, January 17, 2025. /TASS/. {LEAD}", "2025-01-17"),
    ("a correspondent", f"PARIS, May 4, 2021 — {LEAD}", "2021-05-04/2021-05-05"),
    ("a wire without its year", f"TEHRAN, Jan. 17 (Reuters) - {LEAD}", "../.."),
    (
        "a wire without its year, after a date with one",
        f"TEHRAN, Jan. 17 (Reuters) - {LEAD}They signed a first plan in December 2024.",
        "2025-01-17/..",
    ),
    ("a night in the lead", f"They met on the night of May 4, 2021.\n{LEAD}", "2021-05-04/.."),
    (
        "a night in the first sentence, below a date line",
        f"Ferry deal\nMay 5, 2021\nThey met on the night of May 4, 2021.\n{LEAD}",
        "2021-05-05",
    ),
    ("digits in either order", f"Ferry deal\n04/05/2024\n{LEAD}", "2024-04-05/2024-05-04"),
    ("digits in one order", f"Ferry deal\n31/10/2024\n{LEAD}", "2024-10-31"),
    ("today", f"{LEAD}Today is Jun 16, 2010.", "2010-06-16"),
    ("a wire without a place", f"Jan 17, 2025 (Reuters) - {LEAD}", "2025-01-17"),
    # only an end
    ("updated", f"Updated January 5, 2025\n{LEAD}", "../2025-01-05"),
    (
        "published and updated, with news of between",
        f"Published January 3, 2025\nUpdated January 5, 2025\n{LEAD}They met on January 4, 2025.",
        "2025-01-03",
    ),
    (
        "print",
        f"{LEAD}{END}This article appeared on page 6 of the Harbour Post on 6 July 2010.",
        "../2010-07-06",
    ),
    (
        "a reader's comment",
        f"{LEAD}{END}Posted by: gull | June 16, 2010 9:53 PM | Report abuse",
        "../2010-06-16",
    ),
    # told as past
    ("a day that is past", f"{LEAD}They signed it on 3 May 2024.", "2024-05-03/.."),
    ("the latest of two", "They met on 2 May 2021. They met again in June 2023.", "2023-06-01/.."),
    ("since a year", f"{LEAD}The port has been closed since 2022.", "2022-01-01/.."),
    ("a name with a year", f"{LEAD}They recalled the 2036 games plan.", "../.."),
    ("a bond that is due", "Harbour plc sold notes due March 15, 2037 at a profit.", "../.."),
    ("what was to be", f"{LEAD}They agreed in talks to build by the end of 2030.", "../.."),
    # told as coming
    ("a day to come", "The mayor will take office on January 20, 2025.", "../2025-01-19"),
    ("a day that opens a plan", "On May 20, 2025, a mayor will take office.", "../2025-05-19"),
    ("an entry of a list", "May 20, 2025: A mayor takes office.\nMay 2, 2030: He leaves.", "../.."),
    ("a day that opens a report", "On 2 May 2024, she said she will go.", "2024-05-02/.."),
    ("a day that something is on", "The vote is on May 20, 2025.", "../2025-05-19"),
    ("a thing that will show", "She said the vote on May 20, 2025 will show it.", "../.."),
    ("a month to come", "The line is expected to open in October 2025.", "../2025-10-31"),
    ("what would come", "She said then that the line would open on May 3, 2024.", "../.."),
    (
        "both",
        "They met on Sept. 30, 2024. The line will open on October 22, 2024.",
        "2024-09-30/2024-10-21",
    ),
    # without a year
    ("a day alone", "They signed it on Oct. 7 in Oslo.", "../.."),
    (
        "a weekday fixes the year",
        "They signed it on Friday, January 17. The talks began on 2 December 2024.",
        "2025-01-17/2025-11-13",
    ),
    (
        "the same in British words",
        "They signed it on Tuesday 7 January. The talks began in November 2024.",
        "2025-01-07/2025-11-03",
    ),
    (
        "no year that fits is near",
        "They signed it on Friday, January 17. The talks began on 2 December 2025.",
        "2031-01-17/..",
    ),
    (
        "between a past and a coming day",
        "They met on Sept. 30. The line will open on Oct. 22. In 2023, Arland joined the league.",
        "2023-09-30/..",
    ),
    # relative words beside a date
    ("yesterday", "They signed it yesterday (16 January 2025) in Oslo.", "2025-01-17"),
    ("last month", "They signed it last month, in October 2024.", "2024-11-01/2024-11-30"),
    ("Friday", "They signed it on Friday (17 January 2025).", "2025-01-17/2025-01-23"),
    ("another year", "They met in 1994, the year of the flood.", "1994-01-01/.."),
    # furniture
    (
        "a caption",
        f"{LEAD}The ferry in Oslo on March 11, 2022. Ada Quill/Pool via Reuters\n{END}",
        "../..",
    ),
    (
        "links to other stories",
        f"{LEAD}{END}Related:\n- Ferry sank on 3 May 2024\n- Port shut on 9 June 2024",
        "../..",
    ),
    ("a year of rights", f"{LEAD}{END}© 2031 Harbour Post. All rights reserved.", "../.."),
]


def say(bounds: Bounds | None) -> str:
    """Bounds as the table writes them."""
    assert bounds is not None
    assert not bounds.conflict
    low, high = bounds.earliest, bounds.latest
    return str(low) if low and low == high else f"{low or '..'}/{high or '..'}"


@pytest.mark.parametrize(("text", "days"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_bounds_of_the_text_alone(text: str, days: str) -> None:
    assert say(propose_dates(text).text) == days


def test_a_day_without_a_year_leaves_a_stretch_of_every_year() -> None:
    text = "They met on Sept. 30. The line will open on Oct. 22."
    windows = propose_dates(text).text.windows
    assert (dt.date(2024, 9, 30), dt.date(2024, 10, 21)) in windows
    assert (dt.date(1987, 9, 30), dt.date(1987, 10, 21)) in windows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f"Published 3 March 2024\n{LEAD}They signed it on 5 April 2024.",
            {"3 March 2024", "5 April 2024"},
        ),
        (
            "They signed it on 5 April 2024. The line will open on 3 March 2024.",
            {"5 April 2024", "3 March 2024"},
        ),
        (
            f"Published 3 March 2024\n{LEAD}{END}Published 4 March 2024",
            {"3 March 2024", "4 March 2024"},
        ),
    ],
)
def test_a_contradiction_is_shown_and_not_resolved(text: str, words: set[str]) -> None:
    proposal = propose_dates(text)
    assert {clue.text for clue in proposal.text.conflict} == words
    row = as_row(proposal)
    assert row["published"] == row["published_earliest"] == row["text_only_latest"] == ""
    assert row["published_basis"] == "unknown"
    assert "contradicts itself" in row["published_evidence"]
    assert "Contradiction" in as_text(proposal, "a")


def test_the_row_has_a_day_only_when_one_is_left() -> None:
    row = as_row(propose_dates(f"Published October 31, 2024\n{LEAD}"))
    assert (row["published"], row["published_basis"]) == ("2024-10-31", "stated")
    row = as_row(propose_dates("They signed it on 3 May 2024."))
    assert (row["published"], row["published_earliest"]) == ("", "2024-05-03")
    assert (row["published_latest"], row["published_basis"]) == ("", "inferred")
    assert "3 May 2024" in row["published_evidence"]
    row = as_row(propose_dates(LEAD))
    assert (row["published_earliest"], row["published_basis"]) == ("", "unknown")
    assert set(row) <= set(load.manifest.COLUMNS)


def test_each_side_names_its_evidence() -> None:
    text = "They met on Sept. 30, 2024. The line will open on October 22, 2024."
    bounds = propose_dates(text).text
    (low,), (high,) = bounds.earliest_clues, bounds.latest_clues
    assert (low.text, text[low.start : low.end]) == ("Sept. 30, 2024", "Sept. 30, 2024")
    assert high.text == "October 22, 2024"
    assert high.sentence == "The line will open on October 22, 2024."
    assert "told as past" in low.why
    assert "told as coming" in high.why


# --- with a chronology ---------------------------------------------------------------------------

FERRY = Codebook(
    actors=(Actor("arland", "Arland", "state"), Actor("borland", "Borland", "state")),
    milestones=(
        Milestone(
            "pact", "The ferry pact is signed", dt.date(2025, 1, 17), dt.date(2025, 1, 17),
            "treaty_milestone", "Gazette", ("{arland} ...3 {borland} ...4 sign* ...3 pact",),
        ),
        Milestone(
            "vote", "Arland votes", dt.date(2025, 2, 9), dt.date(2025, 2, 9),
            "political_change", "Gazette", ("{arland} ...4 (vote|votes|voted|election)",),
        ),
    ),
)  # fmt: skip

MILESTONES = [
    ("past", "Arland and Borland signed a pact in Oslo.", "2025-01-17/.."),
    ("coming", "Arland and Borland will sign a pact in Oslo.", "../2025-01-16"),
    ("past, on a weekday", "Arland and Borland signed a pact Friday.", "2025-01-17/2025-01-23"),
    ("past, last month", "Arland and Borland signed a pact last month.", "2025-02-01/2025-02-28"),
    ("what would come", "She said Arland and Borland would sign a pact.", "../.."),
    ("not told", "Arland and Borland have not signed a pact.", "../.."),
    ("both", "Arland and Borland signed a pact. Arland will vote soon.", "2025-01-17/2025-02-08"),
    (
        "a noun that lies ahead",
        "The ministers will meet days before the Arland election.",
        "../2025-02-08",
    ),
    ("a noun that lies behind", "They met two days after the Arland election.", "2025-02-09/.."),
    (
        "in a caption",
        f"{LEAD}Arland and Borland signed a pact in Oslo. Ada Quill/Pool via Reuters\n{END}",
        "../..",
    ),
]


@pytest.mark.parametrize(
    ("text", "days"), [m[1:] for m in MILESTONES], ids=[m[0] for m in MILESTONES]
)
def test_milestones_stand_apart(text: str, days: str) -> None:
    proposal = propose_dates(text, FERRY)
    assert say(proposal.text) == "../.."
    assert say(proposal.study) == days
    row = as_row(proposal)
    assert row["published_earliest"] == days.split("/")[0].strip(".")
    assert row["text_only_earliest"] == ""


def test_milestones_that_cross_the_text_are_a_contradiction_of_the_study_alone() -> None:
    proposal = propose_dates("They met on 3 May 2025. Arland and Borland will sign a pact.", FERRY)
    assert say(proposal.text) == "2025-05-03/.."
    assert proposal.study is not None
    assert {clue.kind for clue in proposal.study.conflict} == {"past", "milestone"}
    assert as_row(proposal)["text_only_earliest"] == "2025-05-03"


def test_the_study_is_found_with_its_dates_hidden() -> None:
    """The recorded bounds lie within what is proposed; the tagger has not seen them."""
    study = load.load_study(paths.STUDY)
    for document in study.documents:
        proposal = propose_dates(document.text, study.codebook)
        pairs = [(proposal.text, document.text_only_earliest, document.text_only_latest)]
        assert proposal.study is not None
        pairs.append((proposal.study, document.published, document.published))
        pairs.append((proposal.text, document.published, document.published))
        for bounds, earliest, latest in pairs:
            assert not bounds.conflict, document.doc_id
            assert bounds.earliest is None or bounds.earliest <= earliest, document.doc_id
            assert bounds.latest is None or latest <= bounds.latest, document.doc_id


# --- whatever comes ------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "They met", "They will meet", "It would open", "on", "in", "by", "since", "after", " ",
        ". ", "\n", "\n\n", ", ", " (", ") ", "Friday", "January 17", "17 January 2025", "Feb. 29",
        "2024", "Feb 29, 1900", "31/12/9999", "0001-01-01", "last month", "yesterday", "Published",
        "Updated", "TEHRAN, Jan. 17 (Reuters) - ", "Related:", "Posted by: x | ", "the pact",
        "Arland and Borland", "signed", "9999", "1066", "mid-October", "Monday, 5 May", "’",
        "\x00", "\u2028", "👾",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=200))
def test_any_text_gives_bounds_in_order(text: str) -> None:
    proposal = propose_dates(text, FERRY)
    assert proposal.study is not None
    for bounds in (proposal.text, proposal.study):
        if not bounds.conflict:
            if bounds.earliest and bounds.latest:
                assert bounds.earliest <= bounds.latest
            assert all(one <= two for one, two in bounds.windows)
            assert not bounds.earliest or bounds.earliest == bounds.windows[0][0]
            assert not bounds.latest or bounds.latest == bounds.windows[-1][1]
    for clue in proposal.text_clues + proposal.study_clues:
        assert clue.start < clue.end
        assert text[clue.start : clue.end] == clue.text
    json.dumps(as_json(proposal, "a"))
    as_text(proposal, "a")


@pytest.mark.parametrize(
    "text",
    [
        "7" * 1_000_000,
        "2024 " * 200_000,
        "They met on 3 May 2024. They will meet on Friday, June 5. " * 20_000,
        "Updated " + "to the web in " * 80_000,
        "Published by " + "a " * 400_000 + "3 May 2024",
        "\n".join(f"They met on {day % 28 + 1} May {1900 + day % 150}." for day in range(30_000)),
    ],
    ids=["digits", "years", "sentences", "a label", "a byline", "lines"],
)
def test_a_hostile_text_takes_little_time(text: str) -> None:
    began = time.process_time()
    propose_dates(text, FERRY)
    assert time.process_time() - began < 15


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "new.txt"
    path.write_text(f"Published October 31, 2024\n{LEAD}", encoding="utf-8")
    return path


def test_date_prints_a_proposal_and_writes_nothing(
    article: Path, capsys: pytest.CaptureFixture
) -> None:
    before = article.read_bytes()
    assert command.main(["date", str(article)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "earliest Thu 31 October 2024, latest Thu 31 October 2024" in out
    assert "published = 2024-10-31" in out
    assert "milestones as well" not in out
    assert [path.name for path in article.parent.iterdir()] == ["new.txt"]
    assert article.read_bytes() == before


def test_date_with_a_study_as_json(article: Path, capsys: pytest.CaptureFixture) -> None:
    assert command.main(["date", str(article), "--study", paths.STUDY, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["article"] == "new"
    assert told["text_only"]["earliest"] == told["with_milestones"]["latest"] == "2024-10-31"
    assert told["text_only"]["earliest_evidence"][0]["text"] == "October 31, 2024"
    assert told["row"]["published_basis"] == "stated"


def test_date_of_a_doc_id(capsys: pytest.CaptureFixture) -> None:
    (first, *_) = sorted((paths.DATA / paths.STUDY / "articles").glob("*.txt"))
    assert command.main(["date", first.stem]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{first.stem}: when was it published?")
    assert "With the study's milestones as well" in out


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (["nowhere.txt"], 2, "there is no file 'nowhere.txt' and no such doc_id in the study"),
        (["../articles.csv/x"], 2, "there is no file"),
        ([""], 2, "there is no file ''"),
    ],
)
def test_an_article_that_is_not_there_is_2(
    argv: list[str], code: int, words: str, capsys: pytest.CaptureFixture
) -> None:
    assert command.main(["date", *argv]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in json.loads(err)["message"]


def test_a_study_that_is_not_there_is_2(article: Path, capsys: pytest.CaptureFixture) -> None:
    assert command.main(["date", str(article), "--study", "nope"]) == 2
    assert "study: there is no 'nope'; data/ has" in json.loads(capsys.readouterr().err)["message"]


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfText.", b"\xff\xfeT\x00", b"caf\xe9", b"", b" \n"])
def test_a_file_that_is_no_text_is_65(
    raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(raw)
    assert command.main(["date", str(path)]) == 65
    assert "bad.txt" in json.loads(capsys.readouterr().err)["message"]


def test_date_without_an_article_is_2(capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["date"])
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err
