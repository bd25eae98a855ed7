"""The page to take along: findings as counts with their places, what is open, what is ahead."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import STAR_NOTE, name_articles
from helpers.prose.coverage_claims import first_sentence, in_order, name_claim
from helpers.prose.passages import link, say_place
from helpers.prose.words import (
    capitalise,
    cut_list,
    say_count,
    say_date,
    say_list,
    say_number,
    say_share,
)
from helpers.records import COMMITMENTS, SOURCE_GROUPS, Tables

VOICES = {
    "own voice": ("states it in its own voice", "state it in their own voice"),
    "attributed": ("attributes it", "attribute it"),
    "hedged": ("hedges it", "hedge it"),
}


ANSWERED = {
    "denied": "denied",
    "declined": "neither confirmed nor denied",
    "not denied": "not denied",
}


def say_subject(tables: Tables) -> Markup:
    """What the report is about and what it was made from.

    >>> print(say_subject(tables).striptags())  # doctest: +ELLIPSIS
    How ... articles of ... outlets tell the story of the treaty: what ...
    """
    n, outlets = len(tables.articles), tables.articles["outlet"].nunique()
    return Markup("How {} of {} {} the story of {}: what happened when, and who says what.").format(
        say_count(n, "article"),
        say_count(outlets, "outlet"),
        "tells" if n == 1 else "tell",
        tables.subject or tables.title or "their subject",
    )


def link_place(tables: Tables, doc_id: str, sentence_id: str) -> Markup:
    """A place with its article: a page that is read alone has no other way to tell whose it is."""
    name = name_articles(tables.articles)[doc_id]
    return link(doc_id, sentence_id, f"{name}, {say_place(sentence_id)}")


def link_docs(tables: Tables, docs: pd.Series, claim_id: str, column: str, code: str) -> Markup:
    """Places of a claim in some articles, one link an article."""
    return Markup("; ").join(
        cut_list(
            link_place(tables, doc_id, first_sentence(tables, claim_id, doc_id, column, code))
            for doc_id in docs
        )
    )


def say_claim_briefly(
    tables: Tables, cells: pd.DataFrame, answers: pd.DataFrame, claim_id: str
) -> Markup:
    """k of n: who states a claim, who attributes it, who reports an answer, with the places.

    >>> said = say_claim_briefly(tables, cells, answers, disputed[0])
    >>> print(said.striptags())  # doctest: +ELLIPSIS
    “Iran has delivered missiles to Russia” stands in ... articles: ...
    """
    mine = in_order(tables, cells[cells["claim_id"] == claim_id])
    carried = mine[mine[list(COMMITMENTS)].sum(axis=1) > 0]
    parts = []
    for code, (one, several) in VOICES.items():
        docs = carried[carried[code] > 0]["doc_id"]
        if len(docs):
            places = link_docs(tables, docs, claim_id, "commitment", code)
            verb = one if len(docs) == 1 else several
            parts.append(Markup("{} {} ({})").format(say_number(len(docs)), verb, places))
    given = answers[(answers["claim_id"] == claim_id) & answers["doc_id"].isin(carried["doc_id"])]
    given = in_order(tables, given)
    told = (
        Markup("no answer to it was found")
        if given.empty
        else Markup("an answer is reported in {}: {}").format(
            say_share(given["doc_id"].nunique(), len(carried), "article"),
            link_answers(tables, given),
        )
    )
    return Markup("{} stands in {}: {}; {}.").format(
        name_claim(tables, claim_id),
        say_share(len(carried), len(tables.articles), "article"),
        say_list(parts),
        told,
    )


def link_givers(rows: pd.DataFrame, code: str) -> Markup:
    """Who gave one kind of answer; the words of each link say what it leads to."""
    names = [n if isinstance(n, str) else "an unnamed source" for n in rows["source_name"]]
    labels = [f"{ANSWERED[code]} by {names[0]}", *(f"by {name}" for name in names[1:])]
    return say_list(
        link(doc, sentence, label)
        for doc, sentence, label in zip(rows["doc_id"], rows["sentence_id"], labels, strict=True)
    )


def link_answers(tables: Tables, given: pd.DataFrame) -> Markup:
    """Who answered what in each article, and all places: on paper a name leads nowhere."""
    parts = []
    for doc_id, rows in given.groupby("doc_id", sort=False):
        kinds = rows.drop_duplicates(["denial", "source_name"]).groupby("denial", sort=False)
        said = [link_givers(group, str(code)) for code, group in kinds]
        first, *more = dict.fromkeys(pd.concat([group for _, group in kinds])["sentence_id"])
        places = [link_place(tables, str(doc_id), first)]
        places += [link(str(doc_id), sentence, say_place(sentence)) for sentence in more]
        parts.append(Markup("{} ({})").format(say_list(said), say_list(places)))
    return Markup("; ").join(cut_list(parts))


def say_pairs_briefly(tables: Tables, pairs: pd.DataFrame) -> Markup:
    """Statements in two wordings, with both places of each.

    >>> said = say_pairs_briefly(tables, coverage.align_statements(tables))
    >>> print("-", said.striptags())  # doctest: +ELLIPSIS
    - ... statements by Sergey Lavrov stand in ... wordings, translated or ...
    """
    real = pairs[pairs["kind"] == "pair"]
    if real.empty:
        return Markup("No statement by one speaker was found in two wordings.")
    places = [
        Markup("{} and {}").format(
            link_place(tables, r.doc_id_a, r.sentence_id_a),
            link_place(tables, r.doc_id_b, r.sentence_id_b),
        )
        for r in real.itertuples()
    ]
    return Markup(
        "{} by {} {} in two wordings, translated or retold"
        ' (<a href="3_coverage.html#reworded">both wordings side by side</a>: {}).'
    ).format(
        capitalise(say_count(len(real), "statement")),
        say_list(cut_list(dict.fromkeys(real["source_name"]))),
        "stands" if len(real) == 1 else "stand",
        Markup("; ").join(cut_list(places)),
    )


def link_milestones(said: Markup, milestones: pd.DataFrame) -> Markup:
    """A sentence on the reference chronology with the way to the table that lists it, if any.

    >>> said = link_milestones(times.say_milestones(milestones), milestones)
    >>> print("-", said.striptags())  # doctest: +ELLIPSIS
    - ... of ... reference milestones are reported, ... only announced, ... ...
    """
    if milestones.empty:
        return said
    return Markup('{} (<a href="2_timeline.html#timeline-milestones">which</a>).').format(
        said.removesuffix(".")
    )


def say_unknown(tables: Tables) -> Markup:
    """What is inferred or could not be read.

    >>> print(say_unknown(tables).striptags())  # doctest: +ELLIPSIS
    Not stated in the file: the day of ... of ... articles, the outlet of ...
    """
    articles = tables.articles
    dates = int((articles["published_basis"] != "stated").sum())
    outlets = int((articles["outlet_basis"] != "stated").sum())
    untitled = int((articles["title_basis"] == "unknown").sum())
    n = len(articles)
    if n == 1:
        lacks = {"its day": dates, "its outlet": outlets, "its headline": untitled}
        if not any(lacks.values()):
            return Markup("The article states its day, its outlet and its headline.")
        missing = [name for name, lacking in lacks.items() if lacking]
        return Markup("The article does not state {}.").format(say_list(missing, "or"))
    return Markup(
        "Not stated in the file: the day of {}, the outlet of {}, the headline of {}."
    ).format(
        say_share(dates, n, "article"),
        say_share(outlets, n, "article"),
        say_share(untitled, n, "article"),
    )


def say_sources_unknown(states: pd.DataFrame) -> Markup:
    """How many statements (rows of ``count_states``) have a source that speaks for no known state,
    apart from those of two or more together and from media.

    >>> print(say_sources_unknown(coverage.count_states(tables)).striptags())  # doctest: +ELLIPSIS
    For which state the source speaks could not be resolved in ... of ... ...
    """
    counts = dict(states[["state", "total"]].itertuples(index=False))
    total = int(sum(counts.values()))
    media, joint, unknown = (int(counts.get(group, 0)) for group in SOURCE_GROUPS)
    if not total:
        return Markup("No statement with a source was found.")
    told = Markup("For which state the source speaks could not be resolved in {}").format(
        say_share(unknown, total, "statement")
    )
    if total == 1:
        told = Markup("For which state the source of the only statement speaks is {}").format(
            "not resolved" if unknown else "known"
        )
    some = [f"{joint:,} by two or more sources together"] if joint else []
    some += [f"{media:,} by media"] if media else []
    if not some or total == 1:
        return Markup("{}.").format(told)
    return Markup("{}; counted apart: {}.").format(told, say_list(some))


def say_newest(tables: Tables) -> Markup:
    """The newest article and its day; what came later is not in here.

    >>> print(say_newest(tables).striptags())  # doctest: +ELLIPSIS
    The newest article is of ... January ... (Washington Examiner, ... Jan ...
    """
    known = tables.articles[tables.articles["published"].notna()]
    if known.empty:
        return Markup("No article has a known day.")
    newest = known.sort_values(["published", "doc_id"]).iloc[-1]
    return Markup("The newest article is of {} ({}); what came later is not in here.").format(
        say_date(newest["published"]), name_articles(tables.articles)[newest["doc_id"]]
    )


def say_star() -> Markup:
    """What the star behind a name means.

    >>> print(say_star().striptags())  # doctest: +ELLIPSIS
    * inferred, not stated in the article; chapter ... gives evidence and ...
    """
    return Markup("{}").format(STAR_NOTE)
