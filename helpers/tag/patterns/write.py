"""Turn the nodes of a pattern into one regular expression over names and words of a codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable

import re2

from helpers.records import Actor, Codebook
from helpers.tag.patterns.parse import Node, PatternError, check_nodes, parse

Branch = dict[str, "Branch"]  # what may follow in a name; "" where one ends
DEPTH = 8  # groups that name groups; deeper is a circle
# What parts words: ASCII but letters and digits, general punctuation (dashes, quotation marks,
# spaces) and guillemets.  \pL would say it better, but makes a gap a hundred times larger to run.
PARTING = r"\x00-/:-@\[-`{-" + "\xa0«»\u2000-\u206f\u3000-\u303f"
LETTER = rf"[^{PARTING}]"
APART = rf"(?:['’]s)?[{PARTING}]+"
WORD = rf"{LETTER}(?:{LETTER}|[.,'’&/–-])*"
POSSESSIVE = r"(?:['’]s)?"
BETWEEN = r"(?:['’]s)?[\s\x{a0}\"“”„‘’'«»()\[\]–‑-]+"
APART_IN_NAMES = r"[\s–‑-]+"
EDGE = rf"[{PARTING}]"


def surface_forms(actor: Actor) -> tuple[str, ...]:
    """Every way to write an actor, longest first; in capitals too, for headlines."""
    plain = {f for f in (actor.name, *actor.variants, *actor.demonyms, *actor.metonyms) if f}
    upper = {f.upper() for f in plain if len(f) > 3}
    return tuple(sorted(plain | upper, key=lambda f: (-len(f), f)))


def _escape(word: str) -> str:
    return re.sub(r"\\?['’]", "['’]", re2.escape(word))


def name_words(form: str) -> list[str]:
    """The words of a name, between which blanks and hyphens may stand."""
    return re.findall(r"[^\s–-]+", form)


def _write_names(forms: Iterable[str]) -> str:
    """One expression for all names, the longest first; what they begin with is written once."""
    root: Branch = {}
    for form in forms:
        node = root
        for word in name_words(form):
            for letter in (*([APART_IN_NAMES] if node is not root else []), *map(_escape, word)):
                node = node.setdefault(letter, {})
        node[""] = {}
    return _write_branch(root)


def _write_branch(node: Branch) -> str:
    branches = [piece + _write_branch(after) for piece, after in node.items() if piece]
    whole = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
    return f"(?:{whole})?" if "" in node and whole else whole


class Writer:
    """Turns nodes into one regular expression; remembers slots to name them.

    ``known`` keeps the expressions of slots between the patterns of one codebook; ``told`` are
    beginnings of the names that slots must have to be a group, all are where it is None.
    """

    def __init__(
        self,
        codebook: Codebook,
        known: dict[str, str] | None = None,
        told: tuple[str, ...] | None = None,
    ) -> None:
        self.actors = {a.id: a for a in codebook.actors}
        self.codebook = codebook
        self.known = {} if known is None else known
        self.told = told
        self.slots: dict[str, int] = {}

    def slot(self, name: str, depth: int, capture: bool) -> str:
        if name not in self.known:
            self.known[name] = self.forms(name, depth)
        if not capture or not (self.told is None or name.startswith(self.told)):
            return self.known[name]
        key = name.rstrip("+")
        self.slots[key] = count = self.slots.get(key, 0) + 1
        return f"(?P<{key if count == 1 else f'{key}_{count}'}>{self.known[name]})"

    def names(self, name: str) -> list[str]:
        """Every way to write the actors that a slot stands for, longest first."""
        key = name.rstrip("+")
        if key not in self.actors:
            return []
        others = (a for a in self.codebook.actors if a.state == key and name.endswith("+"))
        forms = {f for a in (self.actors[key], *others) for f in surface_forms(a)}
        return sorted(forms, key=lambda f: (-len(f), f))

    def forms(self, name: str, depth: int) -> str:
        """What a slot stands for: names as they are written, words in any case."""
        if depth > DEPTH:
            raise PatternError(f"{{{name}}} names itself in a circle")
        if name.rstrip("+") in self.actors:
            return f"(?-i:{_write_names(self.names(name))}){POSSESSIVE}"
        if name not in self.codebook.words:
            raise PatternError(f"{{{name}}} is neither an actor nor a word group of the codebook")
        if not self.codebook.words[name]:
            raise PatternError(f"{{{name}}} has no words")
        return f"(?:{'|'.join(self.term(t, name, depth) for t in self.codebook.words[name])})"

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
