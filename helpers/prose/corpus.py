"""Sentences of the corpus chapter."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import STAR, name_articles, name_outlets
from helpers.prose.words import capitalise, say_count, say_date, say_interval, say_list, say_share
from helpers.records import Tables

MOST_OUTLETS = 12  # named in one sentence; beyond, the table has them all
MOST_ASIDE = 12  # faults told in one sentence; `python -m helpers check` tells all
IN_LANGUAGE = r"the text is in (.+), not in English"  # as load says it
NEAR = 0.5  # as in analyse.corpus: the Jaccard from which two articles count as near-duplicates


def say_corpus(tables: Tables) -> Markup:
    """How many articles of which outlets, words and days.

    >>> print("-", say_corpus(tables).striptags())  # doctest: +ELLIPSIS
    - ... articles of ... outlets (The Washington Times, The Epoch Times*, ...
    """
    articles = tables.articles
    outlets = [o for o in dict.fromkeys(articles["outlet"]) if o]
    starred = name_outlets(articles)
    shown = [starred[o] for o in outlets[:MOST_OUTLETS]]
    if len(outlets) > MOST_OUTLETS:
        shown.append(f"{len(outlets) - MOST_OUTLETS:,} more")
    return Markup("{} of {}{}, {} of text without furniture{}.").format(
        say_count(len(articles), "article"),
        say_count(len(outlets), "known outlet" if not outlets else "outlet"),
        Markup(" ({})").format(say_list(shown)) if outlets else "",
        say_count(int(articles["words"].sum()), "word"),
        say_published(articles),
    )


def say_published(articles: pd.DataFrame) -> Markup:
    """From when to when the articles appeared, with the bounds where they are wider."""
    known = articles[articles["published"].notna()].sort_values("published")
    if known.empty:
        return Markup("; no publication day is known")
    first, last = known.iloc[0], known.iloc[-1]
    days = [
        say_date(row["published"]) + (STAR if row["published_basis"] == "inferred" else "")
        for row in (first, last)
    ]
    told = Markup(", published on {}").format(days[0])
    if first["published"] != last["published"]:
        told = Markup(", published from {} to {}").format(*days)
    low, high = known["published_earliest"].min(), known["published_latest"].max()
    wider = (low < first["published"], high > last["published"])
    if all(wider):
        return Markup("{} (at the earliest {}, at the latest {})").format(
            told, say_date(low), say_date(high)
        )
    if any(wider):
        side, day = ("earliest", low) if wider[0] else ("latest", high)
        return Markup("{} (at the {} {})").format(told, side, say_date(day))
    return told


def say_corpus_briefly(tables: Tables) -> Markup:
    """What a chapter was made from, with the way to the chapter that lists it.

    >>> print(say_corpus_briefly(tables).striptags())  # doctest: +ELLIPSIS
    Made from ... articles of ... outlets, listed in chapter ....
    """
    return Markup('Made from {} of {}, listed in <a href="1_corpus.html">chapter 1</a>.{}').format(
        say_count(len(tables.articles), "article"),
        say_count(tables.articles["outlet"].replace("", pd.NA).nunique(), "outlet"),
        Markup(" {}").format(say_intake(tables)) if len(tables.quarantined) else "",
    )


def say_intake(tables: Tables) -> Markup:
    """In = used + not selected + set aside, and of these how many for what reason.

    >>> print(say_intake(tables).striptags())
    Every article that was selected could be read; none was set aside.
    """
    used, other, aside = len(tables.articles), tables.unselected, len(tables.quarantined)
    if not aside:
        return Markup("Every article that was selected could be read; none was set aside.")
    noun = "file" if (_kinds(tables.quarantined) == "bad").all() else "article"
    return Markup("{} were read: {:,} used{} and {:,} set aside ({}).").format(
        capitalise(say_count(used + other + aside, noun)),
        used,
        f", {other:,} not selected" if other else "",
        aside,
        say_aside(tables.quarantined),
    )


def say_aside(quarantined: pd.DataFrame) -> Markup:
    """What was set aside: faults one by one, other languages by name, duplicates by number.

    >>> rows = {"file": ["a.txt"], "reason": ["no text"], "kind": ["bad"]}
    >>> print(say_aside(pd.DataFrame(rows)))
    a.txt: no text
    """
    kinds = _kinds(quarantined)
    bad = [
        row.reason if row.reason.startswith(row.file) else f"{row.file}: {row.reason}"
        for row in quarantined[kinds == "bad"].itertuples()
    ]
    if len(bad) > MOST_ASIDE:
        bad = [*bad[:MOST_ASIDE], say_count(len(bad) - MOST_ASIDE, "more fault")]
    languages = quarantined.loc[kinds == "language", "reason"].str.extract(IN_LANGUAGE)[0]
    counts = sorted(languages.value_counts().items(), key=lambda pair: (-pair[1], pair[0]))
    named = [f"{count:,} in {name}" for name, count in counts]
    twice = int((kinds == "duplicate").sum())
    again = [f"{say_count(twice, 'duplicate')} of what the same outlet printed"] if twice else []
    return say_list([*bad, *named, *again])


def _kinds(quarantined: pd.DataFrame) -> pd.Series:
    return quarantined.get("kind", pd.Series("bad", index=quarantined.index))


def say_bases(bases: pd.DataFrame) -> Markup:
    """How outlet and date are known.

    >>> print(say_bases(bases).striptags())  # doctest: +ELLIPSIS
    The outlet is stated in ... and inferred in ...; the day of publication ...
    """
    parts = []
    for row in bases.itertuples():
        if row.property not in ("outlet", "published"):
            continue
        name = {"outlet": "The outlet", "published": "the day of publication"}[row.property]
        known = [
            Markup("{} in {}").format(basis, getattr(row, basis))
            for basis in ("stated", "inferred", "supplied", "unknown")
            if getattr(row, basis)
        ]
        parts.append(Markup("{} is {}").format(name, say_list(known)))
    told = Markup("{}.").format(Markup("; ").join(parts))
    if not bases["inferred"].sum():
        return told
    return Markup(
        "{} Where an article is named, a star stands beside an inferred outlet and an inferred "
        "day; that day is the likeliest of those that the table below gives as bounds."
    ).format(told)


def say_dates(tables: Tables) -> Markup:
    """Whether the order of publication holds whatever the inferred days are.

    A side without a bound settles nothing; articles without any are left out.

    >>> print(say_dates(tables).striptags())
    The order of publication holds under all bounds of the inferred days.
    """
    columns = ["published_earliest", "published_latest"]
    rows = tables.articles[tables.articles[columns].notna().any(axis=1)]
    rows = rows.sort_values(["published", *columns])
    names = name_articles(tables.articles)
    if len(rows) < 2:
        return Markup("")
    loose = [
        (a, b)
        for (_, a), (_, b) in zip(rows.iloc[:-1].iterrows(), rows.iloc[1:].iterrows(), strict=True)
        if not a["published_latest"] < b["published_earliest"]
    ]
    if not loose:
        return Markup("The order of publication holds under all bounds of the inferred days.")
    pairs = [Markup("{} and {}").format(names[a["doc_id"]], names[b["doc_id"]]) for a, b in loose]
    return Markup("Within the bounds of their days the order of {} is open.").format(
        Markup("; of ").join(pairs)
    )


def say_bounds(article: pd.Series) -> str:
    """The days on which an article may have been published."""
    return say_interval(article["published_earliest"], article["published_latest"], short=True)


def say_furniture(furniture: pd.DataFrame, units: pd.DataFrame) -> Markup:
    """How much of the files is furniture, in characters and in units of text.

    >>> said = say_furniture(furniture, corpus.count_units(tables))
    >>> print(said.striptags())  # doctest: +ELLIPSIS
    Furniture — captions, credits, related links, appeals and the like — ...
    """
    total, left = int(furniture["characters"].sum()), int(furniture["furniture"].sum())
    some = int((furniture["furniture"] > 0).sum())
    if not left:
        return Markup("No furniture was found: every line counts as text.")
    return Markup(
        "Furniture — captions, credits, related links, appeals and the like — stands in {}: "
        "{:,} of {:,} characters and {}, left out of all counts.{}"
    ).format(
        say_share(some, len(furniture), "article"),
        left,
        total,
        say_share(
            int(units["furniture"].sum()),
            int(units["units"].sum()),
            "sentence or line",
            "sentences and lines",
        ),
        say_overlong(furniture),
    )


def say_overlong(furniture: pd.DataFrame) -> str:
    """What was left out because no article has a line, or a length, like it."""
    count = int(furniture["overlong"].sum()) if "overlong" in furniture else 0
    return f" Of these, {count:,} stand in lines or texts too long to be an article." * bool(count)


def say_shared(tables: Tables, shared: pd.DataFrame) -> Markup:
    """Near-duplicates, and the longest run of words that two articles share.

    >>> print(say_shared(tables, shared).striptags())  # doctest: +ELLIPSIS
    No ... articles are near-duplicates; the longest run inside a sentence ...
    """
    if len(tables.articles) < 2:
        return Markup("With one article there is no text to share.")
    names = name_articles(tables.articles)
    near = shared[shared["jaccard"] >= NEAR]
    if len(near):
        pairs = [
            Markup("{} and {}").format(names[r.doc_id_a], names[r.doc_id_b])
            for r in near.itertuples()
        ]
        return Markup("Near-duplicates: {}.").format(say_list(pairs))
    if shared.empty:
        return Markup("No two articles share five words in a row inside a sentence.")
    top = shared.sort_values("run", ascending=False).iloc[0]
    return Markup(
        "No two articles are near-duplicates; the longest run inside a sentence that two share "
        "is {} ({} and {})."
    ).format(say_count(int(top["run"]), "word"), names[top["doc_id_a"]], names[top["doc_id_b"]])


def say_wire(tables: Tables) -> Markup:
    """Which articles credit other media.

    >>> print("-", say_wire(tables).striptags())  # doctest: +ELLIPSIS
    - ... articles credit other media: The Washington Times, ... Dec ...* ...
    """
    some = tables.articles[tables.articles["wire_credit"].fillna("") != ""]
    if some.empty:
        return Markup("No article credits other media.")
    names = name_articles(tables.articles)
    parts = [Markup("{} ({})").format(names[r.doc_id], r.wire_credit) for r in some.itertuples()]
    return Markup("{} other media: {}.").format(
        capitalise(say_count(len(some), "article") + (" credits" if len(some) == 1 else " credit")),
        say_list(parts),
    )
