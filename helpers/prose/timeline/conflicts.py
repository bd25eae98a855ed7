"""Where reports do not agree, and which orders hold: sentences."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.passages import link
from helpers.prose.timeline.names import say_window
from helpers.prose.words import capitalise, say_count, say_number, say_share


def say_date_conflicts(conflicts: pd.DataFrame) -> Markup:
    """Reports of one event whose days exclude each other; one day apart on its own.

    >>> print(say_date_conflicts(conflicts).striptags())  # doctest: +ELLIPSIS
    No ... reports of ... event give days that exclude each other.
    """
    if conflicts.empty:
        return Markup("No two reports of one event give days that exclude each other.")
    day = int((conflicts["sort"] == "one day apart").sum())
    more = len(conflicts) - day
    pairs = say_count(more, "pair")
    text = Markup("{} of reports {} days of one event that exclude each other").format(
        capitalise(pairs), "gives" if more <= 1 else "give"
    )
    if day:
        text += Markup("; {} only one day apart").format(
            "one more pair is" if day == 1 else f"{say_number(day)} more pairs are"
        )
    return text + Markup(".")


def say_windows(windows: pd.DataFrame, names: dict[str, str]) -> Markup:
    """Two windows of one speaker in one article that share no day: a conflict as printed.

    >>> print(say_windows(windows, names).striptags())  # doctest: +ELLIPSIS
    In Euromaidan Press*, ... Dec ...*, ... windows credited to Esmail ...
    """
    if windows.empty:
        return Markup("No article credits one speaker with two windows that share no day.")
    first = windows.iloc[0]
    one = say_window(first["window_earliest"], first["window_latest"])
    two = say_window(first["other_window_earliest"], first["other_window_latest"])
    text = Markup(
        "In {}, two windows credited to {} share no day as printed: {} ({}) and {} ({}); "
        "the article does not say which was meant."
    ).format(
        names.get(first["doc_id"], first["label"]),
        first["source_name"],
        one,
        link(first["doc_id"], first["sentence_id"]),
        two,
        link(first["doc_id"], first["other_sentence_id"]),
    )
    if len(windows) > 1:
        text += Markup(" {} in the table.").format(
            "One more such pair is"
            if len(windows) == 2
            else f"{len(windows) - 1} more such pairs are"
        )
    return text


def say_figures(figures: pd.DataFrame) -> Markup:
    """Figures for one object: a conflict only when verb, object and period match.

    >>> say_figures(figures)  # doctest: +SKIP
    """
    if figures.empty:
        return Markup("No two articles give different figures for one object.")
    n = int((figures["verdict"] == "conflict").sum())
    rest = len(figures) - n
    if not n:
        if rest == 1:
            return Markup("The one pair of differing figures is for different things: no conflict.")
        return Markup(
            "All {:,} pairs of differing figures are for different things: no conflict."
        ).format(rest)
    text = Markup("{} of figures with the same verb, object and period {}").format(
        capitalise(say_count(n, "pair")), "differs" if n == 1 else "differ"
    )
    if rest:
        text += Markup("; {} for different things").format(
            "one more pair is" if rest == 1 else f"{rest:,} more pairs are"
        )
    return text + Markup(".")


def say_order(order: pd.DataFrame, noun: str, plural: str = "") -> Markup:
    """How many pairs keep their order under all bounds, and which do not.

    >>> print(say_order(article_order, 'article').striptags())  # doctest: +ELLIPSIS
    All ... pairs of articles keep their order under all bounds.
    """
    if order.empty:
        return Markup("There are no two {} to put in order.").format(plural or noun + "s")
    many = plural or noun + "s"
    holds = int(order["holds"].sum())
    n = len(order)
    if n == 1:
        text = Markup("The order of the two {} {} under all bounds").format(
            many, "holds" if holds else "does not hold"
        )
    elif holds == n:
        text = Markup("All {:,} pairs of {} keep their order under all bounds").format(n, many)
    else:
        verb = "keeps its order" if holds == 1 else "keep their order"
        text = Markup("{} {} under all bounds").format(
            capitalise(say_share(holds, n, f"pair of {many}", f"pairs of {many}")), verb
        )
    by_text = int(order["holds_by_text"].sum())
    if by_text != holds:
        text += Markup(", {:,} of {:,} by the bounds that the texts alone give").format(by_text, n)
    return text + Markup(".")
