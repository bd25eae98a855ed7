"""Sixty short articles about a strike in a port that does not exist, written from templates."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import shutil
from dataclasses import fields
from pathlib import Path

from helpers import paths
from helpers.records import Document

OUTLETS = ("The Courier", "The Herald", "Norhaven Post", "Harbour Wire")
# What happened: its day, and two ways to tell it.
STORY = (
    (dt.date(2025, 3, 3), "dockers walked out of the port of Norhaven over pay",
     "the strike over dockers' pay shut the port of Norhaven"),
    (dt.date(2025, 3, 12), "pay talks between the dockers' union and the port collapsed",
     "the union left the pay talks with the port"),
    (dt.date(2025, 3, 20), "a court in Norhaven ruled that the dockers' strike was lawful",
     "judges in Norhaven refused to ban the dockers' strike"),
    (dt.date(2025, 3, 28), "the dockers' union and the port signed a pay deal",
     "the port and the dockers' union agreed on pay and signed a deal"),
    (dt.date(2025, 4, 2), "the port of Norhaven reopened and dockers unloaded the first ships",
     "the first ships were unloaded by dockers as the port of Norhaven reopened"),
)  # fmt: skip
MOODS = (
    "Cranes stood idle along the quay.",
    "Shop owners near the harbour counted their losses.",
    "Lorry drivers queued behind the gates.",
    "Fishing boats were let through by the pickets.",
    "Farmers feared for their fruit.",
)
BACKGROUND = (
    "The port handles grain, timber and fruit for the whole of the northern coast. Its owners have "
    "said for years that wages there are fair, while the union says that rents in the town have "
    "risen much faster than the pay of those who load and unload the ships. Neither side would say "
    "what a settlement might cost."
)
# Dates that stand beside the story, in more articles than name any day of it.
NOTICE = "Readers' letters and the crossword were last printed on 4 March 2025."
COUNT = 60
STEP = dt.timedelta(days=1)


def say_day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def write_article(number: int) -> tuple[dt.date, str]:
    """An article's day and text: a headline, the news of the day before, what came earlier."""
    at = number % len(STORY)
    day, told, retold = STORY[at]
    published = day + STEP * (1 + number // len(STORY) % 4)
    lead = retold if number % 2 else told
    when = f"{day:%A}" if (published - day).days < 4 else say_day(day)
    lines = [
        f"Norhaven port: day {(published - STORY[0][0]).days} of the dispute",
        f"{lead[0].upper()}{lead[1:]} on {when}, officials said. {MOODS[number % len(MOODS)]}",
    ]
    for then, earlier, again in STORY[max(0, at - 2) : at]:
        words = again if number % 3 else earlier
        lines.append(f"On {say_day(then)}, {words}.")
    lines += [" ".join(MOODS[(number + k) % len(MOODS)] for k in (2, 3)), BACKGROUND]
    lines.append(f"“We want fair pay,” said a docker who gave her name as Number {number}.")
    if number % 2:
        lines.append(NOTICE)
    return published, "\n".join(lines) + "\n"


def write_port_study(folder: Path, count: int = COUNT) -> Path:
    """A study of the first ``count`` articles with the codebook of the real one."""
    shutil.copytree(paths.DATA / paths.STUDY / "codebook", folder / "codebook")
    (folder / "study.toml").write_text(
        'title = "A strike"\nsubject = "the strike"\nclaims_about = ["treaty", "ties", '
        '"third party"]\n',
        encoding="utf-8",
    )
    (folder / "articles").mkdir(parents=True)
    columns = ["doc_id", "file", *(f.name for f in fields(Document)[2:])]
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        for number in range(count):
            published, text = write_article(number)
            name = f"port{number:02}"
            (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
            row = dict.fromkeys([c for c in columns if c.endswith("_basis")], "unknown")
            row |= {
                "doc_id": name,
                "file": f"{name}.txt",
                "outlet": OUTLETS[number % len(OUTLETS)],
                "outlet_basis": "supplied",
                "published": published,
                "published_earliest": published,
                "published_latest": published,
                "published_basis": "supplied",
                "rights": "made up",
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
            }
            table.writerow(row)
    return folder
