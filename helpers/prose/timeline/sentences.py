"""What the articles report: sentences that hold for one article, for ties and for nothing found."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup, escape

from helpers.prose.passages import link
from helpers.prose.timeline.names import EXPECTED, PENDING
from helpers.prose.words import (
    capitalise,
    is_known,
    say_count,
    say_date,
    say_interval,
    say_list,
    say_number,
    say_share,
)
from helpers.records import Tables

NAMED = 4  # so many things are named in a sentence; the table has the rest


def named(items: list, noun: str = "more") -> Markup:
    """The first few of a list, and how many more there are.

    >>> str(named(["a", "b", "c", "d", "e", "f"]))
    'a, b, c, d and 2 more'
    """
    rest = len(items) - NAMED
    return say_list([*items[:NAMED], f"{rest:,} {noun}"] if rest > 0 else items)


def say_read(articles: pd.DataFrame) -> str:
    """
    >>> say_read(pd.DataFrame({"doc_id": ["1"], "outlet": ["A"]}))
    '1 article of 1 outlet'
    """
    outlets = articles["outlet"].nunique()
    return f"{say_count(len(articles), 'article')} of {say_count(outlets, 'outlet')}"


def say_rows(
    tables: Tables, reports: pd.DataFrame, events: pd.DataFrame, promises: pd.DataFrame
) -> Markup:
    """How many rows were read.

    >>> print(say_rows(tables, reports, events, promises).striptags())  # doctest: +ELLIPSIS
    Read on the treaty: ... articles of ... outlets, ... sentences, with ...
    """
    return Markup(
        "Read on {}: {}, {}, with {} of {} and {} of when a milestone would come."
    ).format(
        tables.subject or "the subject",
        say_read(tables.articles),
        say_count(len(tables.sentences), "sentence"),
        say_count(len(reports), "report"),
        say_count(len(events), "event") if len(events) else "any event",
        say_count(len(promises), "statement"),
    )


def say_events(events: pd.DataFrame, articles: pd.DataFrame) -> Markup:
    """How many events, and how many of them to the day.

    >>> print("-", say_events(events, tables.articles).striptags())  # doctest: +ELLIPSIS
    - ... articles of ... outlets report ... events; all have a day or a ...
    """
    read = say_read(articles)
    if events.empty:
        return Markup("No event was found in {}.").format(read)
    dated = events[events["earliest"].notna() | events["latest"].notna()]
    given = dated["days_basis"] != "reference"  # a day that the codebook lends is none of theirs
    to_day = int(((dated["earliest"] == dated["latest"]) & given).sum())
    verb = "reports" if len(articles) == 1 else "report"
    opening = Markup("{} {} {}").format(capitalise(read), verb, say_count(len(events), "event"))
    if dated.empty:
        return opening + Markup(", none of them dated.")
    if len(events) == 1:
        return opening + Markup(", with {}.").format("a single day" if to_day else "a period")
    told = "all have" if len(dated) == len(events) else f"{len(dated):,} have"
    told = "1 has" if len(dated) == 1 else told
    days = f"{to_day:,} of them a single day" if to_day else "none of them a single day"
    return opening + Markup("; {} a day or a period, {}.").format(told, days)


def say_shared(events: pd.DataFrame) -> str:
    """How many events one outlet reports and another announces, and how many are only announced."""
    pending = events["status"].isin(PENDING)
    further = int(((events["n_outlets"] == 1) & (events["n_announcing"] > 0)).sum())
    parts = []
    if further:
        verb = "is" if further == 1 else "are"
        parts.append(f"{say_number(further)} more {verb} reported by one and announced by another")
    if waiting := int(pending.sum()):
        parts.append(f"{say_number(waiting)} {'is' if waiting == 1 else 'are'} only announced")
    return "".join(f"; {part}" for part in parts)


def say_claimed(event: object) -> str:
    """That many report an event does not make it one that they vouch for."""
    return "; claimed" if event.status == "claimed" else ""


def say_most_told(events: pd.DataFrame, n_outlets: int) -> Markup:
    """How many events more than one outlet reports, and which has the most; a tie is named as one.

    Who only announces an event is counted on its own.

    >>> print("-", say_most_told(events, n_outlets).striptags())  # doctest: +ELLIPSIS
    - ... of ... events are reported by more than ... outlet; ... more are ...
    """
    if events.empty:
        return Markup("")
    if n_outlets < 2:
        return Markup("With articles of one outlet only, no event can be reported by a second.")
    shared = events[events["n_outlets"] > 1]
    apart = say_shared(events)
    if shared.empty:
        return Markup("No event is reported by more than one of the {} outlets{}.").format(
            n_outlets, apart
        )
    top = shared[shared["n_outlets"] == shared["n_outlets"].max()]
    share = say_share(int(top["n_outlets"].iloc[0]), n_outlets, "outlet")
    verb = "is" if len(shared) == 1 else "are"
    opening = Markup("{} of {} {} reported by more than one outlet{}.").format(
        capitalise(say_number(len(shared))), say_count(len(events), "event"), verb, apart
    )
    names = [
        link(e.doc_id, e.sentence_id, Markup("{} ({}{})").format(e.what, e.when, say_claimed(e)))
        for e in top.itertuples()
    ]
    if len(top) == 1:
        return opening + Markup(" Most widely reported, in {}: {}.").format(share, names[0])
    return opening + Markup(" {} stand level with the most, {} each: {}.").format(
        say_count(len(top), "event"), share, named(names)
    )


def say_origins(events: pd.DataFrame) -> Markup:
    """Events that several outlets report from one origin.

    >>> say_origins(events)  # doctest: +SKIP
    """
    shared = events[events["n_outlets"] > 1]
    one = shared[shared["n_origins"] == 1]
    if one.empty:
        return Markup("")
    rest = "It rests" if len(one) == 1 else f"{len(one):,} of these rest"
    if len(one) == len(shared) > 1:
        rest = "All of these rest"
    elif len(shared) > 1 and len(one) == 1:
        rest = "One of these rests"
    each = " each" if len(one) > 1 else ""
    return Markup("{} on a single origin{}: more outlets, but no further source.").format(
        rest, each
    )


def say_single(single: pd.DataFrame, events: pd.DataFrame, n_outlets: int) -> Markup:
    """How the events that stand with one outlet divide.

    >>> print("-", say_single(single, events, n_outlets).striptags())  # doctest: +ELLIPSIS
    - ... of ... events stand with ... outlet, and no other announces them: ...
    """
    if n_outlets < 2:
        return Markup("All articles are of one outlet: there is no other to compare it with.")
    if single.empty:
        return Markup("At least two outlets have every event.")
    counts = (single["outlets"] + single["announcing"]).str[0].value_counts()
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    parts = [f"{outlet} ({n:,})" for outlet, n in ordered]
    verb = "stands" if len(single) == 1 else "stand"
    share = capitalise(say_share(len(single), len(events), "event"))
    if len(single) == len(events) > 1:
        share = f"All {len(events):,} events"
    text = Markup("{} {} with one outlet, and no other announces {}: {}").format(
        share, verb, "it" if len(single) == 1 else "them", named(parts)
    )
    if waiting := int(single["status"].isin(PENDING).sum()):
        text += Markup("; {} of them {} only announced").format(
            say_number(waiting), "is" if waiting == 1 else "are"
        )
    return text + Markup(".")


def say_reference(event: object) -> str:
    """The days of an event, with the day that the codebook has for it where a report uses that."""
    if not is_known(event.reference_earliest) or event.days_basis == "reference":
        return event.when
    day = say_interval(event.reference_earliest, event.reference_latest, short=True)
    return f"{event.when}; reference: {day}"


def say_ahead(events: pd.DataFrame, articles: pd.DataFrame) -> Markup:
    """What is announced for after the newest article and is reported by none.

    >>> print(say_ahead(events, tables.articles).striptags())  # doctest: +ELLIPSIS
    Announced for after the newest article (... January ...): Trump...
    """
    newest = articles["published"].fillna(articles["published_latest"]).max()
    if pd.isna(newest):
        return Markup("No article has a known day, so nothing is known to lie after it.")
    ahead = events[events["status"].isin(PENDING) & (events["latest"] > newest)]
    if ahead.empty:
        return Markup("Nothing with a date is announced for after the newest article ({}).").format(
            say_date(newest)
        )
    names = [
        link(
            e.doc_id,
            e.sentence_id,
            Markup("{} ({})").format(
                Markup(str(escape(e.what)).removeprefix(EXPECTED)), say_reference(e)
            ),
        )
        for e in ahead.itertuples()
    ]
    return Markup("Announced for after the newest article ({}): {}.").format(
        say_date(newest), named(names)
    )


def say_undrawn(drawn: pd.DataFrame, events: pd.DataFrame) -> Markup:
    """That there is no figure, and why; nothing where there is one.

    >>> say_undrawn(drawn, events)
    Markup('')
    """
    if len(drawn):
        return Markup("")
    if events.empty:
        return Markup("No event was found, so there is none to draw.")
    return Markup("No event with a day is told by enough outlets to be drawn.")


def say_caption(
    drawn: pd.DataFrame, events: pd.DataFrame, min_outlets: int, rows: int | None = None
) -> Markup:
    """What the opening figure shows, what it leaves to the table, and what to see in it.

    ``rows`` are the events that have a row; None: all that are drawn.

    >>> print("-", say_caption(drawn, events, min_outlets, rows).striptags())  # doctest: +ELLIPSIS
    - ... events with a day or a period. The bars above count all of them; ...
    """
    if drawn.empty:
        return Markup("No event with a day is told by enough outlets to be drawn.")
    text = Markup("{} with a day or a period").format(capitalise(say_count(len(drawn), "event")))
    if min_outlets > 1:
        text += Markup(" that at least {} outlets have").format(say_number(min_outlets))
    if left := len(events) - len(drawn):
        text += Markup("; {} more only in the table").format(f"{left:,}")
    if rows is not None and rows < len(drawn):
        text += Markup(
            ". The bars above count {}; {} of them have a row, those that most outlets have "
            "first, and among equals the milestones"
        ).format("them all" if left else "all of them", f"{rows:,}")
    shared = int((drawn["n_outlets"] > 1).sum())
    told = f"{say_number(shared)} {'is' if shared == 1 else 'are'}" if shared else "none is"
    return text + Markup(
        ". More than one full mark at the side: more than one outlet reports it, as {} here."
    ).format(told)
