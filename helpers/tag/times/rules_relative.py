"""Patterns that point: the end of the year, this week, the following day, now, the future."""

from __future__ import annotations

from . import readings_days as days
from . import readings_ends as ends
from . import readings_ranges as ranges
from . import readings_relative as relative
from .context import Rule

RELATIVE = (
    Rule(
        "end_of",
        ends.end_of,
        r"the (?P<stage>(?:very )?(?:end|beginning|start|middle|close)) of (?:"
        r"(?P<month>{MONTH})(?:{COMMA} (?P<year>{YEAR}))?|(?:the year )?(?P<year2>{YEAR})|"
        r"(?P<rel>this|last|next|that|the) (?P<unit>year|month|week|quarter|decade|century))",
    ),
    Rule(
        "end_of_decade",
        ends.end_of,
        r"the (?P<stage>end|beginning|start|middle) of the (?P<decade>{DECADE}s)",
    ),
    Rule(
        "year_end",
        ends.year_end,
        r"(?:(?:the )?(?P<year>{YEAR}) )?(?P<what>year(?:-| )end|year's end|mid-?year)"
        r"(?:,? (?:of )?(?P<year2>{YEAR}))?",
    ),
    Rule(
        "this_unit",
        relative.this_unit,
        r"(?:(?P<stage>early|late|earlier|later|mid)(?: in)?(?: |-))?"
        r"(?P<rel>this past|this coming|this|last|next|the current|the coming|the upcoming"
        r"|past) (?P<unit>{CALENDAR})",
    ),
    Rule(
        "past_year",
        relative.this_unit,
        r"(?P<rel>the past) (?P<unit>year|month|week|decade|century)(?: or so)?|"
        r"(?P<rel2>the last) (?P<unit2>year|month|week|decade|century)(?: or so)?|"
        r"(?P<rel3>the (?:next|coming)) (?P<unit3>year|month|week|decade|century)(?: or so)?",
    ),
    Rule(
        "that_unit",
        relative.that_unit,
        r"(?:(?:earlier|later|early|late) )?(?P<rel>that|that same|that very|the same"
        r"|the following|the previous|the preceding|the prior|the next) "
        r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)",
    ),
    Rule(
        "unit_before",
        relative.unit_before,
        r"the (?P<unit>day|week|month|year) (?:(?P<dir>before|after)|(?P<dir2>earlier))",
    ),
    Rule(
        "before_last",
        relative.before_last,
        r"the (?P<unit>week|weekend|month|year) (?:before (?P<last>last)|after next)",
    ),
    Rule(
        "week_of_day",
        ranges.week_of_day,
        r"the (?P<unit>week|weekend) (?:of|beginning|starting) (?P<month>{MONTH}) (?P<day>{DAY})"
        r"(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "the_unit",
        relative.the_unit,
        r"the (?P<full>full )?(?:fiscal )?(?P<unit>day|week|weekend|month|quarter|year|decade"
        r"|century)",
    ),
    Rule(
        "year_ended",
        relative.the_unit,
        r"(?P<span>the (?:fiscal )?(?P<unit>year|quarter|month|week)) (?P<ended>ended|ending)",
    ),
    Rule(
        "stage_in_unit",
        relative.this_unit,
        r"(?P<stage>earlier|later|early|late) in (?P<rel>the) (?P<unit>week|month|year|decade"
        r"|quarter)",
    ),
    Rule(
        "stage_in_day",
        relative.the_unit,
        r"(?P<stage>earlier|later|early|late) (?:in|on in) the (?P<unit>day)",
    ),
    Rule(
        "one_day",
        relative.reference,
        r"(?:will|would|may|might|could|can|to) (?P<span>(?:one|some) day)|(?P<span2>someday"
        r"|future (?:years|months|quarters|decades))",
    ),
    Rule("now", relative.reference, r"(?:right )?now|currently|these days|nowadays|at present"),
    Rule(
        "day_word",
        days.day_word,
        r"(?:(?P<stage>early|late|earlier|later) )?(?P<word>today|yesterday|tomorrow"
        r"|the day before yesterday|the day after tomorrow)(?: (?P<part>morning|afternoon"
        r"|evening|night))?",
    ),
    Rule(
        "tonight",
        days.day_word,
        r"(?:(?P<stage>early|late|earlier|later) )?(?:(?P<word>tonight)|(?P<word2>this|last) "
        r"(?P<part>morning|afternoon|evening|night))",
    ),
    Rule(
        "recently",
        relative.reference,
        r"(?:more |most )?recently|recent years|past years|the (?:recent |distant "
        r"|not-too-distant )?past",
    ),
    Rule(
        "the_future",
        relative.reference,
        r"(?:the |a )(?:near |foreseeable |immediate |not-too-distant |not too distant "
        r"|distant )?future|(?:in|over|for|of) "
        r"(?P<span>the (?:near|short|medium|long)(?:er)? term)",
    ),
)
