"""How the report names an article: outlet and day, with a star on what is inferred."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pandas as pd

from helpers.prose.words import say_date

NO_VALUE = "unknown"
SHORT = 4  # letters: the last part of an address that is no longer is a year, a day or a section
STAR = "*"
LEFT_TO_RIGHT = "\u200e"  # a mark without width
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
STAR_NOTE = "* inferred, not stated in the article; chapter 1 gives evidence and bounds."


def name_article(article: pd.Series) -> str:
    """
    >>> name_article(pd.Series({"outlet": "The Herald", "outlet_basis": "inferred", "doc_id": "7",
    ...     "published": pd.Timestamp("2024-10-31"), "published_basis": "stated"}))
    'The Herald*, 31 Oct 2024'
    """
    outlet = keep_order(article["outlet"] or article["doc_id"])
    if article["outlet_basis"] == "inferred":
        outlet += STAR
    if pd.isna(article["published"]):
        return f"{outlet}, undated"
    star = STAR if article["published_basis"] == "inferred" else ""
    return f"{outlet}, {say_date(article['published'], short=True)}{star}"


def keep_order(name: str) -> str:
    """A name that is read from the right stays apart from the day that follows it.

    >>> [len(keep_order(name)) for name in ("Dike", "Вестник", "آب")]
    [4, 7, 4]
    """
    return f"{LEFT_TO_RIGHT}{name}{LEFT_TO_RIGHT}" if RIGHT_TO_LEFT.search(name) else name


def name_outlets(articles: pd.DataFrame) -> dict[str, str]:
    """Outlets in order of their first article, each with its star where it is inferred.

    >>> list(name_outlets(tables.articles))[:2]
    ['The Washington Times', 'The Epoch Times']
    """
    first = articles.drop_duplicates("outlet")
    return {
        row["outlet"]: row["outlet"] + (STAR if row["outlet_basis"] == "inferred" else "")
        for _, row in first.iterrows()
    }


def star_outlets(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """A frame whose ``outlets`` and ``announcing`` (tuples) carry the names that readers see.

    >>> list(star_outlets(timeline.count_events(reports, tables.milestones), outlet_names))[:4]
    ['event_id', 'kind', 'trigger', 'milestone']
    """
    starred = {}
    for column in {"outlets", "announcing"} & set(frame):
        cells = [tuple(names.get(o, o) for o in outlets) for outlets in frame[column]]
        starred[column] = pd.Series(cells, index=frame.index, dtype=object)
    return frame.assign(**starred)


def name_articles(articles: pd.DataFrame) -> dict[str, str]:
    """doc_id to name; two articles with the same name also carry their id.

    >>> list(name_articles(tables.articles))[:2]
    ['000_16c9ff96592fdde8', '002_246c7bada9d0c667']
    """
    names = {row["doc_id"]: name_article(row) for _, row in articles.iterrows()}
    many = pd.Series(names).duplicated(keep=False)
    return {doc: f"{name} ({doc})" if many[doc] else name for doc, name in names.items()}


def is_page(url: str) -> bool:
    """Whether an address leads to a page, as far as its last part shows, or to a site or folder.

    >>> is_page("https://example.org/world/pact-signed"), is_page("https://example.org/2024/dec/12/")
    (True, False)
    >>> is_page("https://example.org/"), is_page("https://example.org/?p=731")
    (False, True)
    """
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return bool(parts.query) or (len(last) > SHORT and bool(re.search(r"[\d._-]", last)))


def say_address(url: object, basis: str) -> str:
    """
    >>> say_address("https://example.org/", "inferred")
    'unknown (inferred: somewhere under https://example.org/)'
    >>> say_address("https://example.org/a-pact", "supplied"), say_address("", "unknown")
    ('https://example.org/a-pact (supplied)', 'unknown')
    """
    if not isinstance(url, str) or not url:
        return NO_VALUE
    if is_page(url):
        return f"{url} ({basis})"
    return f"{NO_VALUE} ({basis}: somewhere under {url})"
