"""The rules in the order in which they are tried: a name, a reading and a pattern.

The longest expression at a place wins, whatever its rule ("two years ago" before "two years"); among
rules that match the same words the first whose reading does not refuse.
"""

from __future__ import annotations

from typing import NamedTuple

from . import readings_calendar as cal
from . import readings_clock as clk
from . import readings_length as length
from . import readings_relative as rel
from .context import Reader


class Rule(NamedTuple):
    name: str
    reading: Reader
    pattern: str


RULES = (
    # --- what looks like time and is none ------------------------------------------------------
    Rule("age", cal.leave, r"(?:{APPROX})?{NUM}{HY}(?:years?|months?|weeks?|days?){HY}(?-i:old|Old)s?"),
    Rule("age_of", cal.leave, r"{NUM} (?:years?|months?) of age"),
    Rule("aged", cal.leave, r"aged? (?:of )?{NUM}(?:(?:-| to | and ){NUM})?(?: years?| months?)?"),
    Rule("fraction", cal.leave, r"(?:(?:about|nearly|almost|(?:more|less) than|over|only) )?(?:an?|one|two|three|{NUM}|the last|the first){HY}quarters? of (?:(?:a|an|all|the|its|their|his|our|those|these|us|them|that|this|what|it|every|american|men|women|people)\\b)"),
    Rule("year_of_company", rel.year_back, r"(?:the |a )(?P<span>year-(?:earlier|ago))"),
    Rule("first_second", cal.leave, r"(?:a|one|split|every) split{HY}seconds?"),
    Rule("year_on_year", cal.leave, r"(?:year|month|quarter|week|day)-(?:on|over|to|by)-(?:year|month|quarter|week|day|date)"),
    Rule("round_the_year", cal.leave, r"three-quarters|year-round|round-the-clock|day-to-day|day after day|day by day|from day to day|day in and day out|from time to time|all year round"),
    Rule("paper", cal.leave, r"(?-i:Sunday|Saturday|Daily|Weekly|Monthly|Friday) (?-i:Times|Telegraph|Mail|Mirror|Express|World|Herald|Post|News|Star|Standard|Tribune|Record|Independent|Night Live|Night Football|Nation|Mass|School|Monitor|Beast|Show|Review)"),
    Rule("paper_names", cal.leave, r"(?-i:USA Today|Today [Ss]how|This Week|60 Minutes|48 Hours|Monday Night Football|Saturday Night Live|Newsweek|Business Week|The Week|Black Friday|Bloody Sunday|Super Tuesday|Ash Wednesday|Good Friday|Cyber Monday|Friday the 13th|Summer Olympics|Winter Olympics|Arab Spring|Prague Spring|Women's Day|Mother's Day|Father's Day|Independence Day|Memorial Day|Labor Day|Earth Day|Election Day|Thanksgiving Day)"),
    Rule("hundred_days", cal.leave, r"one-day international|one-day cricket|five-day forecast"),
    # --- days with a number ----------------------------------------------------------------------
    Rule("named_day", cal.named_day, r"(?P<span>(?-i:Sept\.?|September) 11(?:th)?)(?:,? 2001,?)? (?:terror |terrorist |suicide )?(?:attacks?|hijack(?:ers|ings?))|(?P<span2>9/11)"),
    Rule("stamp", clk.iso_time, r"(?P<date>\d{4}-\d\d-\d\d)[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?"),
    Rule("iso_day", cal.numeric_day, r"(?P<a>{YEAR})[-/.](?P<b>0[1-9]|1[0-2])[-/.](?P<c>\d\d)"),
    Rule("numeric_day", cal.numeric_day, r"(?P<a>\d{1,2})(?:/(?P<b>\d{1,2})/|\.(?P<b2>\d{1,2})\.|-(?P<b3>\d{1,2})-)(?P<c>{YEAR}|\d\d)"),
    Rule("month_day", cal.month_day, r"(?:(?P<approx>around|about) )?(?:(?P<stage>early|late)(?: on)? )?(?:(?:{WEEKDAYABBR}),? )?(?P<month>{MONTH}) (?P<day>{DAY}|{DAYWORD})(?:,? (?P<year>{YEAR})|, (?P<year2>{YEARWORD}))?"),
    Rule("day_month", cal.month_day, r"(?:(?P<approx>around|about) )?(?:(?:{WEEKDAYABBR}),? )?(?:the )?(?P<day>{DAY}|{DAYWORD})(?: of)? (?P<month>{MONTH}),?(?: (?P<year>{YEAR}))?"),
    Rule("month_days", cal.month_day, r"(?P<one>(?P<month>{MONTH}) (?P<day>{DAY}))(?: ?- ?| to | and | through | or )(?P<two>(?P<last>{DAY}))(?:,? (?P<year>{YEAR}))?"),
    Rule("days_month", cal.month_day, r"(?P<one>(?P<day>{DAY}))(?: ?- ?| to | and | or )(?P<two>(?P<last>{DAY}) (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?)"),
    Rule("month_day_last_year", rel.this_month_name, r"(?P<month>{MONTH}) (?P<day>{DAY}),? (?:of )?(?P<rel>this|last|next) (?P<unit>year)"),
    Rule("holiday", cal.holiday, r"(?P<holiday>{HOLIDAY})(?:,? (?P<year>{YEAR}))?"),
    # --- the clock -------------------------------------------------------------------------------
    Rule("clock_half", clk.time_of_day, r"(?:(?P<approx>around|about|nearly|almost|shortly before|shortly after) )?(?P<hour>\d{1,2}|{ONES})(?:[:.](?P<minute>\d\d))? ?{AMPM}"),
    Rule("clock_half_day", clk.time_of_day, r"(?:(?P<approx>around|about|nearly|almost) )?(?P<hour>\d{1,2}|{ONES})(?:[:.](?P<minute>\d\d))? ?{AMPM}(?: \(?{ZONE}\)?)?,?(?: on)? (?:(?P<weekday>{WEEKDAY})|(?P<word>today|yesterday|tomorrow)|(?:(?:{WEEKDAYABBR}),? )?(?P<month>{MONTH}) (?P<day>{DAY})(?:,? (?P<year>{YEAR}))?)"),
    Rule("clock_half_zone", clk.time_of_day, r"(?:(?P<approx>around|about) )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?{AMPM} \(?{ZONE}\)?"),
    Rule("clock_zone", clk.time_of_day, r"(?:(?P<approx>around|about) )?(?P<hour>[01]\d|2[0-4])[:.]?(?P<minute>[0-5]\d)(?: hours)? {ZONE}(?:(?: on)? (?:(?P<weekday>{WEEKDAY})|(?P<word>today|yesterday|tomorrow)))?"),
    Rule("clock_at", clk.time_of_day, r"(?:at|until|by|from|after|before) (?P<span>(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))"),
    Rule("day_clock", clk.time_of_day, r"(?:(?P<weekday>{WEEKDAY})|(?P<word>today|yesterday|tomorrow)|(?:(?:{WEEKDAYABBR}),? )?(?P<month>{MONTH}) (?P<day>{DAY})(?:,? (?P<year>{YEAR}))?),?(?: at| - | -|-)? ?(?:(?P<approx>around|about) )?(?P<hour>\d{1,2}|{ONES})(?:[:.](?P<minute>\d\d))? ?{AMPM}(?: {ZONE})?"),
    Rule("day_clock_24", clk.time_of_day, r"(?:(?:{WEEKDAYABBR}),? )?(?P<month>{MONTH}) (?P<day>{DAY})(?:,? (?P<year>{YEAR})),?(?: at | ?- ?| )(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?: {ZONE})?"),
    Rule("noon", clk.time_of_day, r"(?:(?P<approx>around|about|nearly|almost) )?(?P<name>noon|midday|midnight)(?:(?: on)? (?:(?P<weekday>{WEEKDAY})|(?P<word>today|yesterday|tomorrow)|(?P<month>{MONTH}) (?P<day>{DAY})(?:,? (?P<year>{YEAR}))?))?"),
    Rule("o_clock", clk.time_of_day, r"(?:(?P<approx>around|about) )?(?P<hour>\d{1,2}|{ONES}) o'clock"),
    Rule("part_of_day", clk.part_of_day, r"(?:the |that )(?P<part>morning|afternoon|evening)|(?P<part2>mid(?:-| )?(?:morning|afternoon))"),
    Rule("part_of_weekday_before", cal.weekday_part, r"(?P<part>mid-?(?:morning|afternoon)|morning|afternoon|evening|night)(?: on| of)? (?P<weekday>{WEEKDAY})"),
    Rule("part_of_yesterday", rel.day_word, r"(?P<part>mid-?(?:morning|afternoon)) (?P<word>yesterday|today|tomorrow)"),
    # --- weekdays --------------------------------------------------------------------------------
    Rule("weekday_part", cal.weekday_part, r"(?:(?P<stage>early|late)(?: on)? )?(?P<weekday>{WEEKDAY}) (?P<part>{PART})"),
    Rule("this_weekday", rel.this_weekday, r"(?:on )?(?:the )?(?P<rel>last|next|this past|this coming|this|past|coming) (?P<weekday>{WEEKDAY})(?: (?P<part>morning|afternoon|evening|night))?"),
    Rule("weekday_last_week", rel.this_weekday, r"(?P<weekday>{WEEKDAY})(?: of|,)? (?P<rel>last|next|this) (?P<unit>week)"),
    Rule("this_coming_day", cal.month_day, r"(?:this|next|last) (?:coming |past )?{WEEKDAY},? (?P<month>{MONTH}) (?P<day>{DAY}|{DAYWORD})(?:,? (?P<year>{YEAR}))?"),
    Rule("that_weekday", rel.that_unit, r"(?P<rel>the following|the previous|the preceding|that|that same|the same) (?P<weekday>{WEEKDAY})"),
    Rule("weekday", cal.weekday, r"(?:(?P<stage>early|late|earlier|later)(?: on)? )?(?P<weekday>{WEEKDAY})"),
    Rule("weekdays", length.weekdays, r"(?P<weekday>{WEEKDAY})s"),
    # --- months, seasons, quarters, years --------------------------------------------------------
    Rule("month", cal.month, r"(?:(?P<approx>around|about) )?(?:(?P<stage>early|late|mid)(?:-| in )? ?)?(?P<month>{MONTHNAME})(?:,?(?: of)? (?P<year>{YEAR}|{YEARWORD})| (?P<year2>{YEAR2}))?"),
    Rule("month_abbr_year", cal.month, r"(?P<month>{MONTH}) (?P<year>{YEAR})"),
    Rule("months_of_year", cal.months_of_year, r"(?P<one>(?P<month>{MONTH}))(?: ?- ?| to | and | through | until )(?P<two>(?P<monthb>{MONTH}),?(?: of)? (?P<year>{YEAR}))"),
    Rule("this_month_name", rel.this_month_name, r"(?:(?P<stage>early|late|earlier|later) )?(?P<rel>last|next|this past|this coming|this) (?P<month>{MONTHNAME})"),
    Rule("month_last_year", rel.this_month_name, r"(?:(?P<stage>early|late|mid)(?: |-))?(?P<month>{MONTHNAME})(?: of)? (?P<rel>last|next|this) (?P<unit>year)"),
    Rule("this_season", rel.this_season, r"(?:(?P<stage>early|late|earlier|later) )?(?P<rel>last|next|this past|this coming|this) (?P<season>{SEASON})"),
    Rule("season_last_year", rel.this_season, r"(?:the )?(?P<season>{SEASON}) of (?P<rel>last|next|this) (?P<unit>year)"),
    Rule("that_season", rel.that_unit, r"(?P<rel>that|that same|the following|the previous|the same) (?P<season>{SEASON})"),
    Rule("season", cal.season, r"(?:the )?(?:(?P<stage>early|late|mid)(?:-| ))?(?P<season>{SEASON})(?: of|,)? (?P<year>{YEAR}|{YEARWORD})"),
    Rule("season_bare", cal.season, r"(?:in|by|during|until|since|over|for|through|throughout|before|into|of|after|from) (?P<span>the (?:(?P<stage>early|late)(?:-| ))?(?P<season>{SEASON}))"),
    Rule("season_over", cal.season, r"over the (?P<span>(?P<season>summer|winter))"),
    Rule("quarter", cal.quarter, r"(?:the |its |their )?(?:(?P<stage>early|late)(?:-| ))?(?:fiscal(?:-| ))?(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th){HY}(?:fiscal(?:-| ))?(?:quarter|(?P<half>half))(?:,? (?:of |in )?(?:(?:fiscal (?:year )?)?(?P<year>{YEAR})|(?P<rel>this|last|next) year))?"),
    Rule("quarter_last", cal.quarter, r"(?:the )?(?P<nth>last|final)(?: |-)(?:quarter|(?P<half>half)) of (?:(?:fiscal (?:year )?)?(?P<year>{YEAR})|(?P<rel>this|last|next|the) year)"),
    Rule("quarter_q", cal.quarter, r"(?-i:(?P<nth>Q[1-4]))(?: |-)?(?P<year>{YEAR})"),
    Rule("years_quarter", cal.quarter, r"(?P<rel>this|last|next) year's (?P<nth>first|second|third|fourth|final)(?: |-)(?:quarter|(?P<half>half))"),
    Rule("the_year_quarter", cal.quarter, r"the (?P<year>{YEAR}) (?P<nth>first|second|third|fourth|final)(?: |-)(?:quarter|(?P<half>half))"),
    Rule("period_of_year", rel.period_before, r"the (?P<year>{YEAR}) (?:period|quarter)"),
    Rule("period_before", rel.period_before, r"(?:the )?(?:comparable |corresponding |same )?(?:year-(?:earlier|ago)) (?:period|quarter|(?:first|second|third|fourth) quarter)|the (?:comparable|corresponding|same|like)(?: {UNIT1})? ?(?:period|quarter)?(?: of)? (?P<rel>last) year|(?P<rel2>last) year's quarter|the (?:quarter|period) a year (?:ago|earlier)"),
    Rule("latest_period", rel.latest_period, r"the (?:latest|current|most recent) (?:period|(?P<unit>fiscal year|year|month|week)|quarter)"),
    Rule("year_back", rel.year_back, r"(?:(?:about|nearly|almost) )?a year (?:earlier|ago|before)|year-(?:earlier|ago)"),
    Rule("fiscal_year", cal.fiscal_year, r"(?:fiscal(?: year)? |(?-i:FY) ?)(?P<year>{YEAR}|\d\d)"),
    Rule("year_words", cal.year, r"(?:(?:the )?(?P<stage>early|late|mid)(?:-| in )? ?)?(?:the year )?(?P<year>{YEARWORD})"),
    Rule("year", cal.year, r"(?:(?P<approx>around|about|circa) )?(?:(?P<stage>early|late|mid)(?:-| in )? ?)?(?:the year )?(?P<year>{YEAR})"),
    Rule("year_short", cal.fiscal_year, r"(?P<year>'(?:[4-9]\d|0\d|1\d|2\d))"),
    Rule("year_range", cal.year_range, r"(?P<one>{YEAR})(?:-|/| ?- ?)(?P<two>{YEAR}|\d\d)"),
    Rule("decade", cal.decade, r"(?:the )?(?:(?P<stage>early|late|mid)(?:-| to late | ))?(?P<decade>{YEAR}'?s|'\d0s|(?:the )\d0s)"),
    Rule("decade_short", cal.decade, r"(?P<decade>'\d0s)"),
    Rule("decade_words", cal.decade, r"the (?:(?P<stage>early|late|mid)(?:-| ))?(?P<decade>{DECADEWORD})"),
    Rule("century", cal.century, r"(?:the )?(?:(?P<stage>early|late|mid)(?:-| ))?(?P<nth>{NTH}){HY}century"),
    # --- the end of ------------------------------------------------------------------------------
    Rule("end_of", cal.end_of, r"the (?P<stage>(?:very )?(?:end|beginning|start|middle|close)) of (?:(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?|(?:the year )?(?P<year2>{YEAR})|(?P<rel>this|last|next|that|the) (?P<unit>year|month|week|quarter|decade|century))"),
    Rule("end_of_decade", cal.end_of, r"the (?P<stage>end|beginning|start|middle) of the (?P<decade>{YEAR}s)"),
    Rule("year_end", rel.year_end, r"(?:(?:the )?(?P<year>{YEAR}) )?(?:year(?:-| )end|year's end|mid-?year)"),
    # --- this, last, next ------------------------------------------------------------------------
    Rule("this_unit", rel.this_unit, r"(?:(?P<stage>early|late|earlier|later|mid)(?: in)?(?: |-))?(?:just )?(?P<rel>this past|this coming|this|last|next|the current|the coming|the upcoming|past) (?P<unit>{CALENDAR})"),
    Rule("past_year", rel.this_unit, r"(?P<rel>the past) (?P<unit>year|month|week|decade|century)(?: or so)?|(?P<rel2>the last) (?P<unit2>year|month|week|decade|century)(?: or so)?|(?P<rel3>the (?:next|coming)) (?P<unit3>year|month|week|decade|century)(?: or so)?"),
    Rule("that_unit", rel.that_unit, r"(?P<rel>that|that same|that very|the same|the following|the previous|the preceding|the prior|the next) (?P<unit>day|week|weekend|month|quarter|year|decade|century)"),
    Rule("the_unit", rel.the_unit, r"the (?P<full>full )?(?:fiscal )?(?P<unit>day|week|weekend|month|quarter|year|decade|century)"),
    Rule("year_ended", rel.the_unit, r"(?P<span>the (?:fiscal )?(?P<unit>year|quarter|month|week)) (?P<ended>ended|ending)"),
    Rule("stage_in_unit", rel.this_unit, r"(?P<stage>earlier|later|early|late) in (?P<rel>the) (?P<unit>week|month|year|decade|quarter)"),
    Rule("weekend_over", rel.the_unit, r"over (?P<span>the (?P<unit>weekend))"),
    Rule("one_day", rel.reference, r"(?:will|would|may|might|could|can|to) (?P<span>(?:one|some) day)|(?P<span2>someday|future (?:years|months|quarters|decades))"),
    Rule("now", rel.reference, r"(?:right )?now|currently|these days|nowadays|at present"),
    Rule("day_word", rel.day_word, r"(?:(?P<stage>early|late|earlier|later) )?(?P<word>today|yesterday|tomorrow|the day before yesterday|the day after tomorrow)(?: (?P<part>morning|afternoon|evening|night))?"),
    Rule("tonight", rel.day_word, r"(?:(?P<stage>early|late|earlier|later) )?(?:(?P<word>tonight)|(?P<word2>this|last) (?P<part>morning|afternoon|evening|night))"),
    Rule("recently", rel.reference, r"(?:more |most )?recently|recent years|past years|the (?:recent |distant |not-too-distant )?past"),
    Rule("the_future", rel.reference, r"(?:the |a )(?:near |foreseeable |immediate |not-too-distant |not too distant |distant )?future"),
    # --- ago, earlier, later ---------------------------------------------------------------------
    Rule("units_ago", rel.units_ago, r"(?:{APPROX})?(?:just )?(?P<n>{NUM}|{VAGUE}|an?) {UADJ}(?P<unit>{UNIT})(?: or so)? ago"),
    Rule("plural_ago", rel.units_ago, r"(?P<unit>{UNITS}) ago"),
    Rule("units_later", rel.units_later, r"(?P<span>(?:{APPROX})?(?P<n>{NUM}|{VAGUE}|an?) {UADJ}(?P<unit>{UNIT})) (?P<dir>earlier|later|previously|afterwards?|from now|hence)"),
    Rule("plural_later", rel.units_later, r"(?P<unit>days|weeks|months|years) (?P<dir>earlier|later|afterwards?)"),
    # --- lengths and repetitions -----------------------------------------------------------------
    Rule("past_units", length.past_units, r"(?:each of |at least )?(?:the |its |his |her |their )?(?:last|past|next|first|final|coming|previous|latest|recent|opening|initial|remaining) (?:(?P<n>{NUM}|{VAGUE}) )?{UADJ}(?P<unit>{UNITS})(?: or so)?"),
    Rule("past_units_of_dozen", length.past_units, r"(?:the )?(?:last|past|next|first) (?P<n>{NUM})(?:-| to | or ){NUM} (?P<unit>{UNITS})"),
    Rule("coming_units", length.past_units, r"(?:the )?(?:coming|recent|upcoming) (?P<unit>days|weeks|months|quarters|decades|years|centuries)|the (?P<unit2>days|weeks|months|years|decades|hours) ahead"),
    Rule("the_units", length.past_units, r"the (?:early |late |later |intervening |ensuing )?(?P<unit>years|months|weeks|days|decades|centuries)"),
    Rule("those_units", length.units, r"(?:the|those|these) (?:year-earlier )?(?P<n>{NUM}|several|few) {UADJ}(?P<unit>{UNITS})"),
    Rule("units", length.units, r"(?:{APPROX})?(?P<core>(?P<n>{NUM}|{VAGUE}) {UADJ}(?P<unit>{UNIT})(?: or so)?)"),
    Rule("units_hyphen", length.units, r"(?:{APPROX})?(?P<n>{NUM}|several)(?:-| )(?P<unit>{UNIT1})"),
    Rule("units_period", length.units, r"(?:a |an |the )(?P<n>{NUM}|several)(?:-| )(?P<unit>{UNIT1}) (?:period|term|span|stretch)"),
    Rule("units_range", length.units, r"(?:{APPROX})?(?P<n>{NUM})(?:-| to | or |-to-){NUM}{HY}(?P<unit>{UNIT})"),
    Rule("one_unit", length.one_unit, r"(?:{APPROX})?(?P<core>(?P<n>an?|another|an additional|a full|a whole) (?P<unit>{UNIT1}))"),
    Rule("half_unit", length.halves, r"(?:{APPROX})?(?:a )?half(?:-| a | an | )(?P<unit>second|minute|hour|day|month|year|decade|century)"),
    Rule("unit_and_half", length.halves, r"(?:{APPROX})?(?:an?|one) (?P<unit>{UNIT1}) (?P<and>and a half)"),
    Rule("one_and_half", length.halves, r"(?:{APPROX})?one (?P<and>and a half) (?P<unit>{UNITS})"),
    Rule("units_and_half", length.units, r"(?:{APPROX})?(?P<n>{ONES}) (?P<half>and a half) (?P<unit>{UNITS})"),
    Rule("quarter_century", length.halves, r"(?:{APPROX})?(?:a )?(?P<quarter>quarter)(?:-| of an? | )(?P<unit>century|hour)"),
    Rule("plural", length.plural, r"(?P<unit>(?:second|minute|hour|day|week|month|year|decade)s|centuries)"),
    Rule("every", length.every, r"(?:every|each) (?:(?P<other>other|single) )?(?:(?P<weekday>{WEEKDAY})(?: (?P<part>{PART}))?|(?P<month>{MONTHNAME})|(?P<season>{SEASON})|(?P<part2>morning|afternoon|evening|night)|(?P<unit>{UNIT1})|(?P<n>{NUM}|few|couple of) (?P<unit2>{UNITS}))"),
    Rule("adverb_rate", cal.leave, r"(?:average )?(?:hourly|daily|weekly|monthly|annual|yearly) (?:rates?|sales|revenues?|dividends?|earnings|profits?|losses|loss|meetings?|reports?|volume|turnover|interest|growth|salary|salaries|budgets?|fees?|costs?|average|production|output|income|premiums?|returns?|yields?|basis|pay|wages?|spending|increases?|inflation|share)|average (?:daily|weekly|monthly|annual)"),
    Rule("adverb", length.adverb, r"hourly|daily|nightly|weekly|monthly|annual|yearly"),
)  # fmt: skip
