"""Turn the nodes of a pattern into one regular expression over names and words of a codebook."""

from __future__ import annotations

import re

import re2

from helpers.records import Actor, Codebook
from helpers.tag.patterns.parse import Node, PatternError, check_nodes, parse

DEPTH = 8  # groups that name groups; deeper is a circle
# What parts words: ASCII but letters and digits, general punctuation (dashes, quotation marks,
# spaces) and guillemets.  \pL would say it better, but makes a gap a hundred times larger to run.
PARTING = r"\x00-/:-@\[-`{-\x{a0}«»\x{2000}-\x{206f}\x{3000}-\x{303f}"
LETTER = rf"[^{PARTING}]"
APART = rf"(?:['’]s)?[{PARTING}]+"
WORD = rf"{LETTER}(?:{LETTER}|[.,'’&/–-])*"
POSSESSIVE = r"(?:['’]s)?"
BETWEEN = r"(?:['’]s)?[\s\x{a0}\"“”„‘’'«»()\[\]–‑-]+"
EDGE = rf"[{PARTING}]"


def surface_forms(actor: Actor) -> tuple[str, ...]:
    """Every way to write an actor, longest first; in capitals too, for headlines."""
    plain = {f for f in (actor.name, *actor.variants, *actor.demonyms, *actor.metonyms) if f}
    upper = {f.upper() for f in plain if len(f) > 3}
    return tuple(sorted(plain | upper, key=lambda f: (-len(f), f)))


def _escape(word: str) -> str:
    return re.sub(r"\\?['’]", "['’]", re2.escape(word))


def _name(form: str) -> str:
    return r"[\s–‑-]+".join(_escape(w) for w in re.findall(r"[^\s–-]+", form))


class Writer:
    """Turns nodes into one regular expression; remembers slots to name them."""

    def __init__(self, codebook: Codebook) -> None:
        self.actors = {a.id: a for a in codebook.actors}
        self.codebook = codebook
        self.slots: dict[str, int] = {}

    def slot(self, name: str, depth: int, capture: bool) -> str:
        key = name.rstrip("+")
        if depth > DEPTH:
            raise PatternError(f"{{{name}}} names itself in a circle")
        if key in self.actors:
            who = [self.actors[key]]
            if name.endswith("+"):
                who += [a for a in self.codebook.actors if a.state == key and a.id != key]
            forms = sorted({f for a in who for f in surface_forms(a)}, key=lambda f: (-len(f), f))
            inner = f"(?-i:{'|'.join(_name(f) for f in forms)}){POSSESSIVE}"
        elif name in self.codebook.words:
            inner = "|".join(self.term(t, name, depth) for t in self.codebook.words[name])
            inner = f"(?:{inner})"
        else:
            raise PatternError(f"{{{name}}} is neither an actor nor a word group of the codebook")
        if inner == "(?:)" or not capture:
            if inner == "(?:)":
                raise PatternError(f"{{{name}}} has no words")
            return inner
        self.slots[key] = count = self.slots.get(key, 0) + 1
        return f"(?P<{key if count == 1 else f'{key}_{count}'}>{inner})"

    def term(self, term: str, name: str, depth: int) -> str:
        try:
            nodes = parse(term)
            check_nodes(nodes)
            return self.sequence(nodes, depth + 1, capture=False)
        except PatternError as error:
            raise PatternError(f"{term!r} of {{{name}}}: {error}") from None

    def node(self, node: Node, depth: int, capture: bool) -> str:
        if node.kind == "slot":
            return self.slot(node.text, depth, capture)
        if node.choices:
            return f"(?:{'|'.join(self.sequence(c, depth, capture) for c in node.choices)})"
        parts = re.split(r"[-–]", node.text)
        word = r"[\s–‑-]?".join(_escape(p) for p in parts)
        return word + (rf"{LETTER}*{POSSESSIVE}" if node.kind == "prefix" else "")

    def sequence(self, nodes: tuple[Node, ...], depth: int = 0, capture: bool = True) -> str:
        out, link = "", ""
        for i, node in enumerate(nodes):
            if node.kind == "gap":
                link = rf"(?:{APART}{WORD}){{0,{node.width}}}?{APART}"
                continue
            inner = self.node(node, depth, capture)
            ends = i + 1 == len(nodes) or nodes[i + 1].kind == "gap"
            if node.kind != "optional":
                out += link + inner
                link = BETWEEN
            elif ends:
                out += f"(?:{link}{inner})?"
                link = BETWEEN
            else:  # it leans on what follows, and the gap before it stays
                link += f"(?:{inner}{BETWEEN})?"
        return out
