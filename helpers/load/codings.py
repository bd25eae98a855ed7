"""Read the codings of a study (``codings/<coder>/<layer>.jsonl``), one table per file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ..records import Document
from .problems import Problems, quoted
from .text import read_text


def read_codings(
    folder: Path, documents: Sequence[Document], problems: Problems
) -> dict[str, pd.DataFrame]:
    """``agreed/claims`` → its rows, with ``doc_id`` added.

    What the files call ``doc`` is a document's id, or what stands in it before an underscore.
    Offsets are checked against the documents that are there; rows of others are left out.
    """
    by_name = {document.doc_id.partition("_")[0]: document for document in documents}
    by_name |= {document.doc_id: document for document in documents}
    tables = {}
    for path in sorted(folder.glob("*/*.jsonl")) if folder.is_dir() else ():
        file = f"codings/{path.parent.name}/{path.name}"
        rows = []
        text = read_text(path, file, problems) or ""
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                row = _row(line, by_name, file, f"line {number}", problems)
                if row is not None:
                    rows.append(row)
        tables[f"{path.parent.name}/{path.stem}"] = pd.DataFrame(rows)
    return tables


def _row(
    line: str, documents: dict[str, Document], file: str, place: str, problems: Problems
) -> dict | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = f"it is not valid JSON: {getattr(error, 'msg', error)}"
        problems.add(file, place, what, "Correct it there")
        return None
    if not isinstance(row, dict) or not isinstance(row.get("doc"), str):
        problems.add(file, place, "it names no article", 'Add "doc", the start of the file name')
        return None
    document = documents.get(row["doc"])
    if document is None:
        return None
    start, end = row.get("start"), row.get("end")
    words = row.get("text")
    if isinstance(start, int) and isinstance(end, int) and document.text[start:end] != words:
        what = f"characters {start} to {end} are not {quoted(str(words))}"
        problems.add(file, place, what, "Correct the offsets or the text")
    return {"doc_id": document.doc_id, **row}
