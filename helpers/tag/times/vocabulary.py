"""The words of time: closed classes of English, each with the value that a reading needs.

Only words that a grammar lists belong here (month names, number words, units); what a phrase of
them
means is in the readings, how they combine in the patterns.  Names are kept in the case that news
uses, because "May", "March" and "Sun" are time words only with their capital.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """A set of words from a text of them."""
    return frozenset(words.split())


# Months and weekdays: name -> number; months from 1, weekdays from 1 (Monday), as in ISO 8601.
MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
MONTH_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
    "sunday": 7,
}  # fmt: skip
WEEKDAY_SHORT = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4,
    "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip

# Units: word -> TIMEX3 code; codes with a leading T stand behind the T of a duration.
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W",
    "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
    "centurie": "CE", "millennium": "ML", "millennia": "ML",
}  # fmt: skip
ADVERB_UNITS = {
    "hourly": "TH", "daily": "D", "nightly": "D", "weekly": "W", "monthly": "M",
    "annual": "Y", "yearly": "Y",
}  # fmt: skip

# Number words; "a" and "an" count one where a pattern lets them.
SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
BIG = {"dozen": 12, "hundred": 100, "thousand": 1000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9,
}  # fmt: skip

SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAY_PARTS = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00",
    "midday": "TMI", "midnight": "T24:00",
}  # fmt: skip

# Holidays that fall on the same day every year, month and day.  "Independence Day" is left out: its
# day depends on the country.
HOLIDAYS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year's": (1, 1),
    "valentine's day": (2, 14), "st. patrick's day": (3, 17), "april fools' day": (4, 1),
    "may day": (5, 1), "juneteenth": (6, 19), "fourth of july": (7, 4), "july fourth": (7, 4),
    "bastille day": (7, 14), "halloween": (10, 31), "all saints' day": (11, 1),
    "armistice day": (11, 11), "remembrance day": (11, 11), "veterans day": (11, 11),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26),
}  # fmt: skip

# Month, which (0 the last) and weekday; days after Easter Sunday of the western churches.
NTH_WEEKDAYS = {
    "thanksgiving": (11, 4, 4), "thanksgiving day": (11, 4, 4), "memorial day": (5, 0, 1),
    "mother's day": (5, 2, 7), "father's day": (6, 3, 7), "martin luther king day": (1, 3, 1),
    "presidents' day": (2, 3, 1), "labor day": (9, 1, 1), "columbus day": (10, 2, 1),
}  # fmt: skip
AFTER_EASTER = {
    "ash wednesday": -46, "palm sunday": -7, "good friday": -2, "easter": 0, "easter sunday": 0,
    "easter monday": 1, "whit monday": 50,
}  # fmt: skip

# Words before a quantity -> TIMEX3 mod.
APPROXIMATORS = {
    "about": "APPROX", "around": "APPROX", "roughly": "APPROX", "approximately": "APPROX",
    "almost": "APPROX", "nearly": "APPROX", "close to": "APPROX", "some": "APPROX",
    "an estimated": "APPROX", "more than": "MORE_THAN", "over": "MORE_THAN",
    "just over": "MORE_THAN", "well over": "MORE_THAN", "longer than": "MORE_THAN",
    "less than": "LESS_THAN", "fewer than": "LESS_THAN", "under": "LESS_THAN",
    "just under": "LESS_THAN", "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS", "as much as": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "not more than": "EQUAL_OR_LESS",
}  # fmt: skip
STAGES = {
    "early": "START", "beginning": "START", "start": "START", "mid": "MID", "middle": "MID",
    "late": "END", "end": "END", "close": "END",
}  # fmt: skip

# Words after a bare four-digit number that make it a count and not a year.
COUNTED = word_set(
    """
    acres barrels bottle bottles bushels calories cars civilians copies cubic deaths dollars
    employees euros families feet fighters foot francs gallons guests homes horsepower hours
    houses inches jobs kilograms kilometers kilometres kilos km lbs lire marks megawatts members
    men meter meters metre metres metric mile miles mph officers ounces pages parts passengers
    people percent persons pesos pieces points police pounds prisoners pupils refugees residents
    rooms rpm rubles rupees sailors seats shares soldiers sq square stores students tonnes tons
    troops units vehicles victims villagers volts volunteers votes watts women words workers
    yards yen
    """
)

# Owners: "his last year" is one of his life, not of the calendar.
OWN = word_set("her his its my our their your")

# What goes on behind "the day before" when no event does: "was freed the day before by police".
ENDS_BEFORE = word_set("at but by from in to when with")

# Words after which "May", "March" and the like are months rather than names or verbs.
BEFORE_MONTH = word_set(
    """
    a about after and around as before beginning between by during each early ended ending every
    following for from her his in its last late mid next of on or our past per since starting
    that the their this through throughout till to until
    """
)
