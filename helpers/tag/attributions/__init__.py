"""Who is reported to say what: source, cue and content of direct, partial and indirect statements.

A paragraph is read in units (a sentence, or several that one quotation spans), in which a quotation
is a single token.  Each reporting cue of a unit becomes a frame; quotations that no frame holds
go to the speaker before them.
"""

from helpers.tag.attributions.find import find_attributions
from helpers.tag.attributions.resolve import resolve_sources
from helpers.tag.attributions.statements import is_intention

__all__ = ["find_attributions", "is_intention", "resolve_sources"]
