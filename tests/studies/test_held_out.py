"""Three articles that no rule or pattern was made with: what a codebook of an afternoon finds.

The figure is low, and stands here so that nobody takes the share of the first six for it: most of
what is missed is worded as no pattern of the codebook is.
"""

import datetime as dt
from pathlib import Path

from helpers.load import load_codebook
from helpers.records import Document
from helpers.tag import tag
from tests.studies.cells import count_right, gather, read_coded

HERE = Path(__file__).parent
LATER = HERE / "skarn-straits-later"
CODEBOOK = load_codebook(HERE / "skarn-straits" / "codebook")
DAY = dt.date(2019, 4, 4)
FLOOR = 3  # of 15 cells, as in the first run; raised when more are right, never lowered


def test_cells_of_held_out_articles() -> None:
    rows = []
    for path in sorted((LATER / "articles").glob("*.txt")):
        document = Document(path.stem, path.read_text("utf-8"), published=DAY)
        rows += [(path.stem, row) for row in tag(document, CODEBOOK).claims]
    coded, tagged = read_coded(LATER / "cells.jsonl"), gather(rows, CODEBOOK.actors)
    assert len(coded) == 15 and not tagged.keys() - coded.keys()
    right, _ = count_right(coded, tagged)
    assert right >= FLOOR
