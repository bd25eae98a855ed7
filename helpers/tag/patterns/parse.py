"""Read a pattern of the codebook into nodes, and refuse what could match nothing or everything."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

GAP_WORDS = 12  # the contract of the codebook: a gap without a number
GAP_LIMIT = 25  # a wider gap no longer says "in one statement"
CONTEXT = re.compile(r"\s*(?:@\{[a-z0-9_]+\+?\}\s*)+")
TOKEN = re.compile(
    r"\{(?P<slot>[a-z0-9_]+)(?P<all>\+?)\}"
    r"|(?P<gap>\.\.\.|…)(?P<width>\d*)"
    r"|(?P<mark>[()\[\]|])"
    r"|(?P<word>[^\s(){}\[\]|…]+?)(?P<star>\*?)(?=[\s(){}\[\]|]|$)"
    r"|(?P<space>\s+)|(?P<other>.)"
)
Tokens = list[re.Match[str]]


class PatternError(ValueError):
    """A pattern that cannot be used; the message names its entry and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element of a parsed pattern: word, prefix, slot, gap, group (of ``choices``), optional."""

    kind: str
    text: str = ""
    width: int = 0
    choices: tuple[tuple[Node, ...], ...] = ()


def parse(pattern: str) -> tuple[Node, ...]:
    """Read a pattern; refuse brackets that do not close and characters that are no word."""
    tokens = [m for m in TOKEN.finditer(pattern) if not m["space"]]
    nodes, rest = _sequence(tokens)
    if rest:
        raise PatternError(f"{rest[0].group()!r} has no opening bracket")
    return nodes


def split_context(pattern: str) -> tuple[list[str], str]:
    """The slots written ``@{x}`` at the beginning, and the pattern without them."""
    head = CONTEXT.match(pattern)
    names = re.findall(r"@\{(.+?)\}", head.group()) if head else []
    return names, pattern[head.end() :] if head else pattern


def _sequence(tokens: Tokens) -> tuple[tuple[Node, ...], Tokens]:
    nodes: list[Node] = []
    while tokens:
        token = tokens[0]
        if token["other"]:
            raise PatternError(f"{token.group()!r} at character {token.start()} is no word or slot")
        if (mark := token["mark"]) and mark in ")]|":
            break
        tokens = tokens[1:]
        if mark:
            choices = []
            while True:
                choice, tokens = _sequence(tokens)
                choices.append(choice)
                if not tokens:
                    raise PatternError(f"{mark!r} is never closed")
                closing, tokens = tokens[0].group(), tokens[1:]
                if closing != "|":
                    break
            if mark + closing not in ("()", "[]"):
                raise PatternError(f"{mark!r} is closed by {closing!r}")
            nodes.append(Node("group" if mark == "(" else "optional", choices=tuple(choices)))
        elif token["slot"]:
            nodes.append(Node("slot", token["slot"] + token["all"]))
        elif token["gap"]:
            width = int(token["width"] or GAP_WORDS)
            if not 1 <= width <= GAP_LIMIT:
                raise PatternError(f"a gap of {width} words; use 1 to {GAP_LIMIT}")
            nodes.append(Node("gap", width=width))
        elif not re.search(r"\w", token["word"]):
            raise PatternError(f"{token.group()!r} is no word, so nothing can match it")
        else:
            nodes.append(Node("prefix" if token["star"] else "word", token["word"]))
    return tuple(nodes), tokens


def check_nodes(nodes: tuple[Node, ...]) -> None:
    if all(n.kind in ("gap", "optional") for n in nodes):
        raise PatternError("it matches the empty text; give it a word that must be there")
    if nodes[0].kind == "gap" or nodes[-1].kind == "gap":
        raise PatternError("a gap at an edge means nothing; begin and end with a word or slot")
    for node, after in itertools.pairwise(nodes):
        if node.kind == after.kind == "gap":
            raise PatternError("two gaps in a row; write one with the number of words")
    if len(nodes) > 1 and nodes[0].kind == "optional" and nodes[1].kind == "gap":
        raise PatternError("an optional word before a gap at the beginning means nothing")
    for choice in itertools.chain.from_iterable(n.choices for n in nodes):
        check_nodes(choice)
