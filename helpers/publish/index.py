"""The index page: the brief of the latest edition, what is new in it, its data, all editions."""

from __future__ import annotations

import datetime as dt
from html import escape
from pathlib import Path

from .changes import read_record, say_summary
from .days import say_day
from .edition import CHANGES, MANIFEST, TAG, lead_into, list_files, read_manifest
from .inputs import write_whole
from .shelf import edition_folder, list_editions

# What a reader finds in the files that other programs read.
WHAT = {
    "exports/timeline.csv": "every event with its days and the words of each article",
    "exports/chronology.csv": "the same, a row an event: days as EDTF, counts, who reports it",
    "exports/timeline.json": "the same events for TimelineJS",
    "exports/planned.ics": "dates ahead, for a calendar",
}
WHAT_MANIFEST = "size and SHA-256 of every file, inputs, parameters, versions"
DATELINE = '<p class="dateline">'
COUNT = "count-"  # begins the name of a table that counts a large corpus
WHAT_TABLES = {
    False: "The layers of tags, a row each tag, with offsets into the articles and days as EDTF",
    True: "The counts over all articles, and the places of the sentences that are quoted",
}
LAYER_KINDS = {"csv": "CSV", "parquet": "Parquet"}


def write_index(reports: Path, latest: str) -> None:
    """Write ``index.html``: the brief of the latest edition with its data, and all editions.

    Links lead into the edition's own folder, so no reader mixes two editions.
    """
    brief = (edition_folder(reports, latest) / "index.html").read_text(encoding="utf-8")
    page = TAG.sub(lambda tag: lead_into(tag[0], f"editions/{latest}/"), brief)
    page = add_news(page, read_record(reports, latest))
    write_whole(reports / "index.html", add_section(page, list_all(reports, latest)))


def add_news(page: str, record: dict) -> str:
    """Say under the edition's day what is new in it; a first edition is all new."""
    head, dateline, rest = page.partition(DATELINE)
    if not (dateline and record.get("before")):
        return page
    line, end, rest = rest.partition("</p>")
    news = f"\n<p><b>New in this edition.</b> {escape(say_summary(record))}</p>"
    return f"{head}{dateline}{line}{end}{news}{rest}"


def add_section(page: str, section: str) -> str:
    """Put a section at the end of a page's main part."""
    head, end, rest = page.rpartition("</main>")
    return f"{head}{section}{end}{rest}" if end else page + section


def add_downloads(folder: Path) -> None:
    """Let the first page of a new edition say what each of its files of data is."""
    path = folder / "index.html"
    page = add_section(path.read_text(encoding="utf-8"), list_downloads(folder))
    write_whole(path, page)


def list_downloads(folder: Path) -> str:
    """Return the section with the data of an edition; its page leads to the book."""
    names = [name for name, _ in list_files(folder)]
    items = [f"{write_file(name, name.rpartition('/')[2])}: {WHAT[name]}" for name in WHAT
             if name in names]  # fmt: skip
    tables: dict[bool, dict[str, list[str]]] = {False: {}, True: {}}
    for name in names:
        stem, kind = Path(name).stem, name.rpartition(".")[2]
        if name.startswith("exports/") and name not in WHAT and kind in LAYER_KINDS:
            counted = stem.startswith(COUNT)
            files = tables[counted].setdefault(stem.removeprefix(COUNT), [])
            files.append(write_file(name, LAYER_KINDS[kind]))
    for counted, found in tables.items():
        each = "; ".join(f"{escape(table)} ({', '.join(kinds)})" for table, kinds in found.items())
        if found:
            items.append(f"{WHAT_TABLES[counted]}: {each}")
    items.append(f"{write_file(MANIFEST, MANIFEST)}: {WHAT_MANIFEST}")
    behind = [name for name in names if name.startswith("data/")]
    rows = "".join(f"<li>{write_file(name, name)}</li>" for name in behind)
    more = (
        f"<details><summary>The table behind every figure and table ({len(behind)} files of CSV)"
        f"</summary><ul>{rows}</ul></details>"
    )
    return (
        '\n<section aria-labelledby="downloads"><h2 id="downloads">The data</h2>'
        f"<ul>{''.join(f'<li>{item}.</li>' for item in items)}</ul>{more if behind else ''}"
        "</section>\n"
    )


def write_file(name: str, label: str) -> str:
    """Return a link to a file of the edition."""
    return f'<a href="{escape(name)}">{escape(label)}</a>'


def list_all(reports: Path, latest: str) -> str:
    """Return the section that lists all editions and says how old the newest article is."""
    items = []
    for name in list_editions(reports):
        day = "no date" if name.startswith("undated") else say_day(name[:10])
        label = f"Edition of {day}, <code>{escape(name[-8:])}</code>"
        mark = ", shown here" if name == latest else ""
        if record := read_record(reports, name):
            told = escape(say_summary(record))
            mark += f'. {told} <a href="{CHANGES}/{name}.html">All changes</a>'
        items.append(f'<li><a href="editions/{escape(name)}/index.html">{label}</a>{mark}</li>')
    newest = str(read_manifest(edition_folder(reports, latest)).get("newest_article", ""))
    age = say_age(newest, dt.datetime.now(dt.UTC).date())
    return (
        '<section aria-labelledby="editions"><h2 id="editions">Editions</h2>'
        f"<p>{age}</p><ul>{''.join(items)}</ul></section>\n"
    )


def say_age(newest: str, today: dt.date) -> str:
    """Say how old the newest article was on a day, by the latest day that it can be of.

    >>> say_age("2025-01-17", dt.date(2025, 1, 18))
    'Put together on 18 January 2025; the newest article was then at least 1 day old.'
    """
    built = f"Put together on {say_day(today.isoformat())}"
    if not newest:
        return f"{built}; no article has a known day."
    days = (today - dt.date.fromisoformat(newest)).days
    return f"{built}; the newest article was then at least {days} day{'s' * (days != 1)} old."
