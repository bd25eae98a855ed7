"""Findings, captions and alt texts of the coverage chapter."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import STAR_NOTE, name_articles
from helpers.prose.codebook import say_empty
from helpers.prose.coverage import say_most_heard, say_reworded
from helpers.prose.coverage_claims import say_most_disputed, say_spread
from helpers.prose.words import capitalise, cut_list, say_count, say_list, say_share
from helpers.records import Tables

MANY_NOTE = " Articles of one outlet stand together; a plus stands for more than a cell can show."


def list_findings(
    tables: Tables,
    claims: pd.DataFrame,
    cells: pd.DataFrame,
    answers: pd.DataFrame,
    disputed: list[str],
    pairs: pd.DataFrame,
    states: pd.DataFrame,
) -> list[Markup]:
    """The chapter's findings, three to five; what a small corpus cannot show is left out.

    Counts alone: who and where stands below, beside the table of each.

    >>> said = list_findings(tables, claims, cells, answers, disputed, pairs, states)
    >>> print(said[0].striptags())  # doctest: +ELLIPSIS
    Of all claims “Iran has supplied drones to Russia” and “Ties between ...
    """
    findings = [say_spread(tables, claims)]
    if disputed:
        findings.append(say_most_disputed(tables, cells, answers, disputed[0]))
    findings.append(say_reworded(pairs))
    findings.append(say_most_heard(states))
    return [f for f in findings if f]


def describe_matrix(claims: pd.DataFrame) -> str:
    """The finding of the matrix in words.

    >>> print(describe_matrix(claims))  # doctest: +ELLIPSIS
    A grid of ... claims against articles: ... of them stated in an ...
    """
    found = claims[claims["articles"] > 0]
    if found.empty:
        return "An empty grid: no claim was found."
    single = int((found["articles"] == 1).sum())
    own = int((found["own"] > 0).sum())
    answered = int((found["answered"] > 0).sum())
    if len(found) == 1:
        return (
            f"A grid of one claim against articles: {'' if own else 'not '}stated in an article’s "
            f"own voice, {'with' if answered else 'without'} an answer, in "
            f"{say_count(int(found['articles'].iloc[0]), 'article')}."
        )
    return (
        f"A grid of {say_count(len(found), 'claim')} against articles: {own or 'none'} of them "
        f"stated in an article’s own voice "
        f"at least once, {answered or 'none'} with an answer, {single or 'none'} in one article "
        f"only."
    )


def caption_matrix(claims: pd.DataFrame, panels: int = 1) -> Markup:
    """What the marks mean; ``claims`` are those that are drawn, in so many panels.

    >>> print(caption_matrix(drawn).striptags())  # doctest: +ELLIPSIS
    Claims down, articles across in order of date: O in its own voice, A ...
    """
    some = claims["articles"]
    rule = (
        " Below the dark rule: claims of one article only." if some.min() == 1 < some.max() else ""
    )
    return Markup(
        "Claims down, articles across in order of date: O in its own voice, A attributed, "
        "H hedged; a number counts sentences, and a headline that is printed twice once; the mark "
        "below is the answer that is reported. An empty cell: not in this article.{}{} {}"
    ).format(rule, MANY_NOTE if panels > 1 else "", STAR_NOTE)


def name_panels(panels: list[pd.DataFrame]) -> list[str]:
    """The outlets that each panel of the matrix holds.

    >>> name_panels(panels)  # doctest: +ELLIPSIS
    ['The Washington Times, The Epoch Times, Euromaidan Press and ...']
    """
    return [say_list(cut_list(dict.fromkeys(panel["outlet"]))).unescape() for panel in panels]


def say_min_outlets(claims: pd.DataFrame, min_outlets: int) -> Markup:
    """What the parameter keeps out of the figure.

    >>> say_min_outlets(claims, min_outlets).striptags()
    ''
    """
    few = claims[(claims["articles"] > 0) & (claims["outlets"] < min_outlets)]
    if few.empty:
        return Markup("")
    return Markup("Reported by fewer than {} and so listed, not drawn: {}.").format(
        say_count(min_outlets, "outlet"), say_list(cut_list(few["label"], 20))
    )


def say_no_differences(tables: Tables, differences: pd.DataFrame) -> Markup:
    """Said only where an outlet has two articles and they do not differ, or none has two.

    >>> say_no_differences(tables, differences).striptags()
    ''
    """
    if len(differences):
        return Markup("")
    if tables.articles["outlet"].value_counts().max() < 2:
        return Markup("No outlet has two articles here, so none can be compared with itself.")
    return Markup("No two articles of one outlet were found to treat a shared claim differently.")


def say_no_amounts(amounts: pd.DataFrame) -> Markup:
    """The sentence that stands for an empty list of figures that disagree.

    >>> print(say_no_amounts(pd.DataFrame()))
    No two articles give different figures for one kind of thing.
    """
    return (
        Markup("")
        if len(amounts)
        else Markup("No two articles give different figures for one kind of thing.")
    )


def say_only_here(tables: Tables, only: pd.DataFrame) -> Markup:
    """How many claims stand in one article only, by article.

    >>> print("-", say_only_here(tables, only).striptags())  # doctest: +ELLIPSIS
    - ... claims stand in ... article only: ... in The Washington Times, ... ...
    """
    if len(tables.articles) == 1 and len(only):
        return Markup("With one article every claim stands in it alone.")
    if tables.codebook["claims"].empty:
        return say_empty(tables.codebook["claims"], "claims")
    if only.empty:
        return Markup("No claim stands in one article only.")
    names = name_articles(tables.articles)
    counts = only.groupby("doc_id").size()
    parts = [
        Markup("{} in {}").format(counts[d], names[d])
        for d in tables.articles["doc_id"]
        if d in counts
    ]
    return Markup("{} in one article only: {}.").format(
        capitalise(say_count(len(only), "claim") + (" stands" if len(only) == 1 else " stand")),
        say_list(cut_list(parts, 12)),
    )


def describe_states(states: pd.DataFrame) -> str:
    """The bars of statements by state in words, for those who do not see them.

    >>> describe_states(pd.DataFrame({"state": ["iran", "russia"], "total": [3, 5]}))
    'Bars of statements by the state of their source: iran 3, russia 5.'
    """
    if states.empty:
        return "No statement with a source."
    parts = [f"{r.state} {r.total}" for r in states.itertuples()]
    return f"Bars of statements by the state of their source: {', '.join(parts[:12])}."


def compare_lead(tables: Tables, themes: pd.DataFrame) -> pd.DataFrame:
    """Per theme and article the mentions in the lead and in the whole text, and the words of both:
    ``label, article, lead, lead_words, whole, words``.

    >>> list(compare_lead(tables, themes))
    ['label', 'article', 'lead', 'lead_words', 'whole', 'words']
    """
    names = name_articles(tables.articles)
    rows = []
    for (_, label, doc_id), group in themes.groupby(["theme", "label", "doc_id"], sort=False):
        lead = group[group["place"] == "lead"]
        counts = (frame[c].sum() for frame in (lead, group) for c in ("hits", "words"))
        rows.append((label, names[doc_id], *map(int, counts)))
    columns = ["label", "article", "lead", "lead_words", "whole", "words"]
    return pd.DataFrame(rows, columns=columns)


def describe_themes(spread: pd.DataFrame) -> str:
    """Which themes are mentioned most often in the lead, article by article, ties included.

    >>> print(describe_themes(spread))  # doctest: +ELLIPSIS
    Mentions of themes in the lead and in the whole text. Most often in the ...
    """
    parts = []
    for article, group in spread.groupby("article", sort=False):
        most = int(group["lead"].max())
        if most > 0:
            labels = say_list(f"“{label}”" for label in group[group["lead"] == most]["label"])
            each = " each" if (group["lead"] == most).sum() > 1 else ""
            length = say_count(int(group["lead_words"].max()), "word")
            parts.append(f"{article}: {labels.unescape()} ({most}{each}, in {length})")
    if not parts:
        return "No theme of the codebook was found in a lead."
    more = f" and {len(parts) - 20} more articles" if len(parts) > 20 else ""
    return (
        "Mentions of themes in the lead and in the whole text. Most often in the lead: "
        + "; ".join(parts[:20])
        + f"{more}."
    )


def say_themes(tables: Tables, themes: pd.DataFrame) -> Markup:
    """How many articles have a headline to look at, and the theme that most leads carry.

    >>> print(say_themes(tables, themes).striptags())  # doctest: +ELLIPSIS
    A headline or deck can be read in ... of ... articles; “The treaty and ...
    """
    if tables.codebook["themes"].empty:
        return say_empty(tables.codebook["themes"], "themes")
    n = len(tables.articles)
    headed = themes[(themes["place"] == "headline") & (themes["words"] > 0)]["doc_id"].nunique()
    heads = Markup("A headline or deck can be read in {}").format(say_share(headed, n, "article"))
    if n == 1:
        heads = Markup("The article has {}").format(
            "a headline or deck" if headed else "no headline"
        )
        theirs = "its lead"
    else:
        theirs = "a lead"
    lead = themes[(themes["place"] == "lead") & (themes["hits"] > 0)]
    if lead.empty:
        return Markup("{}; no theme of the codebook occurs in {}.").format(heads, theirs)
    counts = lead.groupby("label")["doc_id"].nunique().sort_values(ascending=False, kind="stable")
    most = counts[counts == counts.iloc[0]]
    labels = say_list(Markup("“{}”").format(label) for label in most.index)
    verb = "is" if len(most) == 1 else "are"
    if n == 1:
        return Markup("{}; {} {} mentioned in its lead.").format(heads, labels, verb)
    theme = "the theme that is" if len(most) == 1 else "the themes that are"
    return Markup("{}; {} {} {} mentioned in the most leads: {}{}.").format(
        heads,
        labels,
        verb,
        theme,
        say_share(int(counts.iloc[0]), n, "article"),
        "" if len(most) == 1 else " each",
    )


def name_words(tables: Tables, words: pd.DataFrame) -> pd.DataFrame:
    """Distinctive words with the names of their articles; scores to two places.

    >>> list(name_words(tables, words))
    ['article', 'word', 'times', 'z']
    """
    names = name_articles(tables.articles)
    return pd.DataFrame(
        [(names[r.doc_id], r.word, r.times, round(r.z, 2)) for r in words.itertuples()],
        columns=["article", "word", "times", "z"],
    )


def describe_words(words: pd.DataFrame, band: float) -> str:
    """The dots of distinctive words in words; ``band`` is the score that chance reaches.

    >>> describe_words(pd.DataFrame({"z": [4.1, 1.0]}), 2.5)
    'One word per article by its score; 1 of 2 above chance (2.50).'
    """
    if words.empty:
        return "No word to compare."
    above = int((words["z"] > band).sum())
    return (
        f"One word per article by its score; {above or 'none'} of {len(words)} above chance "
        f"({band:.2f})."
    )


def say_limits(tables: Tables) -> Markup:
    """What the chapter cannot say; of claims only where there are any.

    >>> print(say_limits(tables))  # doctest: +ELLIPSIS
    The claims were written after reading, so the matrix explores and tests nothing. ...
    """
    written = "The claims were written after reading, so the matrix explores and tests nothing. "
    return Markup(
        "{}Attribution is not truth: that a claim is attributed, denied or stated says nothing of "
        "whether it holds. No sentiment is scored and no outlet is rated; the chapter on "
        "reliability gives the reasons. The subject of every comparison is the article, until an "
        "outlet has ten."
    ).format(written if len(tables.codebook["claims"]) else "")
