"""Outlets proposed from what a text states, else from its file's name; never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.propose.study.outlets import propose_outlet

BODY = "The ferry was late again on Tuesday, the harbour master said.\n"

# (what it shows, file name without its ending, text, name, basis)
CASES = [
    ("nothing", "a", BODY, "unknown", "unknown"),
    ("a copyright line", "a", f"{BODY}© 2024 Harbour Post. All rights reserved.", "Harbour Post",
     "stated"),
    ("a copyright line in words", "a", f"{BODY}Copyright 2023-2024 by The Skerry Times, Inc.",
     "The Skerry Times", "stated"),
    ("a sign in brackets", "a", f"{BODY}(c) Skerry Radio", "Skerry Radio", "stated"),
    ("two signs", "a", f"{BODY}Copyright © 2024, Skerry Radio", "Skerry Radio", "stated"),
    ("a photograph's right says nothing", "a", f"A ferry. © Getty Images\n{BODY}", "unknown",
     "unknown"),
    ("rights without a name", "a", f"{BODY}Copyright 2024. All rights reserved.", "unknown",
     "unknown"),
    ("a wire", "a", f"OSLO, May 4 (Reuters) - {BODY}", "Reuters", "stated"),
    ("a wire with strokes", "a", f"MOSCOW, May 4. /TASS/. {BODY}", "TASS", "stated"),
    ("a wire reprinted", "a", f"OSLO, May 4 (Reuters) - {BODY}© Harbour Post", "Harbour Post",
     "stated"),
    ("for whom was reported", "a", f"{BODY}(Reporting by Ada Quill for the Skerry News Service)",
     "Skerry News Service", "stated"),
    ("where it appeared", "a", f"{BODY}This article first appeared in The Skerry Times.",
     "The Skerry Times", "stated"),
    ("a byline with the paper", "a", f"Ferry late\nBy Ada Quill, Harbour Post\n{BODY}",
     "Harbour Post", "stated"),
    ("a byline with a place says nothing", "a", f"Ferry late\nBy Ada Quill in Oslo\n{BODY}",
     "unknown", "unknown"),
    ("read more", "a", f"{BODY}CLICK HERE TO READ MORE FROM THE HARBOUR POST",
     "The Harbour Post", "stated"),
    ("two outlets", "a", f"{BODY}© Harbour Post\n© The Skerry Times", "unknown", "unknown"),
    ("one outlet twice", "a", f"{BODY}© The Harbour Post\n© Harbour Post", "The Harbour Post",
     "stated"),
    ("an address", "a", f"{BODY}Ada Quill can be reached at aquill@harbourpost.example.",
     "harbourpost.example", "inferred"),
    ("two addresses", "a", f"{BODY}a@one.example b@two.example", "unknown", "unknown"),
    ("a file's name", "harbour-post_ferry", BODY, "Harbour Post", "inferred"),
    ("a file's name in capitals", "NRK_ferry", BODY, "NRK", "inferred"),
    ("the text goes before the name", "skerry_ferry", f"{BODY}© Harbour Post", "Harbour Post",
     "stated"),
    ("a number names nobody", "000_16c9ff", BODY, "unknown", "unknown"),
    ("a plain word names nobody", "article_3", BODY, "unknown", "unknown"),
    ("a name without a part before", "ferry", BODY, "unknown", "unknown"),
    ("right of somebody within a sentence", "a", "The copyright law of Skerry is old.\n" + BODY,
     "unknown", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "stem", "text", "name", "basis"), CASES, ids=lambda v: v[:40])
def test_outlet(shows: str, stem: str, text: str, name: str, basis: str) -> None:
    found = propose_outlet(stem, text)
    assert (found.name, found.basis) == (name, basis), found.evidence
    assert found.evidence.endswith((".", "”."))


def test_two_outlets_are_both_in_the_evidence() -> None:
    evidence = propose_outlet("a", "© Harbour Post\n© The Skerry Times").evidence
    assert "Harbour Post" in evidence and "Skerry Times" in evidence


def test_a_wire_that_is_reprinted_keeps_its_credit() -> None:
    assert propose_outlet("a", f"OSLO, May 4 (Reuters) - {BODY}© Harbour Post").wire == "Reuters"


@given(st.text(max_size=300), st.sampled_from(["a", "harbour-post_x", "<b>_x", "=1+1_x"]))
def test_a_proposed_name_stands_in_the_text_or_the_file(text: str, stem: str) -> None:
    found = propose_outlet(stem, text)
    if found.name != "unknown":
        words = " ".join(text.split()).lower()
        assert found.name.lower() in words or found.name.lower() in stem.replace("-", " ").lower()
        assert found.basis in ("stated", "inferred") and not found.name.startswith(("=", "@", "+"))
    assert found.evidence.isprintable()
