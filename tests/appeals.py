"""Score the attribution tagger on FactAppeal: does a sentence rest a fact on a source?

    python tests/appeals.py FOLDER/factappeal/train.csv

The set (CC BY 4.0; no part of this project) marks in single sentences of news what is told as a
fact in the writer's own voice and what by appeal to a source.  Opinions, plans and questions stay
unmarked even where somebody is quoted with them, so that only some attributions are appeals:
``is_appeal`` says which.  Its choices were made on train.csv; val.csv is held out.

facts           sentences with a marked fact: an appeal to a source, or the writer's own voice?
all sentences   those without a marked fact count as no appeal
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from helpers.records import Attribution
from helpers.tag.attributions import find_attributions
from helpers.tag.attributions.words import Cue, cue_forms

# Talk to the reader ("you know") and of the writer's own ("I think") names no source.
OURS = frozenset(["", "i", "we", "you"])
# Sources of these rules are said of somebody in passing; the sentence itself rests on none.
ASIDE = frozenset(
    [
        "participle", "shared subject", "noun of speech", "relative the verb", "passive",
        "subject of the sentence",
    ]
)
# What is shown or found is a fact, although its verb takes no speech.
EVIDENCE = frozenset(
    [
        "find", "show", "reveal", "suggest", "indicate", "estimate", "predict", "confirm",
        "identify", "describe",
    ]
)
# Speech that thinks, asks, promises or decides: no fact is told with it.
ACTS = frozenset(
    [
        "think", "believe", "hope", "announce", "ask", "answer", "promise", "vow", "pledge",
        "threaten", "demand", "urge", "swear", "decide", "refuse", "offer", "request",
    ]
)
WORDS = 4  # of a content; shorter ones are objects ("declined comment")


def cue_of(words: str) -> Cue | None:
    """The listed cue that the words of a cue begin with.

    >>> cue_of("shot back").term, cue_of("identified by").term, cue_of("trumpeted")
    ('shoot back', 'identify', None)
    """
    head, *rest = words.lower().split() or [""]
    for cue in cue_forms().get(head, ()):
        if tuple(rest[: len(cue.rest)]) == cue.rest:
            return cue
    return None


def is_appeal(tag: Attribution) -> bool:
    """Does an attribution rest a fact on somebody's or something's word?

    >>> [is_appeal(tag) for tag in find_attributions("Port records show two ships were hit.")]
    [True]
    >>> [is_appeal(tag) for tag in find_attributions("I think that two ships were hit at dawn.")]
    [False]
    """
    if tag.source_text.lower() in OURS or tag.rule in ASIDE or len(tag.text.split()) < WORDS:
        return False
    cue = cue_of(tag.cue)
    if cue is None:
        return True
    if cue.term in EVIDENCE or cue.term == "according to":
        return True
    return "say" in cue.takes and cue.term not in ACTS


def score(pairs: Iterable[tuple[bool, bool]]) -> str:
    """Precision, recall, F1 and Cohen's kappa of (coded, found).

    >>> score([(True, True), (False, False), (True, False), (False, False)])
    'P 100.0  R  50.0  F  66.7  kappa 0.500'
    """
    counts = {(a, b): 0 for a in (True, False) for b in (True, False)}
    for pair in pairs:
        counts[pair] += 1
    both, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    total = sum(counts.values())
    agreed = (both + counts[False, False]) / total
    chance = (both + missed) * (both + wrong)
    chance += (total - both - missed) * (total - both - wrong)
    precision, recall = both / max(both + wrong, 1), both / max(both + missed, 1)
    kappa = (agreed - chance / total**2) / (1 - chance / total**2)
    f1 = 2 * both / max(2 * both + wrong + missed, 1)
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F {100 * f1:5.1f}  kappa {kappa:.3f}"


def read_pairs(path: Path) -> list[tuple[bool, bool, bool]]:
    """For each sentence: is a fact marked, is an appeal marked, is one found?"""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (
                "<Fact_" in row["annotation"],
                "<Fact_Appeal" in row["annotation"],
                any(is_appeal(tag) for tag in find_attributions(row["sentence"])),
            )
            for row in csv.DictReader(file)
        ]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        read = read_pairs(Path(name))
        facts = [(coded, found) for fact, coded, found in read if fact]
        print(f"{Path(name).name}: {len(read)} sentences, {len(facts)} with a marked fact")
        print("facts          ", score(facts))
        print("all sentences  ", score((coded, found) for _, coded, found in read))
