"""Patterns of days: dates in words and digits, weekdays, holidays, today and yesterday."""

from __future__ import annotations

from . import readings_clock as clock
from . import readings_days as days
from . import readings_holidays as holidays
from . import readings_months as months
from . import readings_ranges as ranges
from . import readings_relative as relative
from . import readings_weekdays as weekdays
from .context import Rule

DAYS = (
    Rule(
        "named_day",
        holidays.named_day,
        r"(?P<span>(?-i:Sept\.?|September) 11(?:th)?(?:{COMMA} 2001)?){COMMA} (?:terror |terrorist "
        r"|suicide )?(?:attacks?|hijack(?:ers|ings?)|victims?|commission|memorial|tragedy)"
        r"|(?P<span2>9/11)",
    ),
    Rule(
        "stamp",
        clock.iso_time,
        r"(?P<date>\d{4}-\d\d-\d\d)(?:T| )(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,3})?)?"
        r"(?:Z|[+-]\d\d:?\d\d)?",
    ),
    Rule(
        "stamp_slash",
        clock.numeric_time,
        r"(?:(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<c>{YEAR})|(?P<a2>{YEAR})/(?P<b2>\d\d)/(?P<c2>\d\d))"
        r",? (?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?(?: {ZONE})?",
    ),
    Rule(
        "wire_stamp",
        clock.numeric_time,
        r"(?:(?-i:AP-NY|NYT)-)?(?P<span>(?P<a>\d\d)-(?P<b>\d\d)-(?P<c>\d\d) (?P<hour>[01]\d|2[0-4])"
        r"(?P<minute>[0-5]\d) ?{ZONE})",
    ),
    Rule("iso_day", days.numeric_day, r"(?P<a>{YEAR})[-/.](?P<b>0[1-9]|1[0-2])[-/.](?P<c>\d\d)"),
    Rule(
        "numeric_day",
        days.numeric_day,
        r"(?P<a>\d{1,2})(?:/(?P<b>\d{1,2})/|\.(?P<b2>\d{1,2})\.|-(?P<b3>\d{1,2})-)(?P<c>{YEAR}"
        r"|\d\d)",
    ),
    Rule(
        "dashed_day",
        days.dashed_day,
        r"(?P<day>{DAY})-(?P<month>{MONTH})-(?P<year>{YEAR}|\d\d)",
    ),
    Rule(
        "month_day",
        days.month_day,
        r"(?:(?P<approx>around|about) )?(?:(?P<stage>early|late)(?: on)? )?(?:"
        r"(?:{WEEKDAYABBR}){COMMA} )?(?P<month>{MONTH}) (?P<day>{DAY}|{DAYWORD})(?:{COMMA} "
        r"(?P<year>{YEAR})|, (?P<year2>{YEARWORD})|,? (?P<year3>{YEAR2}))?",
    ),
    Rule(
        "part_of_date",
        days.part_of_date,
        r"(?:the )?(?:early )?(?P<part>{PART1}) (?:of|on) (?:(?:{WEEKDAYABBR}){COMMA} )?(?:"
        r"(?P<month>{MONTH}) (?P<day>{DAY})|(?P<day2>{DAY}) (?P<month2>{MONTH}))"
        r"(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "day_month",
        days.month_day,
        r"(?:(?P<approx>around|about) )?(?:(?:{WEEKDAYABBR}){COMMA} )?(?:the )?(?P<day>{DAY}"
        r"|{DAYWORD})(?: of)? (?P<month>{MONTH})(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "month_days",
        days.month_day,
        r"(?P<one>(?P<month>{MONTH}) (?P<day>{DAY}))(?: ?- ?| to | and | through | or )"
        r"(?P<two>(?P<last>{DAY}))(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "month_days_list",
        ranges.listed_days,
        r"(?P<one>(?P<month>{MONTH}) (?P<day>{DAY})){COMMA} (?P<two>{DAY}),? (?:and|or) "
        r"(?P<three>{DAY})(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "days_of_months",
        ranges.days_of_months,
        r"(?P<one>(?P<month>{MONTH}) (?P<day>{DAY}))(?: ?- ?| to | through )"
        r"(?P<two>(?P<monthb>{MONTH}) (?P<last>{DAY})(?:{COMMA} (?P<year>{YEAR}))?)",
    ),
    Rule(
        "days_month",
        days.month_day,
        r"(?P<one>(?P<day>{DAY}))(?: ?- ?| to | and | or )(?P<two>(?P<last>{DAY}) "
        r"(?P<month>{MONTH})(?:{COMMA} (?P<year>{YEAR}))?)",
    ),
    Rule(
        "month_day_last_year",
        months.this_month_name,
        r"(?P<month>{MONTH}) (?P<day>{DAY}),? (?:of )?(?P<rel>this|last|next) (?P<unit>year)",
    ),
    Rule(
        "last_month_day",
        months.this_month_name,
        r"(?P<rel>last|next|this past|this coming) (?P<month>{MONTH}) (?P<day>{DAY})"
        r"(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "holiday",
        holidays.holiday,
        r"(?P<holiday>{HOLIDAY})(?: (?P<weekend>weekend))?(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "weekday_part",
        weekdays.weekday_part,
        r"(?:(?P<stage>early|late|earlier|later)(?: on)? )?(?P<weekday>{WEEKDAY}) (?P<part>{PART})",
    ),
    Rule(
        "this_weekday",
        weekdays.this_weekday,
        r"(?P<rel>last|next|this past|this coming|this|past|coming) "
        r"(?P<weekday>{WEEKDAY})(?: (?P<part>morning|afternoon|evening|night))?",
    ),
    Rule(
        "weekday_last_week",
        weekdays.this_weekday,
        r"(?P<weekday>{WEEKDAY})(?: of|,)? (?P<rel>last|next|this) (?P<unit>week)",
    ),
    Rule(
        "this_coming_day",
        days.month_day,
        r"(?:this|next|last) (?:coming |past )?{WEEKDAY}{COMMA} (?P<month>{MONTH}) (?P<day>{DAY}"
        r"|{DAYWORD})(?:{COMMA} (?P<year>{YEAR}))?",
    ),
    Rule(
        "that_weekday",
        relative.that_unit,
        r"(?P<rel>the following|the previous|the preceding|that|that same|the same) "
        r"(?P<weekday>{WEEKDAY})(?: (?P<part>{PART1}))?",
    ),
    Rule(
        "weekday",
        weekdays.weekday,
        r"(?:(?P<stage>early|late|earlier|later)(?: on)? )?(?P<weekday>{WEEKDAY})",
    ),
    Rule(
        "weekdays_to",
        ranges.weekdays_to,
        r"(?P<one>(?P<weekday>{WEEKDAY}))(?: ?- ?| to | through | until )"
        r"(?P<two>(?P<weekdayb>{WEEKDAY}))",
    ),
    Rule("weekdays", weekdays.weekdays, r"(?P<weekday>{WEEKDAY})s"),
)
