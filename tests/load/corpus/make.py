"""Right articles, pages and archives, and one way to read what a file of them becomes."""

from __future__ import annotations

import json
from pathlib import Path

from helpers.load.corpus import SetAside, read_input
from helpers.records import Document

TEXT = (
    "Parliament passed the harbour law on Monday after a debate of nine hours, the speaker said. "
    "Ferries will stay in port until the minister has signed it, according to the operators.\n"
)
ROW = {"doc_id": "a", "outlet": "The Courier", "text": TEXT, "published": "2025-01-17"}


def line(**cells: object) -> bytes:
    """A right object as a line, with other cells."""
    return json.dumps(ROW | cells).encode() + b"\n"


def right(*names: str) -> bytes:
    """Right lines with these ids; each has a text of its own."""
    return b"".join(line(doc_id=name, text=f"{TEXT}Article {name}.\n") for name in names)


def read(path: Path, raw: bytes) -> list[Document | SetAside]:
    """What a file becomes that has these bytes; it lies in ``corpus/`` of a study."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return list(read_input(path, find_study(path)))


def find_study(path: Path) -> Path:
    return next(folder.parent for folder in path.parents if folder.name == "corpus")


def name(found: list[Document | SetAside]) -> list[str]:
    """Ids of articles, and the places of what is set aside in angle brackets."""
    return [f.doc_id if isinstance(f, Document) else f"<{f.place}>" for f in found]


def page(title: str = "Harbour law passes", head: str = "", count: int = 4) -> str:
    paragraphs = "".join(f"<p>In part {n}: {TEXT}</p>" for n in range(count))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>'
        f"<nav>Home News Sport</nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def http(body: bytes, kind: str = "text/html; charset=utf-8", more: str = "", status: int = 200):
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{more}\r\n"
    return head.encode() + body


def record(body: bytes, kind: str = "response", url: str = "https://www.news.example/a") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"
