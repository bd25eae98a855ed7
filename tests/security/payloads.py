"""What someone may put into an article, its title, outlet, author, address or name to do harm."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from helpers import paths

PROBE = "probe()"  # what every script would call, so that a browser can tell that one ran
TRAP = "https://trap.invalid/"  # where every address leads, so that a request can be told

PAYLOADS = {
    "script": f"<script>{PROBE}</script>",
    "broken script": f"<scr<script>ipt>{PROBE}</scr</script>ipt>",
    "handler": f"<img src=x onerror={PROBE}>",
    "handler in quotes": f'" autofocus onfocus="{PROBE}" x="',
    "handler in one quote": f"' onmouseover='{PROBE}' x='",
    "script address": f"javascript:{PROBE}",
    "hidden script address": f"<a href='java\tscript:{PROBE}'>go</a>",
    "data address": f"data:text/html,<script>{PROBE}</script>",
    "drawing": f'<svg onload="{PROBE}"><script>{PROBE}</script></svg>',
    "foreign object": f'<svg><foreignObject><iframe srcdoc="<script>{PROBE}</script>">',
    "style": f"<style>@import url({TRAP}a.css)</style><link rel=stylesheet href={TRAP}b.css>",
    "style closed": f"</style><script>{PROBE}</script>",
    "script closed": f"</script><script>{PROBE}</script>",
    "comment closed": f"--><script>{PROBE}</script><!--",
    "title closed": f"</title></main></body><script>{PROBE}</script>",
    "CDATA": f"<![CDATA[<script>{PROBE}</script>]]>",
    "entities": f"&lt;script&gt;{PROBE}&lt;/script&gt; &#x3c;script&#x3e;{PROBE} &amp;amp;",
    "entity bomb": '<!DOCTYPE b [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><b>&c;</b>',
    "refresh": f'<meta http-equiv="refresh" content="0;url={TRAP}"><base href="{TRAP}">',
    "form": f'<form action="{TRAP}"><input name=q><button formaction="javascript:{PROBE}">x',
    "Markdown": f"[go](javascript:{PROBE}) ![x]({TRAP}c.png) <{TRAP}>",
    "Typst file": '#read("/etc/passwd") #include "/etc/hostname"',
    "Typst code": '"); #eval("read(\\"/etc/passwd\\")") + ("',
    "Typst package": '"; #import "@preview/cetz:0.3.1": *; "',
    "LaTeX": r"\input{/etc/passwd}\write18{id}$x$%",
    "template": "{{7919*104729}} {% include '/etc/passwd' %} {{''.__class__.__mro__}}",
    "template literal": f"${{{PROBE}}} `${{7919*104729}}` #{{7919*104729}}",
    "formula": "=cmd|'/c calc'!A0",
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "wide formula": "＝1＋1",
    "formula by tab": "\t=1+1",
    "notebook": "%%bash\nid > /etc/x\n!id\n%run x.py",
    "calendar": "Talks\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:owned\r\nATTACH:file:///etc/passwd",
    "JSON": '"}], "owned": true, "x": [{"y": "\\',
    "Atom": f'</title><link href="{TRAP}"/><entry>]]><title type="html">',
    "shell": "$(id) `id` ; touch owned | tee owned && owned",
    "terminal": "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "turned round": "\u202egnp.exe\u202c \u2067x\u2069",
    "no width": "pass\u200bwo\u200drd\ufeff\u2060",
    "tag characters": "\U000e0069\U000e0064",
    "credentials": f"https://user:pass@trap.invalid/?q=<script>{PROBE}</script>",
    "folder": "../../../../etc/passwd",
    "absolute": "/etc/passwd",
    "device": "CON",
    "ten thousand letters": "Endless " * 1250,
    "one long word": "x" * 3000,
}

# Of the other payloads some are names too; these are what only a name can be.
NAMES = {
    "folder": "../b2",
    "absolute": "/etc/passwd",
    "this folder": ".",
    "nothing": "",
    "NUL": "a\x00b",
    "300 bytes": "é" * 150,
    "backslash": "..\\b2",
    "device": "con",
    "device with an ending": "NUL.tar",
    "port": "LPT1",
    "stream": "b2:hidden",
    "line": "b\n2",
    "terminal": "b\x1b[2J",
    "turned round": "b\u202e2",
    "no width": "b\u200b2",
    "mark": "<b>",
}
# What a name may hold must do no harm in an id of a page, an address and a cell.
HARMLESS = ["=1+1", "@SUM(1)", "-rf", "#eval(1)", "$(id)", "`id`", "%2e%2e%2f", "a b'c", "a&amp;b"]

STORY = """{0}
Sergey Lavrov said on 3 March 2025 that Iran {0} would sign the treaty with Russia next month.
{0} said Sergey Lavrov, "the treaty with Iran {0} will be signed in May 2025."
Iran has sent missiles {0} to Russia, the United States said, and Moscow denied it.
“{0}” Iran has supplied hundreds of drones to Russia, {0} said. Article number {1}.
"""
SAID = ("title", "outlet", "author", "url", "rights")
BASES = ("outlet_basis", "title_basis", "author_basis", "published_basis", "url_basis")
DAYS = ("published", "published_earliest", "published_latest")


def fit(payload: str) -> dict[str, str]:
    """A payload as far as ``load`` lets it into the fields of a row.

    Lines and controls stand in no field, blanks in no address; ``test_threats`` tries them there.
    """
    line = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", payload).strip() or "x"
    return dict.fromkeys(SAID, line) | {"url": re.sub(r"\s", "+", line)}


def write_study(
    folder: Path, payloads: Iterable[str], ids: Iterable[str] = (), raw: bool = False
) -> Path:
    """The real codebook, and per payload one article that holds it wherever words can stand.

    ``raw`` puts it into every field as it is, which ``load`` may refuse.
    """
    folder.mkdir(parents=True)
    real = paths.DATA / paths.STUDY
    shutil.copytree(real / "codebook", folder / "codebook")
    shutil.copy(real / "study.toml", folder / "study.toml")
    (folder / "articles").mkdir()
    with (real / "articles.csv").open(encoding="utf-8", newline="") as file:
        columns = csv.DictReader(file).fieldnames or []
    names = iter(ids)
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        for number, payload in enumerate(payloads, start=1):
            doc_id = next(names, f"a{number:02}")
            text = STORY.format(payload, number).encode()
            (folder / "articles" / f"{doc_id}.txt").write_bytes(text)
            said = dict.fromkeys(SAID, payload) if raw else fit(payload)
            row = said | dict.fromkeys(DAYS, "2025-03-04")
            row |= dict.fromkeys(BASES, "supplied")
            row |= {name.replace("basis", "evidence"): payload for name in BASES[:4]}
            digest = hashlib.sha256(text).hexdigest()
            table.writerow(row | {"doc_id": doc_id, "file": f"{doc_id}.txt", "sha256": digest})
    return folder
