"""A whole study of invented articles, as few or as many as asked for: a canal, two states, and more
dated events than a page holds. Long titles, names in Persian and Cyrillic, all from one seed.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import random
from dataclasses import dataclass, fields
from pathlib import Path

from helpers.records import Document

OUTLETS = (
    "The Velm Courier",
    "Ostran Telegraph Agency",
    "روزنامه آبراه",
    "Вестник Канала",
    "The Lower Canal Advertiser and Lock-Keepers’ Weekly Intelligencer",
    "Sluice Radio",
    "Harbour Monitor",
    "The Delta Review of Waterways, Trade and Foreign Affairs",
    "Dike",
    "Brava Post",
)
AUTHORS = ("نرگس کاویان", "Мария Лебедева", "Ada Quill", "سیاوش پارسا", "Фёдор Ёлкин", "")
LONG_WORD = "Binnenschifffahrtskanalschleusenbetriebsgenossenschaftsvorstandswahlausschusses"
PEOPLE = (
    ("oren_vale", "Oren Vale", "velmora", "male", "President"),
    ("ilka_morn", "Ilka Morn", "velmora", "female", "Foreign Minister"),
    ("tarek_soll", "Tarek Soll", "velmora", "male", "Trade Minister"),
    ("dina_pell", "Dina Pell", "velmora", "female", "Defence Minister"),
    ("zoran_hask", "Zoran Hask", "ostrana", "male", "Prime Minister"),
    ("mira_dunn", "Mira Dunn", "ostrana", "female", "Foreign Minister"),
    ("pavel_rook", "Pavel Rook", "ostrana", "male", "Transport Minister"),
    ("senna_lorc", "Senna Lorc", "ostrana", "female", "Interior Minister"),
    ("hugo_brandl", "Hugo Brandl", "karsk", "male", "Chancellor"),
    ("edda_wynn", "Edda Wynn", "karsk", "female", "Foreign Secretary"),
)
FOREIGN = (
    ("kavian", "نرگس کاویان", "ostrana", ["Nargis Kavian"]),
    ("lebedeva", "Мария Лебедева", "velmora", ["Maria Lebedeva"]),
)
STATES = (
    ("velmora", "Velmora", ["Velmoran", "Velmorans"], ["Velm"]),
    ("ostrana", "Ostrana", ["Ostranan", "Ostranans"], ["Ostran"]),
    ("karsk", "Karsk", ["Karskian", "Karskians"], ["Brava"]),
)
PLACES = ("Velm", "Ostran", "Brava", "Lockhaven", "Tarn", "Upper Sluice", "Port Emery")
GOODS = ("pumps", "tugs", "dredgers", "cranes", "radars", "barges", "drones", "ferries")
TOPICS = (
    "the canal board’s seat", "tolls on barges", "the dams of the upper river", "grain transit",
    "fishing rights", "the lock at Tarn", "water for the delta", "night traffic", "pilots’ pay",
    "the railway to Port Emery", "customs seals", "oil spills",
)  # fmt: skip
# One dated sentence each; {a} and {b} are people, {s} and {t} states.
DEEDS = (
    "On {day}, {a} met {b} in {place} for talks about {topic}.",
    "{s} delivered {n} {goods} to {t} on {day}.",
    "On {day}, {s} signed an agreement with {t} on {topic}.",
    "Police in {place} arrested {n} lock-keepers on {day} in a dispute over {topic}.",
    "{s} opened a pumping station near {place} on {day}.",
    "On {day}, {a} visited {place} and toured {n} {goods}.",
    "{s} imposed sanctions on {n} companies of {t} on {day} because of {topic}.",
    "On {day}, parliament in {place} voted on {topic}.",
    "Workers in {place} protested on {day} against {topic}.",
    "On {day}, {s} bought {n} {goods} from {t}.",
    "{a} resigned from the canal board on {day} after a quarrel over {topic}.",
    "A barge with {n} {goods} sank near {place} on {day}.",
    "On {day}, {a} accused {t} of blocking {topic}.",
    "{s} suspended its deal with {t} on {topic} on {day}.",
    "On {day}, {b} attended a summit on {topic} in {place}.",
)
# What many outlets tell: the day of each stands in the reference chronology as well.
STORY = (
    ("talks_begin", "Talks on the canal treaty begin in Tarn", dt.date(2021, 2, 3),
     "Canal talks opened in Tarn on {day}."),
    ("draft_initialled", "Draft of the canal treaty initialled", dt.date(2021, 9, 14),
     "On {day}, Velmora and Ostrana initialled the canal draft."),
    ("lock_collapse", "Lock at Tarn collapses", dt.date(2022, 5, 20),
     "The Tarn lock collapsed on {day}."),
    ("treaty_signed", "Canal treaty signed", dt.date(2023, 6, 12),
     "On {day}, Velmora and Ostrana signed the canal treaty."),
    ("treaty_in_force", "Canal treaty enters into force", dt.date(2023, 11, 1),
     "The canal treaty came into force on {day}."),
)  # fmt: skip
STORY_PATTERNS = (
    "canal talks (opened|began)", "{initialled} ...4 {agreement}", "lock ...3 collaps*",
    "{signed} ...3 canal {agreement}", "canal {agreement} ...3 into force",
)  # fmt: skip
CLAIMS = tuple(
    (f"{verb}_{goods}", f"{who} has {done} {goods} {how}", who, verb, goods)
    for who, other in (("Velmora", "Ostrana"), ("Ostrana", "Velmora"))
    for verb, done, how in (
        ("supplied", "secretly supplied", f"to {other}’s militia"),
        ("hid", "hidden", "from the inspectors of the canal board"),
    )
    for goods in (GOODS[:4] if who == "Velmora" else GOODS[4:])
)
VOICES = (
    "{who} {verb} {goods} again, {where}.",
    "{speaker} said that {who} {verb} {goods}, {where}.",
    "{who} may have {verb} {goods}, {where}.",
    "{speaker} accused {who} of having {verb} {goods}, and {who} denied it.",
    "Asked whether {who} {verb} {goods}, a spokesman for {who} declined to comment.",
)
WINDOWS = ("by the end of {month}", "in {month}", "in the first half of {year}", "“soon”")
# Deeds from the first of these days on; articles from the second to the third.
EARLIEST, FIRST, LAST = dt.date(2019, 1, 1), dt.date(2021, 1, 4), dt.date(2023, 12, 29)
RIGHTS = "written for the tests of this project; licence as in LICENSE"


@dataclass(frozen=True)
class Written:
    """One article with the row that the manifest has of it."""

    row: dict[str, str]
    text: str


def say_day(day: dt.date) -> str:
    """A day as a newspaper writes it."""
    return f"{day.day} {day:%B %Y}"


def write_title(chance: random.Random, number: int) -> str:
    """More than 200 letters, one word of 80 among them."""
    a, b = (person[1] for person in chance.sample(PEOPLE, 2))
    name = FOREIGN[number % 2][1]
    topic, other = chance.sample(TOPICS, 2)
    return (
        f"Number {number}: {a} and {b} quarrel over {topic} while {name} asks what the "
        f"{LONG_WORD} has to do with {other}, and whether anybody on either bank of the canal "
        f"still reads what the two governments have agreed"
    )


def write_deed(chance: random.Random, day: dt.date) -> str:
    """A sentence of its own for a day."""
    a, b = (person[1] for person in chance.sample(PEOPLE, 2))
    s, t = (state[1] for state in chance.sample(STATES, 2))
    return chance.choice(DEEDS).format(
        day=say_day(day), a=a, b=b, s=s, t=t, place=chance.choice(PLACES), n=chance.randint(2, 98),
        topic=chance.choice(TOPICS), goods=chance.choice(GOODS),
    )  # fmt: skip


def write_words(chance: random.Random, published: dt.date) -> list[str]:
    """What is claimed, promised and quoted in an article."""
    said = []
    for _, _, who, verb, goods in chance.sample(CLAIMS, 3):
        speaker = chance.choice([*(p[1] for p in PEOPLE), "Nargis Kavian", "Maria Lebedeva"])
        where = f"near {chance.choice(PLACES)}"
        voice = chance.choice(VOICES)
        said.append(voice.format(who=who, verb=verb, goods=goods, speaker=speaker, where=where))
    if published < STORY[3][2]:
        later = published + dt.timedelta(days=chance.randint(40, 200))
        window = chance.choice(WINDOWS).format(month=f"{later:%B %Y}", year=later.year + 1)
        speaker = chance.choice(PEOPLE)[1]
        said.append(f"{speaker} said Velmora and Ostrana would sign the canal treaty {window}.")
    quoted = chance.choice(TOPICS)
    said.append(
        f"“Nobody on the {chance.choice(GOODS)} believes a word about {quoted},” said "
        f"{FOREIGN[chance.randint(0, 1)][1]}, who keeps lock number {chance.randint(3, 70)}."
    )
    return said


def write_article(
    chance: random.Random, number: int, published: dt.date, days: list[dt.date]
) -> Written:
    """Title, byline and a body of dated deeds, one paragraph each, between what is said."""
    title, author = write_title(chance, number), AUTHORS[number % len(AUTHORS)]
    outlet = OUTLETS[number % len(OUTLETS)]
    body = [write_deed(chance, day) for day in days] + write_words(chance, published)
    past = [s for s in STORY if s[2] < published]
    body += [s[3].format(day=say_day(s[2])) for s in chance.sample(past, min(2, len(past)))]
    chance.shuffle(body)
    text = "\n\n".join([title, *([f"By {author}"] if author else []), *body]) + "\n"
    day = published.isoformat()
    name = f"canal_{number:03}"
    row = {
        "doc_id": name, "file": f"{name}.txt", "outlet": outlet, "outlet_basis": "supplied",
        "title": title, "title_basis": "supplied", "author": author,
        "author_basis": "supplied" if author else "unknown", "published": day,
        "published_earliest": day, "published_latest": day, "published_basis": "supplied",
        "url_basis": "unknown", "rights": RIGHTS,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }  # fmt: skip
    return Written(row, text)


def write_articles(count: int, deeds: int, seed: int) -> list[Written]:
    """``count`` articles over three years, each with ``deeds`` events of which no other tells."""
    chance = random.Random(seed)
    free = [EARLIEST + dt.timedelta(days=i) for i in range((LAST - EARLIEST).days)]
    chance.shuffle(free)
    made = []
    for number in range(count):
        published = FIRST + (LAST - FIRST) * (number + 1) // count
        past = [day for day in free if day < published][:deeds]
        free = [day for day in free if day not in past]
        made.append(write_article(chance, number, published, past))
    return made


def write_toml(folder: Path, name: str, table: str, rows: list[dict]) -> None:
    """Tables of a codebook; days stay days."""
    parts = []
    for row in rows:
        parts.append(f"[[{table}]]")
        for key, value in row.items():
            words = value if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)
            parts.append(f"{key} = {words}")
        parts.append("")
    (folder / f"{name}.toml").write_text("\n".join(parts), encoding="utf-8")


def write_codebook(folder: Path) -> None:
    """Who can act, what may be claimed and promised, and what the chronology holds."""
    folder.mkdir(parents=True)
    actors = [
        {"id": i, "name": n, "kind": "state", "state": i, "demonyms": d, "metonyms": m}
        for i, n, d, m in STATES
    ]
    actors += [
        {"id": i, "name": n, "kind": "person", "state": s, "gender": g, "variants": [n.split()[1]]}
        for i, n, s, g, _ in PEOPLE
    ]
    actors += [
        {"id": i, "name": n, "kind": "person", "state": s, "variants": v} for i, n, s, v in FOREIGN
    ]
    write_toml(folder, "actors", "actor", actors)
    states = {name: i for i, name, *_ in STATES}
    claims = [
        {
            "id": i, "label": label, "about": "ties", "origin": "written for the tests",
            "accused": [states[who]],
            "patterns": [f"{{{states[who]}+}} ...6 {{{verb}}} ...3 {goods}"],
        }
        for i, label, who, verb, goods in CLAIMS
    ]  # fmt: skip
    write_toml(folder, "claims", "claim", claims)
    milestones = [
        {
            "id": i, "label": label, "earliest": day, "latest": day, "kind": "treaty",
            "citation": "The canal board’s own list", "who": ["velmora", "ostrana"],
            "patterns": [pattern], "promise": i == "treaty_signed",
        }
        for (i, label, day, _), pattern in zip(STORY, STORY_PATTERNS, strict=True)
    ]  # fmt: skip
    write_toml(folder, "milestones", "milestone", milestones)
    promise = {"id": "signing", "kind": "promise", "milestone": "treaty_signed"}
    promise["patterns"] = ["(will|would|to) sign ...3 canal {agreement}"]
    write_toml(folder, "promises", "promise", [promise])
    themes = {"trade": ["toll*", "customs", "grain", "tariff*"], "water": ["canal", "lock", "dams"]}
    rows = [{"id": i, "label": i.capitalize(), "words": words} for i, words in themes.items()]
    write_toml(folder, "themes", "theme", rows)
    naming = {
        "id": "document",
        "label": "The document",
        "patterns": ["(the|a|an) canal {agreement}"],
    }
    write_toml(folder, "naming", "naming", [naming])
    words = {
        "agreement": ["treaty", "draft", "deal"], "signed": ["sign", "signed", "signing"],
        "initialled": ["initialled"], "supplied": ["supplied", "supply", "supplying"],
        "hid": ["hid", "hidden", "hiding"], "hedge": ["may", "might", "whether"],
        "say": ["said", "says", "accused"],
    }  # fmt: skip
    lines = (f"{name} = {json.dumps(group)}" for name, group in words.items())
    (folder / "words.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_large_study(folder: Path, count: int, deeds: int = 18, seed: int = 20) -> Path:
    """A study in a new folder; the same numbers give the same bytes."""
    write_codebook(folder / "codebook")
    (folder / "articles").mkdir()
    (folder / "study.toml").write_text(
        'title = "A canal between two states"\nsubtitle = "Invented articles for the tests"\n'
        'subject = "the canal treaty"\nclaims_about = ["treaty", "ties"]\n',
        encoding="utf-8",
    )
    columns = ["doc_id", "file", *(f.name for f in fields(Document)[2:])]
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        for written in write_articles(count, deeds, seed):
            path = folder / "articles" / written.row["file"]
            path.write_text(written.text, encoding="utf-8", newline="\n")
            table.writerow(written.row)
    return folder
