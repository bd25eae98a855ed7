"""What stands outside of the editions: the index page and ``status.json``, which know the clock."""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from pathlib import Path

from .edition import LINK, OUTSIDE, TAG, list_files, read_manifest
from .inputs import write_whole
from .shelf import edition_folder, list_editions, read_latest

FAILURES = "failures_in_row"


def write_index(reports: Path) -> None:
    """Write ``index.html``: the brief of the latest edition, its data, and all editions.

    Links lead into the edition's own folder, so no reader mixes two editions.
    """
    latest = read_latest(reports)
    folder = edition_folder(reports, latest)
    brief = (folder / "index.html").read_text(encoding="utf-8")
    page = TAG.sub(lambda tag: lead_into(tag[0], f"editions/{latest}/"), brief)
    head, end, rest = page.rpartition("</main>")
    section = list_downloads(folder) + list_all(reports, latest)
    write_whole(reports / "index.html", f"{head}{section}{end}{rest}" if end else page + section)


def lead_into(tag: str, prefix: str) -> str:
    """Put a prefix before the relative links of a tag; places in the same page stay.

    >>> lead_into('<a href="2_timeline.html#x">', "editions/a/")
    '<a href="editions/a/2_timeline.html#x">'
    >>> lead_into('<a href="#x">', "editions/a/"), lead_into('<a href="https://x.org/">', "e/")
    ('<a href="#x">', '<a href="https://x.org/">')
    """
    return LINK.sub(
        lambda m: m[0]
        if OUTSIDE.match(m[2]) or m[2].startswith("#") or not m[2]
        else f"{m[1]}{prefix}{m[2]}{m[3]}",
        tag,
    )


def list_downloads(folder: Path) -> str:
    """Return the section with the data of the latest edition; its page leads to the book."""
    names = [name for name, _ in list_files(folder) if name.startswith(("exports/", "data/"))]
    items = "".join(
        f'<li><a href="editions/{folder.name}/{escape(name)}">{escape(name)}</a></li>'
        for name in ["manifest.json", *names]
    )
    return (
        '\n<section aria-labelledby="downloads"><h2 id="downloads">The data</h2>'
        f"<details><summary>Every file of data ({len(names) + 1})</summary>"
        f"<ul>{items}</ul></details></section>\n"
    )


def list_all(reports: Path, latest: str) -> str:
    """Return the section that lists all editions and says how old the newest article is."""
    items = []
    for name in list_editions(reports):
        manifest = read_manifest(edition_folder(reports, name))
        day = say_day(str(manifest.get("edition_date", ""))) or "no date"
        label = f"Edition of {day}, <code>{escape(name[-8:])}</code>"
        mark = ", shown here" if name == latest else ""
        items.append(f'<li><a href="editions/{escape(name)}/index.html">{label}</a>{mark}</li>')
    newest = str(read_manifest(edition_folder(reports, latest)).get("newest_article", ""))
    age = say_age(newest, dt.datetime.now(dt.UTC).date())
    return (
        '<section aria-labelledby="editions"><h2 id="editions">Editions</h2>'
        f"<p>{age}</p><ul>{''.join(items)}</ul></section>\n"
    )


def say_day(day: str) -> str:
    """Write an ISO day for readers.

    >>> say_day("2025-01-17"), say_day("")
    ('17 January 2025', '')
    """
    return f"{int(day[8:])} {dt.date.fromisoformat(day):%B} {day[:4]}" if day else ""


def say_age(newest: str, today: dt.date) -> str:
    """Say how old the newest article was on a day.

    >>> say_age("2025-01-17", dt.date(2025, 1, 18))
    'Put together on 18 January 2025; the newest article was then 1 day old.'
    """
    built = f"Put together on {say_day(today.isoformat())}"
    if not newest:
        return f"{built}; no article has a known day."
    days = (today - dt.date.fromisoformat(newest)).days
    return f"{built}; the newest article was then {days} day{'s' * (days != 1)} old."


def write_status(reports: Path, code: int) -> None:
    """Write ``status.json`` after an attempt: what an operator watches from outside.

    It is served, so it holds no message: those name paths.
    """
    path = reports / "status.json"
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    now = dt.datetime.now(dt.UTC)
    latest = read_latest(reports)
    manifest = read_manifest(edition_folder(reports, latest)) if latest else {}
    newest = manifest.get("newest_article") or None
    age = (now.date() - dt.date.fromisoformat(newest)).days if newest else None
    status = {
        "last_attempt": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "last_exit": code,
        "last_success": f"{now:%Y-%m-%dT%H:%M:%SZ}" if code == 0 else before.get("last_success"),
        FAILURES: 0 if code == 0 else int(before.get(FAILURES) or 0) + 1,
        "edition": latest or None,
        "key": manifest.get("key"),
        "newest_article": newest,
        "newest_article_age_days": age,
    }
    write_whole(path, json.dumps(status, indent=1) + "\n")
