"""What looks like time and is none; these rules come first and their hits are left alone."""

from __future__ import annotations

from . import readings_days as days
from . import readings_quarters as quarters
from .context import Rule

NONE = (
    Rule(
        "age",
        days.leave,
        r"(?:{APPROX})?(?:{NUM}(?:-| to | or |-to-))?{NUM}{HY}(?:years?|months?|weeks?|days?){HY}"
        r"(?-i:old|Old)s?",
    ),
    Rule("age_units", days.leave, r"(?:{UNITS}|{UNIT1})-old"),
    Rule("age_of", days.leave, r"{NUM} (?:years?|months?) of age"),
    Rule("aged", days.leave, r"aged? (?:of )?{NUM}(?:(?:-| to | and ){NUM})?(?: years?| months?)?"),
    Rule(
        "fraction",
        days.leave,
        r"(?:(?:about|nearly|almost|(?:more|less) than|over|only) )?(?:an?|one|two|three|{NUM})"
        r"{HY}quarters? of (?:(?:a|an|all|the|its|their|his|our|those|these"
        r"|us|them|that|this|what|it|every|american|men|women|people))",
    ),
    Rule("year_of_company", quarters.year_back, r"(?:the |a )(?P<span>year-(?:earlier|ago))"),
    Rule("first_second", days.leave, r"(?:a|one|split|every) split{HY}seconds?"),
    Rule(
        "year_on_year",
        days.leave,
        r"(?:year|month|quarter|week|day)-(?:on|over|to|by)-(?:year|month|quarter|week|day|date)",
    ),
    Rule(
        "round_the_year",
        days.leave,
        r"three-quarters|year-round|round-the-clock|day-to-day|day after day|day by day"
        r"|from day to day|day in and day out|from time to time|all year round"
        r"|(?:every )?now and (?:then|again)",
    ),
    Rule(
        "paper",
        days.leave,
        r"(?-i:Sunday|Saturday|Daily|Weekly|Monthly|Friday) (?-i:Times|Telegraph|Mail|Mirror"
        r"|Express|World|Herald|Post|News|Star|Standard|Tribune|Record|Independent|Night Live"
        r"|Night Football|Nation|Mass|School|Monitor|Beast|Show|Review)",
    ),
    Rule(
        "paper_names",
        days.leave,
        r"(?-i:USA T(?:oday|ODAY)|Today [Ss]how|This Week|60 Minutes|48 Hours|Monday Night Football"
        r"|Saturday Night Live|Newsweek|Business Week|The Week|Black (?:Friday|September)"
        r"|Bloody Sunday"
        r"|Super Tuesday|Cyber Monday|Friday the 13th|Summer Olympics"
        r"|Winter Olympics|Arab Spring|Prague Spring|Women's Day"
        r"|Independence Day|Earth Day|Election Day)",
    ),
    Rule("hundred_days", days.leave, r"one-day international|one-day cricket|five-day forecast"),
)
