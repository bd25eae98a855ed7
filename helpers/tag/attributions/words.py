"""Classes of English function words, as bits, and the reporting cues by their first word."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from helpers.load import read_lexicon

CAP, DET, PREP, BE, AUX, PRON, AND, BREAK = (1 << i for i in range(8))
ADV, COMMA, STOP, QUOTE, TIME, POSS, NUM, CUE = (1 << i for i in range(8, 16))
ED, ING, DASH, OPEN, CLOSE, NEG, TO, WHO = (1 << i for i in range(16, 24))
OBJ, THAT, COLON, VERB = (1 << i for i in range(24, 28))
FUNCTION = 1 << 28  # a function word that stands large, so that it may be a name

CLASSES = {
    DET: "the a an this these those his her its their our my your some many several most few both"
    " one two three four five six seven eight nine ten no any every each another other such all",
    PREP: "of in on at by for from with without about against into over under during after before"
    " through between among amid despite since until near outside inside within across"
    " toward towards"
    " around behind beyond via per like unlike alongside following including except upon"
    " off up down out",
    BE: "is are was were be been being am isn’t wasn’t aren’t weren’t isn't wasn't aren't weren't",
    AUX: "has have had having do does did will would can could may might must shall should"
    " hasn’t haven’t"
    " hadn’t don’t doesn’t didn’t won’t wouldn’t can’t cannot couldn’t shouldn’t hasn't"
    " haven't hadn't"
    " don't doesn't didn't won't wouldn't can't couldn't shouldn't ’ve 've ’d 'd",
    PRON: "he she they it i we you he’s she’s they’ve he's she's they've i’m i'm",
    OBJ: "him her them me us himself herself themselves itself it you",
    AND: "and or nor but then &",
    BREAK: "because while when whenever if unless although though as than whether where why how so"
    " once after before since until even",
    ADV: "also later then now still again already often never not only just once first previously"
    " recently repeatedly publicly privately once twice even ever always reportedly earlier"
    " meanwhile further together nonetheless nevertheless instead yesterday today tomorrow tonight"
    " alike alone here there too long since yet himself herself themselves much however",
    NEG: "not never n’t n't",
    TIME: "monday tuesday wednesday thursday friday saturday sunday january february march"
    " april may"
    " june july august september october november december jan feb aug sept oct nov dec week month"
    " year years today yesterday tonight morning afternoon evening night day days weeks months",
    TO: "to",
    WHO: "who which whom whose",
    THAT: "that",
    VERB: "went took gave made came got began stood ran kept left met brought held felt won lost"
    " became sent spent built led fell rose grew drew broke spoke chose drove ate flew hit"
    " sat paid put"
    " includes included targets makes takes gives comes goes gets shot sold bought caught"
    " fought thought"
    " threw tore wore stuck struck swept set let says does has released issued published delivered",
    NUM: "hundred thousand million billion",
}


@cache
def word_bits() -> dict[str, int]:
    """Every function word and every first word of a cue with its class bits; made once."""
    bits = dict.fromkeys(cue_forms(), CUE)
    for bit, words in CLASSES.items():
        for word in words.split():
            bits[word] = bits.get(word, 0) | bit
    return bits


@cache
def nouns_only() -> frozenset[str]:
    """Cue words that are never verbs ("evidence", "allegations")."""
    return frozenset(
        head for head, cues in cue_forms().items() if all(cue.form == "noun" for cue in cues)
    )


@cache
def says() -> frozenset[str]:
    """Finite forms of verbs that take a clause and no object ("said", "says")."""
    return frozenset(
        head
        for head, cues in cue_forms().items()
        if any(not c.rest and c.takes == {"say"} and c.form in ("s", "past") for c in cues)
    )


@cache
def documents() -> frozenset[str]:
    """Nouns of documents that show things: polls, reports, footage."""
    return frozenset(row["term"] for row in read_lexicon("sources") if row["type"] == "documentary")


class Cue(NamedTuple):
    """A form of a reporting verb or noun: its other words, lemma, what it takes, its force, its
    ending.
    """

    rest: tuple[str, ...]
    term: str
    takes: frozenset[str]
    force: str
    form: str  # base, s, past, ing, noun


def form_of(term: str, form: str) -> str:
    """The grammar of a form by its spelling beside that of its verb.

    >>> [form_of("say", form) for form in ("say", "says", "said", "saying")]
    ['base', 's', 'past', 'ing']
    >>> form_of("state", "stated"), form_of("criticize", "criticise"), form_of("read", "read")
    ('past', 'base', 'past')

    A past that is spelled like the verb is the more frequent of the two in news.
    """
    head, verb = form.split(" ")[0], term.split(" ")[0]
    if head in ("read", "hit"):
        return "past"
    if verb in (head, head.replace("our", "or"), head.replace("ise", "ize")):
        return "base"
    if head.endswith("ing"):
        return "ing"
    return "s" if head.endswith("s") else "past"


@cache
def noun_cues() -> frozenset[str]:
    """Nouns of speech ("claims", "evidence"), which a clause may hang on."""
    return frozenset(
        form
        for row in read_lexicon("cues")
        if row["takes"].endswith("noun")
        for form in row["forms"].split("|")
    ) - {"according to"}


@cache
def cue_forms() -> dict[str, tuple[Cue, ...]]:
    """First word of a cue → the cues that begin so, the longest first."""
    found: dict[str, list[Cue]] = {}
    for row in read_lexicon("cues"):
        takes = frozenset(row["takes"].split("+"))
        for form in row["forms"].split("|"):
            head, *rest = form.split(" ")
            kind = "noun" if takes == {"noun"} else form_of(row["term"], form)
            found.setdefault(head, []).append(
                Cue(tuple(rest), row["term"], takes, row["force"], kind)
            )
    return {head: tuple(sorted(cues, key=lambda c: -len(c.rest))) for head, cues in found.items()}
