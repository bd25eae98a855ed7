"""Tables and captions of the corpus chapter as readers see them."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import (
    NO_VALUE,
    STAR_NOTE,
    name_article,
    name_articles,
    name_outlets,
    say_address,
)
from helpers.prose.corpus import say_bounds
from helpers.prose.layout import lay_out
from helpers.prose.passages import link, quote
from helpers.prose.words import capitalise, say_count, say_date, say_interval
from helpers.records import Tables

MANY = 12  # articles beyond which draw.corpus draws a lane per outlet
CAPTION_ARTICLES = (
    "Every article, oldest first. Words: outside furniture, a headline that is printed twice "
    "counting once; a hyphen joins two into one. (Chapter 5 counts what stands between blanks, as "
    f"the limit of quotation does.) {STAR_NOTE}"
)
CAPTION_BASES = (
    "How outlet, title, author and day are known; “inferred” is a reading, with its reason."
)
CAPTION_HEADLINES = "Headlines as printed; a headline that is printed twice counts once."
CAPTION_FURNITURE = (
    "Characters of each file, blanks included, and how many of them are furniture, by kind."
)
CAPTION_SHARED = (
    "Runs of five words that two articles share, and the longest run of words, inside a sentence."
)


def name_dates(tables: Tables) -> pd.DataFrame:
    """What the figure of publication days is drawn from, with the name of each article.

    >>> list(name_dates(tables))[:4]
    ['published', 'published_earliest', 'published_latest', 'published_basis']
    """
    columns = ["published", "published_earliest", "published_latest", "published_basis"]
    columns += ["text_only_earliest", "text_only_latest"]
    names = [name_article(row) for _, row in tables.articles.iterrows()]
    return tables.articles[columns].assign(name=names)


def keep_dated(dated: pd.DataFrame) -> pd.DataFrame:
    """The same rows where any article has a day or a bound; none where there is nothing to draw.

    >>> len(keep_dated(dated)) == len(dated)
    True
    """
    days = ["published", "published_earliest", "published_latest"]
    return dated if dated[days].notna().any(axis=None) else dated.head(0)


def describe_dates(tables: Tables) -> str:
    """What the figure shows, in words: every article with its day and bounds.

    >>> print("-", describe_dates(tables))  # doctest: +ELLIPSIS
    - ... articles on a time axis. The Washington Times, ... Dec ...*: ... ...
    """
    parts = [
        f"{name_article(row)}: {say_bounds(row)}"
        + (" (stated)" if row["published_basis"] == "stated" else "")
        for _, row in tables.articles.iterrows()
    ]
    return (
        f"{capitalise(say_count(len(parts), 'article'))} on a time axis. "
        + "; ".join(parts[:40])
        + "."
    )


def caption_dates(tables: Tables) -> Markup:
    """The caption of the figure of days: how many are stated, and what the bars stand for.

    >>> print(caption_dates(tables).striptags())  # doctest: +ELLIPSIS
    Days of publication: ... stated (filled), ... otherwise known (hollow), ...
    """
    basis = tables.articles["published_basis"].value_counts()
    many = len(tables.articles) > MANY
    lanes = "A lane per outlet, with all its articles on it. " if many else ""
    return Markup(
        "Days of publication: {} stated (filled), {} otherwise known (hollow), with the "
        "days on which the "
        "article may have appeared and, wider and faint, those that its text alone allows. {}{}"
    ).format(
        int(basis.get("stated", 0)),
        int(len(tables.articles) - basis.get("stated", 0)),
        lanes,
        STAR_NOTE,
    )


def name_lanes(tables: Tables) -> list[str]:
    """The outlet of each article, starred where it is inferred; where unknown its id.

    >>> name_lanes(tables)[:2]
    ['The Washington Times', 'The Epoch Times*']
    """
    names = name_outlets(tables.articles)
    return [names[a.outlet] if a.outlet else a.doc_id for a in tables.articles.itertuples()]


def words_or(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value else otherwise


def lay_out_articles(tables: Tables) -> pd.DataFrame:
    """One row per article: name, day and bounds, author, words, wire credit, address.

    >>> list(lay_out_articles(tables))[:4]
    ['Article', 'Published', 'Bounds', 'Bounds by its text alone']
    """
    names = name_articles(tables.articles)
    rows = []
    for _, a in tables.articles.iterrows():
        alone = say_interval(a["text_only_earliest"], a["text_only_latest"], short=True)
        rows.append(
            (
                names[a["doc_id"]],
                f"{say_date(a['published'], short=True)} ({a['published_basis']})",
                say_bounds(a),
                alone,
                words_or(a["author"], NO_VALUE),
                int(a["words"]),
                words_or(a["wire_credit"], "none"),
                say_address(a["url"], a["url_basis"]),
            )
        )
    columns = [
        "Article",
        "Published",
        "Bounds",
        "Bounds by its text alone",
        "Author",
        "Words",
        "Media credited",
        "Address",
    ]
    return lay_out(rows, columns)


def lay_out_bases(tables: Tables) -> pd.DataFrame:
    """One row per article and property: value, basis, evidence.

    >>> list(lay_out_bases(tables))
    ['Article', 'What', 'Value', 'Basis', 'Evidence']
    """
    names = name_articles(tables.articles)
    rows = []
    for _, a in tables.articles.iterrows():
        for name in ("outlet", "title", "author", "published"):
            value = say_date(a[name]) if name == "published" else words_or(a[name], NO_VALUE)
            if name == "title" and value != NO_VALUE:
                value = "see headlines"
            evidence = words_or(a[f"{name}_evidence"], "")
            rows.append((names[a["doc_id"]], name, value, a[f"{name}_basis"], evidence))
    return lay_out(rows, ["Article", "What", "Value", "Basis", "Evidence"])


def rank_bases(tables: Tables) -> list[int]:
    """The numbers of the rows of ``lay_out_bases``, those with evidence first.

    >>> len(rank_bases(tables)) == len(lay_out_bases(tables))
    True
    """
    told = lay_out_bases(tables)["Evidence"] != ""
    return list(told.sort_values(ascending=False, kind="stable").index)


def lay_out_headlines(
    tables: Tables, passages: pd.DataFrame, headlines: pd.DataFrame
) -> pd.DataFrame:
    """Headlines side by side, each as the words that may be shown and its place.

    >>> list(lay_out_headlines(tables, passages, headlines))
    ['Article', 'Headline', 'Place']
    """
    names = name_articles(tables.articles)
    rows = []
    for row in headlines.itertuples():
        if pd.isna(row.start):
            rows.append(
                (names[row.doc_id], Markup('<span class="muted">none in the file</span>'), "")
            )
        else:
            words = quote(passages, row.doc_id, int(row.start), int(row.end))
            rows.append((names[row.doc_id], words, link(row.doc_id, row.sentence_id)))
    return lay_out(rows, ["Article", "Headline", "Place"])


def lay_out_furniture(tables: Tables, furniture: pd.DataFrame) -> pd.DataFrame:
    """A row per article: its characters, those of furniture, and these by kind of zone.

    >>> list(lay_out_furniture(tables, furniture))[:4]
    ['Article', 'Characters', 'Furniture', 'Appeal']
    """
    names = name_articles(tables.articles)
    kinds = [c for c in furniture if c not in ("doc_id", "characters", "furniture")]
    rows = [
        (names[r["doc_id"]], r["characters"], r["furniture"], *(r[k] or "·" for k in kinds))
        for r in furniture.to_dict("records")
    ]
    return lay_out(
        rows,
        ["Article", "Characters", "Furniture", *(k.replace("_", " ").capitalize() for k in kinds)],
    )


def lay_out_shared(tables: Tables, shared: pd.DataFrame) -> pd.DataFrame:
    """A row per pair of articles: the runs of words that both have, and the longest.

    >>> list(lay_out_shared(tables, shared))
    ['Article', 'Other article', 'Shared runs of five words', 'Longest run, words']
    """
    names = name_articles(tables.articles)
    rows = [(names[r.doc_id_a], names[r.doc_id_b], r.shared, r.run) for r in shared.itertuples()]
    return lay_out(
        rows, ["Article", "Other article", "Shared runs of five words", "Longest run, words"]
    )


def list_references(tables: Tables) -> list[Markup]:
    """One reference per article: author, outlet, day, address and rights.

    >>> print(list_references(tables)[0].striptags())  # doctest: +ELLIPSIS
    Guy Taylor. The Washington Times, ... December ...*. File ...
    """
    references = []
    for _, a in tables.articles.iterrows():
        star = "*" if a["outlet_basis"] == "inferred" else ""
        day_star = "*" if a["published_basis"] == "inferred" else ""
        where = f"address {say_address(a['url'], a['url_basis'])}"
        references.append(
            Markup("{}. {}{}, {}{}. File {}; {}. Rights: {}.").format(
                words_or(a["author"], "Author unknown"),
                words_or(a["outlet"], "Outlet unknown"),
                star,
                say_date(a["published"]),
                day_star,
                a["doc_id"],
                where,
                words_or(a["rights"], "its publisher’s"),
            )
        )
    return references


def list_glossary() -> list[Markup]:
    """The words of the report that mean one thing here.

    >>> print(list_glossary()[0].striptags())  # doctest: +ELLIPSIS
    answer: what the accused is reported to say to a claim: denied, ...
    """
    terms = {
        "answer": "what the accused is reported to say to a claim: denied, declined (to "
        "comment or confirm), not denied",
        "attribution": "a source, a word of saying and what is said; direct, partial or indirect",
        "claim": "a proposition of the codebook",
        "commitment": "who stands behind a claim in a sentence: own voice, attributed, hedged",
        "corroboration": "how many articles, outlets and origins report an event; a count, "
        "no confidence",
        "edition": "one published state of this report",
        "furniture": "parts of a file that are not the story",
        "milestone": "a dated event of the codebook’s reference chronology",
        "origin": "where a chain of relays begins",
        "promise": "a statement that a milestone will come within a window of days",
        "relay": "who passed a statement on",
        "source": "who is quoted, or to whom a claim is attributed",
        "stage report": "a statement of progress without a window",
    }
    return [
        Markup("<strong>{}</strong>: {}.").format(term, meaning) for term, meaning in terms.items()
    ]


def say_limits(tables: Tables) -> Markup:
    """What a corpus of this size cannot tell, with the numbers that say why.

    >>> print("-", say_limits(tables).striptags())  # doctest: +ELLIPSIS
    - ... articles cannot show how often anything is reported. ... of them ...
    """
    n = len(tables.articles)
    none = int(
        (tables.zones["zone"] == "headline")
        .groupby(tables.zones["doc_id"])
        .any()
        .pipe(lambda s: (~s).sum())
    )
    headline = f" {none} of them came without a headline." if none else ""
    if n == 1:
        return Markup("One article shows how one text tells the story; nothing can be compared.")
    return Markup("{} cannot show how often anything is reported.{}").format(
        capitalise(say_count(n, "article")), headline
    )
