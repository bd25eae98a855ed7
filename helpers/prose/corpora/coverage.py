"""Claims, answers and sources of a large corpus in words."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.overview import Overview
from helpers.prose.corpora.intake import name_outlet
from helpers.prose.corpora.quotes import cite, select
from helpers.prose.layout import lay_out
from helpers.prose.words import say_count, say_list, say_share
from helpers.records import ANSWERS, COMMITMENTS

SPEAKERS = 30  # rows of a table that fits a page; the exports have more
CAPTION_MATRIX = (
    "Articles that commit to a claim, by outlet, darker where they are a larger part of the "
    "outlet's (in brackets: its articles). ✕ denied, ? declined, ○ said not to have been denied, "
    "in at least one of its articles. An empty cell says that the claim was not found there."
)
CAPTION_CLAIMS = "Articles with at least one sentence of each code; an article may have several."
CAPTION_EXAMPLES = (
    "For each claim one sentence of the code that its articles have most, drawn by the seed from "
    "all of them: an example, no summary."
)
CAPTION_MONTHS = "Articles that commit to a claim, by month; all strips have one scale."
CAPTION_SOURCES = (
    "Statements by whom their source speaks for; quoted words stand in quotation marks. Media "
    "report and speak for no state."
)
CAPTION_SPEAKERS = (
    "Sources by the articles that quote or report them, as the articles name them; two names of "
    "one person are two rows unless the codebook joins them."
)
CAPTION_ACTORS = "Actors of the codebook by the articles that name them or mean them by role."


def say_claims(corpus: Overview) -> Markup:
    """Which claim most articles carry, and which is answered most.

    >>> bool(say_claims(corpus))
    True
    """
    claims = corpus.claims
    if claims.empty:
        return Markup("The codebook has no claims, so none was looked for.")
    carried = claims[claims["articles"] > 0]
    if carried.empty:
        return Markup("None of the {:,} claims of the codebook was found.").format(len(claims))
    top = carried.iloc[0]
    told = Markup("{} of the codebook {} found; “{}” in the most articles ({}).").format(
        say_share(len(carried), len(claims), "claim").capitalize(),
        "was" if len(carried) == 1 else "were",
        top["label"],
        say_share(int(top["articles"]), corpus.n_articles, "article"),
    )
    return told + Markup(" {}").format(say_answers(corpus))


def say_claims_briefly(corpus: Overview) -> Markup:
    """The same where the codebook has claims; else nothing, since nothing was looked for.

    >>> bool(say_claims_briefly(corpus))
    True
    """
    return Markup("") if corpus.claims.empty else say_claims(corpus)


def head_actors(corpus: Overview) -> str:
    """The heading of the section on actors; empty where no actor is named.

    >>> head_actors(corpus)
    'Who is named'
    """
    return "Who is named" if len(corpus.actors) else ""


def say_answers(corpus: Overview) -> Markup:
    """The claim to which most articles report a denial."""
    denied = corpus.claims.sort_values(["denied", "claim_id"], ascending=[False, True])
    if denied.empty or not denied["denied"].iloc[0]:
        return Markup("No article reports a denial of a claim.")
    top = denied.iloc[0]
    return Markup("A denial is reported most of “{}”, in {}.").format(
        top["label"], say_count(int(top["denied"]), "article")
    )


def list_examples(corpus: Overview) -> dict[str, Markup]:
    """One sentence of each claim, of the code that its articles have most."""
    examples = {}
    drawn = select(corpus, "claim")
    counts = corpus.claims.set_index("claim_id")
    for claim, mine in drawn.groupby("key"):
        order = mine["code"].map(lambda code, claim=claim: -counts.loc[claim, code])
        row = next(mine.loc[order.sort_values(kind="stable").index].itertuples())
        examples[claim] = Markup("{} ({})").format(cite(row), row.code)
    return examples


def lay_out_claims(corpus: Overview) -> pd.DataFrame:
    """A row per claim that was found, with articles by code.

    >>> list(lay_out_claims(corpus))[:3]
    ['Claim', 'Articles', 'Own voice']
    """
    found = corpus.claims[corpus.claims[[*COMMITMENTS, *ANSWERS]].sum(axis=1) > 0]
    rows = [
        (
            claim["label"],
            int(claim["articles"]),
            *(int(claim[code]) for code in (*COMMITMENTS, *ANSWERS)),
        )
        for _, claim in found.iterrows()
    ]
    names = [code.capitalize() for code in (*COMMITMENTS, *ANSWERS)]
    return lay_out(rows, ["Claim", "Articles", *names])


def lay_out_examples(corpus: Overview) -> pd.DataFrame:
    """A row per claim of which a sentence may be quoted.

    >>> list(lay_out_examples(corpus))
    ['Claim', 'One sentence']
    """
    examples = list_examples(corpus)
    rows = [
        (row.label, examples[row.claim_id])
        for row in corpus.claims.itertuples()
        if row.claim_id in examples
    ]
    return lay_out(rows, ["Claim", "One sentence"])


def list_cells(corpus: Overview, drawn: pd.DataFrame) -> pd.DataFrame:
    """The counts behind the matrix, all outlets of the claims that are drawn.

    >>> list(list_cells(corpus, drawn))[:3]
    ['claim', 'outlet', 'articles']
    """
    labels = dict(zip(corpus.claims["claim_id"], corpus.claims["label"], strict=True))
    cells = corpus.cells[corpus.cells["claim_id"].isin(drawn["claim_id"])]
    frame = cells.assign(
        claim_id=cells["claim_id"].map(labels), outlet=cells["outlet"].map(name_outlet)
    )
    return frame.rename(columns={"claim_id": "claim"})


def list_claim_months(corpus: Overview, drawn: pd.DataFrame) -> pd.DataFrame:
    """The counts behind the strips.

    >>> list(list_claim_months(corpus, drawn))[:3]
    ['claim', 'month', 'articles']
    """
    labels = dict(zip(corpus.claims["claim_id"], corpus.claims["label"], strict=True))
    months = corpus.claim_months[corpus.claim_months["claim_id"].isin(drawn["claim_id"])]
    frame = months.assign(
        claim_id=months["claim_id"].map(labels), month=months["month"].dt.strftime("%Y-%m")
    )
    return frame.rename(columns={"claim_id": "claim"})


def describe_claims(claims: pd.DataFrame) -> str:
    """What the matrix shows.

    >>> print(describe_claims(drawn))  # doctest: +ELLIPSIS
    Claims against outlets in counts of articles; the first row is ...
    """
    top = claims.iloc[0]["label"] if len(claims) else "nothing"
    return f"Claims against outlets in counts of articles; the first row is “{top}”"


def say_sources(corpus: Overview) -> Markup:
    """Whose words the statements are.

    >>> bool(say_sources(corpus))
    True
    """
    sources = corpus.sources
    if sources.empty:
        return Markup("No statement with a source was found.")
    total = int(sources["statements"].sum())
    named = sources[sources["group"] != "not resolved"].head(3)
    unknown = int(sources[sources["group"] == "not resolved"]["statements"].sum())
    told = Markup("")
    if len(sources) == 1 and unknown:
        return Markup(
            "{} found; no source is an actor of the codebook, so for whom it speaks is not known."
        ).format(say_count(total, "statement") + (" was" if total == 1 else " were"))
    if len(named):
        told = Markup("Of {} most speak for {}.").format(
            say_count(total, "statement"),
            say_list(f"{row.group} ({int(row.statements):,})" for row in named.itertuples()),
        )
    open_ = Markup(" The source of {} is not resolved to a state or a medium.").format(
        say_share(unknown, total, "statement")
    )
    return told + (open_ if unknown else "")


def lay_out_sources(corpus: Overview) -> pd.DataFrame:
    """A row per group of sources.

    >>> list(lay_out_sources(corpus))[:2]
    ['Speaks for', 'Statements']
    """
    rows = [
        (row.group, int(row.statements), int(row.words), int(row.quoted), int(row.articles))
        for row in corpus.sources.itertuples()
    ]
    return lay_out(rows, ["Speaks for", "Statements", "Words", "Of these quoted", "Articles"])


def lay_out_speakers(corpus: Overview) -> pd.DataFrame:
    """A row per source by name, most articles first.

    >>> list(lay_out_speakers(corpus))[:3]
    ['Source', 'Speaks for', 'Articles']
    """
    rows = [
        (row.source_name, row.group, int(row.articles),
         f"{int(row.outlets):,} of {corpus.n_outlets:,}", int(row.statements), int(row.quoted))
        for row in corpus.speakers.head(SPEAKERS).itertuples()
    ]  # fmt: skip
    columns = ["Source", "Speaks for", "Articles", "Outlets", "Statements", "Words quoted"]
    return lay_out(rows, columns)


def say_speakers(corpus: Overview) -> Markup:
    """Who is quoted or reported by the most articles.

    >>> bool(say_speakers(corpus))
    True
    """
    if corpus.speakers.empty:
        return Markup("")
    top = corpus.speakers.head(3)
    named = [f"{row.source_name} ({int(row.articles):,})" for row in top.itertuples()]
    return Markup("By name, the sources in the most articles are {}.").format(say_list(named))


def lay_out_actors(corpus: Overview) -> pd.DataFrame:
    """A row per actor that is named, most articles first.

    >>> list(lay_out_actors(corpus))[:3]
    ['Actor', 'Kind', 'Articles']
    """
    rows = [
        (row.name, row.kind, int(row.articles), f"{int(row.outlets):,} of {corpus.n_outlets:,}",
         int(row.mentions))
        for row in corpus.actors.rename(columns={"actor_id": "actor"}).itertuples(index=False)
    ]  # fmt: skip
    return lay_out(rows, ["Actor", "Kind", "Articles", "Outlets", "Mentions"])
