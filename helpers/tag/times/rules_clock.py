"""Patterns of the clock: hours beside a day or alone, and parts of the day."""

from __future__ import annotations

from . import readings_clock as clock
from . import readings_days as days
from . import readings_weekdays as weekdays
from .context import Rule

# The day beside an hour.
ON_DAY = (
    r"(?:(?P<word>today|tonight|yesterday|tomorrow)(?: (?P<part3>{PART1}))?"
    r"|(?P<word2>this|last) (?P<part4>{PART1})|(?P<rel>the (?:next|following|same)|that) day"
    r"|(?P<weekday>{WEEKDAY})(?: (?P<part>{PART1}))?|(?:"
    r"(?:{WEEKDAYABBR}){COMMA} )?(?:(?P<month>{MONTH}) (?P<day>{DAY})|(?P<day2>{DAY}) "
    r"(?P<month2>{MONTH}))(?:{COMMA} (?P<year>{YEAR}))?)"
)

# The day in front of an hour, and the hour.
DAY_AT = (
    r"(?:(?P<weekday>{WEEKDAY})(?: (?P<part>{PART1}))?|(?P<word>today|yesterday|tomorrow|tonight)"
    r"(?: (?P<part2>{PART1}))?|(?P<word2>this|last) (?P<part3>{PART1})"
    r"|(?:(?:{WEEKDAYABBR}){COMMA} )?(?:(?P<month>{MONTH}) (?P<day>{DAY})|(?P<day2>{DAY}) "
    r"(?P<month2>{MONTH}))"
    r"(?:{COMMA} (?P<year>{YEAR}))?)"
    r",?(?: at| - | -|-)? ?(?:(?P<approx>around|about) |(?:just|shortly) (?:before|after) )?"
    r"(?P<hour>\d{1,2}|{ONES})(?:[:.](?P<minute>\d\d))? ?"
)
# An hour whose half of the day the next one tells.
SHARED = r"(?P<one>(?P<first>\d{1,2})(?::(?P<past>[0-5]\d))?)(?: ?- ?| to |(?P<joint> and | or ))"

CLOCK = (
    Rule(
        "clock_half",
        clock.time_of_day,
        r"(?:(?P<approx>around|about|nearly|almost) )?"
        r"(?P<hour>\d{1,2}|{ONES})(?:[:.](?P<minute>\d\d))? ?{AMPM}",
    ),
    Rule(
        "clock_half_day",
        clock.time_of_day,
        r"(?:(?P<approx>around|about|nearly|almost) )?(?P<hour>\d{1,2}|{ONES})(?:[:.]"
        r"(?P<minute>\d\d))? ?{AMPM}(?: {ZONE}| \({ZONE}\))?{COMMA}(?: on)? " + ON_DAY,
    ),
    Rule(
        "clock_half_shared",
        clock.shared_half,
        SHARED + r"(?P<two>(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))? ?{AMPM})",
    ),
    Rule(
        "clock_half_shared_day",
        clock.shared_half,
        SHARED + r"(?P<two>(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))? ?{AMPM}"
        r"(?: {ZONE}| \({ZONE}\))?{COMMA}(?: on)? " + ON_DAY + ")",
    ),
    Rule(
        "clock_half_zone",
        clock.time_of_day,
        r"(?:(?P<approx>around|about) )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?{AMPM} "
        r"\(?{ZONE}\)?",
    ),
    Rule(
        "clock_zone",
        clock.time_of_day,
        r"(?:(?P<approx>around|about) )?(?:(?P<hour>[01]\d|2[0-4])[:.]?|(?P<hour2>\d):)"
        r"(?P<minute>[0-5]\d)(?: hours)? ?{ZONE}(?:{COMMA}(?: on)? " + ON_DAY + ")?",
    ),
    Rule(
        "clock_hours",
        clock.time_of_day,
        r"(?P<bare>(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d) (?:hours|hrs))",
    ),
    Rule(
        "clock_at",
        clock.time_of_day,
        r"(?P<bare>(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?: {ZONE})?)",
    ),
    Rule("day_clock", clock.time_of_day, DAY_AT + r"{AMPM}"),
    Rule(
        "part_clock",
        clock.time_of_day,
        r"(?:(?P<weekday>{WEEKDAY})|(?P<word>this|last|yesterday|tomorrow)) (?P<part>{PART1}),? "
        r"at (?P<hour>\d{1,2}):(?P<minute>[0-5]\d)",
    ),
    Rule("day_clock_zone", clock.time_of_day, DAY_AT + r"{AMPM} \(?{ZONE}\)?"),
    Rule(
        "day_clock_24",
        clock.time_of_day,
        r"(?:(?:{WEEKDAYABBR}){COMMA} )?(?:(?P<month>{MONTH}) (?P<day>{DAY})|(?P<day2>{DAY}) "
        r"(?P<month2>{MONTH}))(?:{COMMA} (?P<year>{YEAR})){COMMA}"
        r"(?: at | ?- ?| )(?P<hour>[01]\d|2[0-3])[:.](?P<minute>[0-5]\d)(?: {ZONE})?",
    ),
    Rule(
        "noon",
        clock.time_of_day,
        r"(?:(?P<approx>around|about|nearly|almost) )?(?:12 )?(?P<name>noon|midday|midnight)"
        r"(?: {ZONE})?(?:{COMMA}(?: on)? " + ON_DAY + ")?",
    ),
    Rule(
        "day_noon",
        clock.time_of_day,
        r"(?:(?P<weekday>{WEEKDAY})|(?P<word>yesterday|tomorrow)) (?:at )?"
        r"(?P<name>noon|midday|midnight)",
    ),
    Rule(
        "clock_at_day",
        clock.time_of_day,
        r"(?:(?P<approx>around|about) )?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d){COMMA}"
        r"(?: on)? " + ON_DAY,
    ),
    Rule(
        "o_clock",
        clock.time_of_day,
        r"(?:(?P<approx>around|about) )?(?P<hour>\d{1,2}|{ONES}) o'clock"
        r"(?: in the (?P<part>{PART1})| (?:at|that) (?P<part2>night))?",
    ),
    Rule(
        "clock_words",
        clock.clock_words,
        r"(?:half(?:-| )(?P<past>past)|(?:a )?(?P<quarter>quarter) (?P<dir>past|to|after|before)"
        r"|(?P<n>{NUM}) minutes? (?P<dir2>past|to|after|before)) (?:(?P<hour>\d{1,2}|{ONES})"
        r"(?: o'clock)?|(?P<name>noon|midnight))",
    ),
    Rule(
        "hour_of_day",
        clock.time_of_day,
        r"(?P<bare>(?:(?P<approx>around|about) )?(?P<hour>\d{1,2}|{ONES}) "
        r"(?:in the (?P<part>{PART1})|at (?P<part2>night)))",
    ),
    Rule(
        "clock_of_day",
        clock.time_of_day,
        r"(?:(?P<approx>around|about) )?(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)"
        r" (?:in the (?P<part>{PART1})|(?:at|that) (?P<part2>night)|(?:on )?(?P<weekday>{WEEKDAY})"
        r" (?P<part3>{PART1}))",
    ),
    Rule(
        "o_clock_day",
        clock.time_of_day,
        r"(?:(?P<approx>around|about) )?(?P<hour>\d{1,2}|{ONES}) o'clock{COMMA}(?: on)? " + ON_DAY,
    ),
    Rule(
        "part_of_day",
        clock.part_of_day,
        r"(?:(?:earlier|later|early|late) in )?the (?P<part>morning|afternoon|evening)"
        r"|(?P<part2>mid(?:-| )?(?:morning|afternoon))"
        r"|(?:the )?(?P<stage>early|late) (?P<part4>morning|afternoon|evening)"
        r"|(?:(?P<stage2>earlier|later|early|late) )?(?P<rel>that|that same|the same|the previous"
        r"|the preceding|the following|the next) (?P<part3>{PART1})",
    ),
    Rule(
        "part_before",
        clock.part_before,
        r"the (?P<part>morning|afternoon|evening|night) (?P<dir>before|after)",
    ),
    Rule(
        "part_of_weekday_before",
        weekdays.weekday_part,
        r"(?:the )?(?:(?P<stage>early|late) )?(?P<part>mid-?(?:morning|afternoon)|{PART1})"
        r"(?: on| of)? (?P<weekday>{WEEKDAY})",
    ),
    Rule(
        "early_hours",
        weekdays.early_hours,
        r"(?:the )?(?:(?P<stage>early|late)(?: (?P<part>{PART1}))?|wee|small|pre-?dawn) hours "
        r"(?:of|on) (?P<weekday>{WEEKDAY})(?: (?P<part2>{PART1}))?",
    ),
    Rule(
        "part_of_yesterday",
        days.day_word,
        r"(?P<part>mid-?(?:morning|afternoon)) (?P<word>yesterday|today|tomorrow)",
    ),
)
