"""Tables of the coverage chapter as readers see them: words for numbers, a link in every cell."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.coverage import mark_words
from helpers.prose.coverage_claims import name_claim
from helpers.prose.layout import lay_out
from helpers.prose.passages import link, quote, say_place
from helpers.prose.words import say_interval
from helpers.records import ANSWERS, COMMITMENTS, Tables

BREAK = Markup("<br>")
MANY = 12  # articles beyond which a table has a row for each, not a column
CAPTION_CLAIMS = (
    "Every claim with its codes by article and places. Empty: not in this article. A headline that "
    "is printed twice has both its places here and counts once in the figure."
)
CAPTION_ANSWERS = (
    "Answers of the accused as the articles report them, with who gave them and through whom."
)
CAPTION_STATES = (
    "Statements by the state for which the person or institution that is quoted speaks; grey: "
    "media, which speak for none, sources of two or more actors together, and what no rule could "
    "resolve."
)
CAPTION_SOURCES = "Speakers by number of statements; words quoted are those in quotation marks."
CAPTION_TYPES = "Statements by article: in direct speech, and by kind of source."
CAPTION_RELAYS = "Who is named as having passed a statement on."
CAPTION_REWORDED = (
    "Statements that two articles give in different words; marked are words that the other lacks."
)
CAPTION_ONLY = "Claims that one article alone carries, with its words."
CAPTION_CUES = "Words of saying, by force and number."
CAPTION_THEMES = (
    "Mentions of each theme: the whole text filled, the lead hollow, each with the number of words "
    "that it was found in. Counts, no rates: leads are too short for them."
)
CAPTION_WORDS = "The word that most sets each article apart; what chance alone reaches is shaded."
CAPTION_NAMES = (
    "What each article calls a thing, with the number of times; the link leads to the first."
)


def link_sentences(rows: list) -> Markup:
    """The places of some records, each a link to its evidence entry."""
    places = dict.fromkeys((r.doc_id, r.sentence_id) for r in rows)
    return Markup(", ").join(link(doc_id, place, say_place(place)) for doc_id, place in places)


def lay_out_cell(rows: list) -> Markup:
    """What one article does with one claim: commitments and answers with their places."""
    lines = []
    for column, codes in (("commitment", COMMITMENTS), ("denial", ANSWERS)):
        for code in codes:
            some = [r for r in rows if getattr(r, column) == code]
            if some:
                css = code.replace(" ", "") if column == "denial" else code.split()[0]
                lines.append(
                    Markup('<span class="{}">{}</span> {}').format(css, code, link_sentences(some))
                )
    return BREAK.join(lines)


def lay_out_matrix(
    tables: Tables, claims: pd.DataFrame, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Claims down, articles across (all, or some); every cell names its codes and links to the
    sentences.

    >>> list(lay_out_matrix(tables, drawn))[:3]
    ['Claim', 'About', 'The Washington Times, 12 Dec 2023*']
    """
    names = name_articles(tables.articles)
    if articles is not None:
        names = {doc_id: names[doc_id] for doc_id in articles["doc_id"]}
    cells: dict[tuple[str, str], list] = defaultdict(list)
    for row in tables.claims.itertuples():
        cells[row.claim_id, row.doc_id].append(row)
    rows = [
        {"Claim": claim.label, "About": claim.about}
        | {name: lay_out_cell(cells[claim.claim_id, doc_id]) for doc_id, name in names.items()}
        for claim in claims.itertuples()
    ]
    return lay_out(rows, ["Claim", "About", *names.values()])


def lay_out_answers(tables: Tables, passages: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Every answer with who gave it, through whom, its words and its place.

    >>> list(lay_out_answers(tables, passages, answers))
    ['Claim', 'Article', 'Answer', 'By', 'Relay', 'Words', 'Place']
    """
    names = name_articles(tables.articles)
    rows = [
        {
            "Claim": name_claim(tables, r.claim_id),
            "Article": names[r.doc_id],
            "Answer": r.denial,
            "By": name_or(r.source_name, "not resolved"),
            "Relay": name_or(r.relay_name, ""),
            "Words": quote(passages, r.doc_id, int(r.start), int(r.end)),
            "Place": link(r.doc_id, r.sentence_id),
        }
        for r in answers.itertuples()
    ]
    columns = ["Claim", "Article", "Answer", "By", "Relay", "Words", "Place"]
    return lay_out(rows, columns)


def name_or(name: object, otherwise: str) -> str:
    return name if isinstance(name, str) and name else otherwise


def lay_out_pairs(tables: Tables, passages: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Both wordings side by side with the differing words marked; one row per side.

    >>> list(lay_out_pairs(tables, passages, pairs))
    ['Pair', 'Kind', 'Speaker', 'Said', 'Article', 'Relay', 'Words', 'Place']
    """
    names = name_articles(tables.articles)
    rows = []
    for number, row in enumerate(pairs.itertuples(), start=1):
        for side in "ab":
            doc_id = getattr(row, f"doc_id_{side}")
            relay = getattr(row, f"relay_{side}")
            days = getattr(row, f"said_earliest_{side}"), getattr(row, f"said_latest_{side}")
            rows.append(
                {
                    "Pair": f"{number}{side}",
                    "Kind": row.kind,
                    "Speaker": name_or(getattr(row, f"source_{side}"), "not resolved"),
                    "Said": say_interval(*days, short=True),
                    "Article": names[doc_id],
                    "Relay": name_or(relay, "none named"),
                    "Words": mark_words(passages, row, side),
                    "Place": link(doc_id, getattr(row, f"sentence_id_{side}")),
                }
            )
    columns = ["Pair", "Kind", "Speaker", "Said", "Article", "Relay", "Words", "Place"]
    return lay_out(rows, columns)


def lay_out_relays(tables: Tables, relays: pd.DataFrame) -> pd.DataFrame:
    """Relay, speaker, article, number of statements, first place.

    >>> list(lay_out_relays(tables, relays))
    ['Relay', 'Speaker', 'Article', 'Statements', 'First place']
    """
    names = name_articles(tables.articles)
    rows = [
        (r.relay_name, r.source_name, names[r.doc_id], r.statements, link(r.doc_id, r.sentence_id))
        for r in relays.itertuples()
    ]
    return lay_out(rows, ["Relay", "Speaker", "Article", "Statements", "First place"])


def lay_out_states(tables: Tables, counts: pd.DataFrame) -> pd.DataFrame:
    """Statements by state of the source and article; a dot where none was found.

    No rows where no source's state is known: a single bar would say nothing.

    >>> list(lay_out_states(tables, states))[:2]
    ['State or kind of the source', 'The Washington Times, 12 Dec 2023*']
    """
    names = name_articles(tables.articles)
    if set(counts["state"]) <= {"not resolved"}:
        counts = counts.head(0)
    rows = [
        (row["state"], *(row[doc_id] or "·" for doc_id in names), row["total"])
        for row in counts.to_dict("records")
    ]
    return lay_out(rows, ["State or kind of the source", *names.values(), "All"])


def lay_out_names(tables: Tables, names: pd.DataFrame) -> pd.DataFrame:
    """Thing by article: its wordings with their number, each a link to its first place.

    Of many articles each has a row with what it names, for no page is wide enough.

    >>> list(lay_out_names(tables, names))[:3]
    ['Thing', 'The Washington Times, 12 Dec 2023*', 'The Epoch Times*, 1 Oct 2024*']
    """
    labels = name_articles(tables.articles)
    if len(labels) > MANY:
        return list_wordings(names, labels)
    rows = []
    for (_, thing), group in names.groupby(["id", "label"], sort=False):
        row = {"Thing": thing}
        for doc_id, label in labels.items():
            mine = group[group["doc_id"] == doc_id].sort_values(
                "times", ascending=False, kind="stable"
            )
            row[label] = Markup(", ").join(
                Markup("{} ({})").format(link(r.doc_id, r.sentence_id, r.wording), r.times)
                for r in mine.itertuples()
            )
        rows.append(row)
    return lay_out(rows, ["Thing", *labels.values()])


def list_wordings(names: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """A row for every thing and article that names it."""
    order = {doc_id: i for i, doc_id in enumerate(labels)}
    rows = []
    for (_, thing), group in names.groupby(["id", "label"], sort=False):
        for doc_id in sorted(set(group["doc_id"]), key=order.get):
            mine = group[group["doc_id"] == doc_id]
            mine = mine.sort_values("times", ascending=False, kind="stable")
            wordings = Markup(", ").join(
                Markup("{} ({})").format(link(r.doc_id, r.sentence_id, r.wording), r.times)
                for r in mine.itertuples()
            )
            rows.append((thing, labels[doc_id], wordings))
    return lay_out(rows, ["Thing", "Article", "Wordings"])


def lay_out_only_here(tables: Tables, passages: pd.DataFrame, only: pd.DataFrame) -> pd.DataFrame:
    """Claims that one article alone carries, with its words and place.

    >>> list(lay_out_only_here(tables, passages, only))
    ['Claim', 'Article', 'Words', 'Place']
    """
    names = name_articles(tables.articles)
    rows = [
        (
            r.label,
            names[r.doc_id],
            quote(passages, r.doc_id, int(r.start), int(r.end)),
            link(r.doc_id, r.sentence_id),
        )
        for r in only.itertuples()
    ]
    return lay_out(rows, ["Claim", "Article", "Words", "Place"])


def lay_out_sources(sources: pd.DataFrame) -> pd.DataFrame:
    """A row per source of ``count_sources``: who, of which kind and state, and how often.

    >>> list(lay_out_sources(sources))[:4]
    ['Speaker', 'Kind', 'State or group', 'Statements']
    """
    rows = [
        (
            r.source_name,
            r.source_type,
            r.state,
            r.statements,
            r.articles,
            r.words,
            r.quoted,
            link(r.doc_id, r.sentence_id),
        )
        for r in sources.itertuples()
    ]
    columns = [
        "Speaker",
        "Kind",
        "State or group",
        "Statements",
        "Articles",
        "Words",
        "Words quoted",
    ]
    return lay_out(rows, [*columns, "First place"])


def lay_out_types(tables: Tables, types: pd.DataFrame) -> pd.DataFrame:
    """A row per article of ``count_types``: statements by how their source is named.

    >>> list(lay_out_types(tables, types))[:4]
    ['Article', 'Statements', 'Direct', 'Named']
    """
    names = name_articles(tables.articles)
    kinds = ["statements", "direct", "named", "institutional", "documentary", "unnamed"]
    kinds += ["unknown", "words"]
    rows = [
        (
            names[r["doc_id"]],
            *(r[k] for k in kinds),
            link(r["doc_id"], r["sentence_id"]) if r["sentence_id"] else "none",
        )
        for r in types.to_dict("records")
    ]
    return lay_out(rows, ["Article", *(k.capitalize() for k in kinds), "First place"])


def lay_out_cues(cues: pd.DataFrame) -> pd.DataFrame:
    """Cues by force, each a link to its first place, with its number of statements.

    >>> list(lay_out_cues(cues))
    ['Force', 'Statements', 'Cues']
    """
    rows = []
    for force, group in cues.groupby("force", sort=False):
        words = Markup(", ").join(
            Markup("{} ({})").format(link(r.doc_id, r.sentence_id, r.cue), r.statements)
            for r in group.itertuples()
        )
        rows.append((force, int(group["statements"].sum()), words))
    return lay_out(rows, ["Force", "Statements", "Cues"])


def lay_out_themes(tables: Tables, themes: pd.DataFrame) -> pd.DataFrame:
    """A row per theme and article of ``count_themes``: hits in lead and whole.

    >>> list(lay_out_themes(tables, themes))
    ['Theme', 'Article', 'Place', 'Mentions', 'Words']
    """
    names = name_articles(tables.articles)
    rows = [
        (
            r.label,
            names[r.doc_id],
            r.place,
            r.hits if r.words else "no such place",
            r.words,
        )
        for r in themes.itertuples()
    ]
    return lay_out(rows, ["Theme", "Article", "Place", "Mentions", "Words"])
