"""Tell the articles of a study again: under other names, and in the passive voice."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

TABLE = Path(__file__).parents[1] / "studies" / "other_names.json"
NAMES: dict[str, str] = json.loads(TABLE.read_text("utf-8"))
FORMS = "|".join(re.escape(n) for n in sorted(NAMES, key=len, reverse=True))
NAME = re.compile(rf"(?<!\w)(?:{FORMS})(?!\w)")
ARTICLE = re.compile(r"\b([Aa])n? (?=([A-Z])[a-z])")

OPENING = re.compile(r"^(?:The|Analysts)\b")

# Whoever does a thing or has it done to them: a name, its office before it, its people behind it.
OFFICE = r"(?:(?:President|Prime Minister|Foreign Minister|Secretary of State|leader|foreign) )?"
ONE = rf"(?:{OFFICE}(?:{FORMS})(?!\w)(?: {OFFICE}(?:{FORMS})(?!\w))*)"
WHO = rf"(?:[Tt]he )?{ONE}(?: (?:troops|forces|administration officials|foreign ministers))?"
PAIR = rf"(?:[Tt]he )?{ONE}(?: and {ONE})?(?: foreign ministers)?"
ARMS = r"(?:[a-z-]+ ){0,5}(?:drones|missiles|artillery|soldiers)(?: and missiles| and drones)?"
DEED = r"(?P<d>supplied|provided|given|sent)"
PAPER = r"(?P<o>an? (?:[^.,;\s]+ ){1,5}?(?:agreement|treaty))"
PASSIVE = {
    "accuses": (
        rf"(?P<a>{WHO})(?P<m>, \w+,)? accuses (?P<b>{WHO}) of",
        r"\g<b>\g<m> is accused by \g<a> of",
    ),
    "accused": (rf"(?P<a>{WHO}) accused (?P<b>{WHO})", r"\g<b> was accused by \g<a>"),
    "is supplying": (
        rf"(?P<a>{WHO}) is (?P<v>suppl|deliver|send)y?ing (?P<o>{ARMS}) to (?P<b>{WHO})",
        r"\g<o> are being supplied to \g<b> by \g<a>",
    ),
    "was providing": (
        rf"(?P<a>{WHO}) was (?P<v>provid|deliver)ing (?P<o>{ARMS}) to (?P<b>{WHO})",
        r"\g<o> were being \g<v>ed to \g<b> by \g<a>",
    ),
    "has given someone": (
        rf"(?P<a>{WHO}) (?:has|have)(?P<m> also)? {DEED} (?P<b>{WHO}) with (?P<o>{ARMS})",
        r"\g<b> has\g<m> been \g<d> by \g<a> with \g<o>",
    ),
    "has sent": (
        rf"(?P<a>{WHO}) has {DEED} (?P<o>(?:some )?(?:[\d,]+ )?{ARMS}) to (?P<b>{WHO})",
        r"\g<o> have been \g<d> to \g<b> by \g<a>",
    ),
    "signs": (rf"(?P<a>{PAIR}) (?P<d>signed|inked) {PAPER}", r"\g<o> was \g<d> by \g<a>"),
    "has deepened": (
        rf"(?P<a>{WHO}) has deepened its ties with (?P<b>{PAIR})",
        r"ties with \g<b> have been deepened by \g<a>",
    ),
    "has not denied": (
        rf"(?P<a>{WHO}) has not denied (?P<o>their \w+)",
        r"\g<o> has not been denied by \g<a>",
    ),
    "denied that": (
        rf"(?P<a>{WHO}) denied (?P<o>the \w+ that [^.]+)\.",
        r"\g<o> were denied by \g<a>.",
    ),
    "replaces": (r"which replaces (?P<o>a \w+ \w+),", r"by which \g<o> is replaced,"),
    "will replace": (
        r"(?P<a>The (?:\w+ ){1,3}) ?will replace (?P<o>the [^.]+)\.",
        r"\g<o> will be replaced by \g<a>.",
    ),
    "have identified": (
        r"(?P<a>Analysts from [^.,]+?) have (?P<d>identified|described) (?P<o>this \w+) as",
        r"\g<o> has been \g<d> by \g<a> as",
    ),
    "has warned": (
        rf"(?P<a>{WHO}) have (?P<m>recently )?warned that",
        r"it has \g<m>been warned by \g<a> that",
    ),
    "has shown": (
        rf"(?P<a>{WHO} military intelligence) has shown evidence that",
        r"evidence has been shown by \g<a> that",
    ),
    "repeats": (rf"(?P<a>{WHO}) repeated claims that", r"claims were repeated by \g<a> that"),
    "states": (
        rf"(?P<a>{WHO}|the ministry) (?P<d>stated|announced) that",
        r"it was \g<d> by \g<a> that",
    ),
}


def rename(text: str) -> str:
    """Every name by another of its kind; "a" and "an" by what follows now.

    >>> rename("An Iranian envoy met Russia’s and North Korea’s; Iranians")
    'A Ruritanian envoy met Syldavia’s and Lower Slobbovia’s; Ruritanes'
    """
    new = NAME.sub(lambda m: NAMES[m.group()], text)
    return ARTICLE.sub(lambda m: m[1] + ("n " if m[2] in "AEIO" else " "), new)


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    return not text[:start].strip() or bool(re.search(r"[.\n][”\"]?\s*$", text[:start]))


def make_passive(text: str) -> tuple[str, list[str]]:
    """Active clauses turned round where a template can; with the templates that were used.

    >>> make_passive("The U.S. accused Iran of plots.")[0]
    'Iran was accused by the U.S. of plots.'
    """
    used = []
    for name, (pattern, template) in PASSIVE.items():
        for m in reversed(list(re.finditer(rf"(?<!\w){pattern}(?!\w)", text))):
            doer = m.groupdict().get("a")
            new = m.expand(template).replace("  ", " ").replace(" .", ".")
            if doer:
                new = new.replace(doer, OPENING.sub(lambda w: w[0].lower(), doer))
            if _begins(text, m.start()):
                new = new[0].upper() + new[1:]
            text = text[: m.start()] + new + text[m.end() :]
            used.append(name)
    return text, used


def retell(study: Path, target: Path, change: Callable[[str], str], names: bool) -> Path:
    """A copy of a study with articles changed, and with other names in its tables if asked."""
    copy = Path(shutil.copytree(study, target, ignore=shutil.ignore_patterns("codings")))
    if names:
        for path in [*copy.glob("codebook/*.toml"), copy / "articles.csv"]:
            path.write_text(rename(path.read_text("utf-8")), "utf-8")
    with (copy / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        path = copy / "articles" / row["file"]
        path.write_bytes(change(path.read_bytes().decode("utf-8")).encode("utf-8"))
        row["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    with (copy / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return copy
