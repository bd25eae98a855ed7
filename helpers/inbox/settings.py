"""A study's ``feeds.toml``: which feeds are read for it, and how politely."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ..load.problems import Problems, quoted
from ..load.text import read_text
from .guard import RefusedError, read_url
from .names import key_of_url
from .wire import PAUSE

FILE = "feeds.toml"
KEYS = ("contact", "pause", "feeds")
FEED_KEYS = ("url", "outlet", "include")


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, whose outlet it is; of its entries those with one of the words (none: all)."""

    url: str
    outlet: str
    include: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """``contact`` tells a host whom to write to; ``pause`` is in seconds between requests."""

    feeds: tuple[Feed, ...] = ()
    contact: str = ""
    pause: float = PAUSE


def read_settings(study: Path, allow: Collection[str] = ()) -> Settings:
    """The settings of a study; without the file none.  A StudyError lists all that is wrong."""
    if not (study / FILE).exists():
        return Settings()
    problems = Problems()
    text = read_text(study / FILE, FILE, problems) or ""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.add(FILE, "", f"it is not valid TOML: {error}", "Correct it there")
        table = {}
    check_keys(table, KEYS, "", problems)
    contact, pause = table.get("contact", ""), table.get("pause", PAUSE)
    if not isinstance(contact, str) or not contact.isascii() or not contact.isprintable():
        what = "it is no text of ASCII letters"
        problems.add(FILE, "contact", what, "Give an address, as https://… or mailto:…")
        contact = ""
    if isinstance(pause, bool) or not isinstance(pause, int | float) or not 0 <= pause <= 3600:
        problems.add(FILE, "pause", "it is no number from 0 to 3600", "Give seconds")
        pause = PAUSE
    entries = table.get("feeds", [])
    if not isinstance(entries, list):
        problems.add(FILE, "feeds", "it is no list of tables", "Begin each with [[feeds]]")
        entries = []
    feeds = [read_feed(entry, n, allow, problems) for n, entry in enumerate(entries, start=1)]
    keys = [key_of_url(feed.url) for feed in feeds if feed]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        what = f"{quoted(key.removeprefix('url:'))} stands twice"
        problems.add(FILE, "feeds", what, "Take one out")
    problems.stop(f"study {study.name}")
    return Settings(tuple(feed for feed in feeds if feed), contact, float(pause))


def check_keys(table: dict, known: tuple[str, ...], place: str, problems: Problems) -> None:
    """Note every name that means nothing here."""
    for name in table:
        if name not in known:
            what = f"{quoted(name)} is not known"
            problems.add(FILE, place, what, f"Known: {', '.join(known)}")


def read_feed(
    entry: object, number: int, allow: Collection[str], problems: Problems
) -> Feed | None:
    """One table of the list, or None where anything in it is wrong."""
    place, before = f"feed {number}", len(problems.found)
    if not isinstance(entry, dict):
        problems.add(FILE, place, "it is no table", "Begin it with [[feeds]]")
        return None
    check_keys(entry, FEED_KEYS, place, problems)
    for name in ("url", "outlet"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            problems.add(FILE, f"{place}, {name}", "there is none", "Give it as a text")
    include = entry.get("include", [])
    texts = isinstance(include, list) and all(isinstance(w, str) and w.strip() for w in include)
    if not texts:
        problems.add(
            FILE, f"{place}, include", "it is no list of words", 'Write ["treaty", "Iran"]'
        )
    if isinstance(entry.get("url"), str) and entry["url"].strip():
        try:
            read_url(entry["url"], allow)
        except RefusedError as error:
            remedy = "Give an https address, or allow its host by --allow-host"
            problems.add(FILE, f"{place}, url", str(error), remedy)
    if len(problems.found) > before:
        return None
    words = tuple(word.strip().casefold() for word in include)
    return Feed(entry["url"], entry["outlet"].strip(), words)
