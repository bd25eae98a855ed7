"""Sentences as vectors of their words, and how close a sentence is to what others tell.

Words weigh by their rarity (tf-idf with presence for tf); every vector has the length one, so that
the product of two is their cosine.  Arrays of entries stand for sparse matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.analyse.timeline.clues import COMMON, WORD, stem


@dataclass(frozen=True, slots=True)
class Vectors:
    """Entry ``i`` says that row ``rows[i]`` has ``values[i]`` for term ``terms[i]``."""

    rows: np.ndarray
    terms: np.ndarray
    values: np.ndarray
    n_rows: int
    n_terms: int


def make_vectors(texts: Sequence[str]) -> Vectors:
    """One row per text; a text without a word of its own is a row of zeros."""
    rows, terms = [], []
    known: dict[str, int] = {}  # word → its stem's number; -1 for a word that any text may have
    stems: dict[str, int] = {}
    for row, text in enumerate(texts):
        mine: dict[int, None] = {}
        for word in WORD.findall(text.lower()):
            number = known.get(word)
            if number is None:
                number = -1 if word in COMMON else stems.setdefault(stem(word), len(stems))
                known[word] = number
            if number >= 0:
                mine[number] = None
        rows += [row] * len(mine)
        terms += mine
    row_of, term_of = np.array(rows, dtype=np.int64), np.array(terms, dtype=np.int64)
    n_terms = max(len(stems), 1)
    found = np.bincount(term_of, minlength=n_terms)
    weights = np.log((len(texts) + 1) / (found + 0.5))
    values = scale(weights[term_of], row_of, len(texts))
    return Vectors(row_of, term_of, values, len(texts), n_terms)


def scale(values: np.ndarray, rows: np.ndarray, n_rows: int) -> np.ndarray:
    """The entries of rows that have the length one."""
    lengths = np.sqrt(np.bincount(rows, values**2, n_rows))
    return values / np.where(lengths > 0, lengths, 1)[rows]


def find_centre(vectors: Vectors, chosen: np.ndarray | None = None, most: int = 0) -> np.ndarray:
    """The direction in which rows point together: shape (n_terms,), its length one.

    ``chosen`` are the rows' shares (all alike if not given); ``most`` keeps the weightiest terms.
    """
    values = vectors.values if chosen is None else vectors.values * chosen[vectors.rows]
    centre = np.bincount(vectors.terms, values, vectors.n_terms)
    if 0 < most < vectors.n_terms:
        centre = np.where(centre >= np.partition(centre, -most)[-most], centre, 0)
    length = np.sqrt((centre**2).sum())
    return centre / length if length > 0 else centre


def measure_closeness(vectors: Vectors, centre: np.ndarray) -> np.ndarray:
    """The cosine of every row with a direction: shape (n_rows,), 0 to 1.

    >>> vectors = make_vectors(["The pact was signed.", "They signed a pact.", "Rain fell."])
    >>> measure_closeness(vectors, find_centre(vectors)).round(2).tolist()
    [0.89, 0.89, 0.45]
    """
    return np.bincount(vectors.rows, vectors.values * centre[vectors.terms], vectors.n_rows)
