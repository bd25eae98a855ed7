"""The reference chronology beside the articles: what they report of it, and how sure it is."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.layout import lay_out
from helpers.prose.passages import link, quote
from helpers.prose.timeline.listings import make_rows
from helpers.prose.timeline.sentences import NAMED
from helpers.prose.words import (
    capitalise,
    say_count,
    say_interval,
    say_list,
    say_number,
    say_share,
)
from helpers.records import Tables


def say_milestones(milestones: pd.DataFrame) -> Markup:
    """x of N reference milestones, those announced, missing, and too late for any article.

    >>> print("-", say_milestones(milestones).striptags())  # doctest: +ELLIPSIS
    - ... of ... reference milestones are reported, ... only announced, ... ...
    """
    if milestones.empty:
        return Markup("The codebook has no reference chronology.")
    state = milestones["state"].value_counts()
    reported, total = int(state.get("reported", 0)), len(milestones)
    late = int(state.get("after the newest article", 0))
    verb = "is" if reported == 1 else "are"
    text = Markup("{} {} reported").format(
        capitalise(say_share(reported, total, "reference milestone")), verb
    )
    if announced := int(state.get("announced", 0)):
        text += Markup(", {} only announced").format(say_number(announced))
    if perhaps := int(state.get("perhaps reported", 0)):
        text += Markup(", {} perhaps (a statement without its day)").format(say_number(perhaps))
    if late:
        text += Markup("; {} after the newest article").format(
            "one falls" if late == 1 else f"{say_number(late)} fall"
        )
    if is_circular(milestones):
        text += Markup("; they were proposed from these articles, so this checks nothing yet")
    return text + Markup(".")


def is_circular(milestones: pd.DataFrame) -> bool:
    """Whether every milestone was proposed from the articles that are compared with it."""
    return "proposed" in milestones and len(milestones) > 0 and bool(milestones["proposed"].all())


def say_basis(milestones: pd.DataFrame) -> Markup:
    """How sure the reference chronology itself is.

    >>> print("-", say_basis(milestones).striptags())  # doctest: +ELLIPSIS
    - ... of ... reference milestones rest on a named report; the others were ...
    """
    if milestones.empty:
        return Markup("")
    if is_circular(milestones):
        return Markup(
            "All of them were proposed from these articles by rule: until somebody compares them "
            "with a record, they are no reference."
        )
    total, named_report = len(milestones), int((milestones["basis"] == "named report").sum())
    verb = "rests" if named_report == 1 else "rest"
    text = Markup("{} {} on a named report; the others were not checked").format(
        capitalise(say_share(named_report, total, "reference milestone")), verb
    )
    if named_report == total:
        text = Markup("Every reference milestone rests on a named report")
    elif not named_report:
        text = Markup("No reference milestone was checked")
    text += Markup(", and none was compared with the document itself.")
    disputed = int((milestones["disputed"] != "").sum())
    if disputed:
        text += Markup(" For {} the table says what speaks against it.").format(
            say_number(disputed)
        )
    return text


def say_missing(milestones: pd.DataFrame) -> Markup:
    """The milestones that an article could have reported and none does.

    >>> print(say_missing(milestones).striptags())  # doctest: +ELLIPSIS
    The rules find in none of these articles: South Africa joins BRIC, ...
    """
    if milestones.empty:
        return say_milestones(milestones)
    missing = milestones[milestones["state"] == "not reported"]
    if missing.empty:
        return Markup("No milestone up to the newest article is without a report.")
    names = [
        f"{m.label} ({say_interval(m.earliest, m.latest, short=True)})"
        for m in missing.itertuples()
    ]
    names, more = names[:NAMED], len(names) - NAMED
    rest = Markup("; {}").format(f"and {more:,} more") if more > 0 else ""
    return Markup("The rules find in none of these articles: {}{}.").format(
        Markup("; ").join(names), rest
    )


def say_differences(differences: pd.DataFrame, facts: pd.DataFrame) -> Markup:
    """Where an article differs from the reference; one day apart is counted on its own.

    >>> say_differences(differences, facts)  # doctest: +SKIP
    """
    if differences.empty and facts.empty:
        return Markup("No passage was found that differs from the codebook's reference.")
    day = int((differences["sort"] == "one day apart").sum())
    more = len(differences) - day
    parts = []
    if more:
        parts.append(say_count(more, "date"))
    if day:
        parts.append(f"{say_count(day, 'date')} by one day only")
    if len(facts):
        parts.append(say_count(len(facts), "statement"))
    n = len(differences) + len(facts)
    return Markup(
        "{} {} from the codebook's reference; which of the two is right is not said."
    ).format(capitalise(say_list(parts)), "differs" if n == 1 else "differ")


def say_sure(milestone: object) -> str:
    """How sure an entry of the chronology is: its basis, what disputes it, whether it is reviewed.

    >>> from types import SimpleNamespace
    >>> say_sure(SimpleNamespace(basis="unchecked", disputed="", proposed=True))
    'unchecked; proposed by rule, not reviewed'
    """
    parts = [milestone.basis]
    parts += [f"disputed: {milestone.disputed}"] if milestone.disputed else []
    parts += ["proposed by rule, not reviewed"] if getattr(milestone, "proposed", False) else []
    return "; ".join(parts)


def list_milestones(milestones: pd.DataFrame) -> pd.DataFrame:
    """The reference chronology with what the articles make of it.

    >>> list(list_milestones(milestones))[:4]
    ['Reference day', 'Milestone', 'In these articles', 'Reported in']
    """
    rows = [
        {
            "Reference day": say_interval(m.earliest, m.latest, short=True),
            "Milestone": m.label,
            "In these articles": m.state,
            "Reported in": say_count(m.n_articles, "article") if m.n_articles else "",
            "Announced in": say_count(m.n_announcing, "article") if m.n_announcing else "",
            "Outlets": ", ".join(m.outlets),
            "Evidence": link(m.doc_id, m.sentence_id) if m.doc_id else "",
            "On record": m.citation,
            "How sure": say_sure(m),
        }
        for m in milestones.itertuples()
    ]
    columns = [
        "Reference day",
        "Milestone",
        "In these articles",
        "Reported in",
        "Announced in",
        "Outlets",
        "Evidence",
        "On record",
        "How sure",
    ]
    return make_rows(rows, columns)


def list_differences(
    differences: pd.DataFrame, facts: pd.DataFrame, passages: pd.DataFrame, tables: Tables
) -> pd.DataFrame:
    """Passages beside the reference that they differ from: dates first, then statements.

    >>> list(list_differences(differences, facts, passages, tables))
    ['About', 'The article', 'The reference', 'Differs by', 'Article', 'On record']
    """
    names = name_articles(tables.articles)
    rows = [
        {
            "About": d.label,
            "The article": Markup("{}, {}").format(
                say_interval(d.reported_earliest, d.reported_latest, short=True),
                quote(passages, d.doc_id, d.start, d.end),
            ),
            "The reference": say_interval(d.earliest, d.latest, short=True),
            "Differs by": f"{d.days_apart} {'day' if d.days_apart == 1 else 'days'}",
            "Article": link(d.doc_id, d.sentence_id, names[d.doc_id]),
            "On record": d.citation,
        }
        for d in differences.itertuples()
    ]
    rows += [
        {
            "About": f.label,
            "The article": quote(passages, f.doc_id, f.start, f.end),
            "The reference": f.reference,
            "Differs by": "",
            "Article": link(f.doc_id, f.sentence_id, names[f.doc_id]),
            "On record": f.citation,
        }
        for f in facts.itertuples()
    ]
    columns = ["About", "The article", "The reference", "Differs by", "Article", "On record"]
    return lay_out(rows, columns)
