"""A right study in each form that its articles may come in, and ways to spoil it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

from helpers.load import manifest

FORMS = {"text": "articles.csv", "jsonl": "articles.jsonl", "csv": "texts.csv"}
IDS = ("a1", "b2", "c3")
TEXTS = {
    "a1": "Parliament passed the harbour law on Monday.",
    "b2": "Ferries stayed in port.",
    "c3": "Dredging begins in May, the minister said.",
}
DAYS = dict.fromkeys(("published", "published_earliest", "published_latest"), "2021-03-03")


# --- a right study in each form ----------------------------------------------------------------


def right_rows() -> list[dict]:
    return [{"doc_id": n, "outlet": "The Courier", "text": TEXTS[n], **DAYS} for n in IDS]


def write_study(folder: Path, form: str, rows: list[dict]) -> None:
    """Texts are words, or bytes that are written as they are."""
    (folder / "codebook").mkdir(parents=True)
    (folder / "study.toml").write_text('title = "Harbour"\n', encoding="utf-8")
    writers = {"text": write_files, "jsonl": write_objects, "csv": write_records}
    writers[form](folder, rows)


def as_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def write_files(folder: Path, rows: list[dict]) -> None:
    (folder / "articles").mkdir()
    cells = []
    for row in rows:
        raw = as_bytes(row["text"])
        full = {name: "unknown" if name.endswith("_basis") else "" for name in manifest.COLUMNS}
        full |= {"file": f"{row.get('doc_id')}.txt", "sha256": hashlib.sha256(raw).hexdigest()}
        full |= {name: value for name, value in row.items() if name != "text"}
        name = str(full["file"])
        plain = "/" not in name and len(name.encode()) < 256
        path = folder / "articles" / name
        if plain and not path.exists():
            path.write_bytes(raw)
        cells.append(full)
    (folder / "articles.csv").write_bytes(to_csv(cells, list_columns(cells)))


def write_objects(folder: Path, rows: list[dict]) -> None:
    lines = []
    for row in rows:
        text = row.get("text")
        if isinstance(text, bytes):
            line = json.dumps(row | {"text": "@@"}, ensure_ascii=False).encode()
            lines.append(line.replace(b"@@", text))
        else:
            lines.append(json.dumps(row).encode())
    (folder / "articles.jsonl").write_bytes(b"\n".join(lines) + b"\n")


def write_records(folder: Path, rows: list[dict]) -> None:
    (folder / "texts.csv").write_bytes(to_csv(rows, list_columns(rows)))


def list_columns(rows: list[dict]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def to_csv(rows: list[dict], columns: list[str]) -> bytes:
    """All cells in quotes; bytes are written as they are."""

    def cell(value: object) -> bytes:
        raw = value if isinstance(value, bytes) else str(value).encode()
        return b'"' + raw.replace(b'"', b'""') + b'"'

    lines = [",".join(columns).encode()]
    lines += [b",".join(cell(row.get(name, "")) for name in columns) for row in rows]
    return b"\n".join(lines) + b"\n"


# --- ways to spoil it --------------------------------------------------------------------------


def put(**cells: object) -> Callable[[list[dict], str], None]:
    """Other cells in the second row."""
    return lambda rows, form: rows[1].update(cells)


def drop(name: str) -> Callable[[list[dict], str], None]:
    """A field that is not there: in an object, or as a column of the whole table."""

    def change(rows: list[dict], form: str) -> None:
        for row in rows if form == "csv" else rows[1:2]:
            row.pop(name)

    return change


def edit(change: Callable[[bytes], bytes]) -> Callable[[Path, str], None]:
    """Other bytes in the table of the form."""

    def spoil(study: Path, form: str) -> None:
        path = study / FORMS[form]
        path.write_bytes(change(path.read_bytes()))

    return spoil


def swap(old: bytes, new: bytes) -> Callable[[Path, str], None]:
    def change(raw: bytes) -> bytes:
        assert old in raw
        return raw.replace(old, new, 1)

    return edit(change)


def line_two(new: bytes) -> Callable[[Path, str], None]:
    """Another second line in the table."""

    def change(raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        lines[1] = new
        return b"\n".join(lines)

    return edit(change)


def article_or_table(study: Path, form: str) -> Path:
    return study / ("articles/b2.txt" if form == "text" else FORMS[form])


def encode(name: str, mark: bytes = b"") -> Callable[[Path, str], None]:
    """The article's file, or the whole table, in another encoding."""

    def spoil(study: Path, form: str) -> None:
        path = article_or_table(study, form)
        path.write_bytes(mark + path.read_text(encoding="utf-8").encode(name))
        if form == "text":
            renew_sum(study, path)

    return spoil


def renew_sum(study: Path, article: Path) -> None:
    table = study / "articles.csv"
    old = hashlib.sha256(TEXTS["b2"].encode()).hexdigest()
    new = hashlib.sha256(article.read_bytes()).hexdigest()
    table.write_text(table.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def ends(new: bytes) -> Callable[[Path, str], None]:
    """Other ends of the table's lines."""
    return edit(lambda raw: raw.replace(b"\n", new))


def link(target: str) -> Callable[[Path, str], None]:
    """A link in place of the article or the table; "" leads out to the file itself."""

    def spoil(study: Path, form: str) -> None:
        path = article_or_table(study, form)
        outside = study.parent / f"outside{path.suffix}"
        path.rename(outside)
        path.symlink_to(target.format(name=path.name) or outside)

    return spoil


def make_folder(study: Path, form: str) -> None:
    path = article_or_table(study, form)
    path.unlink()
    path.mkdir()


def remove_article(study: Path, form: str) -> None:
    (study / "articles" / "b2.txt").unlink()


def add_article(study: Path, form: str) -> None:
    (study / "articles").mkdir(exist_ok=True)
    (study / "articles" / "stray.txt").write_text("Nobody names me.", encoding="utf-8")


def name_other(doc_id: str, file: str = "") -> Callable[[list[dict], str], None]:
    """Another id, and of an article with a file of its own the name of that."""

    def change(rows: list[dict], form: str) -> None:
        rows[1]["doc_id"] = doc_id
        if file and form == "text":
            rows[1]["file"] = file

    return change


def name_by_accent(rows: list[dict], form: str) -> None:
    rows[0]["doc_id"], rows[1]["doc_id"] = "caf\u00e9", "cafe\u0301"


def rows_too_long(rows: list[dict], form: str) -> None:
    rows[1]["text"] = "x" * 2_001


def cut_fields(raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    lines[2] = b'"b2","The Courier"'
    return b"\n".join(lines)


def more_fields(raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    lines[2] += b',"one more","and one"'
    return b"\n".join(lines)


def semicolons(raw: bytes) -> bytes:
    return raw.replace(b'","', b'";"').replace(b",", b";")


def join_two(raw: bytes) -> bytes:
    first, second, third, rest = raw.split(b"\n")
    return b"\n".join([first, second + third, rest])


def repeat_column(raw: bytes) -> bytes:
    head, _, rest = raw.partition(b"\n")
    return re.sub(rb"\boutlet\b", b"doc_id", head, count=1) + b"\n" + rest
