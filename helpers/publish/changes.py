"""``changes/<id>.html``: what an edition changed, for readers; the same as JSON for the feed."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import escape
from pathlib import Path

from .compare import Changes, compare_editions
from .edition import CHANGES, TAG, lead_into, read_manifest
from .inputs import write_whole
from .shelf import EDITIONS, edition_folder, stands

TITLE = re.compile(r"<title>[^<]*</title>")
MAIN = ("<main", "</main>")
FIRST = "This is the first edition here; there is none to compare it with."
DAMAGED = ("Not compared", ("The edition before is no longer as it was published.",))
SAME = "No article, event, claim cell or source differs from the edition before."


def write_changes(reports: Path, name: str, before: str) -> None:
    """Compare an edition with the latest one ``before`` it and write page and record.

    What an edition changed when it came is kept when it is asked for again; only a return to it
    after another edition is a new change.
    """
    record = read_record(reports, name)
    if record and before in ("", name, record["before"]):
        before = str(record["before"])
        if has_pages(reports, name):
            return
    else:
        record = make_record(reports, name, "" if before == name else before)
        write_whole(record_file(reports, name), json.dumps(record, ensure_ascii=False, indent=1))
    for path, prefix in place_pages(reports, name):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, write_page(reports, record, prefix))


def record_file(reports: Path, name: str) -> Path:
    return reports / CHANGES / f"{name}.json"


def place_pages(reports: Path, name: str) -> list[tuple[Path, str]]:
    """Where the page stands and how it leads to the editions.

    An edition links to ``../changes/``, and is read both as ``editions/<id>/`` and as ``latest/``.
    """
    page = f"{name}.html"
    return [
        (reports / CHANGES / page, f"../{EDITIONS}/"),
        (reports / EDITIONS / CHANGES / page, "../"),
    ]


def has_pages(reports: Path, name: str) -> bool:
    """Whether the page stands in both places."""
    return all(path.is_file() for path, _ in place_pages(reports, name))


def read_record(reports: Path, name: str) -> dict:
    """Return what an edition changed, {} where that is not known."""
    try:
        record = json.loads(record_file(reports, name).read_text(encoding="utf-8"))
        texts = [record[field] for field in ("id", "key", "title", "published", "before")]
        for head, entries in record["sections"]:
            texts += [head, *entries]
        counts = [(name, int(before), int(after)) for name, before, after in record["counts"]]
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    texts += [name for name, _, _ in counts]
    return record if all(isinstance(text, str) for text in texts) else {}


def make_record(reports: Path, name: str, before: str) -> dict:
    """What an edition changed, and when that was first said."""
    manifest = read_manifest(edition_folder(reports, name))
    found = Changes((), ())
    if before and stands(reports, before):
        found = compare_editions(*(edition_folder(reports, each) for each in (before, name)))
    elif before:
        found = Changes((DAMAGED,), ())
    return {
        "id": name,
        "key": manifest.get("key", ""),
        "edition_date": manifest.get("edition_date", ""),
        "title": manifest.get("title", ""),
        "published": f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        **found.as_record(before),
    }


def list_lines(record: dict) -> list[str]:
    """The changes as lines of plain text, a head over each section."""
    if not record.get("before"):
        return [FIRST]
    lines = [f"Compared with edition {record['before']}."]
    if not record["sections"]:
        lines.append(SAME)
    for head, entries in record["sections"]:
        lines += ["", f"{head} ({len(entries)})", *(f"- {entry}" for entry in entries)]
    differing = [f"{n}: {a} → {b}" for n, a, b in record["counts"] if a != b]
    return [*lines, "", *differing] if differing else lines


def say_summary(record: dict) -> str:
    """One sentence for index, feed and mail.

    >>> say_summary({"before": "x", "sections": [["Events added", ["a", "b"]]], "counts": []})
    'Events added: 2.'
    """
    if not record.get("before"):
        return FIRST
    if not record["sections"]:
        return SAME
    return "; ".join(f"{head}: {len(entries)}" for head, entries in record["sections"]) + "."


def write_page(reports: Path, record: dict, prefix: str) -> str:
    """The page in the dress of its edition: head, navigation and colours are taken from there."""
    name = str(record["id"])
    page = (edition_folder(reports, name) / "index.html").read_text(encoding="utf-8")
    page = TAG.sub(lambda tag: lead_into(tag[0], f"{prefix}{name}/"), page)
    head, opening, rest = page.partition(MAIN[0])
    attributes, _, rest = rest.partition(">")
    _, closing, foot = rest.rpartition(MAIN[1])
    head = TITLE.sub("<title>What changed</title>", head, count=1)
    head = head.replace(' aria-current="page"', "")
    if not (opening and closing):
        raise ValueError(f"edition {name}: its first page has no main part")
    return f"{head}{opening}{attributes}>\n{write_main(record, prefix)}{closing}{foot}"


def write_main(record: dict, prefix: str) -> str:
    """The main part; everything in it is escaped."""
    name = escape(str(record["id"]))
    parts = ["<h1>What changed</h1>"]
    link = f'<a href="{prefix}{name}/index.html">edition {name}</a>'
    if not record["before"]:
        return "".join([*parts, f"<p>For {link}: {FIRST[0].lower()}{FIRST[1:]}</p>\n"])
    before = escape(record["before"])
    parts.append(f"<p>In {link}, compared with edition {before}, the latest one before it.</p>")
    if not record["sections"]:
        parts.append(f"<p>{SAME}</p>")
    for head, entries in record["sections"]:
        rows = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
        parts.append(f"<h2>{escape(head)} ({len(entries)})</h2><ul>{rows}</ul>")
    rows = "".join(
        f'<tr><th scope="row">{escape(n)}</th><td class="num">{a}</td><td class="num">{b}</td></tr>'
        for n, a, b in record["counts"]
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("In the tables", "before", "now"))
    parts.append(
        f"<h2>Counts</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return "\n".join(parts) + "\n"
