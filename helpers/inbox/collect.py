"""From feeds and the inbox folder to proposals and quarantine; a study is only read here."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from ..load import load_study
from ..records import Codebook
from .candidate import Candidate, Fact
from .checks import Known, check_candidate, know
from .dates import settle
from .extract import Page, read_charset, read_page
from .feeds import MOST, Entry, read_feed
from .fetch import FEEDS, PAGES, fetch
from .folder import PAGES as PAGE_FILES
from .folder import Dropped, read_folder
from .guard import RefusedError
from .names import key_of_bytes, key_of_url, name_article, tidy
from .settings import Feed
from .shelf import (
    Shelf,
    put_proposal,
    put_quarantine,
    read_keys,
    read_proposed,
    read_state,
    text_of,
    write_state,
)
from .tally import Tally
from .wire import PutOffError, Visitor

RIGHTS = "© {}; held as research material, not licensed for reuse"


@dataclass(slots=True)
class Desk:
    """What one run knows: the study, what is known already, and what has become of what came."""

    shelf: Shelf
    codebook: Codebook
    today: dt.date
    keys: set[str]
    known: list[Known]
    tally: Tally = field(default_factory=Tally)


def open_desk(study: Path, shelf: Shelf, today: dt.date) -> Desk:
    """Read the study and what waits beside it."""
    loaded = load_study(study)
    known = [know(d.doc_id, d.outlet, d.text) for d in loaded.documents]
    keys = read_keys(shelf)
    for document in loaded.documents:
        keys.add(key_of_bytes(document.text.encode()))
        if document.url:
            keys.add(key_of_url(document.url))
    for row in read_proposed(shelf):
        path = text_of(shelf, row["doc_id"])
        if path.is_file():
            raw = path.read_bytes()
            keys.add(key_of_bytes(raw))
            known.append(know(row["doc_id"], row["outlet"], raw.decode("utf-8", "replace")))
    return Desk(shelf, loaded.codebook, today, keys, known)


def collect_feed(desk: Desk, visitor: Visitor, feed: Feed) -> None:
    """Read one feed and every new article that it names."""
    try:
        answer = fetch(visitor, feed.url, FEEDS, read_state(desk.shelf).get(feed.url))
        if answer.status == 304:
            return
        entries, fault = read_feed(answer.body, answer.url)
    except (RefusedError, PutOffError) as error:
        desk.tally.failed.append((feed.url, str(error)))
        return
    if fault:
        desk.tally.failed.append((feed.url, fault))
    before, asked = desk.tally.count("put off"), 0
    for entry in entries:
        key = key_of_url(entry.url) if entry.url else key_of_bytes(repr(entry).encode())
        if feed.include and not any(word in entry.words for word in feed.include):
            desk.tally.add("passed over", tidy(entry.url))
        elif key in desk.keys:
            desk.tally.add("already known", tidy(entry.url))
        elif asked == MOST:
            desk.tally.add("put off", tidy(entry.url), f"more than {MOST} new entries in one run")
        else:
            asked += 1
            collect_entry(desk, visitor, feed, entry, key)
    if desk.tally.count("put off") == before and not fault:
        write_state(desk.shelf, feed.url, answer.headers)


def collect_entry(desk: Desk, visitor: Visitor, feed: Feed, entry: Entry, key: str) -> None:
    """Fetch the page of one entry and settle what becomes of it."""
    source = f"an entry of {feed.url}"
    blank = Candidate((key,), source, title=Fact(entry.title), url=Fact(entry.url))
    raw = b""
    try:
        if not entry.url:
            raise RefusedError("the entry has no link")
        answer = fetch(visitor, entry.url, PAGES)
        raw = answer.body
        charset = read_charset(answer.headers.get("content-type", ""))
        page = read_page(raw, answer.url, charset)
    except PutOffError as error:
        desk.tally.add("put off", tidy(entry.url), str(error))
        return
    except RefusedError as error:
        refuse(desk, replace(blank, raw=raw, ending=".html"), [str(error)])
        return
    keys = tuple(dict.fromkeys((key, key_of_url(answer.url))))
    if keys[-1] in desk.keys:
        desk.tally.add("already known", tidy(entry.url))
        return
    host = urlsplit(answer.url).hostname or ""
    same = host.removeprefix("www.") == (urlsplit(feed.url).hostname or "").removeprefix("www.")
    evidence = f"The study’s feed {feed.url} is said to be this outlet’s; read at {host}."
    facts = {
        "outlet": Fact(feed.outlet, "supplied" if same else "inferred", evidence),
        "url": Fact(answer.url, "supplied", "The feed’s link, after its redirects."),
    }
    clues = [entry.clue] if entry.clue else []
    found = from_page(page, keys, source, facts, clues, raw)
    if not found.title.value and entry.title:
        found = replace(found, title=Fact(entry.title, "supplied", "The feed’s entry."))
    if not found.author.value and entry.author:
        found = replace(found, author=Fact(entry.author, "supplied", "The feed’s entry."))
    notes = [] if same else [f"the page is at {host}, not where the feed is"]
    settle_candidate(desk, replace(found, notes=(*found.notes, *notes)))


def from_page(
    page: Page, keys: tuple[str, ...], source: str, facts: dict[str, Fact], clues: list, raw: bytes
) -> Candidate:
    """A candidate from what a page says; ``facts`` from elsewhere go before the page's."""
    stands = page.title and page.text.startswith(page.title)
    where = "The first line; the page’s metadata have it." if stands else "The page’s metadata."
    own = {
        "title": Fact(page.title, "stated" if stands else "supplied", where),
        "author": Fact(page.author, "supplied", "The page’s metadata."),
        "outlet": Fact(page.site, "supplied", "The page’s metadata name the site."),
        "url": Fact(page.url, "inferred", "The page’s metadata, not tried."),
    }
    values = {n: facts.get(n) or (f if f.value else Fact()) for n, f in own.items()}
    outlet, notes = values["outlet"].value, ()
    if page.site and outlet and page.site.casefold() not in outlet.casefold():
        notes = (f"the page calls its site “{page.site}”",)
    days = (*clues, *([page.clue] if page.clue else []))
    return Candidate(
        keys, source, page.text, raw, ".html", **values, clues=days, language=page.language,
        notes=notes,
    )  # fmt: skip


def collect_folder(desk: Desk, folder: Path, now: float) -> None:
    """Read what a person dropped; ``now`` is a time as in ``stat``."""
    for dropped in read_folder(folder, now):
        name = tidy(dropped.name)
        if dropped.waits:
            desk.tally.add("put off", name, dropped.waits)
        elif dropped.key in desk.keys:
            desk.tally.add("already known", name)
        else:
            collect_dropped(desk, dropped, name)


def collect_dropped(desk: Desk, dropped: Dropped, name: str) -> None:
    """Settle what becomes of one dropped file."""
    keys, source, facts = (dropped.key,), f"the inbox file {name}", dropped.facts
    blank = Candidate(
        keys, source, "", dropped.raw, dropped.ending, title=Fact(dropped.name.partition(".")[0])
    )
    if dropped.fault:
        refuse(desk, blank, [dropped.fault])
        return
    if "url" in facts:
        keys = (*keys, key_of_url(facts["url"].value))
        if keys[-1] in desk.keys:
            desk.tally.add("already known", name)
            return
    if dropped.ending in PAGE_FILES:
        url = facts["url"].value if "url" in facts else ""
        try:
            page = read_page(dropped.raw, url)
        except RefusedError as error:
            refuse(desk, blank, [str(error)])
            return
        clues = list(dropped.clues)
        settle_candidate(desk, from_page(page, keys, source, facts, clues, dropped.raw))
        return
    text = dropped.raw.decode("utf-8")
    facts = {"title": read_headline(text)} | facts
    settle_candidate(
        desk, Candidate(keys, source, text, dropped.raw, ".txt", **facts, clues=dropped.clues)
    )


def read_headline(text: str) -> Fact:
    """The headline that a text begins with, as the tagger finds it."""
    from ..tag.zones import find_zones

    lines = [zone.text for zone in find_zones(text[:20_000]) if zone.zone == "headline"]
    return Fact(tidy(lines[0]), "stated", "The first line.") if lines else Fact()


def settle_candidate(desk: Desk, candidate: Candidate) -> None:
    """Check a candidate; propose it, refuse it, or leave it where it is known already."""
    raw = candidate.text.encode()
    name = name_article(candidate.title.value or candidate.outlet.value, raw)
    if key_of_bytes(raw) in desk.keys:
        desk.tally.add("already known", name)
        return
    faults, notes = check_candidate(candidate, desk.known, desk.today)
    if faults:
        refuse(desk, candidate, faults)
        return
    row, conflict = make_row(candidate, name, desk.codebook)
    if conflict:
        notes.append("its dates contradict each other: see published_evidence")
    about = {"keys": candidate.keys, "source": candidate.source, "notes": notes}
    put_proposal(desk.shelf, row, raw, about)
    desk.keys.update(candidate.keys, (key_of_bytes(raw),))
    desk.known.append(know(name, row["outlet"], candidate.text))
    desk.tally.add("proposed", name, "; ".join(notes))


def make_row(candidate: Candidate, name: str, codebook: Codebook) -> tuple[dict[str, str], bool]:
    """The proposed row of the manifest, and whether its dates contradict each other."""
    from ..propose import propose_dates

    days, conflict = settle(list(candidate.clues), propose_dates(candidate.text, codebook))
    facts = {n: getattr(candidate, n) for n in ("outlet", "title", "author", "url")}
    row = {"doc_id": name, "file": f"{name}.txt", "wire_credit": ""}
    for key, fact in facts.items():
        value, basis = (fact.value, fact.basis) if fact.value else ("", "unknown")
        row |= {key: value, f"{key}_basis": basis}
        if key != "url":
            row[f"{key}_evidence"] = fact.evidence or "Nothing that came with it says so."
    row["outlet"] = row["outlet"] or "unknown"
    known = facts["outlet"].value
    row["rights"] = RIGHTS.format(known) if known else RIGHTS.format("its publisher")
    row["sha256"] = hashlib.sha256(candidate.text.encode()).hexdigest()
    return row | days, conflict


def refuse(desk: Desk, candidate: Candidate, reasons: list[str]) -> None:
    """Keep what was refused, as received, with all its reasons."""
    words = [tidy(reason, 500) for reason in reasons]
    title = candidate.title.value or "article"
    about = {
        "reasons": words,
        "source": candidate.source,
        "title": tidy(title),
        "url": tidy(candidate.url.value),
        "day": desk.today.isoformat(),
        "keys": candidate.keys,
    }
    put_quarantine(desk.shelf, title, candidate.keys[0], candidate.raw, candidate.ending, about)
    desk.keys.update(candidate.keys)
    desk.tally.add("quarantined", tidy(title), "; ".join(words))
