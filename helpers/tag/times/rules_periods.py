"""Patterns of months, seasons, quarters, years, decades and centuries."""

from __future__ import annotations

from . import readings_months as months
from . import readings_quarters as quarters
from . import readings_ranges as ranges
from . import readings_relative as relative
from . import readings_years as years
from .context import Rule

PERIODS = (
    Rule(
        "month",
        months.month,
        r"(?:(?P<approx>around|about) |the month of )?"
        r"(?:(?P<stage>early|late|mid)(?:-| in )? ?|(?P<stage2>end)-)?"
        r"(?P<month>{MONTHNAME})(?:,?(?: of)? (?P<year>{YEAR}|{YEARWORD})| (?P<year2>{YEAR2}))?",
    ),
    Rule("month_abbr_year", months.month, r"(?P<month>{MONTH}) (?P<year>{YEAR})"),
    Rule(
        "months_of_year",
        months.months_of_year,
        r"(?P<one>(?P<month>{MONTH}))(?: ?- ?|/| to | and | through | until )(?P<two>"
        r"(?P<monthb>{MONTH}),?(?: of)? (?:(?P<year>{YEAR})|(?P<rel>last|this|next) year))",
    ),
    Rule(
        "months_to",
        ranges.months_to,
        r"(?P<one>(?P<month>{MONTH}))(?: ?- ?| to | through | until )(?P<two>(?P<monthb>{MONTH}))",
    ),
    Rule(
        "counted_day",
        ranges.counted_day,
        r"(?:the )?(?:very )?(?P<nth>first|second|third|fourth|fifth|last|final) "
        r"(?:(?P<weekday>{WEEKDAY})|(?P<unit>day|week|weekend|half)) (?:of|in) (?P<month>{MONTH})"
        r"(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "this_month_name",
        months.this_month_name,
        r"(?:(?P<stage>early|late|earlier|later) )?(?P<rel>last|next|this past|this coming"
        r"|this) (?P<month>{MONTHNAME})",
    ),
    Rule(
        "month_last_year",
        months.this_month_name,
        r"(?:(?P<stage>early|late|mid)(?: |-))?(?P<month>{MONTHNAME})(?: of)? (?P<rel>last|next"
        r"|this) (?P<unit>year)",
    ),
    Rule(
        "this_season",
        quarters.this_season,
        r"(?:(?P<stage>early|late|earlier|later) )?(?P<rel>last|next|(?:this|the) past|this coming"
        r"|this) (?P<season>{SEASON})",
    ),
    Rule(
        "season_last_year",
        quarters.this_season,
        r"(?:the )?(?P<season>{SEASON}) of (?P<rel>last|next|this) (?P<unit>year)",
    ),
    Rule(
        "that_month_name",
        months.that_month_name,
        r"(?P<rel>that|that same|the same|the following|the previous) (?P<month>{MONTHNAME})"
        r"|(?:(?P<stage>early|late|mid)(?:-| ))?(?P<month2>{MONTHNAME})(?: of)? "
        r"(?P<rel2>that|that same|the same|the following|the next|the previous) "
        r"(?P<unit>year)",
    ),
    Rule(
        "that_season",
        relative.that_unit,
        r"(?P<rel>that|that same|the following|the previous|the same) (?P<season>{SEASON})",
    ),
    Rule(
        "season",
        quarters.season,
        r"(?:the )?(?:(?P<stage>early|late|mid)(?:-| ))?(?P<season>{SEASON})(?: of|,)? "
        r"(?P<year>{YEAR}|{YEARWORD}|{YEAR2})",
    ),
    Rule(
        "season_bare",
        quarters.season,
        r"the (?:(?P<stage>early|late)(?:-| ))?(?P<season>{SEASON})"
        r"|(?P<stage2>early|late|mid)(?:-| )(?P<season2>{SEASON})",
    ),
    Rule(
        "quarter",
        quarters.quarter,
        r"(?:the )?(?:(?P<stage>early|late)(?:-| ))?(?:fiscal(?:-| ))?(?P<nth>first"
        r"|second|third|fourth|final|1st|2nd|3rd|4th){HY}(?:fiscal(?:-| ))?(?:quarter|"
        r"(?P<half>half))(?:,? (?:of |in )?(?:(?:fiscal (?:year )?)?(?P<year>{YEAR})|"
        r"(?P<rel>this|last|next) year)| of (?P<rel2>the) year)?",
    ),
    Rule(
        "quarter_last",
        quarters.quarter,
        r"(?:the )?(?P<nth>last|final)(?: |-)(?:quarter|(?P<half>half)) of (?:(?:fiscal "
        r"(?:year )?)?(?P<year>{YEAR})|(?P<rel>this|last|next|the) year)",
    ),
    Rule("quarter_q_bare", quarters.quarter, r"(?P<bare>(?-i:(?P<nth>Q[1-4])))"),
    Rule("quarter_q", quarters.quarter, r"(?-i:(?P<nth>Q[1-4]))(?: |-)?(?P<year>{YEAR})"),
    Rule(
        "years_quarter",
        quarters.quarter,
        r"(?P<rel>this|last|next) year's (?P<nth>first|second|third|fourth|final)(?: |-)"
        r"(?:quarter|(?P<half>half))",
    ),
    Rule(
        "the_year_quarter",
        quarters.quarter,
        r"the (?P<year>{YEAR}) (?P<nth>first|second|third|fourth|final)(?: |-)(?:quarter|"
        r"(?P<half>half))",
    ),
    Rule("period_of_year", quarters.period_before, r"the (?P<year>{YEAR}) (?:period|quarter)"),
    Rule(
        "period_before",
        quarters.period_before,
        r"(?:the )?(?:comparable |corresponding |same )?(?:year-(?:earlier|ago)) (?:period"
        r"|quarter|(?:first|second|third|fourth) quarter)|the (?:comparable|corresponding|same"
        r"|like)(?: {UNIT1})? ?(?:period|quarter)?(?: of)? (?P<rel>last) year|(?P<rel2>last)"
        r" year's quarter|the (?:quarter|period) a year (?:ago|earlier)",
    ),
    Rule(
        "latest_period",
        quarters.latest_period,
        r"the (?:latest|current|most recent) (?:period|(?P<unit>fiscal year|year|month|week)"
        r"|quarter)",
    ),
    Rule(
        "year_back",
        quarters.year_back,
        r"(?:(?:about|nearly|almost) )?a year (?:earlier|ago|before)|year-(?:earlier|ago)",
    ),
    Rule(
        "fiscal_year",
        quarters.fiscal_year,
        r"(?:fiscal(?: year)? |(?-i:FY) ?)(?P<year>{YEAR}|'?\d\d)",
    ),
    Rule(
        "year_words",
        years.year,
        r"(?:(?:the )?(?P<stage>early|late|mid)(?:-| in )? ?)?(?:the year )?(?P<year>{YEARWORD})",
    ),
    Rule(
        "year",
        years.year,
        r"(?:(?P<approx>around|about|circa) )?"
        r"(?:(?P<stage>early|late|mid)(?:-| in )? ?|(?P<stage2>end)-)?"
        r"(?:the year )?(?P<year>{YEAR})",
    ),
    Rule("year_short", quarters.fiscal_year, r"(?P<year>'(?:[4-9]\d|0\d|1\d|2\d))"),
    Rule("year_range", years.year_range, r"(?P<one>{YEAR})(?:-|/| ?- ?)(?P<two>{YEAR}|\d\d?)"),
    Rule(
        "decade",
        years.decade,
        r"(?:(?:(?P<stage>early|late) in )?the "
        r"|(?:the )?(?P<stage2>early|late|mid)(?:-| to late | ))?(?P<decade>{DECADE}'?s|'\d0s)",
    ),
    Rule(
        "decades",
        years.decades,
        r"(?P<one>(?:the )?(?P<decade>{DECADE}s)) (?:and|or) (?P<two>'?(?P<last>\d0)s)",
    ),
    Rule("decade_short", years.decade, r"(?P<decade>'\d0s)"),
    Rule(
        "decade_words",
        years.decade,
        r"(?:the (?P<stage>early|late|mid)(?:-| )|(?:(?P<stage2>early|late) in )?the )"
        r"(?P<decade>{DECADEWORD})",
    ),
    Rule(
        "century",
        years.century,
        r"(?:(?:(?P<stage>early|late) in )?the |(?:the )?(?P<stage2>early|late|mid)(?:-| ))?"
        r"(?P<nth>{NTH}){HY}century",
    ),
)
