"""The rules in the order in which they are tried.

The longest expression at a place wins, whatever its rule ("two years ago" before "two years");
among rules that match the same words the first whose reading does not refuse.
"""

from __future__ import annotations

from .context import Rule
from .rules_clock import CLOCK
from .rules_days import DAYS
from .rules_length import LENGTHS
from .rules_none import NONE
from .rules_periods import PERIODS
from .rules_relative import RELATIVE

RULES: tuple[Rule, ...] = (*NONE, *DAYS, *CLOCK, *PERIODS, *RELATIVE, *LENGTHS)
