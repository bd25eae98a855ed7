"""How close every article of a large corpus is to its story, part by part.

The same measure as in ``timeline.topics`` (tf-idf with presence for tf, the cosine with the words
that all openings share), with words as 64-bit digests, so that parts can be read one after another
and what is held is the vocabulary, not the corpus.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from helpers.analyse.timeline.clues import COMMON, WORD, stem
from helpers.analyse.timeline.dates import STORY_WORDS
from helpers.analyse.timeline.topics import scale

Part = tuple[np.ndarray, np.ndarray]  # digests of all openings of a part; how many each has
MERGE_AT = 4_000_000  # digests that wait before they are counted: 32 MB


@lru_cache(maxsize=200_000)
def digest_word(word: str) -> int | None:
    """The digest of a word's stem, None for a word that any text may have."""
    if word in COMMON:
        return None
    return int.from_bytes(hashlib.blake2b(stem(word).encode(), digest_size=8).digest())


def find_stems(text: str) -> np.ndarray:
    """The digests of the stems of a text, each once and in order: dtype uint64."""
    found = {digest_word(word) for word in WORD.findall(text.lower())} - {None}
    return np.array(sorted(found), dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Centre:
    """``stems`` (sorted) with their ``weights`` by rarity, and the ``share`` of each in the story.

    ``share`` has the length one and is 0 for all but the weightiest stems.
    """

    stems: np.ndarray
    weights: np.ndarray
    share: np.ndarray


def count_stems(parts: Iterable[Part]) -> tuple[np.ndarray, np.ndarray, int]:
    """The stems of all openings, how many articles have each, and how many articles there are."""
    stems, counts, n = np.array([], dtype=np.uint64), np.array([], dtype=np.int64), 0
    waiting: list[np.ndarray] = []
    for part in parts:
        n += len(part[1])
        waiting.append(part[0])
        if sum(map(len, waiting)) > MERGE_AT:
            stems, counts = add_counts(stems, counts, waiting)
            waiting = []
    stems, counts = add_counts(stems, counts, waiting)
    return stems, counts, n


def add_counts(
    stems: np.ndarray, counts: np.ndarray, waiting: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    if not waiting:
        return stems, counts
    new, times = np.unique(np.concatenate(waiting), return_counts=True)
    merged, places = np.unique(np.concatenate([stems, new]), return_inverse=True)
    total = np.bincount(places, np.concatenate([counts, times]), len(merged))
    return merged, total.astype(np.int64)


def measure_part(part: Part, stems: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, ...]:
    """Of a part's entries the number of the stem, the article, and the value of its vector."""
    digests, lengths = part
    rows = np.repeat(np.arange(len(lengths)), lengths)
    terms = np.searchsorted(stems, digests)
    return terms, rows, scale(weights[terms], rows, len(lengths))


def find_centre(read: Callable[[], Iterable[Part]], most: int = STORY_WORDS) -> Centre:
    """The words that the openings share; ``read`` yields the parts anew each time it is called."""
    stems, counts, n = count_stems(read())
    weights = np.log((n + 1) / (counts + 0.5))
    share = np.zeros(len(stems))
    for part in read():
        terms, _, values = measure_part(part, stems, weights)
        share += np.bincount(terms, values, len(stems))
    if 0 < most < len(share):
        share = np.where(share >= np.partition(share, -most)[-most], share, 0)
    length = np.sqrt((share**2).sum())
    return Centre(stems, weights, share / length if length > 0 else share)


def measure_parts(read: Callable[[], Iterable[Part]]) -> Iterator[np.ndarray]:
    """For every part the closeness of its articles to the story of all parts, 0 to 1."""
    centre = find_centre(read)
    for part in read():
        terms, rows, values = measure_part(part, centre.stems, centre.weights)
        yield np.bincount(rows, values * centre.share[terms], len(part[1]))
