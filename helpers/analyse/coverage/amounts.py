"""Figures for the same kind of thing in several articles, compared only where verb and object
match.
"""

from __future__ import annotations

import re

import pandas as pd

from helpers.analyse.coverage.alignment import STOP
from helpers.analyse.coverage.matrix import drop_repeats
from helpers.records import Tables

SMALL = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
]
AMOUNT = re.compile(
    r"\b(?P<amount>(?:dozens|scores|hundreds|thousands|millions|billions)(?=\s+of\b)"
    r"|(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s+(?:hundred|thousand|million|billion))?(?![\w%./-])"
    rf"|(?:{'|'.join(SMALL)}|hundred|thousand|million)\b)(?:\s+of)?\s+"
    r"(?P<object>(?:[a-z][\w-]*\s+){0,3}?[a-z][a-z-]*s)\b",
    re.IGNORECASE,
)
# a thing that is counted everywhere; time is the timeline's matter
NO_OBJECT = frozenset(
    [
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "decades",
        "times",
        "percent",
        "others",
    ]
)
VERB = re.compile(
    r"\b(?:[a-z]+(?:ed|ing)|sent|gave|given|built|made|sold|lost|won|bought|has|have)\b"
)
# Where the clause that holds an amount begins; "told them that six boats …" is told of nothing.
CLAUSE = re.compile(r"[,;:—]|\b(?:that|because|while|although|but)\b", re.IGNORECASE)
PASSIVE = re.compile(
    r"\s+(?:(?:has|have|had|will|would|may|might|could)\s+)?(?:have\s+)?"
    r"(?:been|be|was|were|is|are)\s+(?:being\s+)?(?:\w+ly\s+)?(?P<verb>"
    r"[a-z]+ed|sent|given|built|made|sold|lost|won|bought)\b"
)
RELATIVE = re.compile(r"\s+(?:that|which|who)\b", re.IGNORECASE)
BOUNDARY = re.compile(r"[.;:]")
COLUMNS = ["doc_id", "sentence_id", "start", "end", "amount", "object", "head", "verb"]


def find_verb_before(words: str) -> str:
    """The verb form nearest before an amount, within its clause.

    >>> find_verb_before("the firm has provided its partner with")
    'provided'
    """
    clause = CLAUSE.split(words)[-1]
    found = [m[0] for m in VERB.finditer(clause) if m[0] not in ("has", "have")]
    return found[-1].lower() if found else ""


def find_passive(words: str) -> str:
    """The participle right behind an amount that is the subject of a passive.

    >>> find_passive(" have been quietly handed over"), find_passive(" on the river")
    ('handed', '')
    """
    found = PASSIVE.match(words)
    return found["verb"] if found else ""


def find_verb_after(words: str, actors: list[tuple[int, int]]) -> str:
    """The word that follows the last actor named in a relative clause.

    >>> find_verb_after(" that officials said Ruritania uses against", [(21, 30)])
    'uses'
    """
    for _, end in reversed(actors):
        follows = re.match(r"\s+([a-z]+)\b", words[end:])
        if follows and follows[1] not in STOP:
            return follows[1]
    return ""


def list_amounts(tables: Tables) -> pd.DataFrame:
    """Amounts of things with the verb that governs them: columns as ``COLUMNS``."""
    rows = []
    mentions = dict(iter(tables.actors.groupby(["doc_id", "sentence_id"])))
    for sentence in drop_repeats(tables, tables.sentences).itertuples():
        for m in AMOUNT.finditer(sentence.text):
            head = m["object"].split()[-1].lower()
            if head in NO_OBJECT or head in STOP:
                continue
            after = sentence.text[m.end() : m.end() + 90]
            verb = find_passive(after)
            if not verb and RELATIVE.match(after):
                clause = BOUNDARY.split(after)[0]
                near = mentions.get((sentence.doc_id, sentence.sentence_id))
                base = sentence.start + m.end()
                spans = (
                    []
                    if near is None
                    else list(zip(near["start"] - base, near["end"] - base, strict=True))
                )
                verb = find_verb_after(clause, [s for s in spans if 0 <= s[0] < len(clause)])
            if not verb:
                verb = find_verb_before(sentence.text[: m.start()][-90:])
            start = sentence.start + m.start()
            rows.append(
                (sentence.doc_id, sentence.sentence_id, start, sentence.start + m.end(),
                 m["amount"].lower(),                 m["object"].lower(), head, verb)
            )  # fmt: skip
    frame = pd.DataFrame(rows, columns=COLUMNS)
    furniture = tables.zones[~tables.zones["zone"].isin(["headline", "deck", "body"])]
    inside = pd.Series(False, index=frame.index)
    for zone in furniture.itertuples():
        inside |= (frame["doc_id"] == zone.doc_id) & frame["start"].between(
            zone.start, zone.end - 1
        )
    return frame[~inside].reset_index(drop=True)


def stem_verb(verb: str) -> str:
    """
    >>> stem_verb("provided") == stem_verb("providing"), stem_verb("uses")
    (True, 'us')
    """
    return re.sub(r"(?:ed|ing|es|s)$", "", verb)


def compare_amounts(tables: Tables) -> pd.DataFrame:
    """Pairs of different amounts of the same thing in two articles.

    Columns: ``head``, ``same_verb`` (False: figures for different things, no conflict), and doc_id,
    sentence_id, start, end, amount, verb of both sides (``_a``, ``_b``).

    >>> list(compare_amounts(tables))[:4]
    ['head', 'same_verb', 'doc_id_a', 'sentence_id_a']
    """
    numbers = list_amounts(tables)
    order = {doc_id: i for i, doc_id in enumerate(tables.articles["doc_id"])}
    rows = []
    for head, group in numbers.groupby("head", sort=True):
        some = sorted(group.itertuples(), key=lambda r: (order[r.doc_id], r.start))
        for i, a in enumerate(some):
            for b in some[i + 1 :]:
                if a.doc_id == b.doc_id or a.amount == b.amount:
                    continue
                row = {"head": head, "same_verb": stem_verb(a.verb) == stem_verb(b.verb) != ""}
                for side, s in (("a", a), ("b", b)):
                    for name in ("doc_id", "sentence_id", "start", "end", "amount", "verb"):
                        row[f"{name}_{side}"] = getattr(s, name)
                rows.append(row)
    columns = ["head", "same_verb"]
    columns += [
        f"{n}_{s}"
        for s in "ab"
        for n in ("doc_id", "sentence_id", "start", "end", "amount", "verb")
    ]
    return pd.DataFrame(rows, columns=columns)


def list_amount_spans(comparisons: pd.DataFrame) -> pd.DataFrame:
    """The amounts that are compared: columns ``doc_id, start, end``."""
    sides = [
        comparisons[[f"doc_id_{s}", f"start_{s}", f"end_{s}"]].set_axis(
            ["doc_id", "start", "end"], axis=1
        )
        for s in "ab"
    ]
    return pd.concat(sides, ignore_index=True)
