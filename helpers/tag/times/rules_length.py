"""Patterns of distances, lengths and repetitions: ago, later, 20-year, every day."""

from __future__ import annotations

from . import readings_days as days
from . import readings_distance as distance
from . import readings_length as length
from . import readings_repeats as repeats
from .context import Rule

LENGTHS = (
    Rule(
        "units_ago",
        distance.units_ago,
        r"(?:{APPROX})?(?P<n>{NUM}|{VAGUE}|an?) {UADJ}(?P<unit>{UNIT})(?: or so)? ago",
    ),
    Rule(
        "units_ago_on",
        distance.units_ago_on,
        r"(?:{APPROX})?(?P<n>{NUM}|an?) (?P<unit>years?|months?|weeks?|decades?) ago (?:"
        r"(?P<word>today|tonight|yesterday|tomorrow)|(?:on |this )?(?P<weekday>{WEEKDAY})"
        r"|this (?:(?P<this>week|month|weekend)|(?P<season>{SEASON})))",
    ),
    Rule(
        "range_ago",
        distance.units_ago,
        r"(?:{APPROX})?(?P<n>{NUM})(?:-| to | or |-to-){NUM} (?P<unit>{UNITS}) ago",
    ),
    Rule(
        "halves_ago",
        distance.halves_ago,
        r"(?:{APPROX})?(?:(?P<half>half an?|a half)(?: |-)(?P<unit>century|decade|year|hour)"
        r"|(?:a )?(?P<quarter>quarter)(?:-| of a | )(?P<unit2>century)"
        r"|(?:an?|one) (?P<unit3>{UNIT1}) and a half|(?P<n>{ONES}) and a half (?P<unit4>{UNITS}))"
        r" ago",
    ),
    Rule(
        "units_from_day",
        distance.units_ago_on,
        r"(?P<n>{NUM}|an?) (?P<unit>years?|months?|weeks?|days?) (?P<from>from) "
        r"(?:(?P<word>today|yesterday|tomorrow)|(?P<weekday>{WEEKDAY}))",
    ),
    Rule("plural_ago", distance.units_ago, r"(?P<unit>{UNITS}) ago"),
    Rule(
        "units_later",
        distance.units_later,
        r"(?P<span>(?:{APPROX})?(?P<n>{NUM}|{VAGUE}|an?) {UADJ}(?P<unit>{UNIT})) "
        r"(?P<dir>earlier|later|previously|afterwards?|from now|hence)",
    ),
    Rule(
        "plural_later",
        distance.units_later,
        r"(?P<unit>days|weeks|months|years) (?P<dir>earlier|later|afterwards?)",
    ),
    Rule(
        "past_units",
        length.past_units,
        r"(?:each of |at least )?(?:the |its |his |her |their )?(?:last|past|next|first|final"
        r"|coming|previous|latest|recent|opening|initial|remaining) "
        r"(?:(?P<n>{NUM}|{VAGUE}) )?{UADJ}(?P<unit>{UNITS})(?: or so)?",
    ),
    Rule(
        "following_units",
        length.past_units,
        r"the following (?:(?P<n>{NUM}|{VAGUE}) )?(?P<unit>{UNITS})",
    ),
    Rule(
        "past_units_of_dozen",
        length.past_units,
        r"(?:the )?(?:last|past|next|first) (?P<n>{NUM})(?:-| to | or ){NUM} (?P<unit>{UNITS})",
    ),
    Rule(
        "coming_units",
        length.past_units,
        r"(?:the )?(?:coming|recent|upcoming) (?P<unit>days|weeks|months|quarters|decades|years"
        r"|centuries)(?: and (?:weeks|months|years|decades))?"
        r"|the (?P<unit2>days|weeks|months|years|decades|hours)"
        r"(?: and (?:weeks|months|years|decades))? (?:ahead|to come)",
    ),
    Rule(
        "the_units",
        length.past_units,
        r"the (?:early |late |later |intervening |ensuing )?(?P<unit>years|months|weeks|days"
        r"|decades|centuries)",
    ),
    Rule(
        "those_units",
        length.units,
        r"(?:the|those|these) (?:year-earlier )?(?P<n>{NUM}|several|few) {UADJ}(?P<unit>{UNITS})",
    ),
    Rule(
        "units",
        length.units,
        r"(?:{APPROX})?(?P<core>(?:another )?(?P<n>{NUM}|{VAGUE})(?: or so)? {UADJ}(?P<unit>{UNIT})"
        r"(?: or so)?)",
    ),
    Rule(
        "units_and_units",
        length.units_and_units,
        r"(?:{APPROX})?(?P<first>(?:{NUM}|an?){HY}{UNIT})(?:,? and |,? )(?P<second>{NUM}{HY}{UNIT})"
        r"(?:(?:,? and |,? )(?P<third>{NUM}{HY}{UNIT}))?",
    ),
    Rule(
        "units_hyphen",
        length.units,
        r"(?:{APPROX})?(?P<n>{NUM}|several)(?:-| )"
        r"(?:(?P<unit>{UNIT1})(?:-long)?|(?P<unit2>{UNITS})-long)",
    ),
    Rule(
        "units_period",
        length.units,
        r"(?:a |an |the )(?P<n>{NUM}|several)(?:-| )(?P<unit>{UNIT1}) (?:period|term|span"
        r"|stretch)",
    ),
    Rule(
        "units_to_units",
        length.units_to_units,
        r"(?P<one>(?:{APPROX})?(?P<n>{NUM})) to (?P<two>(?P<last>{NUM}){HY}(?P<unit>{UNIT}))",
    ),
    Rule(
        "units_range",
        length.units,
        r"(?:{APPROX})?(?P<n>{NUM})(?:-| to | or |-to-){NUM}{HY}(?P<unit>{UNIT})",
    ),
    Rule(
        "one_unit",
        length.one_unit,
        r"(?:{APPROX})?(?P<core>(?P<n>an?|another|an additional|an entire|a single|a full|a whole) "
        r"(?P<unit>{UNIT1})(?: or (?:so|two|more))?)",
    ),
    Rule("all_unit", length.one_unit, r"(?P<n>all) (?P<unit>day|week|month|year)(?: long)?"),
    Rule(
        "half_unit",
        length.halves,
        r"(?:{APPROX})?(?:a )?half(?:-| a | an | )(?P<unit>second|minute|hour|day|month|year"
        r"|decade|century)",
    ),
    Rule(
        "past_half",
        length.halves,
        r"the (?:past|last|next|first) (?:half(?:-| )(?P<unit>century|decade|year|hour)"
        r"|(?P<quarter>quarter)(?:-| )(?P<unit2>century))",
    ),
    Rule(
        "unit_and_half",
        length.halves,
        r"(?:(?:{APPROX})?(?:an?|one){HY}|(?:the )?(?:past|last|next|first) )?(?P<unit>{UNIT1}){HY}"
        r"(?P<and>and{HY}a{HY}half)",
    ),
    Rule("one_and_half", length.halves, r"(?:{APPROX})?one (?P<and>and a half) (?P<unit>{UNITS})"),
    Rule(
        "units_and_half",
        length.units,
        r"(?:{APPROX})?(?P<n>{ONES}){HY}(?P<half>and{HY}a{HY}half){HY}(?P<unit>{UNIT})",
    ),
    Rule(
        "quarter_century",
        length.halves,
        r"(?:{APPROX})?(?:a )?(?P<quarter>quarter)(?:-| of an? | )(?P<unit>century|hour)",
    ),
    Rule(
        "unit_long",
        length.unit_long,
        r"(?P<unit>{UNIT1}|(?:hour|day|week|month|year|decade)s)-?long",
    ),
    Rule(
        "plural",
        length.plural,
        r"(?P<unit>(?:second|minute|hour|day|week|month|year|decade)s|centuries)"
        r"(?:,? (?:and|or|if not|even) (?:minutes|hours|days|weeks|months|years|decades))?",
    ),
    Rule(
        "every",
        repeats.every,
        r"(?:every|each) (?:(?P<other>other|single) )?(?:(?P<weekday>{WEEKDAY})(?: "
        r"(?P<part>{PART}))?|(?P<month>{MONTHNAME})|(?P<season>{SEASON})|(?P<part2>morning"
        r"|afternoon|evening|night)|(?P<unit>{UNIT1}|weekend)|(?P<n>{NUM}|few|couple of) "
        r"(?P<unit2>{UNITS}))",
    ),
    Rule(
        "adverb_rate",
        days.leave,
        r"(?:average )?(?:hourly|daily|weekly|monthly|annual|yearly) (?:rates?|sales|revenues?"
        r"|dividends?|earnings|profits?|losses|loss|meetings?|reports?|volume|turnover|interest"
        r"|growth|salary|salaries|budgets?|fees?|costs?|average|production|output|income"
        r"|premiums?|returns?|yields?|basis|pay|wages?|spending|increases?|inflation|share)"
        r"|average (?:daily|weekly|monthly|annual)",
    ),
    Rule(
        "times_a_unit",
        repeats.times_a_unit,
        r"(?:once|twice|thrice|(?:{NUM}|several|many) times) (?:an?|each|every|per) "
        r"(?P<unit>{UNIT1})",
    ),
    Rule(
        "units_a_unit",
        repeats.times_a_unit,
        r"(?:{APPROX})?{NUM} (?:minutes|hours|days?|weeks?|months?) (?:an?|each|every|per) "
        r"(?P<unit>day|week|month|year)",
    ),
    Rule("adverb", repeats.adverb, r"hourly|daily|nightly|weekly|monthly|annual|yearly"),
)
