"""Three invented articles by outlets, authors and with actors that are written in other scripts."""

from __future__ import annotations

import csv
import hashlib
import shutil
from dataclasses import fields
from pathlib import Path

from helpers.records import Document

CODEBOOK = Path(__file__).parent / "studies" / "skarn-straits" / "codebook"
SETTINGS = """title = "A treaty that does not exist, told by Известия and ایرنا"
subtitle = "Three invented articles; names in Cyrillic, Persian and Arabic"
subject = "the straits treaty"
claims_about = ["treaty", "ties", "third party"]
{languages}
"""
TITLE = "پیمان 20 ساله: «گامی مهم» برای هر دو کشور؟"
# The actor that the codebook of this study has besides those of the other one.
ACTOR = """
[[actor]]
id = "channel"
name = "{name}"
kind = "media"
state = "maltava"

[[actor]]
id = "petrov"
name = "Алексей Петров"
kind = "person"
state = "taravia"
"""
CHANNEL = "العربية"
ROWS = {
    "izvestia": ("«Известия»", "Norlund and Taravia near the treaty", "Алексей Петров"),
    "irna": ("ایرنا", TITLE, "سید محمد موسوی"),
    "courier": ("The Brovik Courier", "What العربية said (and what it did not)", "Mia Lund"),
}
DAYS = {"izvestia": "2019-03-13", "irna": "2019-03-15", "courier": "2019-03-18"}
TEXTS = {
    "izvestia": """Norlund and Taravia near the treaty

Norlund and Taravia will sign the straits treaty on 20 March 2019, Алексей Петров said on Tuesday.

Taravia has supplied patrol boats to Norlund, the ministry of Estmark said. Norlund denied it.

"Договор готов, и объявлен день подписания," Алексей Петров said; the treaty will be signed soon.
""",
    "irna": f"""{TITLE}

HARSVIK, 15 March. Norlund and Taravia signed the straits treaty on 14 March 2019, \
سید محمد موسوی reported.

The treaty was met with the words “{TITLE}” in Harsvik on 14 March 2019, the minister said.

Taravia has supplied patrol boats to Norlund, {CHANNEL} (ایرنا) said on 12 March 2019.
""",
    "courier": f"""What {CHANNEL} said (and what it did not)

Norlund and Taravia signed the straits treaty on 14 March 2019, {CHANNEL} said.

According to {CHANNEL}, 12 boats were sent; it said so on 16 March 2019, and Norlund denied it.

Taravia has sent patrol boats to Norlund, {CHANNEL} said on 16 March 2019. "That is untrue," said
Алексей Петров, and the treaty with Norlund has been signed for peace.
""",
}
FIELDS = ("outlet", "title", "author", "actor", "body")


def write_names_study(
    folder: Path, stray: dict[str, str] | None = None, languages: str = ""
) -> Path:
    """The study in a new folder; ``stray`` puts characters at the end of a field of ``FIELDS``."""
    stray = dict.fromkeys(FIELDS, "") | (stray or {})
    shutil.copytree(CODEBOOK, folder / "codebook")
    with (folder / "codebook" / "actors.toml").open("a", encoding="utf-8") as file:
        file.write(ACTOR.format(name=CHANNEL + stray["actor"]))
    text = SETTINGS.format(languages=languages)
    (folder / "study.toml").write_text(text, encoding="utf-8")
    (folder / "articles").mkdir()
    columns = ["doc_id", "file", *(f.name for f in fields(Document)[2:])]
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        for name, (outlet, title, author) in ROWS.items():
            words = TEXTS[name]
            if name == "courier":
                words = words.replace("did not)", f"did not){stray['title']}")
                words = words.replace(CHANNEL, CHANNEL + stray["actor"])
                words = words.replace("patrol boats to", f"patrol boats{stray['body']} to")
                outlet, title, author = (
                    each + stray[field]
                    for each, field in zip((outlet, title, author), FIELDS, strict=False)
                )
            (folder / "articles" / f"{name}.txt").write_text(words, encoding="utf-8")
            row = dict.fromkeys([c for c in columns if c.endswith("_basis")], "supplied")
            table.writerow(
                row
                | {
                    "doc_id": name,
                    "file": f"{name}.txt",
                    "outlet": outlet,
                    "title": title,
                    "author": author,
                    "published": DAYS[name],
                    "published_earliest": DAYS[name],
                    "published_latest": DAYS[name],
                    "url_basis": "unknown",
                    "rights": "written for the tests",
                    "sha256": hashlib.sha256(words.encode()).hexdigest(),
                }
            )
    return folder
