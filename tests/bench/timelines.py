"""Timeline17 as studies: ``python -m tests.bench.timelines BENCH/t17 FOLDER [--engine E]``.

Writes each topic as a study into FOLDER (newspaper text: not into the repository), tags it with the
engine, and prints the Date-F1 of every timeline by the days that the store gives, as
``score_dates.py`` does it over one table.  ``python -m helpers report --study FOLDER/TOPIC`` makes
the report of a topic.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from helpers.scale import Store, build_store
from helpers.scale.overview import Choice, rank_corpus

TITLES = {"bpoil": "The oil spill in the Gulf", "mj": "The death of Michael Jackson"}
TITLES |= {"syria": "The war in Syria"}


def write_study(topic: Path, folder: Path) -> Path:
    """One topic as a study: its articles as they are, a title, no codebook."""
    study = folder / topic.name
    (study / "corpus").mkdir(parents=True, exist_ok=True)
    title = TITLES.get(topic.name, topic.name.capitalize())
    subject = title[0].lower() + title[1:]
    head = f'title = "{title}"\nsubject = "{subject}"\n'
    (study / "study.toml").write_text(head, encoding="utf-8")
    rows = json.loads((topic / "articles.json").read_text(encoding="utf-8"))
    with (study / "corpus" / "articles.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            told = {"doc_id": row["id"].replace("/", "-"), "published": row["time"][:10]}
            file.write(json.dumps({**told, "outlet": row["outlet"], "text": row["text"]}) + "\n")
    return study


def score_topic(topic: Path, store: Store) -> Iterator[tuple[str, float, float]]:
    """Name, precision and recall of each timeline of a topic."""
    for task in json.loads((topic / "timelines.json").read_text(encoding="utf-8")):
        gold = {dt.date.fromisoformat(day) for day, _ in task["items"]}
        start, end = min(gold), max(gold)
        ranked = rank_corpus(store, Choice(start, end), start, end)
        days = {day.date() for day in ranked["day"].head(len(gold))}
        hit = len(days & gold)
        yield task["name"], hit / max(len(days), 1), hit / len(gold)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default="processes")
    args = parser.parse_args()
    rows = []
    for topic in sorted(path for path in args.bench.iterdir() if path.is_dir()):
        study = write_study(topic, args.folder.resolve())
        store = build_store(study, args.engine)
        for name, precision, recall in score_topic(topic, store):
            rows.append((precision, recall))
            print(f"{name:60} P {precision:.3f}  R {recall:.3f}")
    p, r = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    print(f"Date-F1 {2 * p * r / max(p + r, 1e-9):.3f} over {len(rows)} timelines")


if __name__ == "__main__":
    main()
