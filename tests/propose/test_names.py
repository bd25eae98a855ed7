"""Names in sentences: runs of capitals without titles, none made of a sentence's beginning."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.propose.study.names import find_runs, keep_names

# sentence → the names in it
CASES = {
    "The mayor, Ada Quill, spoke to Bo Lind on Monday.": ["Ada Quill", "Bo Lind"],
    "Rescue crews went out on Tuesday, 4 March.": [],
    "On Friday it rained in Oslo and in Skerry Sound.": ["Oslo", "Skerry Sound"],
    "Foreign Minister Ada Quill met President Bo Lind.": ["Ada Quill", "Bo Lind"],
    "Norwegian Prime Minister Ada Quill did not come.": ["Ada Quill"],
    "U.S. Secretary of State Ada Quill did not come.": ["U.S.", "Ada Quill"],
    "The ambassador to Oslo Ada Quill did not come.": ["Ada Quill"],
    "Foreign Ministry spokesman Bo Lind said no.": ["Foreign Ministry", "Bo Lind"],
    "Mr. Lind and Dr. Quill left.": ["Lind", "Quill"],
    "He works for the Ministry of Trade in Oslo.": ["Ministry of Trade", "Oslo"],
    "She is at the Center for Sea Research now.": ["Center for Sea Research"],
    "They asked Norway’s Foreign Ministry about it.": ["Norway", "Foreign Ministry"],
    "They saw Quill's boat.": ["Quill"],
    "Ada Quill’s": ["Ada Quill"],
    "It was Ludwig van der Berg who came.": ["Ludwig van der Berg"],
    "It was Bashar al-Assad who came.": ["Bashar al-Assad"],
    "“We are late,” said Quill.": ["Quill"],
    "Then Skerry Ferries Ltd sold it.": ["Skerry Ferries Ltd"],
    "they left in may and march.": [],
    "He read The Skerry Times and NATO papers.": ["Skerry Times", "NATO"],
}


def read(*texts: str) -> list[str]:
    runs = [run for text in texts for run in find_runs(text, 0, len(text))]
    lower = Counter(word for text in texts for word in text.split() if word.islower())
    return [run.name for run in keep_names(runs, lower)]


@pytest.mark.parametrize("text", CASES)
def test_names(text: str) -> None:
    assert read(text) == CASES[text]


def test_the_beginning_of_a_sentence_counts_where_another_has_it_inside() -> None:
    assert read("Skerry is an island.") == []
    assert read("Skerry is an island.", "They live on Skerry.") == ["Skerry", "Skerry"]
    assert read("Crews came. ", "They saw the Crews family.", "The crews came.") == [
        "Crews", "Crews"
    ]  # fmt: skip


def test_what_is_said_of_a_name() -> None:
    (run,) = find_runs("Norwegian Foreign Minister Ada Quill, 52, spoke.", 0, 48)
    assert (run.titled, run.owner, run.title) == (True, "Norway", "Norwegian Foreign Minister")
    assert run.behind.startswith(", 52,")


@given(st.text(alphabet=st.sampled_from("AbcÉé .,’'-“”():\n\u00a0Mr4"), max_size=120))
def test_every_run_is_where_it_says(text: str) -> None:
    last = 0
    for run in find_runs(text, 0, len(text)):
        assert last <= run.start < run.end <= len(text)
        assert text[run.start : run.end].replace("\u00a0", " ").split() == run.name.split()
        last = run.end
